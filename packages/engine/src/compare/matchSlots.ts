import { cheapestMatching } from '../base/cheapestMatching.ts';
import { overlaps } from './nameByBaseline.ts';

/**
 * Which of today's territories each new one continues so that as much as possible stays with its territory: the
 * matching of largest total overlap, where `nameByBaseline` takes the largest single overlap first. Only pairs that
 * overlap are looked at, so that thousands of territories are no matter.
 *
 * @param baseline n slots of today; those of `names` or above (`UNASSIGNED`) are nobody's
 * @param slots n new slots, below k
 * @param weight n weights >= 0, what overlap is measured in; units when left out
 * @returns k slots of today, -1 for a territory that continues none
 */
export function matchSlots(baseline: Uint16Array, slots: Uint16Array, k: number, names: number, weight?: Float64Array): Int32Array {
  const pairs = [...overlaps(baseline, slots, k, names, weight)]
    .filter(([, overlap]) => overlap > 0)
    .map(([pair, overlap]) => ({ slot: pair % k, name: Math.floor(pair / k), overlap }))
    .sort((a, b) => a.slot - b.slot || a.name - b.name);
  const offsets = new Uint32Array(k + 1);
  for (const { slot } of pairs) offsets[slot + 1]++;
  for (let slot = 0; slot < k; slot++) offsets[slot + 1] += offsets[slot];
  return cheapestMatching({
    offsets,
    column: Uint32Array.from(pairs, ({ name }) => name),
    cost: Float64Array.from(pairs, ({ overlap }) => -overlap),
    columns: names,
    costOfNone: new Float64Array(k),
  }).columnOf;
}
