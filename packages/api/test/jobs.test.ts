import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type Plan } from '../contract/index.ts';
import { builtPlan, endOf, eventsOf } from './following.ts';
import { startTestServer, temporaryFolder, type TestServer } from './startTestServer.ts';

describe('jobs', () => {
  let api: TestServer;
  let plan: Plan;
  let params: { scenarioId: string };

  const longSolve = async (): Promise<string> => (await api.call(endpoints.solveScenario, { params, body: { preset: 'thorough' } })).id;

  beforeAll(async () => {
    api = await startTestServer();
    plan = await builtPlan(api, { territories: 40, resolution: [6, 9] }, 1500);
    params = { scenarioId: plan.scenarioId! };
  });
  afterAll(() => api.end());

  it('stops a design and leaves no trace', async () => {
    const jobId = await longSolve();
    await eventsOf(api, jobId, ({ type, data }) => type === 'progress' && data.phase !== 'start' && data.phase !== 'waiting');
    const cancelled = await api.call(endpoints.cancelJob, { params: { jobId }, body: { keep: false } });
    expect(cancelled.state).toBe('cancelled');
    expect(await api.call(endpoints.readScenario, { params })).toMatchObject({ seq: 0, jobId: null });
    expect((await api.refused(endpoints.cancelJob, { params: { jobId }, body: { keep: true } })).code).toBe('job.ended');
  });

  it('stops a design and keeps the best so far as one entry', async () => {
    const jobId = await longSolve();
    expect((await api.refused(endpoints.solveScenario, { params, body: {} })).code).toBe('solve.running');
    await eventsOf(api, jobId, ({ type, data }) => type === 'progress' && data.best > 0);
    expect((await api.call(endpoints.readJobBest, { params: { jobId } })).byteLength).toBeGreaterThan(0);
    const asked = await api.call(endpoints.cancelJob, { params: { jobId }, body: { keep: true } });
    const kept = asked.state === 'running' ? await endOf(api, jobId) : asked;
    expect(kept).toMatchObject({ state: 'done', result: { seq: 1, interrupted: true } });
    const slots = new Uint16Array(await api.call(endpoints.readSlots, { params }));
    expect(new Set(slots).size).toBe(40);
  });

  it('ends a design at its time limit, and says so', async () => {
    const { id } = await api.call(endpoints.solveScenario, { params, body: { preset: 'thorough', timeLimitSeconds: 0.05 } });
    const end = (await eventsOf(api, id)).at(-1)!;
    expect(end).toMatchObject({ type: 'end', data: { state: 'done', result: { interrupted: true, stopped: 'time-limit', seed: 1 } } });
  });

  it('says why a plan cannot be built', async () => {
    const dataset = plan.datasetId!;
    const many = await api.call(endpoints.createPlan, { body: { name: 'Too many', datasetId: dataset, mapping: plan.mapping, territories: 2000, tolerance: 0.1, region: 'us-co', start: 'empty', resolution: [3, 3] } });
    expect(await endOf(api, many.job.id)).toMatchObject({ state: 'failed', error: { code: 'plan.territories' } });
    expect(await api.call(endpoints.readPlan, { params: { planId: many.plan.id } })).toMatchObject({ status: 'failed', scenarioId: null });
    const nothing = await api.call(endpoints.createPlan, { body: { name: 'Nobody', datasetId: dataset, mapping: { ...plan.mapping, where: [{ column: 'rep', op: '=', value: 'Nobody' }] }, territories: 3, tolerance: 0.1, region: null, start: 'empty' } });
    expect(await endOf(api, nothing.job.id)).toMatchObject({ state: 'failed', error: { code: 'mapping.nothing_accepted' } });
    const elsewhere = await api.call(endpoints.createPlan, { body: { name: 'Elsewhere', datasetId: dataset, mapping: plan.mapping, territories: 3, tolerance: 0.1, region: 'us-ny', start: 'empty' } });
    expect(await endOf(api, elsewhere.job.id)).toMatchObject({ state: 'failed', error: { code: 'mapping.nothing_accepted' } });
  });
});

describe('a server that stops', () => {
  it('gives a running design back, and the next start ends it', async () => {
    const dataDir = await temporaryFolder();
    const first = await startTestServer({}, dataDir);
    const plan = await builtPlan(first, { territories: 30, resolution: [6, 8] }, 800);
    const job = await first.call(endpoints.solveScenario, { params: { scenarioId: plan.scenarioId! }, body: { preset: 'balanced' } });
    await eventsOf(first, job.id, ({ type, data }) => type === 'progress' && data.phase !== 'waiting');
    await first.server.stop();
    const second = await startTestServer({}, dataDir);
    try {
      expect(await endOf(second, job.id)).toMatchObject({ state: 'done', result: { seq: 1 } });
      expect(second.trouble).toEqual([]);
    } finally {
      await second.end();
    }
  });
});
