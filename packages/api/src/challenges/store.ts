import { sql } from 'kysely';
import type { Consequence } from '../../contract/changes.ts';
import { json, type Executor } from '../db/db.ts';
import type { ChallengeTable } from '../db/schema.ts';
import type { Selectable } from 'kysely';

export type ChallengeRow = Selectable<ChallengeTable>;

/** The objections to a scenario's changes, newest first. */
export async function listChallenges(db: Executor, workspaceId: string, scenarioIds: readonly string[]): Promise<ChallengeRow[]> {
  if (scenarioIds.length === 0) return [];
  return db.selectFrom('challenges').selectAll().where('workspace_id', '=', workspaceId).where('scenario_id', 'in', scenarioIds).orderBy('at', 'desc').orderBy('id').execute();
}

export async function findChallenge(db: Executor, workspaceId: string, scenarioId: string, id: string): Promise<ChallengeRow | null> {
  return (await db.selectFrom('challenges').selectAll().where('workspace_id', '=', workspaceId).where('scenario_id', '=', scenarioId).where('id', '=', id).executeTakeFirst()) ?? null;
}

/** @returns null when there is one that is not decided yet */
export async function insertChallenge(db: Executor, row: { workspaceId: string; scenarioId: string; account: string; name: string; reason: string; consequence: Consequence; actor: string }): Promise<ChallengeRow | null> {
  const made = await db
    .insertInto('challenges')
    .values({ workspace_id: row.workspaceId, scenario_id: row.scenarioId, account: row.account, name: row.name, reason: row.reason, consequence: json(row.consequence), actor: row.actor })
    .onConflict((conflict) => conflict.columns(['scenario_id', 'account']).where('state', '=', 'open').doNothing())
    .returningAll().executeTakeFirst();
  return made ?? null;
}

/** @returns whether it was still open */
export async function decideChallenge(db: Executor, id: string, by: string, accept: boolean, answer: string): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('challenges').set({ state: accept ? 'accepted' : 'refused', decided_by: by, decided_at: sql<Date>`now()`, answer }).where('id', '=', id).where('state', '=', 'open').executeTakeFirst();
  return numUpdatedRows > 0n;
}
