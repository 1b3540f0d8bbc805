import { UNASSIGNED } from '@hexalign/engine';

/** Sums and targets of one territory, by measure; a target of 0 does not count. */
export interface Standing {
  readonly sums: Float64Array;
  readonly targets: readonly number[];
}

/** What the brush that evens out goes by. */
export interface Scales {
  readonly slots: Uint16Array;
  readonly values: readonly Float64Array[];
  /** Of a slot, or null for unassigned ground, which has no target. */
  standing(slot: number): Standing | null;
}

const off = (sum: number, target: number): number => (target > 0 ? Math.abs(sum - target) / target : 0);

/**
 * Of some units, nearest first, those that bring receiver and donors together nearer to their targets, one after the
 * other; it stops when the receiver has reached its target in the first measure that has one. Changes nothing.
 */
export function onlyBetter(units: Iterable<number>, to: number, { slots, values, standing }: Scales): number[] {
  const receiver = standing(to);
  if (receiver === null) return [];
  const copies = new Map<number, Standing | null>([[to, { ...receiver, sums: receiver.sums.slice() }]]);
  const main = receiver.targets.findIndex((target) => target > 0);
  if (main < 0) return [];
  const own = copies.get(to) as Standing;
  const taken: number[] = [];
  for (const u of units) {
    if (own.sums[main] >= own.targets[main]) break;
    const from = slots[u];
    if (from === to) continue;
    if (!copies.has(from)) {
      const donor = from === UNASSIGNED ? null : standing(from);
      copies.set(from, donor && { ...donor, sums: donor.sums.slice() });
    }
    const donor = copies.get(from) ?? null;
    let change = 0;
    values.forEach((value, j) => {
      change += off(own.sums[j] + value[u], own.targets[j]) - off(own.sums[j], own.targets[j]);
      if (donor) change += off(donor.sums[j] - value[u], donor.targets[j]) - off(donor.sums[j], donor.targets[j]);
    });
    if (change >= 0) continue;
    values.forEach((value, j) => {
      own.sums[j] += value[u];
      if (donor) donor.sums[j] -= value[u];
    });
    taken.push(u);
  }
  return taken;
}
