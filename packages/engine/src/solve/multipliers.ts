import type { Board } from './board.ts';
import type { Pressure } from './score.ts';

/** How fast multipliers follow what walls press, 0-1: of the wall on ratios, and of those on sums. */
export interface Following {
  readonly ratio: number;
  readonly sum: number;
}

/** Lagrange multipliers of the bands, each k * q: on how far a measure lies from the mean of all, and on its sum. */
export interface Multipliers {
  readonly onRatio: Float64Array;
  readonly onSum: Float64Array;
}

export function createMultipliers({ k, q }: Board): Multipliers {
  return { onRatio: new Float64Array(k * q), onSum: new Float64Array(k * q) };
}

/**
 * Moves each multiplier by what its wall presses now, and sets the board's prices to them: the method of multipliers
 * (Hestenes 1969; Powell 1969). A wall alone holds a sum only by letting it stand outside as far as it presses, and one
 * steep enough to hold it closely freezes every unit heavier than that. A multiplier presses the same without being steep,
 * so that ratio goes on flowing through territories that stand at the edge of their bands, across a whole country if need be. It falls
 * again, down to nothing, where there is room: one that only grew would wind up. O(k q).
 */
export function followWalls(board: Board, { onRatio, onSum }: Multipliers, following: Following, { wall, band, ratio, ratioBand }: Pressure): void {
  const { k, q, sum, price, ground } = board;
  for (let t = 0; t < k; t++) {
    const row = t * q;
    let mean = 0;
    for (let m = 0; m < q; m++) mean += ((sum[row + m] - ground.mid[row + m]) * ground.inverse[row + m]) / q;
    let middle = 0;
    for (let m = 0; m < q; m++) {
      const j = row + m;
      const d = (sum[j] - ground.mid[j]) * ground.inverse[j];
      onRatio[j] = followed(onRatio[j], 2 * following.ratio * ratio, d - mean, ratioBand);
      onSum[j] = followed(onSum[j], 2 * following.sum * wall * ground.importance[m], d, band * ground.half[j]);
      middle += onRatio[j] / q;
    }
    for (let m = 0; m < q; m++) price[row + m] = onSum[row + m] + onRatio[row + m] - middle;
  }
}

/** A multiplier that holds a number between -band and band: above 0 at the upper edge, below 0 at the lower. */
function followed(multiplier: number, step: number, value: number, band: number): number {
  return multiplier > 0 || (multiplier === 0 && value > 0) ? Math.max(0, multiplier + step * (value - band)) : Math.min(0, multiplier + step * (value + band));
}
