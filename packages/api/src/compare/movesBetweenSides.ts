import { compare, UNASSIGNED, type Flow, type Measure } from '@hexalign/engine';
import type { Amounts } from '../../contract/compare.ts';
import type { SideBySide } from '../../contract/sides.ts';

/** One side in the numbers that all share. */
export interface Numbered {
  /** n and a numbers, `UNASSIGNED` for nobody. */
  readonly slots: Uint16Array;
  readonly slotOfAccount: Uint16Array;
}

/**
 * What goes from hand to hand between each two sides.
 *
 * @param columns per measure one number per account; with `tenure` one more, days
 * @param k number of territories
 */
export function movesBetweenSides(sides: readonly Numbered[], columns: readonly Measure[], tenure: boolean, k: number): SideBySide['moves'] {
  return sides.flatMap((one, a) => sides.slice(a + 1).map((other, i) => {
    const ground = new Map(compare(one.slots, other.slots, [], k).flows.map((flow) => [keyOf(flow), flow]));
    const held = new Map(compare(one.slotOfAccount, other.slotOfAccount, columns, k).flows.map((flow) => [keyOf(flow), flow]));
    const flows = [...new Map([...ground, ...held]).entries()].sort(([, x], [, y]) => x.from - y.from || x.to - y.to).map(([key, { from, to }]) => ({
      from: numberOf(from), to: numberOf(to), amounts: amountsOf(ground.get(key)?.units ?? 0, held.get(key)?.units ?? 0, held.get(key)?.sums ?? new Float64Array(columns.length), tenure),
    }));
    return { a, b: a + 1 + i, moved: total(flows.map(({ amounts }) => amounts), tenure ? columns.length - 1 : columns.length, tenure), flows };
  }));
}

/** What has been counted, the last column being days where tenure is known. */
export function amountsOf(units: number, accounts: number, sums: ArrayLike<number>, tenure: boolean): Amounts {
  const all = Array.from(sums);
  return { units, accounts, sums: tenure ? all.slice(0, -1) : all, tenureDays: tenure ? all[all.length - 1] : null };
}

function total(list: readonly Amounts[], q: number, tenure: boolean): Amounts {
  const sum = (of: (one: Amounts) => number): number => list.reduce((all, one) => all + of(one), 0);
  return { units: sum(({ units }) => units), accounts: sum(({ accounts }) => accounts), sums: Array.from({ length: q }, (_, m) => sum(({ sums }) => sums[m])), tenureDays: tenure ? sum(({ tenureDays }) => tenureDays ?? 0) : null };
}

function keyOf({ from, to }: Flow): number {
  return from * 0x10000 + to;
}

function numberOf(slot: number): number {
  return slot === UNASSIGNED ? -1 : slot;
}
