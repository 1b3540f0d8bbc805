import { endpoints, type BudgetGauge, type BudgetLimit } from '@hexalign/api/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../server/call.ts';
import { formatShare } from '../../text/format.ts';

export const BUDGET_KEY = 'budget';

/** How much of the change budget a scenario has used at an entry of its history; asked anew when there is another, never during a stroke. */
export function useBudget(scenarioId: string, seq: number): BudgetGauge | null {
  return useQuery({ queryKey: [BUDGET_KEY, scenarioId, seq], queryFn: ({ signal }) => call(endpoints.readGauge, { params: { scenarioId }, signal }), placeholderData: keepPreviousData }).data ?? null;
}

/** The limit of which least is left. */
export function tightest(limits: readonly BudgetLimit[]): BudgetLimit | null {
  return limits.reduce<BudgetLimit | null>((least, limit) => (least === null || limit.left < least.left ? limit : least), null);
}

/** What is left as a share in words; nothing below zero. Rounded down, so that it is never said to be more. */
export function leftShare({ left }: Pick<BudgetLimit, 'left'>): number {
  return Math.floor(Math.max(0, left) * 1000 + 1e-6) / 1000;
}

/** What is counted in the reader's words. */
export function whatName(what: string, accounts: string): string {
  return what === 'accounts' ? accounts : what;
}

/** Shares that differ by less than a tenth of a percent are told with more digits, so that more never reads like as much. */
export function sharesTold(used: number, most: number): [string, string] {
  const [a, b] = [formatShare(used), formatShare(most)];
  return a === b && Math.abs(used - most) > 1e-9 ? [`${(100 * used).toFixed(3)}%`, `${(100 * most).toFixed(3)}%`] : [a, b];
}
