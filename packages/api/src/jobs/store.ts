import { sql } from 'kysely';
import type { Job } from '../../contract/jobs.ts';
import { json, type Executor } from '../db/db.ts';
import { notify } from '../db/notices.ts';
import { announce, topicOf } from '../live/announce.ts';

/** A job that a worker has taken. */
export interface Claim {
  readonly jobId: string;
  readonly workspaceId: string;
  readonly actor: string;
  readonly kind: Job['kind'];
  /** Null for an import that belongs to no plan. */
  readonly planId: string | null;
  readonly importId: string | null;
  readonly scenarioId: string | null;
  readonly request: unknown;
  /** Which try this is; what an earlier one still says is not heard. */
  readonly attempt: number;
}

export type JobResult = NonNullable<Job['result']>;

/** What a job is about, and what was asked. */
export interface JobSubject {
  readonly planId: string | null;
  readonly importId?: string;
  readonly scenarioId: string | null;
  readonly request: unknown;
}

/** Whether those who follow a plan are told of it: of an import they see what it changes. */
function isOfPlan(kind: Job['kind']): boolean {
  return kind === 'build' || kind === 'solve';
}

const COLUMNS = ['id', 'kind', 'plan_id', 'import_id', 'scenario_id', 'state', 'phase', 'done', 'worst_deviation', 'best_number', 'error', 'result', 'created_at', 'started_at', 'ended_at'] as const;

export async function insertJob(
  db: Executor,
  row: { workspaceId: string; actor: string; kind: Job['kind'] } & JobSubject,
): Promise<string> {
  const { id } = await db
    .insertInto('jobs')
    .values({ workspace_id: row.workspaceId, actor: row.actor, kind: row.kind, plan_id: row.planId, import_id: row.importId ?? null, scenario_id: row.scenarioId, state: 'queued', request: json(row.request), error: json(null), result: json(null) })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (row.planId !== null && isOfPlan(row.kind)) await announce(db, { workspaceId: row.workspaceId, planId: row.planId, kind: 'job', subject: id, body: {} });
  return id;
}

export async function findJob(db: Executor, workspaceId: string, jobId: string): Promise<Job | null> {
  const row = await db.selectFrom('jobs').select(COLUMNS).where('workspace_id', '=', workspaceId).where('id', '=', jobId).executeTakeFirst();
  return row === undefined ? null : jobOf(row);
}

/** What was asked of a job; null when there is none. */
export async function findRequest(db: Executor, workspaceId: string, jobId: string): Promise<unknown> {
  return (await db.selectFrom('jobs').select('request').where('workspace_id', '=', workspaceId).where('id', '=', jobId).executeTakeFirst())?.request ?? null;
}

