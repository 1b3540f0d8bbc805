import type { UnitGraph } from '@hexalign/engine';

/**
 * The territories within some borders of others.
 *
 * @param slots n slots below k
 * @param from slots to begin with
 * @param borders how many may lie between
 * @returns k numbers, 1 for those that are near, `from` among them
 */
export function surroundings({ offsets, neighbors }: Pick<UnitGraph, 'offsets' | 'neighbors'>, slots: Uint16Array, k: number, from: readonly number[], borders: number): Uint8Array {
  const near = new Uint8Array(k);
  for (const slot of from) near[slot] = 1;
  for (let round = 0; round < borders; round++) {
    const before = near.slice();
    for (let u = 0; u < slots.length; u++) {
      if (before[slots[u]] === 0) continue;
      for (let e = offsets[u]; e < offsets[u + 1]; e++) near[slots[neighbors[e]]] = 1;
    }
  }
  return near;
}
