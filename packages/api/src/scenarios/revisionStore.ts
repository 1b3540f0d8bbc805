import { sql } from 'kysely';
import type { Revision } from '../../contract/revisions.ts';
import type { Signature } from '../../contract/status.ts';
import type { Executor } from '../db/db.ts';
import { namesOf } from '../auth/names.ts';
import type { Actor } from '../http/actor.ts';

const COLUMNS = ['id', 'scenario_id', 'number', 'name', 'note', 'seq', 'hash', 'actor', 'at'] as const;

interface RevisionRow {
  readonly id: string;
  readonly scenario_id: string;
  readonly number: number;
  readonly name: string;
  readonly note: string | null;
  readonly seq: number;
  readonly hash: string;
  readonly actor: string;
  readonly at: Date;
}

/** The next revision of a scenario; its row must be locked. */
export async function insertRevision(db: Executor, actor: Actor, { scenarioId, name, note, seq, hash }: Pick<Revision, 'scenarioId' | 'name' | 'note' | 'seq' | 'hash'>): Promise<Revision> {
  const row = await db
    .insertInto('revisions')
    .values({ workspace_id: actor.workspaceId, scenario_id: scenarioId, name, note, seq, hash, actor: actor.id, number: sql<number>`(select coalesce(max(number), 0) + 1 from revisions where scenario_id = ${scenarioId})` })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow();
  return (await revisionsOf(db, [row]))[0];
}

export async function listRevisions(db: Executor, scenarioId: string): Promise<Revision[]> {
  const rows = await db.selectFrom('revisions').select(COLUMNS).where('scenario_id', '=', scenarioId).orderBy('number', 'desc').execute();
  return revisionsOf(db, rows);
}

export async function findRevision(db: Executor, workspaceId: string, revisionId: string): Promise<Revision | null> {
  const row = await db.selectFrom('revisions').select(COLUMNS).where('workspace_id', '=', workspaceId).where('id', '=', revisionId).executeTakeFirst();
  return row === undefined ? null : (await revisionsOf(db, [row]))[0];
}

/** The revision that was submitted last. */
export async function lastPinned(db: Executor, scenarioId: string): Promise<string | null> {
  const row = await db.selectFrom('signatures').select('revision_id').where('scenario_id', '=', scenarioId).where('action', '=', 'submit').orderBy('id', 'desc').limit(1).executeTakeFirst();
  return row?.revision_id ?? null;
}

export async function insertSignature(db: Executor, actor: Actor, { scenarioId, action, from, to, revisionId, seq, hash, note }: Omit<Signature, 'at' | 'actor'> & { scenarioId: string }): Promise<void> {
  await db
    .insertInto('signatures')
    .values({ workspace_id: actor.workspaceId, scenario_id: scenarioId, actor: actor.id, action, from_status: from, to_status: to, revision_id: revisionId, seq, hash, note })
    .execute();
}

export async function listSignatures(db: Executor, scenarioId: string): Promise<Signature[]> {
  const rows = await db.selectFrom('signatures').select(['actor', 'at', 'action', 'from_status', 'to_status', 'revision_id', 'seq', 'hash', 'note']).where('scenario_id', '=', scenarioId).orderBy('id').execute();
  const nameOf = await namesOf(db, rows.map(({ actor }) => actor));
  return rows.map((row) => ({
    at: row.at.toISOString(), actor: { id: row.actor, name: nameOf(row.actor) }, action: row.action as Signature['action'],
    from: row.from_status as Signature['from'], to: row.to_status as Signature['to'], revisionId: row.revision_id, seq: row.seq, hash: row.hash, note: row.note,
  }));
}

/** Whether a scenario is in force today, or will be. */
export async function staysInForce(db: Executor, scenarioId: string): Promise<boolean> {
  const { rows } = await sql`select from activations where scenario_id = ${scenarioId} and withdrawn_at is null and (upper(during) is null or upper(during) > (now() at time zone 'utc')::date) limit 1`.execute(db);
  return rows.length > 0;
}

async function revisionsOf(db: Executor, rows: readonly RevisionRow[]): Promise<Revision[]> {
  const nameOf = await namesOf(db, rows.map(({ actor }) => actor));
  return rows.map(({ id, scenario_id, number, name, note, seq, hash, at, actor }) => ({ id, scenarioId: scenario_id, number, name, note, seq, hash, at: at.toISOString(), actor: { id: actor, name: nameOf(actor) } }));
}
