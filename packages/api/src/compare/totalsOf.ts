import { UNASSIGNED, type Measure } from '@hexalign/engine';
import type { Amounts } from '../../contract/compare.ts';
import type { SideBySide } from '../../contract/sides.ts';
import { amountsOf, type Numbered } from './movesBetweenSides.ts';
import type { SharedGround, SideState } from './sideState.ts';

/** Rows of a kind that are told; how many there are is told of all. */
const TOLD = 200;

/** What territories have of all there is, side by side. A side by which nothing is lost has the whole. */
export function totalsOf(sides: readonly Numbered[], columns: readonly Measure[], tenure: boolean): SideBySide['totals'] {
  const held = sides.map(({ slots, slotOfAccount }) => {
    const sums = new Float64Array(columns.length);
    let accounts = 0;
    slotOfAccount.forEach((slot, a) => {
      if (slot === UNASSIGNED) return;
      accounts++;
      for (let m = 0; m < sums.length; m++) sums[m] += columns[m].values[a];
    });
    return amountsOf(slots.reduce((count, slot) => count + (slot === UNASSIGNED ? 0 : 1), 0), accounts, sums, tenure);
  });
  const [{ slots, slotOfAccount }] = sides;
  const of = amountsOf(slots.length, slotOfAccount.length, columns.map(({ values }) => values.reduce((sum, value) => sum + value, 0)), tenure);
  return { of, held, differs: held.some((one) => !alike(one, held[0])) };
}

/** What nobody has on a side, and rows of other data: what a difference between totals is made of. */
export function looseOf({ slots, slotOfAccount, elsewhere }: Pick<SideState, 'slots' | 'slotOfAccount' | 'elsewhere'>, { loaded: { graph }, accounts }: Pick<SharedGround, 'loaded' | 'accounts'>): SideBySide['loose'][number] {
  const cells = indexesOf(slots);
  const free = indexesOf(slotOfAccount);
  // The heaviest first: they are what a difference is made of.
  const [values] = accounts.values;
  free.sort((a, b) => (values?.[b] ?? 0) - (values?.[a] ?? 0) || a - b);
  return {
    cells: { count: cells.length, first: cells.slice(0, TOLD).map((unit) => ({ unit, id: graph.ids[unit] })) },
    accounts: { count: free.length, first: free.slice(0, TOLD).map((a) => ({ id: accounts.ids[a], name: accounts.names[a], unit: accounts.units[a], values: accounts.values.map((column) => column[a]) })) },
    elsewhere: { count: elsewhere.length, first: elsewhere.slice(0, TOLD) },
  };
}

function indexesOf(slots: Uint16Array): number[] {
  const found: number[] = [];
  slots.forEach((slot, i) => {
    if (slot === UNASSIGNED) found.push(i);
  });
  return found;
}

/** Sums in another order may differ in the last digits. */
function alike(a: Amounts, b: Amounts): boolean {
  return a.units === b.units && a.accounts === b.accounts && a.sums.every((sum, m) => Math.abs(sum - b.sums[m]) <= 1e-9 * Math.max(1, Math.abs(sum)));
}
