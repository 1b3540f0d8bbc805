import type { SalesforceMap } from '../../../contract/crmMaps.ts';
import { ownersOf, type CrmPlan } from '../crmPlan.ts';
import { byColumn, type CrmProblem, type CrmRow, type CrmStep, type PresentRows } from '../step.ts';
import type { SalesforceNames } from './names.ts';
import { sameRecord, type accounts, type users } from './resolve.ts';

type Row = Readonly<Record<string, string>>;

/** Our territory of each territory id in Salesforce. */
function territoryKeys(present: PresentRows, { keyField }: SalesforceMap, planId: string): Map<string, string> {
  return new Map((present.Territory2 ?? []).filter((row) => (row[keyField] ?? '').startsWith(`${planId}:`)).map((row) => [sameRecord(row.Id), row[keyField]]));
}

/**
 * People on positions: a link can only be made and deleted, so the steps are what is missing and what is too much. Who changes role
 * goes first and comes back; everybody else goes after the forecast managers are set, since a manager must be on the position.
 */
export function userSteps(plan: CrmPlan, map: SalesforceMap, names: SalesforceNames, people: ReturnType<typeof users>, present: PresentRows): CrmStep[] {
  const territoryColumn = `Territory2.${map.keyField}`;
  const columns = [people.column, territoryColumn, 'RoleInTerritory2'];
  const wanted = new Map<string, Record<string, string>>();
  for (const role of ['owner', 'overlay', 'backup'] as const) {
    for (const cover of plan.covers) {
      const user = people.valueOf.get(cover.person);
      if (cover.role !== role || user === undefined) continue;
      const key = names.keyOf(cover.territory);
      const link = `${sameRecord(user)} ${key}`;
      if (!wanted.has(link)) wanted.set(link, { [people.column]: user, [territoryColumn]: key, RoleInTerritory2: map.roles[role] });
    }
  }
  const keyOf = territoryKeys(present, map, plan.stamp.planId);
  const [changed, gone] = [new Array<CrmRow>(), new Array<CrmRow>()];
  const kept = new Set<string>();
  for (const row of present.UserTerritory2Association ?? []) {
    const key = keyOf.get(sameRecord(row.Territory2Id));
    if (key === undefined) continue;
    const link = `${sameRecord(row.UserId)} ${key}`;
    const same = wanted.get(link);
    if (same !== undefined && same.RoleInTerritory2 === (row.RoleInTerritory2 ?? '') && !kept.has(link)) kept.add(link);
    else (same === undefined ? gone : changed).push(deleted(row, ['UserId', 'Territory2Id', 'RoleInTerritory2']));
  }
  const added = [...wanted].filter(([link]) => !kept.has(link)).map(([, values]): CrmRow => ({ values, id: null, before: null }));
  const table = 'UserTerritory2Association';
  return [
    { name: '04-uta-delete-role', table, idColumn: 'Id', operation: 'delete', key: null, columns: ['Id'], prose: [], rows: changed },
    { name: '04-uta-insert', table, idColumn: 'Id', operation: 'insert', key: null, columns, prose: [], rows: added },
    ...forecastSteps(plan, map, names, people, present),
    { name: '05-uta-delete', table, idColumn: 'Id', operation: 'delete', key: null, columns: ['Id'], prose: [], rows: gone },
  ];
}

/** A second pass: the field can be changed, but not given as a territory is made. */
function forecastSteps(plan: CrmPlan, { forecast, keyField }: SalesforceMap, names: SalesforceNames, people: ReturnType<typeof users>, present: PresentRows): CrmStep[] {
  if (!forecast) return [];
  const there = byColumn(present.Territory2, keyField);
  const owners = ownersOf(plan.covers);
  const column = people.column === 'UserId' ? 'ForecastUserId' : people.column.replace('User.', 'ForecastUser.');
  const rows = plan.territories.flatMap(({ id }): CrmRow[] => {
    const owner = owners.get(id);
    const user = owner === undefined ? '' : (people.valueOf.get(owner) ?? null);
    const found = there.get(names.keyOf(id));
    const now = found?.ForecastUserId ?? '';
    if (user === null || sameRecord(user) === sameRecord(now)) return [];
    return [{ values: { [keyField]: names.keyOf(id), [column]: user }, id: found?.Id ?? null, before: found === undefined ? {} : { ForecastUserId: now }, ...(user === '' ? { cleared: [column] } : {}) }];
  });
  // An upsert by our key: territories made a moment ago have no id here yet.
  return [{ name: '05-forecast-user', table: 'Territory2', idColumn: 'Id', operation: 'upsert', key: keyField, columns: [keyField, column], prose: [], rows }];
}

/**
 * Accounts on territories: what is missing is made, then what is too much is deleted, so that no account is without. Links that a
 * rule has made are the rule's, and accounts that the plan does not know stay where somebody put them.
 */
export function accountSteps(plan: CrmPlan, map: SalesforceMap, names: SalesforceNames, records: ReturnType<typeof accounts>, present: PresentRows): { readonly steps: CrmStep[]; readonly problems: CrmProblem[] } {
  const territoryColumn = `Territory2.${map.keyField}`;
  const columns = [records.column, territoryColumn, 'AssociationCause'];
  const wanted = new Map<string, Record<string, string>>();
  const known = new Set<string>();
  for (const { id, territory } of plan.accounts) {
    const record = records.valueOf.get(id);
    if (record === undefined) continue;
    known.add(sameRecord(record));
    if (territory === null) continue;
    const key = names.keyOf(territory);
    wanted.set(`${sameRecord(record)} ${key}`, { [records.column]: record, [territoryColumn]: key, AssociationCause: 'Territory2Manual' });
  }
  const keyOf = territoryKeys(present, map, plan.stamp.planId);
  const gone: CrmRow[] = [];
  const problems: CrmProblem[] = [];
  for (const row of present.ObjectTerritory2Association ?? []) {
    const key = keyOf.get(sameRecord(row.Territory2Id));
    if (key === undefined || row.AssociationCause !== 'Territory2Manual') continue;
    if (wanted.delete(`${sameRecord(row.ObjectId)} ${key}`)) continue;
    if (known.has(sameRecord(row.ObjectId))) gone.push(deleted(row, ['ObjectId', 'Territory2Id', 'AssociationCause']));
    else problems.push({ code: 'account.elsewhere', subject: row.ObjectId, detail: `${row.ObjectId} is on a territory of the plan, but not in the plan: it stays as it is.`, stops: false });
  }
  const added = [...wanted.values()].map((values): CrmRow => ({ values, id: null, before: null }));
  const table = 'ObjectTerritory2Association';
  return {
    problems,
    steps: [
      { name: '09-ota-insert', table, idColumn: 'Id', operation: 'insert', key: null, columns, prose: [], rows: added },
      { name: '09-ota-delete', table, idColumn: 'Id', operation: 'delete', key: null, columns: ['Id'], prose: [], rows: gone },
    ],
  };
}

/** A row that goes, with what makes it again. */
export function deleted(row: Row, columns: readonly string[]): CrmRow {
  return { values: { Id: row.Id }, id: row.Id, before: Object.fromEntries(columns.map((column) => [column, row[column] ?? ''])) };
}
