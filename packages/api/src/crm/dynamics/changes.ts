import type { DynamicsMap } from '../../../contract/crmMaps.ts';
import { depths, ownersOf, personThere, type CrmPlan } from '../crmPlan.ts';
import { bringTo, byColumn, groupedByColumns, type CrmChanges, type CrmProblem, type CrmRow, type CrmStep, type PresentRows } from '../step.ts';

/** Lookups as they are written, and as they are read. */
export const LOOKUPS: Readonly<Record<string, { readonly read: string; readonly set: string }>> = {
  parentterritoryid: { read: '_parentterritoryid_value', set: 'territories' },
  managerid: { read: '_managerid_value', set: 'systemusers' },
  territoryid: { read: '_territoryid_value', set: 'territories' },
  ownerid: { read: '_ownerid_value', set: 'systemusers' },
};

/** What has to be written so that Dynamics 365 says what a plan says: territories with manager and parent, and the territory of each account. */
export function dynamicsChanges(plan: CrmPlan, map: DynamicsMap, present: PresentRows): CrmChanges {
  const problems: CrmProblem[] = [];
  const keyOf = (territory: string): string => `${plan.stamp.planId}:${territory}`;
  const people = usersFor(plan, map, present, problems);
  return { steps: [...territorySteps(plan, map, present, people, keyOf), ...accountSteps(plan, map, present, people, keyOf, problems)].filter(({ rows }) => rows.length > 0), problems: [...problems, ...leftOver(plan, map, present, keyOf)], extras: [] };
}

function territorySteps(plan: CrmPlan, { keyColumn }: DynamicsMap, present: PresentRows, people: ReadonlyMap<string, string>, keyOf: (territory: string) => string): CrmStep[] {
  const there = byColumn(present.territories, keyColumn);
  const keyOfId = new Map((present.territories ?? []).map((row) => [row.territoryid, row[keyColumn] ?? '']));
  const owners = ownersOf(plan.covers);
  const depthOf = depths(plan.territories);
  const columns = [keyColumn, 'name', 'description', 'parentterritoryid', 'managerid'];
  const most = Math.max(-1, ...depthOf.values());
  return Array.from({ length: most + 1 }, (_, depth) => {
    const rows = plan.territories.filter(({ id }) => depthOf.get(id) === depth).flatMap(({ id, name, parent }): CrmRow[] => {
      const manager = owners.get(id);
      const values = { [keyColumn]: keyOf(id), name: name.slice(0, 200), description: `Territory ${id} of ${plan.stamp.plan}, revision ${plan.stamp.revisionId}, hash ${plan.stamp.hash.slice(0, 12)}`, parentterritoryid: parent === null ? '' : keyOf(parent), managerid: manager === undefined ? '' : (people.get(manager) ?? '') };
      const found = there.get(keyOf(id));
      const said = found && { ...found, parentterritoryid: keyOfId.get(found._parentterritoryid_value) ?? '', managerid: found._managerid_value ?? '' };
      const row = bringTo(values, said ?? null, { idColumn: 'territoryid', key: keyColumn });
      return row === null ? [] : [{ ...row, before: row.before && asRead(row.before, found!) }];
    });
    return { name: `01-territory-${depth}`, table: 'territories', idColumn: 'territoryid', operation: 'upsert' as const, key: keyColumn, columns, prose: ['name', 'description'], rows };
  });
}

function accountSteps(plan: CrmPlan, { accountKey, accountOwner }: DynamicsMap, present: PresentRows, people: ReadonlyMap<string, string>, keyOf: (territory: string) => string, problems: CrmProblem[]): CrmStep[] {
  const accounts = byColumn(present.accounts, accountKey);
  const keyOfId = new Map((present.territories ?? []).flatMap((row) => Object.values(row).filter((text) => text.startsWith(`${plan.stamp.planId}:`)).map((key) => [row.territoryid, key] as const)));
  const owners = ownersOf(plan.covers);
  const rows = plan.accounts.flatMap(({ id, territory }): CrmRow[] => {
    const found = accounts.get(id);
    if (present.accounts !== undefined && found === undefined) {
      problems.push({ code: 'account.unknown', subject: id, detail: `No account of Dynamics has the ${accountKey} ${id}.`, stops: false });
      return [];
    }
    if (territory === null) {
      problems.push({ code: 'account.unassigned', subject: id, detail: `${id} has no territory in the plan.`, stops: false });
      return [];
    }
    const owner = accountOwner ? owners.get(territory) : undefined;
    const user = owner === undefined ? undefined : people.get(owner);
    const values: Record<string, string> = { [found === undefined ? accountKey : 'accountid']: found?.accountid ?? id, territoryid: keyOf(territory), ...(user === undefined ? {} : { ownerid: user }) };
    // What an account is told by a territory of another plan is its id: that differs in any case.
    const said = found && { ...found, territoryid: keyOfId.get(found._territoryid_value) ?? found._territoryid_value ?? '', ownerid: found._ownerid_value ?? '' };
    const row = bringTo(values, said ?? null, { idColumn: 'accountid', key: accountKey });
    return row === null ? [] : [{ ...row, before: row.before && asRead(row.before, found!) }];
  });
  return groupedByColumns(rows, ({ values }) => Object.keys(values)).map(({ columns, rows: group }, i) => ({ name: `02-account-${i + 1}`, table: 'accounts', idColumn: 'accountid', operation: 'update', key: null, columns, prose: [], rows: group }));
}

/** Lookups by the ids that they had. */
function asRead(before: Readonly<Record<string, string>>, found: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(before).map(([column, value]) => (column in LOOKUPS ? [LOOKUPS[column].read, found[LOOKUPS[column].read] ?? ''] : [column, value])));
}

function usersFor({ covers }: CrmPlan, { userKey, people }: DynamicsMap, present: PresentRows, problems: CrmProblem[]): Map<string, string> {
  const byKey = new Map([...byColumn(present.systemusers, userKey)].map(([key, row]) => [key.toLowerCase(), row]));
  const found = new Map<string, string>();
  for (const person of new Set(covers.filter(({ role }) => role === 'owner').map((cover) => cover.person))) {
    const there = personThere(people, person);
    const row = byKey.get(there.toLowerCase());
    if (present.systemusers === undefined) found.set(person, there);
    else if (row === undefined) problems.push({ code: 'person.unknown', subject: person, detail: `No user of Dynamics has the ${userKey} ${there}.`, stops: true });
    else if (row.isdisabled === 'true') problems.push({ code: 'person.inactive', subject: person, detail: `The user ${there} is disabled in Dynamics.`, stops: true });
    else found.set(person, row.systemuserid);
  }
  return found;
}

function leftOver(plan: CrmPlan, { keyColumn }: DynamicsMap, present: PresentRows, keyOf: (territory: string) => string): CrmProblem[] {
  const kept = new Set(plan.territories.map(({ id }) => keyOf(id)));
  return (present.territories ?? []).filter((row) => (row[keyColumn] ?? '').startsWith(`${plan.stamp.planId}:`) && !kept.has(row[keyColumn])).map((row) => ({ code: 'territory.left_over', subject: row[keyColumn].slice(plan.stamp.planId.length + 1), detail: `${row.name} is no longer in the plan; it stays in Dynamics until somebody deletes it there.`, stops: false }));
}