/** The last job of a plan. */
export async function lastJob(db: Executor, workspaceId: string, planId: string): Promise<Job | null> {
  const row = await db
    .selectFrom('jobs').select(COLUMNS).where('workspace_id', '=', workspaceId).where('plan_id', '=', planId).where('kind', 'in', ['build', 'solve'])
    .orderBy('created_at', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? null : jobOf(row);
}

/** Settings of the last design of a plan that was recorded. */
/** The design that was finished last, of those that led to an entry of the history up to `upTo` where that is given. */
export async function lastSolve(db: Executor, workspaceId: string, planId: string, upTo?: number): Promise<{ seed: number; preset: string; stopped: 'interrupted' | 'time-limit' | 'no-gain' | null; peopleBlind?: boolean } | null> {
  const row = await db
    .selectFrom('jobs').select(['request', 'result']).where('workspace_id', '=', workspaceId).where('plan_id', '=', planId).where('kind', '=', 'solve').where('state', '=', 'done')
    .$if(upTo !== undefined, (query) => query.where(sql<number>`(result ->> 'seq')::int`, '<=', upTo!))
    .orderBy('created_at', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? null : { ...(row.request as { seed: number; preset: string; peopleBlind?: boolean }), stopped: (row.result as JobResult | null)?.stopped ?? null };
}

/** The design of a scenario that runs or waits now. */
export async function activeSolve(db: Executor, scenarioId: string): Promise<string | null> {
  const row = await db.selectFrom('jobs').select('id').where('scenario_id', '=', scenarioId).where('kind', '=', 'solve').where('state', 'in', ['queued', 'running']).executeTakeFirst();
  return row?.id ?? null;
}

export async function findBest(db: Executor, workspaceId: string, jobId: string): Promise<{ best: Buffer; number: number } | null> {
  const row = await db.selectFrom('jobs').select(['best', 'best_number']).where('workspace_id', '=', workspaceId).where('id', '=', jobId).executeTakeFirst();
  return row?.best ? { best: row.best, number: row.best_number } : null;
}

/** Takes a job for a worker; null when it has ended or was cancelled meanwhile. */
export async function claimJob(db: Executor, jobId: string): Promise<Claim | null> {
  const row = await db
    .updateTable('jobs')
    .set((eb) => ({ state: 'running' as const, attempt: eb('attempt', '+', 1), started_at: sql<Date>`now()`, phase: 'start', done: 0, best_number: 0, best: null, worst_deviation: null }))
    .where('id', '=', jobId).where('state', 'in', ['queued', 'running'])
    .returning(['id', 'workspace_id', 'actor', 'kind', 'plan_id', 'import_id', 'scenario_id', 'request', 'attempt'])
    .executeTakeFirst();
  if (row === undefined) return null;
  await notify(db, jobId);
  return { jobId: row.id, workspaceId: row.workspace_id, actor: row.actor, kind: row.kind, planId: row.plan_id, importId: row.import_id, scenarioId: row.scenario_id, request: row.request, attempt: row.attempt };
}

/** Records progress. Returns what somebody asked of the job meanwhile; `gone` when it is not this try's any more. */
export async function recordProgress(
  db: Executor, claim: Claim,
  progress: { phase: string; done: number; worstDeviation: number | null; best: Buffer | null },
): Promise<'keep' | 'discard' | 'gone' | null> {
  const row = await db
    .updateTable('jobs')
    .set((eb) => ({
      phase: progress.phase, done: progress.done, worst_deviation: progress.worstDeviation,
      ...(progress.best === null ? {} : { best: progress.best, best_number: eb('best_number', '+', 1) }),
    }))
    .where('id', '=', claim.jobId).where('state', '=', 'running').where('attempt', '=', claim.attempt)
    .returning('cancel').executeTakeFirst();
  if (row === undefined) return 'gone';
  await notify(db, claim.jobId);
  if (claim.planId !== null && isOfPlan(claim.kind)) await notify(db, topicOf(claim.planId), JSON.stringify({ job: claim.jobId }));
  return row.cancel;
}

export async function wishOf(db: Executor, claim: Claim): Promise<'keep' | 'discard' | 'gone' | null> {
  const row = await db.selectFrom('jobs').select('cancel').where('id', '=', claim.jobId).where('state', '=', 'running').where('attempt', '=', claim.attempt).executeTakeFirst();
  return row === undefined ? 'gone' : row.cancel;
}

/** Ends a job for one try of it; false when another try, or a cancellation, was first. */
export async function endJob(
  db: Executor, claim: Claim,
  end: { state: 'done' | 'failed' | 'cancelled'; error?: { code: string; message: string }; result?: JobResult; scenarioId?: string },
): Promise<boolean> {
  const ended = await db
    .updateTable('jobs')
    .set({ state: end.state, error: json(end.error ?? null), result: json(end.result ?? null), ended_at: sql<Date>`now()`, ...(end.state === 'done' ? { done: 1 } : {}), ...(end.scenarioId === undefined ? {} : { scenario_id: end.scenarioId }) })
    .where('id', '=', claim.jobId).where('state', '=', 'running').where('attempt', '=', claim.attempt)
    .returning('id').executeTakeFirst();
  if (ended !== undefined) {
    await notify(db, claim.jobId);
    if (claim.planId !== null && isOfPlan(claim.kind)) await announce(db, { workspaceId: claim.workspaceId, planId: claim.planId, kind: 'job', subject: claim.jobId, body: { state: end.state } });
  }
  return ended !== undefined;
}

/** Gives a job back to be taken again, e.g. when its worker stops. */
export async function releaseJob(db: Executor, claim: Claim): Promise<void> {
  await db.updateTable('jobs').set({ state: 'queued', phase: 'waiting' }).where('id', '=', claim.jobId).where('state', '=', 'running').where('attempt', '=', claim.attempt).execute();
  await notify(db, claim.jobId);
}

/** Jobs that have not ended and that the queue does not know of, as after a backup was restored. */
export async function orphanedJobs(db: Executor): Promise<{ id: string; kind: Job['kind'] }[]> {
  const { rows } = await sql<{ id: string; kind: Job['kind'] }>`
    select id, kind from jobs where state in ('queued', 'running') and not exists (
      select from pgboss.job waiting where waiting.name in ('hexalign', 'hexalign-lists') and waiting.data ->> 'jobId' = jobs.id::text and waiting.state in ('created', 'retry', 'active'))`.execute(db as never);
  return rows;
}

/** Asks a running job to stop; one that still waits is cancelled at once. */
export async function askToStop(db: Executor, jobId: string, wish: 'keep' | 'discard'): Promise<void> {
  await db.updateTable('jobs').set({ cancel: wish }).where('id', '=', jobId).where('state', '=', 'running').execute();
  await db.updateTable('jobs').set({ state: 'cancelled', cancel: wish, ended_at: sql<Date>`now()` }).where('id', '=', jobId).where('state', '=', 'queued').execute();
  await notify(db, jobId);
}

interface JobRow {
  id: string; kind: Job['kind']; plan_id: string | null; import_id: string | null; scenario_id: string | null; state: Job['state'];
  phase: string; done: number; worst_deviation: number | null; best_number: number;
  error: Job['error']; result: unknown; created_at: Date; started_at: Date | null; ended_at: Date | null;
}

function jobOf(row: JobRow): Job {
  const elapsed = row.started_at === null ? 0 : ((row.ended_at?.getTime() ?? Date.now()) - row.started_at.getTime()) / 1000;
  return {
    id: row.id, kind: row.kind, planId: row.plan_id, importId: row.import_id, scenarioId: row.scenario_id, state: row.state,
    progress: { phase: row.phase, done: row.done, worstDeviation: row.worst_deviation, best: row.best_number, elapsedSeconds: Math.max(0, Math.round(elapsed * 10) / 10) },
    error: row.error, result: row.result as JobResult | null,
    createdAt: row.created_at.toISOString(), endedAt: row.ended_at?.toISOString() ?? null,
  };
}
