import type { Progress } from '@hexalign/engine';
import type { Logger } from 'pino';
import type { Job } from '../../contract/jobs.ts';
import type { Db, Executor } from '../db/db.ts';
import { isUnreachable } from '../db/unreachable.ts';
import { onBehalfOf } from '../db/onBehalf.ts';
import type { Notices } from '../db/notices.ts';
import { pack, unpack } from '../db/packed.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import { problemOf } from '../http/problem.ts';
import { admitJob } from '../workspace/quota.ts';
import { ProgressWriter } from './progressWriter.ts';
import type { Line, Queue } from './queue.ts';
import * as store from './store.ts';

/** What the work of a job has at hand. */
export interface JobRun {
  readonly claim: store.Claim;
  report(progress: Progress): void;
  /** Fires when the job shall finish now with the best it has. */
  readonly finish: AbortSignal;
  /** Fires when nobody wants the job any more, or this process stops. */
  readonly abandon: AbortSignal;
}

/** The work of one kind of job. */
export interface JobWork {
  /** Does the work and returns how to record it: run in the one transaction that also ends the job. */
  run(job: JobRun): Promise<(db: Executor) => Promise<{ readonly result?: store.JobResult; readonly scenarioId?: string }>>;
  /** Told, in the transaction that ends the job, that there is no result. */
  failed?(db: Executor, claim: store.Claim): Promise<void>;
}

export interface Jobs {
  /** Queues a job in the caller's transaction. */
  start(db: Executor, actor: Actor, kind: Job['kind'], subject: store.JobSubject): Promise<Job>;
  read(actor: Actor, jobId: string): Promise<Job>;
  find(workspaceId: string, jobId: string): Promise<Job>;
  /** What was asked of a job. */
  asked(actor: Actor, jobId: string): Promise<unknown>;
  /** The design of a scenario that runs or waits now. */
  running(db: Executor, scenarioId: string): Promise<string | null>;
  /** The last job of a plan. */
  last(workspaceId: string, planId: string): Promise<Job | null>;
  /** Settings of the last design of a plan that was recorded. */
  lastDesign(workspaceId: string, planId: string, upTo?: number): Promise<{ readonly seed: number; readonly preset: string; readonly stopped: 'interrupted' | 'time-limit' | 'no-gain' | null; readonly peopleBlind?: boolean } | null>;
  /** Packed slots of the best plan so far, and their number. */
  best(actor: Actor, jobId: string): Promise<{ readonly slots: Uint8Array; readonly number: number }>;
  cancel(actor: Actor, jobId: string, keep: boolean): Promise<Job>;
  /** Calls back with the job now, at every change, and last with its end. Returns how to stop. */
  follow(actor: Actor, jobId: string, callback: (job: Job) => void): Promise<() => void>;
  /** The job once it has ended, or as it stands after so many milliseconds. */
  ended(actor: Actor, jobId: string, waitMs: number): Promise<Job>;
  /** Starts to work on jobs. */
  work(kinds: Readonly<Record<Job['kind'], JobWork>>): Promise<void>;
  stop(): Promise<void>;
}

const WRITE_EVERY_MS = 250;
const CANCEL_WAIT_MS = 1500;
/** A job that ends every process that takes it is given up in the end. */
const MOST_TRIES = 20;
const ENDED: readonly Job['state'][] = ['done', 'failed', 'cancelled'];

