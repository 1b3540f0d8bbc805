import type { Position } from 'geojson';
import { unwrapRing } from './unwrapRing.ts';

/** A unit's rings, longitudes without jumps, and its box: west, south, east, north. */
interface Ground {
  readonly rings: readonly { readonly xs: readonly number[]; readonly ring: readonly Position[] }[];
  readonly box: readonly [number, number, number, number];
}

/** Sides that only one unit has. s = sides. */
export interface OwnSides {
  /** s units. */
  readonly unit: readonly number[];
  /** 2s degrees of their middles, `[lng, lat]`, longitudes -180 to 180. */
  readonly middle: readonly number[];
  /** s metres. */
  readonly metres: readonly number[];
}

/**
 * Borders of units that lie one over the other with no side near a side of the other: an enclave drawn over its
 * surroundings without a hole, a layer of two sources. They border along the sides whose middle lies inside the other.
 *
 * @param known tells whether two units border already
 * @param leastM what is shorter is the overlap of two corners
 * @param border told once for each pair
 */
export function overlapBorders(polygonsOf: readonly (readonly (readonly Position[][])[])[], { unit, middle, metres }: OwnSides, known: (u: number, v: number) => boolean, leastM: number, border: (u: number, v: number, metres: number) => void): void {
  const grounds = polygonsOf.map(groundOf);
  const byWest = [...grounds.keys()].sort((a, b) => grounds[a].box[0] - grounds[b].box[0] || a - b);
  const widest = grounds.reduce((most, { box }) => Math.max(most, box[2] - box[0]), 0);
  const lengths = new Map<number, number>();
  let at = 0;
  while (at < unit.length) {
    const u = unit[at];
    let end = at;
    while (end < unit.length && unit[end] === u) end++;
    const [west, south, east, north] = grounds[u].box;
    // Ground over the antimeridian is drawn beyond 180; whoever meets it from the other side is shifted there.
    for (const shift of [0, 360, -360]) {
      for (let i = firstFrom(byWest, grounds, west + shift - widest); i < byWest.length && grounds[byWest[i]].box[0] <= east + shift; i++) {
        const v = byWest[i];
        const { box } = grounds[v];
        if (v === u || box[2] < west + shift || box[1] > north || box[3] < south || known(u, v)) continue;
        let inside = 0;
        for (let s = at; s < end; s++) if (holds(grounds[v], middle[2 * s] + shift, middle[2 * s + 1])) inside += metres[s];
        if (inside > 0) lengths.set(Math.min(u, v) * grounds.length + Math.max(u, v), (lengths.get(Math.min(u, v) * grounds.length + Math.max(u, v)) ?? 0) + inside);
      }
    }
    at = end;
  }
  for (const [pair, length] of lengths) if (length >= leastM) border(Math.floor(pair / grounds.length), pair % grounds.length, length);
}

function groundOf(polygons: readonly (readonly Position[][])[]): Ground {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  const rings = polygons.flatMap((polygon) => polygon.map((ring) => ({ xs: unwrapRing(ring), ring })));
  for (const { xs, ring } of rings) {
    ring.forEach(([, y], i) => {
      box[0] = Math.min(box[0], xs[i]);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], xs[i]);
      box[3] = Math.max(box[3], y);
    });
  }
  return { rings, box };
}

/** Position of the first unit that begins at a longitude or east of it. */
function firstFrom(byWest: readonly number[], grounds: readonly Ground[], west: number): number {
  let [low, high] = [0, byWest.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (grounds[byWest[middle]].box[0] < west) low = middle + 1;
    else high = middle;
  }
  return low;
}

function holds({ rings, box }: Ground, lng: number, lat: number): boolean {
  if (lng < box[0] || lat < box[1] || lng > box[2] || lat > box[3]) return false;
  let inside = false;
  for (const { xs, ring } of rings) {
    for (let i = 0; i < ring.length; i++) {
      const j = i + 1 < ring.length ? i + 1 : 0;
      if (ring[i][1] > lat !== ring[j][1] > lat && lng < xs[i] + ((lat - ring[i][1]) / (ring[j][1] - ring[i][1])) * (xs[j] - xs[i])) inside = !inside;
    }
  }
  return inside;
}
