import type { BudgetRule } from '../../contract/budgets.ts';

const MONTHS = { month: 1, quarter: 3, half: 6, year: 12 } as const;

/** First day of the calendar period in which a day lies, `YYYY-MM-DD`. */
export function periodStart(period: BudgetRule['period'], day: string): string {
  const months = MONTHS[period];
  const month = Math.floor((Number(day.slice(5, 7)) - 1) / months) * months + 1;
  return `${day.slice(0, 4)}-${String(month).padStart(2, '0')}-01`;
}
