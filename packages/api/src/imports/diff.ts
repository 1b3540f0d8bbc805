import { sql, type RawBuilder } from 'kysely';
import type { Import } from '../../contract/imports.ts';
import type { Executor } from '../db/db.ts';
import { forLongLists } from '../db/forLongLists.ts';
import { diffTable, dropDiff, stagingTable } from './stage.ts';

/** An import as far as its place in the register goes. */
export interface Target {
  readonly id: string;
  readonly workspaceId: string;
  readonly kind: Import['kind'];
  readonly scope: string;
  readonly gone: 'keep' | 'remove';
}

export interface Diff {
  readonly changes: Import['changes'];
  readonly measures: Import['measures'];
}

/** The live records that an import is compared with. */
export function live({ workspaceId, kind, scope }: Omit<Target, 'id' | 'gone'>): RawBuilder<unknown> {
  return sql`(select key, body from register where workspace_id = ${workspaceId} and kind = ${kind} and scope = ${scope} and until is null)`;
}

/**
 * Works out what an import would change, and keeps it in a table of its own: a row for each record that would be new, changed
 * or gone. Counts and sums come from there. Works in the caller's transaction.
 *
 * @param names of measures
 */
export async function diffOf(trx: Executor, target: Target, names: readonly string[]): Promise<Diff> {
  const table = diffTable(target.id);
  await forLongLists(trx);
  await dropDiff(trx, target.id);
  const { rows: [{ records }] } = await sql<{ records: number }>`select count(*) as records from ${live(target)} r`.execute(trx);
  if (records === 0) await sql`create view ${table} as select key, "row", 'new' as what, null::jsonb as before, jsonb_strip_nulls(body) as after from ${stagingTable(target.id)} where body is not null`.execute(trx);
  else await compare(trx, target);
  const { rows: counted } = await sql<{ what: 'new' | 'changed' | 'gone'; count: number }>`select what, count(*) as count from ${table} group by what`.execute(trx);
  const count = (what: string): number => counted.find((row) => row.what === what)?.count ?? 0;
  const [changed, gone] = [count('changed'), count('gone')];
  return { changes: { new: count('new'), changed, gone, unchanged: records - changed - gone }, measures: await measuresOf(trx, target, names) };
}

/** Joins the list with what is there. */
async function compare(trx: Executor, target: Target): Promise<void> {
  const table = diffTable(target.id);
  // The inner query stands by itself, so that each record is merged once.
  await sql`
    create table ${table} as
    select key, "row", case when before is null then 'new' when not listed then 'gone' else 'changed' end as what, before, after
    from (
      select coalesce(r.key, s.key) as key, s.row, r.body as before, s.key is not null as listed, case when s.body is null then null else register_merge(r.body, s.body) end as after
      from ${stagingTable(target.id)} s full join ${live(target)} r on r.key = s.key
      where s.body is not null or r.key is not null
      offset 0
    ) pairs
    where before is null or not listed or after <> before`.execute(trx);
  await sql`analyze ${table}`.execute(trx);
}

async function measuresOf(trx: Executor, target: Target, names: readonly string[]): Promise<Diff['measures']> {
  if (names.length === 0) return [];
  const value = (body: string, name: string): RawBuilder<unknown> => sql`coalesce((${sql.ref(body)} -> 'measures' ->> ${name})::numeric, 0)`;
  const totals = names.map((name, m) => sql`coalesce(sum(${value('body', name)}), 0)::float8 as ${sql.ref(`before_${m}`)}`);
  const { rows: [before] } = await sql<Record<string, number>>`select ${sql.join(totals)} from ${live(target)} r`.execute(trx);
  const sums = names.map((name, m) => sql`coalesce(sum(${value('after', name)} - ${value('before', name)}), 0)::float8 as ${sql.ref(`sum_${m}`)}`);
  const { rows: moved } = await sql<Record<string, number> & { what: string }>`select what, ${sql.join(sums)} from ${diffTable(target.id)} group by what`.execute(trx);
  return names.map((name, m) => {
    const of = (what: string): number => moved.find((row) => row.what === what)?.[`sum_${m}`] ?? 0;
    const after = before[`before_${m}`] + of('new') + of('changed') + (target.gone === 'remove' ? of('gone') : 0);
    return { name, before: before[`before_${m}`], after: Number(after.toPrecision(15)), new: of('new'), changed: of('changed'), gone: 0 - of('gone') };
  });
}

interface ChangeRow {
  readonly key: string;
  readonly row: number | null;
  readonly from: Record<string, unknown> | null;
  readonly to: Record<string, unknown> | null;
}

/** A page of the records that an import would change. */
export async function stagedChanges(db: Executor, target: Target, change: 'new' | 'changed' | 'gone', offset: number, limit: number): Promise<ChangeRow[]> {
  const { rows } = await sql<ChangeRow>`select key, "row", before as "from", after as "to" from ${diffTable(target.id)} where what = ${change} order by key collate "C" offset ${offset} limit ${limit}`.execute(db);
  return rows;
}

/** The same of an import that was committed, from the register itself. */
export async function committedChanges(db: Executor, changeId: number, change: 'new' | 'changed' | 'gone', offset: number, limit: number): Promise<ChangeRow[]> {
  const { rows } = await sql<ChangeRow>`
    select coalesce(a.key, b.key) as key, null::int as row, b.body as "from", a.body as "to"
    from (select * from register where since = ${changeId}) a
    full join (select * from register where until = ${changeId}) b on a.key = b.key
    where ${change === 'new' ? sql`b.key is null` : change === 'gone' ? sql`a.key is null` : sql`a.key is not null and b.key is not null`}
    order by coalesce(a.key, b.key) collate "C" offset ${offset} limit ${limit}`.execute(db);
  return rows;
}
