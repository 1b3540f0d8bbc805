import { sql, type Selectable } from 'kysely';
import type { BudgetRule } from '../../contract/budgets.ts';
import type { GivenCause } from '../../contract/edits.ts';
import type { Edit } from '../../contract/scenarios.ts';
import type { BudgetRequestTable, WantedShare } from '../db/budgetTables.ts';
import { json, type Executor } from '../db/db.ts';
import type { Stretch } from '../scenarios/store.ts';

export type RequestRow = Selectable<BudgetRequestTable> & { readonly scenario: string };

export interface RuleRow {
  readonly rule: BudgetRule | null;
  readonly actor: string;
  readonly at: Date;
}

/** Every rule that a plan had, newest first. */
export async function listRules(db: Executor, workspaceId: string, planId: string): Promise<RuleRow[]> {
  return db.selectFrom('budget_rules').select(['rule', 'actor', 'at']).where('workspace_id', '=', workspaceId).where('plan_id', '=', planId).orderBy('id', 'desc').execute();
}

/** The rule that holds; null = none. */
export async function ruleOf(db: Executor, workspaceId: string, planId: string): Promise<BudgetRule | null> {
  return (await db.selectFrom('budget_rules').select('rule').where('workspace_id', '=', workspaceId).where('plan_id', '=', planId).orderBy('id', 'desc').limit(1).executeTakeFirst())?.rule ?? null;
}

export async function insertRule(db: Executor, workspaceId: string, planId: string, rule: BudgetRule | null, actor: string): Promise<void> {
  await db.insertInto('budget_rules').values({ workspace_id: workspaceId, plan_id: planId, rule: rule === null ? null : json(rule), actor }).execute();
}

/** By how much grants since a day made each limit wider for a scenario: its own, and those of states that it grew from. */
export async function grantedTo(db: Executor, lineage: readonly Stretch[], since: string): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  const rows = await db.selectFrom('budget_requests').select(['scenario_id', 'granted_seq', 'widened']).where('scenario_id', 'in', lineage.map(({ scenarioId }) => scenarioId)).where('state', '=', 'granted').where('decided_at', '>=', sql<Date>`${since}::date`).execute();
  for (const { scenario_id: id, granted_seq: seq, widened } of rows) {
    if (!lineage.some(({ scenarioId, upTo }) => scenarioId === id && (seq ?? 0) <= upTo)) continue;
    for (const { what, by } of widened ?? []) found.set(what, (found.get(what) ?? 0) + by);
  }
  return found;
}

/** Requests about scenarios, newest first. */
export async function listRequests(db: Executor, workspaceId: string, of: { scenarioId: string } | { planId: string }): Promise<RequestRow[]> {
  return db.selectFrom('budget_requests').innerJoin('scenarios', 'scenarios.id', 'budget_requests.scenario_id').selectAll('budget_requests').select('scenarios.name as scenario')
    .where('budget_requests.workspace_id', '=', workspaceId)
    .$if('scenarioId' in of, (query) => query.where('budget_requests.scenario_id', '=', (of as { scenarioId: string }).scenarioId))
    .$if('planId' in of, (query) => query.where('scenarios.plan_id', '=', (of as { planId: string }).planId))
    .orderBy('budget_requests.at', 'desc').orderBy('budget_requests.id').execute();
}

export async function findRequest(db: Executor, workspaceId: string, scenarioId: string, id: string): Promise<RequestRow | null> {
  return (await listRequests(db, workspaceId, { scenarioId })).find((row) => row.id === id) ?? null;
}

/** @returns its id */
export async function insertRequest(db: Executor, row: { workspaceId: string; scenarioId: string; baseSeq: number; edits: readonly Edit[] | null; cause: GivenCause | null; wanted: readonly WantedShare[]; reason: string; approver: string; actor: string }): Promise<string> {
  const { id } = await db.insertInto('budget_requests').values({
    workspace_id: row.workspaceId, scenario_id: row.scenarioId, base_seq: row.baseSeq, edits: row.edits === null ? null : json(row.edits), cause: row.cause === null ? null : json(row.cause),
    wanted: json(row.wanted), reason: row.reason, approver: row.approver, actor: row.actor,
  }).returning('id').executeTakeFirstOrThrow();
  return id;
}

/** @param widened null = declined. @returns whether it was still open */
export async function decide(db: Executor, id: string, by: string, answer: string, widened: readonly { what: string; by: number }[] | null, seq: number): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('budget_requests')
    .set({ state: widened === null ? 'declined' : 'granted', decided_by: by, decided_at: sql<Date>`now()`, answer, ...(widened === null ? {} : { widened: json(widened), granted_seq: seq }) })
    .where('id', '=', id).where('state', '=', 'open').executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** What became of a change that was granted. */
export async function settle(db: Executor, id: string, came: { applied: number } | { fault: string }): Promise<void> {
  await db.updateTable('budget_requests').set('applied' in came ? { applied_seq: came.applied } : { fault: came.fault }).where('id', '=', id).execute();
}

export interface Approver {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly regions: readonly string[] | null;
}

/** People of an organisation whose role lets them approve. */
export async function approversOf(db: Executor, workspaceId: string, roles: readonly string[]): Promise<Approver[]> {
  return db.selectFrom('memberships').innerJoin('users', 'users.id', 'memberships.user_id').select(['users.id', 'users.name', 'users.email', 'memberships.regions']).where('memberships.workspace_id', '=', workspaceId).where('memberships.role', 'in', roles as never).orderBy('users.name').orderBy('users.id').execute();
}
