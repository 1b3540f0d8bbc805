import type { Amounts } from '../../contract/compare.ts';
import type { SideBySide } from '../../contract/sides.ts';

/** A comparison of sides without the measures that are money. */
export function sidesWithoutMoney(answer: SideBySide): SideBySide {
  const shown = answer.measures.flatMap(({ unit }, m) => (unit === 'currency' ? [] : [m]));
  const pick = <T>(list: readonly T[]): T[] => shown.map((m) => list[m]);
  const less = (amounts: Amounts): Amounts => ({ ...amounts, sums: pick(amounts.sums) });
  return {
    ...answer, measures: pick(answer.measures),
    territories: answer.territories.map((one) => ({ ...one, of: one.of.map((side) => side && { ...side, sums: pick(side.sums), deviations: pick(side.deviations) }) })),
    figures: answer.figures.map((one) => ({ ...one, measures: pick(one.measures), disruption: one.disruption && { ...one.disruption, sums: pick(one.disruption.sums) } })),
    totals: { ...answer.totals, of: less(answer.totals.of), held: answer.totals.held.map(less) },
    // They come with the heaviest first: in that order they would tell of money.
    loose: answer.loose.map((one) => ({ ...one, accounts: { ...one.accounts, first: one.accounts.first.map((account) => ({ ...account, values: pick(account.values) })).toSorted((x, y) => (x.id < y.id ? -1 : 1)) } })),
    moves: answer.moves.map((one) => ({ ...one, moved: less(one.moved), flows: one.flows.map((flow) => ({ ...flow, amounts: less(flow.amounts) })) })),
  };
}
