import type { Ground } from '../problem/ground.ts';
import { BAND_EDGE, type Pressure } from './score.ts';

/** What `strainOf` sums up for two measures, the usual number, as plain numbers and rows that a hot loop keeps at hand. */
export interface PairStrain {
  readonly mid: Float64Array;
  readonly half: Float64Array;
  readonly inverse: Float64Array;
  /** Weight of the squared deviation beyond the band, per measure. */
  readonly wall0: number;
  readonly wall1: number;
  readonly band: number;
  readonly ratio: number;
  readonly ratioBand: number;
}

export function pairStrain({ mid, half, inverse, importance }: Ground, { wall, band, ratio, ratioBand }: Pressure): PairStrain {
  return { mid, half, inverse, wall0: importance[0] * wall, wall1: importance[1] * wall, band, ratio, ratioBand };
}

/**
 * Pressure cost of the territory whose sums are at `row` if they changed by `w0` and `w1`. Without a branch, because
 * what lies in its band and what does not cannot be foretold: a third less time than a loop over the measures.
 */
export function strainOfPair(pair: PairStrain, sum: Float64Array, price: Float64Array, row: number, w0: number, w1: number): number {
  const { mid, half, inverse, wall0, wall1, band, ratio, ratioBand } = pair;
  const d0 = (sum[row] + w0 - mid[row]) * inverse[row];
  const d1 = (sum[row + 1] + w1 - mid[row + 1]) * inverse[row + 1];
  const x0 = Math.max(0, Math.abs(d0) - band * half[row]);
  const x1 = Math.max(0, Math.abs(d1) - band * half[row + 1]);
  // Two deviations lie equally far from their mean.
  const r = Math.max(0, 0.5 * Math.abs(d0 - d1) - ratioBand);
  return wall0 * x0 * (x0 + BAND_EDGE) + wall1 * x1 * (x1 + BAND_EDGE) + price[row] * d0 + price[row + 1] * d1 + 2 * ratio * r * r;
}
