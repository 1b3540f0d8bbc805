import type { Job } from '../../contract/jobs.ts';
import type { Executor } from '../db/db.ts';
import { pack, unpack } from '../db/packed.ts';
import { findJob } from '../jobs/store.ts';

/** Keeps the plans of a frontier with its job: n slots of the document each. */
export async function insertPoints(trx: Executor, workspaceId: string, jobId: string, plans: readonly Uint16Array[]): Promise<void> {
  if (plans.length === 0) return;
  const rows = await Promise.all(plans.map(async (slots, point) => ({ workspace_id: workspaceId, job_id: jobId, point, slots: await pack(slots) })));
  await trx.insertInto('job_points').values(rows).execute();
}

/** Packed slots of a plan; null when there is none of that number. */
export async function findPoint(db: Executor, workspaceId: string, jobId: string, point: number): Promise<ArrayBuffer | null> {
  const row = await db.selectFrom('job_points').select('slots').where('workspace_id', '=', workspaceId).where('job_id', '=', jobId).where('point', '=', point).executeTakeFirst();
  return row === undefined ? null : unpack(row.slots);
}

/** The frontier of a scenario that was asked for last. */
export async function lastFrontier(db: Executor, workspaceId: string, scenarioId: string): Promise<Job | null> {
  const row = await db.selectFrom('jobs').select('id').where('workspace_id', '=', workspaceId).where('scenario_id', '=', scenarioId).where('kind', '=', 'frontier').orderBy('created_at', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? null : findJob(db, workspaceId, row.id);
}
