import { UNASSIGNED } from '@hexalign/engine';

/**
 * Gives new territories the slots of those they overlap most, so that names and colours stay where they were: the pair
 * with the largest common weight first, ties to the lower old slot, then the lower new one.
 *
 * @param found n slots below k
 * @param before n slots below k, or `UNASSIGNED`
 * @param weight n numbers >= 0
 * @param fixed slots that keep their own number
 * @returns n slots below k; the division is the same
 */
export function relabel(k: number, found: Uint16Array, before: Uint16Array, weight: Float64Array, fixed: readonly number[]): Uint16Array<ArrayBuffer> {
  const common = new Map<number, number>();
  for (let u = 0; u < found.length; u++) {
    if (before[u] === UNASSIGNED) continue;
    const pair = before[u] * k + found[u];
    common.set(pair, (common.get(pair) ?? 0) + weight[u]);
  }
  const name = new Int32Array(k).fill(-1);
  const taken = new Uint8Array(k);
  const give = (slot: number, to: number): void => {
    name[slot] = to;
    taken[to] = 1;
  };
  for (const slot of fixed) give(slot, slot);
  for (const [pair] of [...common].sort((a, b) => b[1] - a[1] || a[0] - b[0])) {
    const slot = pair % k;
    const to = Math.floor(pair / k);
    if (name[slot] < 0 && taken[to] === 0) give(slot, to);
  }
  let free = 0;
  for (let slot = 0; slot < k; slot++) {
    if (name[slot] >= 0) continue;
    while (taken[free] === 1) free++;
    give(slot, free);
  }
  return Uint16Array.from(found, (slot) => name[slot]);
}
