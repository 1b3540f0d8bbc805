import type { Measure } from '@hexalign/engine';

/** What territories hold where some accounts belong elsewhere than their ground. n = units, k = territories, q = measures. */
export interface Apart {
  /** Units without those accounts. */
  readonly measures: readonly Measure[];
  /** k * q sums that they bring to the territories that have them, a row per slot: the engine's load. */
  readonly load: Float64Array;
}

/**
 * Takes accounts out of the units they lie in and gives them to territories.
 *
 * Units that lose an account are summed anew from those that stay, in the order of the accounts, so that the same accounts
 * always come to the same digits.
 *
 * @param accounts a unit per account, and one value per measure
 * @param slotOf slot below k by position of the account
 */
export function apartFromGround(measures: readonly Measure[], accounts: { readonly unit: ArrayLike<number>; readonly values: readonly Float64Array[] }, slotOf: ReadonlyMap<number, number>, k: number): Apart {
  const q = measures.length;
  const load = new Float64Array(k * q);
  const less = new Set(Array.from(slotOf.keys(), (position) => accounts.unit[position]));
  const values = measures.map((measure) => {
    const copy = new Float64Array(new SharedArrayBuffer(measure.values.byteLength));
    copy.set(measure.values);
    for (const unit of less) copy[unit] = 0;
    return copy;
  });
  for (let a = 0; a < accounts.unit.length; a++) {
    const unit = accounts.unit[a];
    if (!less.has(unit)) continue;
    const slot = slotOf.get(a);
    for (let m = 0; m < q; m++) {
      if (slot === undefined) values[m][unit] += accounts.values[m][a];
      else load[slot * q + m] += accounts.values[m][a];
    }
  }
  for (const unit of less) for (const column of values) column[unit] = tidied(column[unit]);
  return { measures: measures.map((measure, m) => ({ ...measure, values: values[m] })), load: load.map(tidied) };
}

/** A sum without the dust of binary fractions. */
function tidied(value: number): number {
  return Number.isSafeInteger(value) ? value : Number(value.toPrecision(15));
}
