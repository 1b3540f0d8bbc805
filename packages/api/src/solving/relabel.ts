import { nameByBaseline } from '@hexalign/engine';

/**
 * Gives new territories the slots of those they overlap most, so that names and colours stay where they were; what
 * overlaps none takes what is free, in ascending order.
 *
 * @param found n slots below k
 * @param before n slots below k, or `UNASSIGNED`
 * @param weight n numbers >= 0, what overlap is measured in
 * @returns n slots below k; the division is the same
 */
export function relabel(k: number, found: Uint16Array, before: Uint16Array, weight: Float64Array): Uint16Array<ArrayBuffer> {
  const names = nameByBaseline(before, found, k, k, weight);
  const taken = new Set(names);
  let free = 0;
  for (let slot = 0; slot < k; slot++) {
    if (names[slot] >= 0) continue;
    while (taken.has(free)) free++;
    names[slot] = free++;
  }
  return Uint16Array.from(found, (slot) => names[slot]);
}
