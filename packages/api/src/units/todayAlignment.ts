import { UNASSIGNED, type UnitGraph } from '@hexalign/engine';

/**
 * Today's territories on the ground: a unit belongs to the territory that most of its accounts' weight belongs to, and
 * ground without accounts to the nearest ground that has some, by borders walked. Ties go to the lower slot.
 *
 * @param unitOfAccount per account its unit
 * @param slotOfAccount per account its territory's slot, -1 = none
 * @param weight per account, >= 0
 * @returns n slots; `UNASSIGNED` only where no border leads to an account with a territory
 */
export function todayAlignment(graph: Pick<UnitGraph, 'offsets' | 'neighbors'>, unitOfAccount: Uint32Array, slotOfAccount: Int32Array, weight: Float64Array): Uint16Array<ArrayBuffer> {
  const n = graph.offsets.length - 1;
  const slots = new Uint16Array(n).fill(UNASSIGNED);
  const sums = new Map<number, number>();
  for (let a = 0; a < unitOfAccount.length; a++) {
    if (slotOfAccount[a] < 0) continue;
    const key = unitOfAccount[a] * 0x10000 + slotOfAccount[a];
    sums.set(key, (sums.get(key) ?? 0) + weight[a]);
  }
  const best = new Float64Array(n).fill(-1);
  for (const [key, sum] of [...sums].sort((a, b) => a[0] - b[0])) {
    const u = Math.floor(key / 0x10000);
    if (sum <= best[u]) continue;
    best[u] = sum;
    slots[u] = key % 0x10000;
  }
  spread(graph, slots);
  return slots;
}

/** Lets every territory grow over ground nobody has, ring by ring and all at the same pace. */
function spread({ offsets, neighbors }: Pick<UnitGraph, 'offsets' | 'neighbors'>, slots: Uint16Array): void {
  let ring: number[] = [];
  for (let u = 0; u < slots.length; u++) if (slots[u] !== UNASSIGNED) ring.push(u);
  while (ring.length > 0) {
    const claims = new Map<number, number>();
    for (const u of ring) {
      for (let i = offsets[u]; i < offsets[u + 1]; i++) {
        const v = neighbors[i];
        if (slots[v] === UNASSIGNED) claims.set(v, Math.min(claims.get(v) ?? UNASSIGNED, slots[u]));
      }
    }
    for (const [v, slot] of claims) slots[v] = slot;
    ring = [...claims.keys()];
  }
}
