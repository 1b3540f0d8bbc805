import type { Board } from '../solve/board.ts';
import type { Work } from './work.ts';

/** The ends of all bands, and what a unit beyond them is as a share of the target: k * q. */
export interface Edges {
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly inverse: Float64Array;
}

/** The edges of the bands of all territories, with the slack that every judge allows. */
export function edgesOf({ k, board: { q, ground: { mid, half, inverse } } }: Work): Edges {
  const room = (j: number): number => (half[j] + 1e-9) / inverse[j];
  return { inverse, low: Float64Array.from({ length: k * q }, (_, j) => mid[j] - room(j)), high: Float64Array.from({ length: k * q }, (_, j) => mid[j] + room(j)) };
}

/** How far the sums of `t` are outside their bands, with unit `i` away (-1) or added (1). */
export function excessOf({ q, sum, level: { weight } }: Board, { low, high, inverse }: Edges, t: number, i: number, sign: -1 | 0 | 1): number {
  let total = 0;
  for (let j = t * q, w = i * q, end = j + q; j < end; j++, w++) {
    const s = sum[j] + sign * weight[w];
    if (s > high[j]) total += (s - high[j]) * inverse[j];
    else if (s < low[j]) total += (low[j] - s) * inverse[j];
  }
  return total;
}
