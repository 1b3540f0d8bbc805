import { sql } from 'kysely';
import type { SentEvent } from '../../contract/hooks.ts';
import { isBlind } from '../access/blindness.ts';
import { makeVeil } from '../access/veil.ts';
import { whoIsWho } from '../access/whoIsWho.ts';
import { json, type Executor } from '../db/db.ts';

/** Topic on which whoever delivers is woken. */
export const HOOKS_TOPIC = 'hooks';

/** Something that programs elsewhere want to hear of. */
export interface HookNews {
  readonly workspaceId: string;
  readonly event: SentEvent;
  /** What is said of it; never amounts of money. */
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * Puts a happening on its way to every hook of the organisation that asked for it, in the caller's transaction: it is told if
 * and only if it happened.
 *
 * @param hookId this hook alone, whatever it asked for
 */
export async function tellHooks(trx: Executor, { workspaceId, event, body }: HookNews, hookId?: string): Promise<void> {
  const told = await toldOf(trx, workspaceId, body);
  const to = hookId === undefined ? sql`enabled and ${event} = any(events)` : sql`id = ${hookId}`;
  await sql`
    with told as (
      insert into hook_deliveries (workspace_id, hook_id, event, body)
      select workspace_id, id, ${event}, ${json(told)}::jsonb from hooks where workspace_id = ${workspaceId} and ${to}
      returning 1
    )
    select pg_notify('hexalign', ${HOOKS_TOPIC}) from told limit 1`.execute(trx);
}

/** Where people are hidden from everybody, programs elsewhere are told of none either. */
async function toldOf(trx: Executor, workspaceId: string, body: HookNews['body']): Promise<HookNews['body']> {
  const planId = (body.plan as { id?: string } | undefined)?.id ?? null;
  if (!(await isBlind(trx, workspaceId, planId))) return body;
  return makeVeil(await whoIsWho(trx)(workspaceId, planId), '').answer(body);
}
