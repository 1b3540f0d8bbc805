import { sql } from 'kysely';
import type { Import, ImportMapping, RecordKind } from '../../contract/imports.ts';
import { json, type Executor } from '../db/db.ts';
import { dropStaging } from './stage.ts';
import { namesOf } from '../auth/names.ts';

/** What an import says of itself beside its columns. */
export type ImportFacts = Pick<Import, 'counts' | 'groups' | 'changes' | 'measures' | 'notes' | 'plan'>;

/** An import with what only the server needs. */
export interface ImportRow {
  readonly told: Import;
  readonly planId: string | null;
  readonly base: number;
  readonly change: number | null;
}

export interface NewImport {
  readonly id: string;
  readonly workspaceId: string;
  readonly kind: RecordKind;
  readonly scope: string;
  readonly planId: string | null;
  readonly datasetId: string;
  readonly actor: string;
  readonly mapping: ImportMapping;
  readonly gone: 'keep' | 'remove';
  readonly base: number;
  readonly facts: ImportFacts;
}

export async function insertImport(db: Executor, row: NewImport): Promise<void> {
  await db.insertInto('imports').values({
    id: row.id, workspace_id: row.workspaceId, kind: row.kind, scope: row.scope, plan_id: row.planId, dataset_id: row.datasetId, actor: row.actor,
    mapping: json(row.mapping), gone: row.gone, state: 'judging', base: row.base, change: null, undo: null, facts: json(row.facts), committed_at: null, undone_at: null,
  }).execute();
}

export async function findImport(db: Executor, workspaceId: string, importId: string, lock = false): Promise<ImportRow | null> {
  const query = read(db, workspaceId).where('imports.id', '=', importId);
  const row = await (lock ? query.forUpdate(['imports']) : query).executeTakeFirst();
  return row === undefined ? null : told(row, await namesOf(db, [row.actor]));
}

/** Which imports are asked for: of a kind, of a plan or layer, or all of them. */
export interface ListedImports {
  readonly kind?: RecordKind;
  readonly scope?: string;
  /** Of these plans alone; null = of any, and of none. */
  readonly planIds: readonly string[] | null;
  readonly offset: number;
  readonly limit: number;
}

/** Newest first. */
export async function listImports(db: Executor, workspaceId: string, { kind, scope, planIds, offset, limit }: ListedImports): Promise<{ total: number; imports: Import[] }> {
  let count = db.selectFrom('imports').where('workspace_id', '=', workspaceId);
  let query = read(db, workspaceId);
  if (kind !== undefined) {
    count = count.where('kind', '=', kind);
    query = query.where('imports.kind', '=', kind);
  }
  if (scope !== undefined) {
    count = count.where('scope', '=', scope);
    query = query.where('imports.scope', '=', scope);
  }
  if (planIds !== null) {
    const within = sql<boolean>`imports.plan_id = any(${planIds}::uuid[])`;
    count = count.where(within);
    query = query.where(within);
  }
  const { total } = await count.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await query.orderBy('imports.created_at', 'desc').orderBy('imports.id').offset(offset).limit(limit).execute();
  const nameOf = await namesOf(db, rows.map(({ actor }) => actor));
  return { total, imports: rows.map((row) => told(row, nameOf).told) };
}

export async function updateImport(db: Executor, importId: string, set: { readonly facts?: ImportFacts; readonly base?: number; readonly gone?: 'keep' | 'remove'; readonly judged?: true; readonly committed?: number; readonly undone?: number }): Promise<void> {
  await db.updateTable('imports').set({
    ...(set.facts === undefined ? {} : { facts: json(set.facts) }),
    ...(set.base === undefined ? {} : { base: set.base }),
    ...(set.gone === undefined ? {} : { gone: set.gone }),
    ...(set.judged === undefined ? {} : { state: 'checked' as const }),
    ...(set.committed === undefined ? {} : { state: 'committed' as const, change: set.committed, committed_at: sql<Date>`now()` }),
    ...(set.undone === undefined ? {} : { state: 'undone' as const, undo: set.undone, undone_at: sql<Date>`now()` }),
  }).where('id', '=', importId).execute();
}

export async function rememberLayout(db: Executor, workspaceId: string, kind: RecordKind, fingerprint: string, mapping: ImportMapping): Promise<void> {
  await db.insertInto('layouts').values({ workspace_id: workspaceId, kind, fingerprint, mapping: json(mapping) })
    .onConflict((oc) => oc.columns(['workspace_id', 'kind', 'fingerprint']).doUpdateSet({ mapping: json(mapping), used_at: sql`now()` as never })).execute();
}

export async function findLayout(db: Executor, workspaceId: string, kind: RecordKind, fingerprint: string): Promise<ImportMapping | null> {
  const row = await db.selectFrom('layouts').select('mapping').where('workspace_id', '=', workspaceId).where('kind', '=', kind).where('fingerprint', '=', fingerprint).executeTakeFirst();
  return row?.mapping ?? null;
}

/** Removes an import that was never judged to its end; false for any other. */
export async function deleteImport(db: Executor, importId: string): Promise<boolean> {
  return (await db.deleteFrom('imports').where('id', '=', importId).where('state', '=', 'judging').returning('id').executeTakeFirst()) !== undefined;
}

/** Removes the staged rows of imports that nobody committed within thirty days, and of those that were never judged to the end. */
export async function dropOldStaging(db: Executor): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select distinct replace(substr(relname, 3), '-', '') as name from pg_class t where relnamespace = 'staging'::regnamespace and relkind in ('r', 'v') and relname ~ '^[id]_'
    and not exists (select 1 from imports i where replace(i.id::text, '-', '') = substr(t.relname, 3) and ((i.state = 'checked' and i.created_at > now() - interval '30 days') or (i.state = 'judging' and i.created_at > now() - interval '1 day')))`.execute(db);
  for (const { name } of rows) await dropStaging(db, name);
}

function read(db: Executor, workspaceId: string) {
  return db.selectFrom('imports').innerJoin('datasets', 'datasets.id', 'imports.dataset_id').selectAll('imports').select(['datasets.filename', sql<string | null>`(select j.id from jobs j where j.import_id = imports.id and j.state in ('queued', 'running'))`.as('job')]).where('imports.workspace_id', '=', workspaceId);
}

type Read = Awaited<ReturnType<ReturnType<typeof read>['executeTakeFirstOrThrow']>>;

function told(row: Read, nameOf: (actorId: string) => string): ImportRow {
  return {
    planId: row.plan_id, base: Number(row.base), change: row.change === null ? null : Number(row.change),
    told: {
      id: row.id, kind: row.kind, scope: row.scope, datasetId: row.dataset_id, filename: row.filename, mapping: row.mapping, gone: row.gone, state: row.state, jobId: row.job,
      actor: { id: row.actor, name: nameOf(row.actor) }, ...(row.facts as ImportFacts),
      createdAt: row.created_at.toISOString(), committedAt: row.committed_at?.toISOString() ?? null, undoneAt: row.undone_at?.toISOString() ?? null,
    },
  };
}
