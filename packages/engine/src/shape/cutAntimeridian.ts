import { groupRings } from './groupRings.ts';

/** A point where a chain of a cut ring starts or ends on the antimeridian. */
interface Crossing {
  readonly lat: number;
  readonly chain: number;
  /** Whether the chain touches the map's eastern edge (+180) here, or its western edge. */
  readonly east: boolean;
  readonly starts: boolean;
}

/** Whether a ring steps over the antimeridian. */
export function crossesAntimeridian(ring: Float64Array): boolean {
  for (let i = 2; i < ring.length; i += 2) if (Math.abs(ring[i] - ring[i - 2]) > 180) return true;
  return false;
}

/**
 * Cuts the polygons of one territory along the antimeridian (RFC 7946, section 3.1.9): no ring of the result
 * steps over it, and ground round a pole gets the pole's edge of the map.
 *
 * Rings keep their ground on the left. A chain that arrives at the eastern edge therefore has ground to the
 * north of it along that edge, up to where the next chain leaves or up to the pole; at the western edge to the south.
 *
 * @param polygons each an outer ring and its holes, closed, `[lng, lat, ...]` with longitudes from -180 to 180
 */
export function cutAntimeridian(polygons: readonly (readonly Float64Array[])[]): Float64Array[][] {
  const kept: Float64Array[][] = [];
  const cut: Float64Array[] = [];
  for (const polygon of polygons) {
    if (polygon.some(crossesAntimeridian)) cut.push(...polygon);
    else kept.push([...polygon]);
  }
  if (cut.length === 0) return kept;
  const rings: Float64Array[] = [];
  const chains: number[][] = [];
  const crossings: Crossing[] = [];
  for (const ring of cut) {
    if (crossesAntimeridian(ring)) cutRing(ring, chains, crossings);
    else rings.push(ring);
  }
  rings.push(...joinChains(chains, crossings));
  for (const group of groupRings(rings)) kept.push(group.map((i) => rings[i]));
  return kept;
}

/** Cuts a ring into chains that stay on one side. */
function cutRing(ring: Float64Array, chains: number[][], crossings: Crossing[]): void {
  const last = ring.length - 2;
  let first = 0;
  while (Math.abs(ring[first + 2] - ring[first]) <= 180) first += 2;
  let chain: number[] = [];
  // From the first crossing once round; the ring's last point repeats its first.
  for (let step = 0; step <= last; step += 2) {
    const a = (first + step) % last;
    const b = a + 2;
    if (Math.abs(ring[b] - ring[a]) > 180) {
      const eastward = ring[b] < ring[a];
      const lat = crossingLat(ring[a], ring[a + 1], ring[b], ring[b + 1]);
      if (chain.length > 0) {
        push(chain, eastward ? 180 : -180, lat);
        crossings.push({ lat, chain: chains.length, east: eastward, starts: false });
        chains.push(chain);
      }
      if (step === last) break;
      chain = [eastward ? -180 : 180, lat];
      crossings.push({ lat, chain: chains.length, east: !eastward, starts: true });
    }
    push(chain, ring[b], ring[b + 1]);
  }
}

/** Where a side meets the antimeridian; seen from its western end, so that both territories along it agree. */
function crossingLat(lngA: number, latA: number, lngB: number, latB: number): number {
  const [westLng, westLat, eastLng, eastLat] = lngA > lngB ? [lngA, latA, lngB + 360, latB] : [lngB, latB, lngA + 360, latA];
  if (eastLng === westLng) return westLat;
  return Math.round((westLat + ((180 - westLng) / (eastLng - westLng)) * (eastLat - westLat)) * 1e7) / 1e7;
}

function push(chain: number[], lng: number, lat: number): void {
  const end = chain.length;
  if (end === 0 || chain[end - 2] !== lng || chain[end - 1] !== lat) chain.push(lng, lat);
}

/** Joins chains along the two edges of the map into closed rings. */
function joinChains(chains: readonly number[][], crossings: readonly Crossing[]): Float64Array[] {
  const starts = (east: boolean): Crossing[] => crossings.filter((c) => c.starts && c.east === east).sort((a, b) => a.lat - b.lat);
  const startsEast = starts(true);
  const startsWest = starts(false);
  const endOf = new Map<number, Crossing>();
  for (const crossing of crossings) if (!crossing.starts) endOf.set(crossing.chain, crossing);
  const used = new Set<number>();
  const rings: Float64Array[] = [];
  for (let first = 0; first < chains.length; first++) {
    if (used.has(first)) continue;
    const ring: number[] = [];
    let chain = first;
    while (!used.has(chain)) {
      used.add(chain);
      for (let i = 0; i < chains[chain].length; i += 2) push(ring, chains[chain][i], chains[chain][i + 1]);
      const end = endOf.get(chain)!;
      let next: Crossing | undefined;
      if (end.east) {
        next = startsEast.find((c) => c.lat >= end.lat);
        if (next === undefined) {
          push(ring, 180, 90);
          push(ring, -180, 90);
          next = startsWest.at(-1);
        }
      } else {
        next = startsWest.findLast((c) => c.lat <= end.lat);
        if (next === undefined) {
          push(ring, -180, -90);
          push(ring, 180, -90);
          next = startsEast[0];
        }
      }
      if (next === undefined) break;
      chain = next.chain;
    }
    push(ring, ring[0], ring[1]);
    // Less than a triangle is a side that only touches the antimeridian.
    if (ring.length >= 8) rings.push(Float64Array.from(ring));
  }
  return rings;
}
