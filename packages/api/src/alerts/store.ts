import { sql } from 'kysely';
import type { Alert, Drifted, ProposedRepair } from '../../contract/alerts.ts';
import { json, type Executor } from '../db/db.ts';

/** A scenario in force. */
export interface InForce {
  readonly workspaceId: string;
  readonly planId: string;
  readonly scenarioId: string;
}

/** Scenarios in force of plans that are neither archived nor deleted; of one plan when it is given. */
export async function inForce(db: Executor, planId: string | null): Promise<InForce[]> {
  const rows = await db
    .selectFrom('scenarios').innerJoin('plans', 'plans.id', 'scenarios.plan_id')
    .select(['scenarios.workspace_id', 'scenarios.plan_id', 'scenarios.id'])
    .where('scenarios.status', '=', 'active').where('plans.archived_at', 'is', null).where('plans.deleted_at', 'is', null)
    .$if(planId !== null, (query) => query.where('plans.id', '=', planId!))
    .orderBy('scenarios.created_at').execute();
  return rows.map((row) => ({ workspaceId: row.workspace_id, planId: row.plan_id, scenarioId: row.id }));
}

/** Raises an alert, or brings the open one up to date. */
export async function raise(db: Executor, { workspaceId, planId, scenarioId }: InForce, found: { seq: number; drifted: readonly Drifted[]; repair: ProposedRepair | null }): Promise<void> {
  const facts = { seq: found.seq, drifted: json(found.drifted), repair: json(found.repair) };
  await db
    .insertInto('alerts').values({ workspace_id: workspaceId, plan_id: planId, scenario_id: scenarioId, kind: 'drift', ...facts })
    .onConflict((conflict) => conflict.columns(['scenario_id', 'kind']).where('cleared_at', 'is', null).doUpdateSet(facts))
    .execute();
}

/** Clears the open alerts of one scenario. */
export async function clear(db: Executor, scenarioId: string): Promise<void> {
  await db.updateTable('alerts').set({ cleared_at: sql<Date>`now()` }).where('scenario_id', '=', scenarioId).where('cleared_at', 'is', null).execute();
}

/** Clears alerts of what is no longer in force. */
export async function clearRetired(db: Executor): Promise<void> {
  await sql`update alerts set cleared_at = now() where cleared_at is null and not exists (select from scenarios where scenarios.id = alerts.scenario_id and scenarios.status = 'active')`.execute(db);
}

export async function listAlerts(db: Executor, workspaceId: string, planId: string, state: 'open' | 'all'): Promise<Alert[]> {
  const rows = await db
    .selectFrom('alerts').selectAll().where('workspace_id', '=', workspaceId).where('plan_id', '=', planId)
    .$if(state === 'open', (query) => query.where('cleared_at', 'is', null))
    .orderBy('raised_at', 'desc').limit(200).execute();
  return rows.map((row) => ({
    id: row.id, kind: row.kind, planId: row.plan_id, scenarioId: row.scenario_id, seq: row.seq, drifted: row.drifted, repair: row.repair,
    raisedAt: row.raised_at.toISOString(), clearedAt: row.cleared_at?.toISOString() ?? null,
  }));
}
