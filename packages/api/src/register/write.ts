import { sql } from 'kysely';
import type { RecordKind } from '../../contract/imports.ts';
import { json, type Executor } from '../db/db.ts';

/** The part of the register that one list is about. */
export interface Shelf {
  readonly workspaceId: string;
  readonly kind: RecordKind;
  /** Plan or layer; empty for the organisation's own. */
  readonly scope: string;
}

/** Lets nobody else change the same part until the transaction ends. */
export async function lockShelf(trx: Executor, { workspaceId, kind, scope }: Shelf): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`register ${workspaceId} ${kind} ${scope}`}, 0))`.execute(trx);
}

/** The last change of a part; 0 = it was never changed. */
export async function lastChange(db: Executor, { workspaceId, kind, scope }: Shelf): Promise<number> {
  const row = await db.selectFrom('register_changes').select((eb) => eb.fn.max('id').as('id')).where('workspace_id', '=', workspaceId).where('kind', '=', kind).where('scope', '=', scope).executeTakeFirstOrThrow();
  return Number(row.id ?? 0);
}

/** Opens a change: everything that is written under its number changes at once. */
export async function openChange(trx: Executor, { workspaceId, kind, scope }: Shelf, actor: string, cause: 'import' | 'undo' | 'hand', importId: string | null): Promise<number> {
  const { id } = await trx.insertInto('register_changes').values({ workspace_id: workspaceId, kind, scope, actor, cause, import_id: importId }).returning('id').executeTakeFirstOrThrow();
  return Number(id);
}

/**
 * Sets fields of records by hand, in one change; what is not there yet is added. A body of null ends a record.
 *
 * @returns the number of the change
 */
export async function writeRecords(trx: Executor, shelf: Shelf, actor: string, records: readonly { readonly key: string; readonly body: Readonly<Record<string, unknown>> | null }[]): Promise<number> {
  const change = await openChange(trx, shelf, actor, 'hand', null);
  const { workspaceId, kind, scope } = shelf;
  const keys = records.map(({ key }) => key);
  await sql`update register set until = ${change} where workspace_id = ${workspaceId} and kind = ${kind} and scope = ${scope} and until is null and key = any(${keys}::text[])`.execute(trx);
  const kept = records.filter(({ body }) => body !== null);
  await sql`
    insert into register (workspace_id, kind, scope, key, body, since)
    select ${workspaceId}, ${kind}, ${scope}, t.key, register_merge(r.body, t.body), ${change}
    from unnest(${kept.map(({ key }) => key)}::text[], ${kept.map(({ body }) => json(body))}::jsonb[]) as t(key, body)
    left join register r on r.until = ${change} and r.key = t.key`.execute(trx);
  return change;
}
