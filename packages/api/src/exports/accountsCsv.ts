import { csvLine } from './csvLine.ts';
import { territoryAt, type PlanSheet } from './planSheet.ts';

/** What `accounts.csv` needs of a plan. */
export type AccountsSheet = Pick<PlanSheet, 'slots' | 'territories' | 'unitOfAccount' | 'slotOfAccount'> & {
  readonly accounts: Pick<NonNullable<PlanSheet['accounts']>, 'ids' | 'lngLat' | 'values' | 'current'> | null;
  readonly graph: Pick<PlanSheet['graph'], 'ids'>;
  readonly measures: readonly Pick<PlanSheet['measures'][number], 'key'>[];
};

/** The input's other columns, kept beside the plan's own. `fields(i)` belongs to account i; called in order. */
export interface KeptColumns {
  readonly header: readonly string[];
  readonly fields: (account: number) => readonly string[];
}

/** Header of `accounts.csv`. A kept column whose name is taken gets ` (input)` behind it. */
export function accountsHeader(plan: Pick<AccountsSheet, 'accounts' | 'measures'>, kept?: Pick<KeptColumns, 'header'>): string[] {
  const own = ['id', 'territory', 'unit', 'lng', 'lat', ...plan.measures.map(({ key }) => key), ...(plan.accounts?.current ? ['current'] : [])];
  return [...own, ...(kept?.header ?? []).map((name) => (own.includes(name) ? `${name} (input)` : name))];
}

/** Lines of one account each: `id,territory,unit,lng,lat,<measures>[,current][,kept columns]`, in the order of the file. */
export function accountLine(plan: AccountsSheet, account: number, kept: readonly string[] = [], line = csvLine): string {
  const { accounts, unitOfAccount } = plan;
  if (!accounts || !unitOfAccount) throw new TypeError('a plan without accounts has no accounts.csv');
  const unit = unitOfAccount[account];
  const fields: (string | number)[] = [accounts.ids[account], territoryAt(plan.territories, plan.slotOfAccount?.[account] ?? plan.slots[unit]), plan.graph.ids[unit], accounts.lngLat[2 * account], accounts.lngLat[2 * account + 1]];
  for (const values of accounts.values) fields.push(values[account]);
  if (accounts.current) fields.push(accounts.current[account] ?? '');
  for (const text of kept) fields.push(text);
  return line(fields);
}

/** The whole file `accounts.csv`, line by line; `sheetLine` makes one for spreadsheets. */
export function* accountsCsv(plan: AccountsSheet, line = csvLine): Generator<string, void> {
  yield line(accountsHeader(plan));
  const count = plan.accounts?.ids.length ?? 0;
  for (let account = 0; account < count; account++) yield accountLine(plan, account, [], line);
}
