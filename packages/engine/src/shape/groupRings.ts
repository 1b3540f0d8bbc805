/**
 * Rings of one territory into polygons: which rings are outer, and which hole lies in which of them. Rings are
 * simple, touch at vertices at most, and keep their ground on the left.
 *
 * @param rings closed rings `[lng, lat, ...]`; steps of more than half a turn are taken the short way round
 * @returns per polygon the position of its outer ring, then of its holes
 */
export function groupRings(rings: readonly Float64Array[]): number[][] {
  const boxes = rings.map(measureRing);
  const outer: number[][] = [];
  const holes: number[] = [];
  for (let i = 0; i < rings.length; i++) {
    // A ring round a pole has no inside of its own on the map: it stands for itself.
    if (boxes[i].area > 0 || boxes[i].winds) outer.push([i]);
    else holes.push(i);
  }
  for (const hole of holes) {
    let best: number[] | undefined = outer.length === 1 ? outer[0] : undefined;
    if (best === undefined) {
      // A vertex may stand on another ring as well; the middle of a side does not.
      const [x, y, nextX, nextY] = rings[hole];
      const [lng, lat] = [x + shortTurn(nextX - x) / 2, (y + nextY) / 2];
      let least = Infinity;
      for (const polygon of outer) {
        const box = boxes[polygon[0]];
        if (box.area < least && holds(rings[polygon[0]], box, lng, lat)) {
          least = box.area;
          best = polygon;
        }
      }
    }
    // What lies in no ring of the map lies in the ground round a pole.
    best ??= outer.find((polygon) => boxes[polygon[0]].winds) ?? outer[0];
    best?.push(hole);
  }
  return outer;
}

interface RingBox {
  /** Signed, in square degrees: positive when counter-clockwise. */
  readonly area: number;
  /** Whether the ring goes round a pole. */
  readonly winds: boolean;
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

/** Longitudes run on from the first point, so that a ring over the antimeridian stays in one piece. */
function measureRing(ring: Float64Array): RingBox {
  let area = 0;
  let lng = ring[0];
  let west = lng;
  let east = lng;
  let south = ring[1];
  let north = ring[1];
  for (let i = 2; i < ring.length; i += 2) {
    const next = lng + shortTurn(ring[i] - ring[i - 2]);
    area += (next - lng) * (ring[i + 1] + ring[i - 1]);
    lng = next;
    if (lng < west) west = lng;
    if (lng > east) east = lng;
    if (ring[i + 1] < south) south = ring[i + 1];
    if (ring[i + 1] > north) north = ring[i + 1];
  }
  return { area: -area / 2, winds: Math.abs(lng - ring[0]) > 180, west, east, south, north };
}

/** A difference of longitudes the short way round. */
export function shortTurn(degrees: number): number {
  return degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees;
}

/** Whether a point lies in a ring, which may step over the antimeridian. @param ring closed, `[lng, lat, ...]` */
export function holdsPoint(ring: Float64Array, lng: number, lat: number): boolean {
  return holds(ring, measureRing(ring), lng, lat);
}

/** Whether a point lies in a ring: an odd number of its sides crosses the parallel east of the point. */
function holds(ring: Float64Array, box: RingBox, lng: number, lat: number): boolean {
  if (lat < box.south || lat > box.north) return false;
  let x = lng;
  while (x < box.west) x += 360;
  while (x > box.east) x -= 360;
  if (x < box.west) return false;
  let inside = false;
  let from = ring[0];
  for (let i = 2; i < ring.length; i += 2) {
    const to = from + shortTurn(ring[i] - ring[i - 2]);
    const a = ring[i - 1];
    const b = ring[i + 1];
    if (a > lat !== b > lat && x < from + ((lat - a) / (b - a)) * (to - from)) inside = !inside;
    from = to;
  }
  return inside;
}
