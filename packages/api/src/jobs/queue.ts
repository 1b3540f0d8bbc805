import { PgBoss } from 'pg-boss';
import { sql, type Kysely } from 'kysely';
import type { Executor } from '../db/db.ts';

/** Jobs of a line wait for one another only. */
export type Line = 'designs' | 'lists';

/** Jobs waiting for a worker, kept by pg-boss in the same database: retries, heartbeats and many workers are its business. */
export interface Queue {
  /** Queues a job in the caller's transaction, so that a job row and its place in the queue exist together or not at all. */
  send(db: Executor, line: Line, jobId: string): Promise<void>;
  /** Works on jobs until `stop`. A handler that throws puts its job back. */
  work(handler: (jobId: string) => Promise<void>): Promise<void>;
  /**
   * Does something at certain times (cron, UTC), in one of the processes that call this. What came due while none was
   * running is done once, when one comes up; what failed is tried again.
   *
   * @param name names the schedule, in lower-case letters
   */
  every(name: string, cron: string, task: () => Promise<void>): Promise<void>;
  /** Queues the delivery of a happening in the caller's transaction. */
  sendHook(db: Executor, deliveryId: string): Promise<void>;
  /** Delivers until `stop`. A handler that throws is tried again, later and later; `mostTries` is how often at most. */
  workHooks(handler: (deliveryId: string, mostTries: number) => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

const NAME = 'hexalign';
const QUEUES: Readonly<Record<Line, string>> = { designs: NAME, lists: `${NAME}-lists` };
/** Lists are the database's work more than ours: one at a time leaves it room for everybody else. */
const LISTS_AT_ONCE = 1;
/** The least that pg-boss allows: a killed worker's job is taken up again soon after. */
const HEARTBEAT_SECONDS = 10;
const SUPERVISE_SECONDS = 10;
/** The room counts tries and gives up in the end, so that a job's row always comes to an end; the queue itself never does. */
const RETRIES = 10_000;
const HOOKS = `${NAME}-hooks`;
/** From half a minute on, twice as long each time up to six hours: three days and a half in all. */
const HOOK_TRIES = 20;
const HOOK_LONGEST_PAUSE_SECONDS = 6 * 3600;
const HOOKS_AT_ONCE = 4;
/** A design may take a day; whether its worker lives is told by the heartbeat. */
const EXPIRE_SECONDS = 24 * 3600;

/**
 * Starts the queue.
 *
 * @param concurrency designs that this process works on at once
 * @param hookPauseSeconds before the second try of a delivery
 */
export async function startQueue(url: string, concurrency: number, onError: (error: Error) => void, hookPauseSeconds = 30): Promise<Queue> {
  const boss = new PgBoss({
    connectionString: url, schema: 'pgboss', application_name: 'hexalign jobs', max: 4,
    useListenNotify: true, superviseIntervalSeconds: SUPERVISE_SECONDS, monitorIntervalSeconds: SUPERVISE_SECONDS,
  });
  boss.on('error', onError);
  await boss.start();
  const options = { notify: true, heartbeatSeconds: HEARTBEAT_SECONDS, retryLimit: RETRIES, retryDelay: 0, expireInSeconds: EXPIRE_SECONDS, deleteAfterSeconds: 86_400 };
  for (const name of Object.values(QUEUES)) {
    await boss.createQueue(name, options);
    // Of a queue that an earlier version made.
    await boss.updateQueue(name, options);
  }
  const hookOptions = { notify: true, heartbeatSeconds: HEARTBEAT_SECONDS, retryLimit: HOOK_TRIES - 1, retryDelay: hookPauseSeconds, retryBackoff: true, retryDelayMax: HOOK_LONGEST_PAUSE_SECONDS, deleteAfterSeconds: 86_400 };
  await boss.createQueue(HOOKS, hookOptions);
  await boss.updateQueue(HOOKS, hookOptions);
  return {
    async sendHook(db, deliveryId) {
      await boss.send(HOOKS, { deliveryId }, { db: { executeSql: (text, values) => execute(db, text, values) } });
    },
    async workHooks(handler) {
      await boss.work<{ deliveryId: string }>(HOOKS, { localConcurrency: HOOKS_AT_ONCE, pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 2 }, async ([job]) => handler(job.data.deliveryId, HOOK_TRIES));
    },
    async send(db, line, jobId) {
      await boss.send(QUEUES[line], { jobId }, { db: { executeSql: (text, values) => execute(db, text, values) } });
    },
    async work(handler) {
      for (const [name, localConcurrency] of [[QUEUES.designs, concurrency], [QUEUES.lists, LISTS_AT_ONCE]] as const) {
        await boss.work<{ jobId: string }>(name, { localConcurrency, pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 5 }, async ([job]) => handler(job.data.jobId));
      }
    },
    async every(name, cron, task) {
      const own = `${NAME}-${name}`;
      await boss.createQueue(own, { heartbeatSeconds: HEARTBEAT_SECONDS, retryLimit: 3, retryDelay: 60, deleteAfterSeconds: 86_400 });
      await boss.schedule(own, cron, null, { tz: 'UTC', missed: 'once' });
      await boss.work(own, { pollingIntervalSeconds: 10 }, async () => task());
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 3000 });
    },
  };
}

/** Runs a statement of pg-boss, with its `$1` parameters, in a kysely transaction. */
async function execute(db: Executor, text: string, values: unknown[] = []): Promise<{ rows: unknown[] }> {
  const parts = text.split(/\$(\d+)/);
  const fragments = parts.map((part, i) => (i % 2 === 0 ? sql.raw(part) : sql`${values[Number(part) - 1]}`));
  const { rows } = await sql.join(fragments, sql.raw('')).execute(db as Kysely<unknown>);
  return { rows };
}
