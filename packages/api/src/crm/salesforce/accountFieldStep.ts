import type { SalesforceMap } from '../../../contract/crmMaps.ts';
import { ownersOf, type CrmPlan } from '../crmPlan.ts';
import { byColumn, groupedByColumns, type CrmRow, type CrmStep, type PresentRows } from '../step.ts';
import type { accounts, users } from './resolve.ts';

/** Owner and territory in the fields of accounts, where the map asks for them. */
export function accountFieldSteps(plan: CrmPlan, map: SalesforceMap, people: ReturnType<typeof users>, records: ReturnType<typeof accounts>, present: PresentRows): CrmStep[] {
  const { accountKey, accountFields: fields, accountOwner } = map;
  const key = records.column === 'ObjectId' ? 'Id' : accountKey;
  const there = byColumn(present.Account, 'Id');
  const owners = ownersOf(plan.covers);
  const nameOf = new Map(plan.territories.map(({ id, name }) => [id, name]));
  const ownerColumn = people.column === 'UserId' ? 'OwnerId' : people.column.replace('User.', 'Owner.');
  const columns = [key, ...(accountOwner ? [ownerColumn] : []), ...[fields.name, fields.key, fields.plan].flatMap((field) => field ?? [])];
  if (columns.length === 1) return [];
  const rows = plan.accounts.flatMap(({ id, territory }): CrmRow[] => {
    const record = records.valueOf.get(id);
    if (record === undefined || territory === null) return [];
    const owner = owners.get(territory);
    // A vacant position leaves its accounts with whom they have.
    const user = accountOwner && owner !== undefined ? (people.valueOf.get(owner) ?? null) : null;
    const wanted: Record<string, string> = {
      ...(user === null ? {} : { [ownerColumn]: user }),
      ...(fields.name === null ? {} : { [fields.name]: nameOf.get(territory) ?? territory }),
      ...(fields.key === null ? {} : { [fields.key]: territory }),
      ...(fields.plan === null ? {} : { [fields.plan]: `${plan.stamp.planId} ${plan.stamp.hash.slice(0, 12)}` }),
    };
    const found = there.get(record);
    const changed = Object.entries(wanted).filter(([column, value]) => found === undefined || value !== (found[column] ?? ''));
    if (changed.length === 0) return [];
    return [{ values: { [key]: record, ...Object.fromEntries(changed) }, id: found?.Id ?? null, before: found === undefined ? null : Object.fromEntries(changed.map(([column]) => [column, found[column] ?? ''])) }];
  });
  // A row without a value for a column must not empty it: rows are written together with rows of the same columns.
  return groupedByColumns(rows, ({ values }) => Object.keys(values)).map(({ columns: own, rows: group }, i) => ({ name: `10-account-${i + 1}`, table: 'Account', idColumn: 'Id', operation: key === 'Id' ? 'update' : 'upsert', key: key === 'Id' ? null : key, columns: columns.filter((column) => own.includes(column)), prose: fields.name === null ? [] : [fields.name], rows: group }));
}
