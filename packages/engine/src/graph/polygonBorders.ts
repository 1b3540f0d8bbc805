import type { Position } from 'geojson';
import { cosDegrees, sinDegrees } from '../base/trig.ts';
import { closeSegments, type LoneSides } from './closeSegments.ts';

const EARTH_RADIUS_M = 6371007.180918475;
/** Vertices are taken to be the same within a grid of 1e-5 degrees, about a metre. */
const GRID = 1e5;
const TURN = 360 * GRID;

/** A border between two units, each pair once. */
export interface PolygonBorders {
  readonly pairs: Uint32Array;
  readonly borderM: Float32Array;
}

/**
 * Finds the borders between units by the sides that two of them share, then by sides that run close beside each other:
 * neighbours drawn with different vertices, with slivers between them or overlapping a little.
 *
 * @param polygonsOf polygons of each unit
 * @param snapM how far apart two sides may run, metres
 */
export function polygonBorders(polygonsOf: readonly (readonly (readonly Position[][])[])[], snapM: number): PolygonBorders {
  const n = polygonsOf.length;
  const vertexOf = new Map<number, number>();
  const xs: number[] = [];
  const ys: number[] = [];
  const vertex = ([lng, lat]: Position): number => {
    const x = (((Math.round(lng * GRID) + TURN / 2) % TURN) + TURN) % TURN;
    const y = Math.round(lat * GRID);
    const key = (y + 90 * GRID) * TURN + x;
    let found = vertexOf.get(key);
    if (found === undefined) {
      found = xs.length;
      vertexOf.set(key, found);
      xs.push(x);
      ys.push(y);
    }
    return found;
  };
  const metresOf = new Map<number, number>();
  const border = (u: number, v: number, metres: number): void => {
    const pair = Math.min(u, v) * n + Math.max(u, v);
    metresOf.set(pair, (metresOf.get(pair) ?? 0) + metres);
  };

  // The unit that has shown a side first; once matched, or met again by its own unit, a side is done with.
  const ownerOf = new Map<number, number>();
  const DONE = -1;
  const limit = 2 ** 26;
  polygonsOf.forEach((polygons, u) => {
    for (const rings of polygons) {
      for (const ring of rings) {
        let last = vertex(ring[ring.length - 1]);
        for (const position of ring) {
          const next = vertex(position);
          if (next !== last) {
            const side = Math.min(last, next) * limit + Math.max(last, next);
            const owner = ownerOf.get(side);
            if (owner === undefined) ownerOf.set(side, u);
            else if (owner !== DONE) {
              ownerOf.set(side, DONE);
              if (owner !== u) border(owner, u, sideM(xs[last], ys[last], xs[next], ys[next]));
            }
          }
          last = next;
        }
      }
    }
  });
  const lone: LoneSides = { unit: [], ends: [] };
  for (const [side, u] of ownerOf) {
    if (u === DONE) continue;
    const [a, b] = [Math.floor(side / limit), side % limit];
    // A side over the seam of the grid is drawn beyond its end.
    const seam = xs[a] - xs[b];
    lone.unit.push(u);
    lone.ends.push(seam < -TURN / 2 ? xs[a] + TURN : xs[a], ys[a], seam > TURN / 2 ? xs[b] + TURN : xs[b], ys[b]);
  }
  closeSegments(lone, snapM, border);

  const entries = [...metresOf].sort(([a], [b]) => a - b);
  return {
    pairs: Uint32Array.from(entries.flatMap(([pair]) => [Math.floor(pair / n), pair % n])),
    borderM: Float32Array.from(entries, ([, metres]) => metres),
  };
}

/** Straight length of a side in metres, of grid coordinates; the arc is longer by a millionth for 30 km. */
function sideM(x0: number, y0: number, x1: number, y1: number): number {
  const [a, b] = [y0 / GRID, y1 / GRID];
  const cosine = cosDegrees(a) * cosDegrees(b) * cosDegrees((x1 - x0) / GRID) + sinDegrees(a) * sinDegrees(b);
  if (cosine < 0.9999) return EARTH_RADIUS_M * Math.sqrt(Math.max(0, 2 - 2 * cosine));
  // Short sides on the plane, where 1 - cosine would have no digits left.
  const turn = Math.abs(x1 - x0) > TURN / 2 ? TURN : 0;
  const east = (Math.abs(x1 - x0) - turn) * cosDegrees((a + b) / 2);
  const north = y1 - y0;
  return (EARTH_RADIUS_M * 0.017453292519943295 * Math.sqrt(east * east + north * north)) / GRID;
}
