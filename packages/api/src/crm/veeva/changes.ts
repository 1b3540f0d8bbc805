import { createHash } from 'node:crypto';
import type { VeevaMap } from '../../../contract/crmMaps.ts';
import { depths, personThere, type CrmPlan } from '../crmPlan.ts';
import { developerName } from '../developerName.ts';
import { byColumn, type CrmChanges, type CrmProblem, type CrmRow, type CrmStep, type CrmTable, type PresentRows } from '../step.ts';

const LONGEST = 40;

/**
 * What has to be loaded so that Veeva says what a plan says: territories with those above them, who is on them, and their accounts.
 * Links can be made and deleted only; with what is there now they are what is missing and what is too much.
 */
export function veevaChanges(plan: CrmPlan, map: VeevaMap, present: PresentRows): CrmChanges {
  const keyOf = (territory: string): string => `${plan.stamp.planId}:${territory}`;
  const territory = (id: string): Record<string, string> => ({ [`territory__v.${map.keyField}`]: keyOf(id) });
  const idKeys = new Map((present.territory__v ?? []).map((row) => [row.id, row[map.keyField] ?? '']));
  const users = plan.covers.map((cover) => ({ [`user__v.${map.userKey}`]: personThere(map.people, cover.person), ...territory(cover.territory) }));
  const accounts = plan.accounts.flatMap(({ id, territory: own }) => (own === null ? [] : [{ [`account__v.${map.accountKey}`]: id, ...territory(own) }]));
  const known = new Set(plan.accounts.map(({ id }) => id));
  const problems = plan.accounts.filter((one) => one.territory === null).map(({ id }): CrmProblem => ({ code: 'account.unassigned', subject: id, detail: `${id} has no territory in the plan.`, stops: false }));
  return {
    problems, extras: [],
    steps: [
      ...territorySteps(plan, map, keyOf, present),
      ...links('02-user-territory', 'user_territory__v', 'user__v', users, { theirs: present.user_territory__v, keyOfSubject: new Map((present.user__sys ?? []).map((row) => [row.id, row[map.userKey] ?? ''])), idKeys, ours: keyOf(''), goes: () => true }),
      ...links('03-account-territory', 'account_territory__v', 'account__v', accounts, { theirs: present.account_territory__v, keyOfSubject: new Map((present.account__v ?? []).map((row) => [row.id, row[map.accountKey] ?? ''])), idKeys, ours: keyOf(''), goes: (key) => known.has(key) }),
    ].filter(({ rows }) => rows.length > 0),
  };
}

function territorySteps({ territories, stamp }: CrmPlan, { keyField }: VeevaMap, keyOf: (territory: string) => string, present: PresentRows): CrmStep[] {
  const there = byColumn(present.territory__v, keyField);
  const names = veevaNames(territories.map(({ id }) => id));
  const depthOf = depths(territories);
  const parentColumn = `parent_territory__v.${keyField}`;
  const columns = [keyField, 'name__v', 'description__v', parentColumn];
  const most = Math.max(-1, ...depthOf.values());
  return Array.from({ length: most + 1 }, (_, depth) => {
    const rows = territories.flatMap(({ id, name, parent }, i): CrmRow[] => {
      if (depthOf.get(id) !== depth) return [];
      const found = there.get(keyOf(id));
      const values = { [keyField]: keyOf(id), name__v: found?.name__v ?? names[i], description__v: `${name} (${stamp.plan})`.slice(0, 255), [parentColumn]: parent === null ? '' : keyOf(parent) };
      const same = found !== undefined && (found.description__v ?? '') === values.description__v && (found[parentColumn] ?? values[parentColumn]) === values[parentColumn];
      return same ? [] : [{ values, id: found?.id ?? null, before: found === undefined ? null : { description__v: found.description__v ?? '' } }];
    });
    return { name: `01-territory-${depth}`, table: 'territory__v', idColumn: 'id', operation: 'upsert' as const, key: keyField, columns, prose: ['description__v'], rows };
  });
}

interface Present {
  readonly theirs: CrmTable | undefined;
  readonly keyOfSubject: ReadonlyMap<string, string>;
  readonly idKeys: ReadonlyMap<string, string>;
  /** What our keys begin with. */
  readonly ours: string;
  /** Whether a link of this subject may go. */
  readonly goes: (key: string) => boolean;
}

function links(name: string, table: string, subject: string, wanted: readonly Record<string, string>[], { theirs, keyOfSubject, idKeys, ours, goes }: Present): CrmStep[] {
  const open = new Map(wanted.map((values) => [Object.values(values).join('\n'), values]));
  const columns = wanted.length === 0 ? [] : Object.keys(wanted[0]);
  const gone: CrmRow[] = [];
  for (const row of theirs ?? []) {
    const territoryKey = idKeys.get(row.territory__v) ?? '';
    const key = keyOfSubject.get(row[subject]) ?? '';
    if (!territoryKey.startsWith(ours) || open.delete(`${key}\n${territoryKey}`) || !goes(key)) continue;
    gone.push({ values: { id: row.id }, id: row.id, before: { [subject]: row[subject], territory__v: row.territory__v } });
  }
  return [
    { name: `${name}-insert`, table, idColumn: 'id', operation: 'insert', key: null, columns, prose: [], rows: [...open.values()].map((values) => ({ values, id: null, before: null })) },
    { name: `${name}-delete`, table, idColumn: 'id', operation: 'delete', key: null, columns: ['id'], prose: [], rows: gone },
  ];
}

/** Names as Veeva takes them: short, unique, without spaces, commas and semicolons, and without a zero at the front. */
function veevaNames(ids: readonly string[]): string[] {
  const names = ids.map((id) => (/^[A-Za-z1-9][\w.-]{0,39}$/.test(id) ? id : developerName(id, LONGEST)));
  const times = new Map<string, number>();
  for (const name of names) times.set(name.toLowerCase(), (times.get(name.toLowerCase()) ?? 0) + 1);
  return names.map((name, i) => (times.get(name.toLowerCase()) === 1 ? name : `${name.slice(0, LONGEST - 9)}_${createHash('sha256').update(ids[i]).digest('hex').slice(0, 8)}`));
}
