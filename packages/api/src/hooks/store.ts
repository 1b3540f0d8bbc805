import { sql } from 'kysely';
import type { CreateHook, Hook, HookDelivery } from '../../contract/hooks.ts';
import type { Executor } from '../db/db.ts';

const SHOWN = 20;

export async function insertHook(db: Executor, workspaceId: string, actor: string, { name, url, events }: CreateHook, secret: string): Promise<string> {
  const { id } = await db.insertInto('hooks').values({ workspace_id: workspaceId, name, url, events: [...events], secret, actor }).returning('id').executeTakeFirstOrThrow();
  return id;
}

/** By name, each with its latest deliveries. */
export async function listHooks(db: Executor, workspaceId: string, hookId?: string): Promise<Hook[]> {
  const rows = await db.selectFrom('hooks').selectAll().where('workspace_id', '=', workspaceId).$if(hookId !== undefined, (query) => query.where('id', '=', hookId!)).orderBy('name').orderBy('id').execute();
  const deliveries = await Promise.all(rows.map(({ id }) => db.selectFrom('hook_deliveries').selectAll().where('hook_id', '=', id).orderBy('at', 'desc').orderBy('id').limit(SHOWN).execute()));
  return rows.map(({ id, name, url, events, enabled, failing_since }, i) => ({
    id, name, url, events: events as CreateHook['events'], enabled, failingSince: failing_since?.toISOString() ?? null,
    deliveries: deliveries[i].map((row): HookDelivery => ({ id: row.id, event: row.event, at: row.at.toISOString(), state: row.state, attempts: row.attempts, status: row.status, detail: row.detail, deliveredAt: row.delivered_at?.toISOString() ?? null })),
  }));
}

/** Lets a hook rest, or go on; what is on its way to one that rests comes to its end. */
export async function enableHook(db: Executor, hookId: string, enabled: boolean, why: string | null = null): Promise<void> {
  await db.updateTable('hooks').set({ enabled, failing_since: null }).where('id', '=', hookId).execute();
  if (!enabled) await db.updateTable('hook_deliveries').set({ state: 'failed', ...(why === null ? {} : { detail: why }) }).where('hook_id', '=', hookId).where('state', '=', 'waiting').execute();
}

export async function deleteHook(db: Executor, workspaceId: string, hookId: string): Promise<void> {
  await db.deleteFrom('hooks').where('workspace_id', '=', workspaceId).where('id', '=', hookId).execute();
}

/** Takes deliveries that nobody has put into the queue yet. Returns their ids. */
export async function takeUnqueued(trx: Executor): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update hook_deliveries set queued = true where id in (select id from hook_deliveries where not queued order by at limit 500 for update skip locked) returning id`.execute(trx);
  return rows.map(({ id }) => id);
}

/** What is to be delivered, and where; null when it is over. */
export async function openDelivery(db: Executor, deliveryId: string) {
  const row = await db.selectFrom('hook_deliveries').innerJoin('hooks', 'hooks.id', 'hook_deliveries.hook_id')
    .select(['hook_deliveries.id', 'hook_deliveries.event', 'hook_deliveries.body', 'hook_deliveries.at', 'hook_deliveries.attempts', 'hook_deliveries.hook_id', 'hooks.url', 'hooks.secret', 'hooks.failing_since'])
    .where('hook_deliveries.id', '=', deliveryId).where('hook_deliveries.state', '=', 'waiting').executeTakeFirst();
  return row ?? null;
}

/** Records a try. */
export async function recordTry(db: Executor, { id, hook_id }: { readonly id: string; readonly hook_id: string }, { state, status, detail }: Pick<HookDelivery, 'state' | 'status' | 'detail'>): Promise<void> {
  const delivered = state === 'delivered';
  await db.updateTable('hook_deliveries').set(({ eb }) => ({ state, status, detail, attempts: eb('attempts', '+', 1), delivered_at: delivered ? new Date() : null })).where('id', '=', id).execute();
  await db.updateTable('hooks').set({ failing_since: delivered ? null : sql<Date>`coalesce(failing_since, now())` }).where('id', '=', hook_id).execute();
}
