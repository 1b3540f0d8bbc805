import { cosDegrees } from '../base/trig.ts';
import type { AreaSides } from './areaSides.ts';
import { shortTurn } from './groupRings.ts';

const METRES_PER_DEGREE = 111_195;
/** Edge of a bucket in degrees; buckets are as wide as they are high on the ground at the equator. */
const BUCKET = 0.01;

/**
 * Finds sides by where they run.
 *
 * @param which sides to be found
 * @returns for a vertex the sides that may come within `snapM` of it, each once
 */
export function sideBuckets({ lngLat, from, to, snapM }: AreaSides, which: readonly number[]): (vertex: number) => readonly number[] {
  const buckets = new Map<number, number[]>();
  const reach = snapM / METRES_PER_DEGREE;
  for (const s of which) {
    eachBucket(lngLat, from[s], to[s], reach, (key) => {
      const list = buckets.get(key);
      if (list) list.push(s);
      else buckets.set(key, [s]);
    });
  }
  return (vertex) => buckets.get(Math.floor((lngLat[2 * vertex + 1] + 91) / BUCKET) * 40000 + Math.floor((lngLat[2 * vertex] + 181) / BUCKET)) ?? [];
}

/** Calls back for the buckets that a side runs through, row by row, with room for what is near it. */
function eachBucket(lngLat: Float64Array, a: number, b: number, reach: number, visit: (key: number) => void): void {
  const up = lngLat[2 * a + 1] <= lngLat[2 * b + 1];
  const [low, high] = up ? [a, b] : [b, a];
  const [x0, y0, y1] = [lngLat[2 * low], lngLat[2 * low + 1], lngLat[2 * high + 1]];
  const dx = shortTurn(lngLat[2 * high] - x0);
  const wide = reach / Math.max(0.02, cosDegrees(Math.max(Math.abs(y0), Math.abs(y1))));
  const slope = y1 > y0 ? dx / (y1 - y0) : 0;
  const last = Math.floor((y1 + reach + 91) / BUCKET);
  for (let row = Math.floor((y0 - reach + 91) / BUCKET); row <= last; row++) {
    const south = Math.max(y0, row * BUCKET - 91 - reach);
    const north = Math.min(y1, (row + 1) * BUCKET - 91 + reach);
    const [p, q] = y1 > y0 ? [x0 + slope * (south - y0), x0 + slope * (north - y0)] : [x0, x0 + dx];
    const east = Math.max(p, q) + wide;
    for (let column = Math.floor((Math.min(p, q) - wide + 181) / BUCKET); column <= Math.floor((east + 181) / BUCKET); column++) {
      // Beyond the antimeridian it is the other end of the map.
      visit(row * 40000 + (column < 100 ? column + 36000 : column >= 36100 ? column - 36000 : column));
    }
  }
}
