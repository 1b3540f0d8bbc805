import { cosDegrees } from '../base/trig.ts';
import { shortTurn } from './groupRings.ts';

/** An arc as one territory runs along it, ground on the left. */
export interface HalfArc {
  /** The arc, `~arc` when it is taken backwards. */
  readonly arc: number;
  /** Vertices: where it starts, the next one, where it ends, and the one before. */
  readonly start: number;
  readonly after: number;
  readonly end: number;
  readonly before: number;
}

/**
 * Joins the arcs of one territory into rings that neither cross nor pass a vertex twice: at a vertex where the territory
 * touches itself a ring goes on along the edge of the ground it came along, and what comes back to a vertex is a ring of its own.
 *
 * @returns rings of arcs
 */
export function simpleRings(halves: readonly HalfArc[], lngLat: Float64Array): number[][] {
  const next = followers(halves, lngLat);
  const used = new Uint8Array(halves.length);
  const rings: number[][] = [];
  for (let first = 0; first < halves.length; first++) {
    /** The way so far, and where on it each vertex stands. */
    const way: number[] = [];
    const placeOf = new Map<number, number>();
    for (let at = first; used[at] === 0; at = next[at]) {
      used[at] = 1;
      placeOf.set(halves[at].start, way.length);
      way.push(at);
      const place = placeOf.get(halves[at].end);
      if (place === undefined) continue;
      const ring = way.splice(place);
      for (const i of ring) placeOf.delete(halves[i].start);
      rings.push(ring.map((i) => halves[i].arc));
    }
  }
  return rings;
}

/** An arc at a vertex: whether it comes there or leaves, and in which direction it lies. */
interface End {
  readonly half: number;
  readonly comes: boolean;
  readonly turn: number;
}

/**
 * Per arc the one that goes on from it. Ground lies clockwise of what comes to a vertex and counter-clockwise of what leaves
 * it: the two belong together as brackets do, so that rings do not cross even where ground is drawn twice.
 */
function followers(halves: readonly HalfArc[], lngLat: Float64Array): Int32Array {
  const endsAt = new Map<number, End[]>();
  const add = (vertex: number, beside: number, half: number, comes: boolean): void => {
    const end = { half, comes, turn: direction(lngLat, vertex, beside) };
    const list = endsAt.get(vertex);
    if (list) list.push(end);
    else endsAt.set(vertex, [end]);
  };
  halves.forEach(({ start, after, end, before }, half) => {
    add(start, after, half, false);
    add(end, before, half, true);
  });
  const next = new Int32Array(halves.length).fill(-1);
  const isTaken = new Uint8Array(halves.length);
  for (const ends of endsAt.values()) {
    // Clockwise; of one direction what leaves stands first: no ring turns back on itself.
    ends.sort((p, q) => q.turn - p.turn || Number(p.comes) - Number(q.comes) || p.half - q.half);
    const open: number[] = [];
    for (const { half, comes } of ends) {
      if (comes) open.push(half);
      else if (open.length > 0) isTaken[(next[open.pop()!] = half)] = 1;
    }
    // What is still open leaves past the direction where the circle was cut.
    for (const { half, comes } of ends) if (!comes && isTaken[half] === 0) next[open.pop()!] = half;
  }
  return next;
}

/** Direction from one vertex to another as a number from 0 (east) counter-clockwise to below 4. */
function direction(lngLat: Float64Array, a: number, b: number): number {
  const x = shortTurn(lngLat[2 * b] - lngLat[2 * a]) * cosDegrees(lngLat[2 * a + 1]);
  const y = lngLat[2 * b + 1] - lngLat[2 * a + 1];
  const share = y / (Math.abs(x) + Math.abs(y));
  return x >= 0 ? (y >= 0 ? share : share + 4) : 2 - share;
}
