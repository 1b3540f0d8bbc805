import { sql } from 'kysely';
import type { Mapping } from '../../contract/datasets.ts';
import type { PlanFact } from '../../contract/plans.ts';
import { json, type Executor } from '../db/db.ts';
import type { PlanRequest } from './planRequest.ts';

export interface PlanRow {
  readonly id: string;
  readonly name: string;
  readonly status: 'building' | 'ready' | 'failed';
  readonly demo: boolean;
  readonly archived_at: Date | null;
  readonly deleted_at: Date | null;
  readonly dataset_id: string;
  readonly unit_set_id: string | null;
  readonly request: PlanRequest;
  readonly mapping: Mapping;
  readonly region: string | null;
  readonly tolerance: number;
  readonly territories: number;
  readonly counts: { readonly accepted: number; readonly rejected: number; readonly filtered: number };
  readonly facts: PlanFact[];
  readonly notes: string[];
  readonly people_blind: boolean;
  readonly created_at: Date;
  readonly updated_at: Date;
}

const COLUMNS = ['id', 'name', 'status', 'demo', 'archived_at', 'deleted_at', 'dataset_id', 'unit_set_id', 'request', 'mapping', 'region', 'tolerance', 'territories', 'counts', 'facts', 'notes', 'people_blind', 'created_at', 'updated_at'] as const;
const now = sql<Date>`now()`;

export async function insertPlan(
  db: Executor,
  row: { workspaceId: string; name: string; demo: boolean; datasetId: string; request: PlanRequest; mapping: Mapping; region: string | null; tolerance: number; territories: number },
): Promise<string> {
  const { id } = await db
    .insertInto('plans')
    .values({
      workspace_id: row.workspaceId, name: row.name, status: 'building', demo: row.demo, dataset_id: row.datasetId, request: json(row.request), mapping: json(row.mapping),
      region: row.region, tolerance: row.tolerance, territories: row.territories, counts: json({ accepted: 0, rejected: 0, filtered: 0 }), facts: json([]), notes: json([]),
      archived_at: null, deleted_at: null, unit_set_id: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function findPlan(db: Executor, workspaceId: string, planId: string): Promise<PlanRow | null> {
  const row = await db.selectFrom('plans').select(COLUMNS).where('workspace_id', '=', workspaceId).where('id', '=', planId).executeTakeFirst();
  return row ?? null;
}

export async function listPlans(db: Executor, workspaceId: string, state: 'active' | 'archived' | 'deleted'): Promise<PlanRow[]> {
  let query = db.selectFrom('plans').select(COLUMNS).where('workspace_id', '=', workspaceId).where('deleted_at', state === 'deleted' ? 'is not' : 'is', null);
  if (state !== 'deleted') query = query.where('archived_at', state === 'archived' ? 'is not' : 'is', null);
  return query.orderBy('updated_at', 'desc').orderBy('id').execute();
}

export async function patchPlan(db: Executor, planId: string, patch: { name?: string; archived?: boolean }): Promise<void> {
  await db
    .updateTable('plans')
    .set({ ...(patch.name === undefined ? {} : { name: patch.name }), ...(patch.archived === undefined ? {} : { archived_at: patch.archived ? now : null }), updated_at: now as never })
    .where('id', '=', planId)
    .execute();
}

export async function setPeopleBlind(db: Executor, planId: string, blind: boolean): Promise<void> {
  await db.updateTable('plans').set({ people_blind: blind }).where('id', '=', planId).execute();
}

export async function setDeleted(db: Executor, planId: string, deleted: boolean): Promise<void> {
  await db.updateTable('plans').set({ deleted_at: deleted ? now : null, updated_at: now as never }).where('id', '=', planId).execute();
}

export async function planReady(
  db: Executor, planId: string,
  built: { unitsId: string; region: string; territories: number; counts: PlanRow['counts']; facts: PlanFact[]; notes: readonly string[] },
): Promise<void> {
  await db
    .updateTable('plans')
    .set({ status: 'ready', unit_set_id: built.unitsId, region: built.region, territories: built.territories, counts: json(built.counts), facts: json(built.facts), notes: json(built.notes), updated_at: now as never })
    .where('id', '=', planId)
    .execute();
}

export async function planFailed(db: Executor, planId: string): Promise<void> {
  await db.updateTable('plans').set({ status: 'failed', updated_at: now as never }).where('id', '=', planId).where('status', '=', 'building').execute();
}

/** A copy of a plan's row under a new name; the units, which never change, are shared. */
export async function copyPlan(db: Executor, workspaceId: string, planId: string, name: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into plans (workspace_id, name, status, demo, dataset_id, unit_set_id, request, mapping, region, tolerance, territories, counts, facts, notes, people_blind)
    select workspace_id, ${name}, status, demo, dataset_id, unit_set_id, request, mapping, region, tolerance, territories, counts, facts, notes, people_blind
    from plans where workspace_id = ${workspaceId} and id = ${planId}
    returning id`.execute(db);
  return rows[0].id;
}
