import { UNASSIGNED, type Counted, type UnitGraph } from '@hexalign/engine';
import { todayAlignment } from '../units/todayAlignment.ts';

/** Today's plan on the units, and what a budget counts on it. */
export interface TodayOnUnits {
  /** n slots; `UNASSIGNED` where nobody is. */
  readonly slots: Uint16Array<ArrayBuffer>;
  /** Accounts, or a measure of them, that move with a unit, and those that move anyhow, in all or out of one territory; undefined where the units say it themselves. */
  readonly counted: (what: string, from?: number) => Counted | undefined;
}

/** Today's plan of a graph: the units are what moves. */
export function todayOfGraph(current: readonly (string | null)[], ids: readonly string[]): TodayOnUnits {
  const slotOf = new Map(ids.map((id, slot) => [id, slot]));
  return { slots: Uint16Array.from(current, (name) => (name === null ? UNASSIGNED : (slotOf.get(name) ?? UNASSIGNED))), counted: () => undefined };
}

/**
 * Today's plan of accounts: a unit is its territory's that has most of it, in the first measure. Its other accounts
 * change hands whether or not the unit does; where a unit goes to another territory, all of its accounts count as moving.
 *
 * @param current per account the name of today's territory, null = none
 * @param values per measure one number per account, keys beside them
 */
export function todayOfAccounts(graph: Pick<UnitGraph, 'offsets' | 'neighbors'>, unitOfAccount: Uint32Array, current: readonly (string | null)[], ids: readonly string[], keys: readonly string[], values: readonly Float64Array[]): TodayOnUnits {
  const slotOf = new Map(ids.map((id, slot) => [id, slot]));
  const slotOfAccount = Int32Array.from(current, (name) => (name === null ? -1 : (slotOf.get(name) ?? -1)));
  const slots = todayAlignment(graph, unitOfAccount, slotOfAccount, values[0] ?? new Float64Array(current.length).fill(1));
  const known = new Map<string, { amounts: Float64Array; already: Float64Array }>();
  const sumsOf = (what: string): { amounts: Float64Array; already: Float64Array } | undefined => {
    const column = values[keys.indexOf(what)];
    if (what === 'units' || (column === undefined && what !== 'accounts')) return undefined;
    const before = known.get(what);
    if (before) return before;
    const amounts = new Float64Array(slots.length);
    const already = new Float64Array(ids.length);
    slotOfAccount.forEach((slot, a) => {
      if (slot < 0) return;
      const amount = column ? column[a] : 1;
      if (slots[unitOfAccount[a]] === slot) amounts[unitOfAccount[a]] += amount;
      else already[slot] += amount;
    });
    known.set(what, { amounts, already });
    return { amounts, already };
  };
  return {
    slots,
    counted: (what, from) => {
      const sums = sumsOf(what);
      return sums && { name: what, amounts: sums.amounts, already: from === undefined ? sums.already.reduce((all, one) => all + one, 0) : sums.already[from] };
    },
  };
}
