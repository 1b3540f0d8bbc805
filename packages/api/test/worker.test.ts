import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type Plan } from '../contract/index.ts';
import { openDatabase } from '../src/db/db.ts';
import { listen } from '../src/db/notices.ts';
import { jobs as makeJobs, type JobWork } from '../src/jobs/service.ts';
import { makeLog } from '../src/log.ts';
import { history as makeHistory } from '../src/scenarios/history.ts';
import { scenarios as makeScenarios } from '../src/scenarios/service.ts';
import { unitSets } from '../src/units/service.ts';
import { builtPlan, endOf, eventsOf } from './following.ts';
import { startWorkerProcess, type OtherProcess } from './process.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

describe('workers beside a server that takes no jobs itself', () => {
  let api: TestServer;
  let plan: Plan;
  let params: { scenarioId: string };
  const workers: OtherProcess[] = [];

  const worker = async (): Promise<OtherProcess> => {
    const started = await startWorkerProcess(api.dataDir);
    workers.push(started);
    return started;
  };
  const longSolve = async (timeLimitSeconds = 3): Promise<string> => (await api.call(endpoints.solveScenario, { params, body: { preset: 'thorough', timeLimitSeconds } })).id;
  const seqNow = async (): Promise<number> => (await api.call(endpoints.readScenario, { params })).seq;

  beforeAll(async () => {
    api = await startTestServer({ HEXALIGN_JOBS: '0' });
    await worker();
    plan = await builtPlan(api, { territories: 40, resolution: [6, 9] }, 1500);
    params = { scenarioId: plan.scenarioId! };
  });
  afterAll(async () => {
    for (const one of workers) if (one.child.exitCode === null && one.child.signalCode === null) await one.kill();
    await api.end();
  });

  it('cancel a design in another process, with the best so far kept', async () => {
    const before = await seqNow();
    const { id: jobId } = await api.call(endpoints.solveScenario, { params, body: { preset: 'thorough' } });
    await eventsOf(api, jobId, ({ type, data }) => type === 'progress' && data.best > 0);
    const asked = await api.call(endpoints.cancelJob, { params: { jobId }, body: { keep: true } });
    const kept = asked.state === 'running' ? await endOf(api, jobId) : asked;
    expect(kept).toMatchObject({ state: 'done', result: { seq: before + 1, interrupted: true } });
  });

  it('take up again what a killed worker had in hand, and record it once', async () => {
    const before = await seqNow();
    const jobId = await longSolve();
    await eventsOf(api, jobId, ({ type, data }) => type === 'progress' && data.best > 0);
    await workers.at(-1)!.kill();
    await worker();
    expect(await endOf(api, jobId)).toMatchObject({ state: 'done', result: { seq: before + 1 } });
    expect(await seqNow()).toBe(before + 1);
    const { rows } = await sql<{ attempt: number }>`select attempt from jobs where id = ${jobId}`.execute(api.server.db);
    expect(rows[0].attempt).toBeGreaterThan(1);
  });

  it('go on when the database is killed under them and started again', async () => {
    const before = await seqNow();
    const jobId = await longSolve();
    await eventsOf(api, jobId, ({ type, data }) => type === 'progress' && data.best > 0);
    const { pid } = api.server.database!;
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => api.server.database!.pid, { timeout: 30_000 }).not.toBe(pid);
    await expect.poll(async () => (await api.fetch('/readyz')).status, { timeout: 30_000 }).toBe(200);
    expect(await endOf(api, jobId)).toMatchObject({ state: 'done', result: { seq: before + 1 } });
    expect(await seqNow()).toBe(before + 1);
  });

  it('give a running job back when they are told to stop', async () => {
    const jobId = await longSolve(8);
    await eventsOf(api, jobId, ({ type, data }) => type === 'progress' && data.best > 0);
    expect(await workers.at(-1)!.stop()).toBe(0);
    expect((await api.call(endpoints.readJob, { params: { jobId } })).state).toBe('queued');
    await worker();
    expect((await endOf(api, jobId)).state).toBe('done');
  });

  it('record a result once when two believe that they own the job', async () => {
    await workers.at(-1)!.stop();
    const { url } = api.server.database!;
    const database = openDatabase(url, () => undefined);
    const notices = await listen(url, () => undefined);
    const log = makeLog('silent');
    /** A queue that hands the same job to both, as after a heartbeat that came too late. */
    const takers: ((jobId: string) => Promise<void>)[] = [];
    const queue = { send: async () => undefined, work: async (handler: (jobId: string) => Promise<void>) => void takers.push(handler), every: async () => undefined, sendHook: async () => undefined, workHooks: async () => undefined, stop: async () => undefined };
    const doors = ['first', 'second'].map(() => Promise.withResolvers<void>());
    const arrived = ['first', 'second'].map(() => Promise.withResolvers<void>());
    const before = await seqNow();
    const services = doors.map((door, i) => {
      const rooms = makeJobs({ db: database.db, queue, notices, log });
      const scenarios = makeScenarios({ db: database.db, units: unitSets({ db: database.db, pool: { run: () => Promise.reject(new Error('nobody asks for outlines')) } }), jobs: rooms, history: makeHistory() });
      const work: JobWork = {
        async run({ claim }) {
          arrived[i].resolve();
          await door.promise;
          return async (trx) => {
            const [entry] = await scenarios.appendFrom(trx, claim.workspaceId, claim.actor, claim.scenarioId!, (doc) => [{ type: 'assign', by: 'solver', patch: { units: [i], from: [doc.slots[i]], to: [doc.slots[i] === 0 ? 1 : 0] } }]);
            return { result: { seq: entry.seq, worstDeviation: null, feasible: null, interrupted: false, seed: i, seconds: 0, overwrittenUnits: 0, violations: [] } };
          };
        },
      };
      return { rooms, work };
    });
    for (const { rooms, work } of services) await rooms.work({ build: work, solve: work, frontier: work, judge: work, commit: work, undo: work, publish: work, whatif: work });
    const jobId = await longSolve();
    const first = takers[0](jobId);
    await arrived[0].promise;
    const second = takers[1](jobId);
    await arrived[1].promise;
    doors[0].resolve();
    await first;
    // The first one's entry was taken back with its transaction: the job is the second one's now.
    expect(await seqNow()).toBe(before);
    doors[1].resolve();
    await second;
    expect(await api.call(endpoints.readJob, { params: { jobId } })).toMatchObject({ state: 'done', result: { seq: before + 1, seed: 1 } });
    expect(await seqNow()).toBe(before + 1);
    await notices.close();
    await database.close();
  });
});

describe('a worker without a database', () => {
  it('says in one line what to do', async () => {
    const { joinEmbedded } = await import('../src/db/joinEmbedded.ts');
    await expect(joinEmbedded('/nonexistent/of-hexalign', 0)).rejects.toThrow(/No server keeps a database running over .*npm start/);
  });
});
