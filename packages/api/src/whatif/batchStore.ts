import type { GivenCause } from '../../contract/edits.ts';
import type { Job } from '../../contract/jobs.ts';
import type { WhatIfProposal } from '../../contract/whatif.ts';
import { json, type Executor } from '../db/db.ts';
import type { GridCell } from '../db/whatIfTables.ts';

export interface BatchRow {
  readonly id: string;
  readonly scenario_id: string;
  readonly base_seq: number;
  readonly actor: string;
  readonly at: Date;
}

export interface PointRow {
  readonly point: number;
  readonly cell: GridCell;
  readonly job_id: string;
  readonly proposal: WhatIfProposal | null;
  readonly cause: GivenCause | null;
  readonly state: Job['state'];
  readonly error: Job['error'];
}

/** @returns its id */
export async function insertBatch(trx: Executor, workspaceId: string, scenarioId: string, baseSeq: number, actor: string): Promise<string> {
  return (await trx.insertInto('whatif_batches').values({ workspace_id: workspaceId, scenario_id: scenarioId, base_seq: baseSeq, actor }).returning('id').executeTakeFirstOrThrow()).id;
}

export async function insertPoint(trx: Executor, workspaceId: string, batchId: string, point: number, cell: GridCell, jobId: string): Promise<void> {
  await trx.insertInto('whatif_points').values({ workspace_id: workspaceId, batch_id: batchId, point, cell: json(cell), job_id: jobId }).execute();
}

/** The batch of a scenario by its id, or the last one. */
export async function findBatch(db: Executor, workspaceId: string, scenarioId: string, batchId?: string): Promise<BatchRow | null> {
  return (await db.selectFrom('whatif_batches').select(['id', 'scenario_id', 'base_seq', 'actor', 'at']).where('workspace_id', '=', workspaceId).where('scenario_id', '=', scenarioId)
    .$if(batchId !== undefined, (query) => query.where('id', '=', batchId!)).orderBy('at', 'desc').limit(1).executeTakeFirst()) ?? null;
}

/** Its what-ifs in the order of the grid, with how their jobs stand. */
export async function pointsOf(db: Executor, batchId: string, point?: number): Promise<PointRow[]> {
  return db.selectFrom('whatif_points').innerJoin('jobs', 'jobs.id', 'whatif_points.job_id').select(['point', 'cell', 'job_id', 'proposal', 'cause', 'jobs.state', 'jobs.error']).where('batch_id', '=', batchId)
    .$if(point !== undefined, (query) => query.where('point', '=', point!)).orderBy('point').execute() as Promise<PointRow[]>;
}

/** What-ifs of a batch that have ended, of how many. */
export async function countEnded(db: Executor, batchId: string): Promise<{ done: number; of: number }> {
  const states = await db.selectFrom('whatif_points').innerJoin('jobs', 'jobs.id', 'whatif_points.job_id').select('jobs.state').where('batch_id', '=', batchId).execute();
  return { done: states.filter(({ state }) => state !== 'queued' && state !== 'running').length, of: states.length };
}

export async function recordPoint(trx: Executor, batchId: string, point: number, proposal: WhatIfProposal, cause: GivenCause): Promise<void> {
  await trx.updateTable('whatif_points').set({ proposal: json(proposal), cause: json(cause) }).where('batch_id', '=', batchId).where('point', '=', point).execute();
}