export function jobs({ db, queue, notices, log, most = Infinity }: { readonly db: Db; readonly queue: Queue; readonly notices: Notices; readonly log: Logger; /** Jobs that an organisation may have waiting or running. */ readonly most?: number }): Jobs {
  const running = new Set<{ readonly abandon: AbortController }>();
  let stopping = false;

  async function find(workspaceId: string, jobId: string): Promise<Job> {
    const job = await store.findJob(db, workspaceId, jobId);
    if (job === null) throw new AppError('job.unknown');
    return job;
  }

  const read = (actor: Actor, jobId: string): Promise<Job> => find(actor.workspaceId, jobId);

  async function follow(actor: Actor, jobId: string, callback: (job: Job) => void): Promise<() => void> {
    let stopped = false;
    let dirty = false;
    let reading = false;
    const look = async (): Promise<void> => {
      dirty = true;
      if (reading) return;
      reading = true;
      while (dirty && !stopped) {
        dirty = false;
        const job = await store.findJob(db, actor.workspaceId, jobId).catch(() => null);
        if (job !== null && !stopped) callback(job);
      }
      reading = false;
    };
    const off = notices.on(jobId, () => void look());
    try {
      callback(await read(actor, jobId));
    } catch (error) {
      off();
      throw error;
    }
    return () => {
      stopped = true;
      off();
    };
  }

  async function cancel(actor: Actor, jobId: string, keep: boolean): Promise<Job> {
    const job = await read(actor, jobId);
    if (ENDED.includes(job.state)) throw new AppError('job.ended', { found: job.state });
    await store.askToStop(db, jobId, keep ? 'keep' : 'discard');
    return ended(actor, job, CANCEL_WAIT_MS);
  }

  function ended(actor: Actor, job: Job, waitMs: number): Promise<Job> {
    return new Promise((resolve, reject) => {
      let last = job;
      let stop: (() => void) | null = null;
      const settle = (): void => {
        clearTimeout(timer);
        stop?.();
        resolve(last);
      };
      const timer = setTimeout(settle, waitMs);
      follow(actor, job.id, (now) => {
        last = now;
        if (ENDED.includes(now.state)) settle();
      }).then((off) => {
        stop = off;
        if (ENDED.includes(last.state)) off();
      }, reject);
    });
  }

  /** One try of one job, from taking it to its end. */
  async function attempt(jobId: string, kinds: Readonly<Record<Job['kind'], JobWork>>): Promise<void> {
    // Given back by this very process a moment ago: it is for the others.
    if (stopping) throw new Error('This process stops.');
    const claim = await store.claimJob(db, jobId);
    if (claim === null) return;
    const finish = new AbortController();
    const abandon = new AbortController();
    const entry = { abandon };
    running.add(entry);
    const heed = (wish: Awaited<ReturnType<typeof store.wishOf>>): void => {
      if (wish === 'keep') finish.abort();
      if (wish === 'discard' || wish === 'gone') abandon.abort();
    };
    const off = notices.on(jobId, () => void store.wishOf(db, claim).then(heed, () => undefined));
    const writer = new ProgressWriter(async (mark) => {
      const best = mark.slots === null ? null : await pack(mark.slots);
      await store.recordProgress(db, claim, { ...mark, best }).then(heed, (error: unknown) => log.warn({ err: error, jobId }, 'progress not recorded'));
    }, WRITE_EVERY_MS);
    const work = kinds[claim.kind];
    try {
      if (claim.attempt > MOST_TRIES) throw new AppError('job.lost', { detail: `Whoever worked on it went away, ${MOST_TRIES} times.` });
      heed(await store.wishOf(db, claim));
      const record = await onBehalfOf(claim.actor, () => work.run({ claim, report: (progress) => writer.report(progress), finish: finish.signal, abandon: abandon.signal }));
      await onBehalfOf(claim.actor, () => db.transaction().execute(async (trx) => {
        const { result, scenarioId } = await record(trx);
        await writer.finish();
        // Another try was faster: what this one recorded is taken back with the transaction.
        if (!(await store.endJob(trx, claim, { state: 'done', result, scenarioId }))) throw new LostClaim();
      }));
    } catch (error) {
      await writer.close();
      if (error instanceof LostClaim) return;
      if (stopping && abandon.signal.aborted) {
        await store.releaseJob(db, claim);
        throw error;
      }
      // The database was away: the queue hands the job out again, and what this try still says is not heard.
      if (isUnreachable(error)) throw error;
      const cancelled = abandon.signal.aborted;
      const { code, title, detail, repair, found, expected } = problemOf(error, jobId);
      const told = { code, message: [detail ?? [title, expected && `Expected ${expected}${found ? '' : '.'}`, found && `${expected ? 'but found' : 'Found'} ${found}.`].filter(Boolean).join(' '), detail?.includes(repair ?? '') ? '' : repair].filter(Boolean).join(' ') };
      if (!cancelled && code === 'internal') log.error({ err: error, jobId }, 'job failed');
      await db.transaction().execute(async (trx) => {
        const heard = await store.endJob(trx, claim, cancelled ? { state: 'cancelled' } : { state: 'failed', error: told });
        if (heard) await work.failed?.(trx, claim);
      });
    } finally {
      off();
      running.delete(entry);
    }
  }

  return {
    read, find, follow, cancel,
    asked: ({ workspaceId }, jobId) => store.findRequest(db, workspaceId, jobId),
    ended: async (actor, jobId, waitMs) => ended(actor, await read(actor, jobId), waitMs),
    running: store.activeSolve,
    last: (workspaceId, planId) => store.lastJob(db, workspaceId, planId),
    lastDesign: (workspaceId, planId, upTo) => store.lastSolve(db, workspaceId, planId, upTo),
    async start(trx, actor, kind, subject) {
      await admitJob(trx, actor.workspaceId, most);
      const jobId = await store.insertJob(trx, { workspaceId: actor.workspaceId, actor: actor.id, kind, ...subject });
      await queue.send(trx, lineOf(kind), jobId);
      const job = await store.findJob(trx, actor.workspaceId, jobId);
      if (job === null) throw new AppError('job.unknown');
      return job;
    },
    async best(actor, jobId) {
      await read(actor, jobId);
      const found = await store.findBest(db, actor.workspaceId, jobId);
      if (found === null) throw new AppError('job.no_result');
      return { slots: new Uint8Array(await unpack(found.best)), number: found.number };
    },
    async work(kinds) {
      for (const { id, kind } of await store.orphanedJobs(db)) await queue.send(db, lineOf(kind), id);
      await queue.work((jobId) => attempt(jobId, kinds));
    },
    async stop() {
      stopping = true;
      for (const { abandon } of running) abandon.abort();
      await queue.stop();
    },
  };
}

/** Lists wait in a line of their own, so that they never wait behind designs. */
function lineOf(kind: Job['kind']): Line {
  return kind === 'build' || kind === 'solve' || kind === 'frontier' || kind === 'whatif' ? 'designs' : 'lists';
}

/** The job was ended by another try. */
class LostClaim extends Error {}
