import { EngineError } from '../base/errors.ts';
import type { Measure } from './measure.ts';

/**
 * Sums every measure per territory. Units without a territory count nowhere.
 *
 * @param slots n slots, 0 to k - 1 or `UNASSIGNED`
 * @returns k * q sums, a row per slot
 * @throws EngineError `measure.length` when a measure does not have one value per unit
 */
export function tally(measures: readonly Measure[], slots: Uint16Array, k: number): Float64Array {
  const q = measures.length;
  const sums = new Float64Array(k * q);
  for (let j = 0; j < q; j++) {
    const { key, values } = measures[j];
    if (values.length !== slots.length) {
      throw new EngineError('measure.length', `Measure ${JSON.stringify(key)} has ${values.length} values for ${slots.length} units.`, key);
    }
    for (let u = 0; u < slots.length; u++) {
      const slot = slots[u];
      if (slot < k) sums[slot * q + j] += values[u];
    }
  }
  return sums;
}

/**
 * Moves one unit between the rows of a tally, in place: nothing is allocated. Sums stay exact as long as values
 * are integers below 2^53. A slot of k or above, `UNASSIGNED` included, has no row.
 *
 * @param sums k * q sums as `tally` returns them
 */
export function tallyMoveInto(sums: Float64Array, measures: readonly Measure[], u: number, from: number, to: number): void {
  const q = measures.length;
  const fromRow = from * q;
  const toRow = to * q;
  if (fromRow < sums.length) for (let j = 0; j < q; j++) sums[fromRow + j] -= measures[j].values[u];
  if (toRow < sums.length) for (let j = 0; j < q; j++) sums[toRow + j] += measures[j].values[u];
}
