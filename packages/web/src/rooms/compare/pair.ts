import type { Amounts, SideBySide } from '@hexalign/api/contract';

/** What lies between two sides of a comparison, the one before the other. */
export interface Pair {
  readonly measures: SideBySide['measures'];
  readonly territories: readonly { readonly id: string; readonly name: string; readonly after: Amounts; readonly gained: Amounts; readonly lost: Amounts }[];
  readonly moved: Amounts;
  readonly flows: SideBySide['moves'][number]['flows'];
}

/** Two sides out of a comparison, in either order; what goes one way between them comes back the other way. */
export function pairOf({ measures, territories, moves }: SideBySide, [from, to]: readonly [number, number]): Pair {
  const found = moves.find(({ a, b }) => a === Math.min(from, to) && b === Math.max(from, to));
  const none: Amounts = { units: 0, accounts: 0, sums: measures.map(() => 0), tenureDays: null };
  const flows = (found?.flows ?? []).map((flow) => (from < to ? flow : { from: flow.to, to: flow.from, amounts: flow.amounts }));
  const sum = (list: Pair['flows']): Amounts => list.reduce((all, { amounts }) => added(all, amounts), none);
  return {
    measures, flows, moved: found?.moved ?? none,
    territories: territories.map(({ id, name, of }, i) => {
      const side = of[to];
      return { id, name, after: side === null ? none : { units: side.units, accounts: side.accounts, sums: side.sums, tenureDays: null }, gained: sum(flows.filter((flow) => flow.to === i)), lost: sum(flows.filter((flow) => flow.from === i)) };
    }),
  };
}

function added(a: Amounts, b: Amounts): Amounts {
  return { units: a.units + b.units, accounts: a.accounts + b.accounts, sums: a.sums.map((sum, m) => sum + b.sums[m]), tenureDays: null };
}
