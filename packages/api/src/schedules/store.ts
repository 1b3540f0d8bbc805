import { sql } from 'kysely';
import type { CreateSchedule, Schedule, ScheduleRun } from '../../contract/schedules.ts';
import { json, type Executor } from '../db/db.ts';

const RUNS = 20;

export async function insertSchedule(db: Executor, workspaceId: string, actor: string, asked: CreateSchedule, nextAt: Date): Promise<string> {
  const { id } = await db.insertInto('import_schedules').values({ workspace_id: workspaceId, plan_id: asked.planId, actor, request: json(asked), next_at: nextAt }).returning('id').executeTakeFirstOrThrow();
  return id;
}

/** By name. */
export async function listSchedules(db: Executor, workspaceId: string, scheduleId?: string): Promise<Schedule[]> {
  const rows = await db.selectFrom('import_schedules').selectAll().where('workspace_id', '=', workspaceId).$if(scheduleId !== undefined, (query) => query.where('id', '=', scheduleId!)).orderBy(sql`request ->> 'name'`).orderBy('id').execute();
  const runs = rows.length === 0 ? [] : await db.selectFrom('import_runs').selectAll().where('schedule_id', 'in', rows.map(({ id }) => id)).orderBy('at', 'desc').execute();
  return rows.map((row) => ({
    id: row.id, ...row.request, enabled: row.enabled, nextAt: row.next_at.toISOString(),
    runs: runs.filter((run) => run.schedule_id === row.id).slice(0, RUNS).map((run): ScheduleRun => ({ at: run.at.toISOString(), outcome: run.outcome, importId: run.import_id, code: run.code, detail: run.detail })),
  }));
}

export async function enableSchedule(db: Executor, workspaceId: string, scheduleId: string, enabled: boolean, nextAt: Date): Promise<void> {
  await db.updateTable('import_schedules').set({ enabled, next_at: nextAt }).where('workspace_id', '=', workspaceId).where('id', '=', scheduleId).execute();
}

export async function deleteSchedule(db: Executor, workspaceId: string, scheduleId: string): Promise<void> {
  await db.deleteFrom('import_schedules').where('workspace_id', '=', workspaceId).where('id', '=', scheduleId).execute();
}

/** A schedule that is due, with the hash of the last file it read. */
export interface Due {
  readonly id: string;
  readonly workspaceId: string;
  readonly actor: string;
  readonly request: CreateSchedule;
  readonly lastSha256: string | null;
}

export async function findDue(db: Executor, where: { readonly scheduleId: string } | { readonly before: Date }): Promise<Due[]> {
  const query = db.selectFrom('import_schedules').selectAll();
  const rows = await ('scheduleId' in where ? query.where('id', '=', where.scheduleId) : query.where('enabled', '=', true).where('next_at', '<=', where.before)).orderBy('next_at').execute();
  return rows.map((row) => ({ id: row.id, workspaceId: row.workspace_id, actor: row.actor, request: row.request, lastSha256: row.last_sha256 }));
}

/** Takes a due time, so that no other process takes it too. Returns whether it was still there to be taken. */
export async function takeDue(db: Executor, scheduleId: string, before: Date, nextAt: Date): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('import_schedules').set({ next_at: nextAt }).where('id', '=', scheduleId).where('next_at', '<=', before).executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function recordRun(db: Executor, workspaceId: string, scheduleId: string, run: Omit<ScheduleRun, 'at'>, sha256: string | null): Promise<void> {
  await db.insertInto('import_runs').values({ workspace_id: workspaceId, schedule_id: scheduleId, outcome: run.outcome, import_id: run.importId, code: run.code, detail: run.detail }).execute();
  if (sha256 !== null) await db.updateTable('import_schedules').set({ last_sha256: sha256 }).where('id', '=', scheduleId).execute();
}
