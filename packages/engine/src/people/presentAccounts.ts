import { EngineError } from '../base/errors.ts';

/**
 * How much of what people look after today lies in each territory of a plan. a = accounts, p = people, k = territories.
 *
 * @param ownerOf a people, p or above (such as 0xFFFFFFFF) for an account that nobody owns
 * @param slotOf a slots of the plan, k or above for an account outside every territory
 * @param weight a weights >= 0; each account counts one when left out
 * @returns p * k sums, a row per person
 * @throws EngineError `people.length`, `people.present`
 */
export function presentAccounts(ownerOf: Uint32Array, slotOf: Uint16Array, p: number, k: number, weight?: Float64Array): Float64Array {
  if (ownerOf.length !== slotOf.length) throw new EngineError('people.length', `${ownerOf.length} owners for ${slotOf.length} accounts; give one per account.`, [ownerOf.length, slotOf.length]);
  if (weight !== undefined && weight.length !== slotOf.length) throw new EngineError('people.length', `${weight.length} weights for ${slotOf.length} accounts; give one per account.`, weight.length);
  weight?.forEach((value, a) => {
    if (!(value >= 0 && value < Infinity)) throw new EngineError('people.present', `Account ${a} has a weight of ${value}, expected a number of at least 0.`, value);
  });
  const sums = new Float64Array(p * k);
  for (let a = 0; a < ownerOf.length; a++) {
    if (ownerOf[a] < p && slotOf[a] < k) sums[ownerOf[a] * k + slotOf[a]] += weight ? weight[a] : 1;
  }
  return sums;
}
