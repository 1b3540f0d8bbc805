import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, pathOf, type Plan, type WhatIfBatch } from '../contract/index.ts';
import { builtPlan, solved } from './following.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

let api: TestServer;
let plan: Plan;
let scenarioId: string;

beforeAll(async () => {
  api = await startTestServer();
  plan = await builtPlan(api);
  scenarioId = plan.scenarioId!;
  await solved(api, scenarioId);
}, 120_000);
afterAll(() => api.end());

const last = async (): Promise<WhatIfBatch | null> => (await api.call(endpoints.lastBatch, { params: { scenarioId } })).batch;

/** The stream of a batch to its end: how many had ended each time. */
async function followed(batchId: string): Promise<{ type: string; done: number; of: number }[]> {
  const response = await api.fetch(pathOf(endpoints.followBatch, { scenarioId, batchId }));
  const text = await response.text();
  return [...text.matchAll(/event: (\w+)\ndata: (.*)\n\n/g)].map(([, type, data]) => ({ type, ...(JSON.parse(data) as { done: number; of: number }) }));
}

describe('a grid of what-ifs', () => {
  it('answers every combination as a job of its own, tells as they end, and is there when one comes back', async () => {
    expect(await last()).toBe(null);
    const before = await api.call(endpoints.readScenario, { params: { scenarioId } });
    const batch = await api.call(endpoints.startBatch, { params: { scenarioId }, body: { territories: [4, 5, 4], tolerances: [0.2, 0.1] } });
    expect(batch.points.map(({ territories, tolerance, budget }) => [territories, tolerance, budget])).toEqual([[4, 0.1, null], [4, 0.2, null], [5, 0.1, null], [5, 0.2, null]]);
    const events = await followed(batch.id);
    expect(events.at(-1)).toEqual({ type: 'end', done: 4, of: 4 });
    expect(events.slice(0, -1).every(({ type }) => type === 'progress')).toBe(true);
    const ended = (await last())!;
    expect(ended).toMatchObject({ id: batch.id, running: false, done: 4, baseSeq: before.seq });
    expect(ended.points.map(({ state, proposal }) => [state, proposal?.after.territories])).toEqual([['done', 4], ['done', 4], ['done', 5], ['done', 5]]);
    expect((await api.call(endpoints.readScenario, { params: { scenarioId } })).seq).toBe(before.seq);
  });

  it('says of each what the same question says by itself, and opens it as it was computed', async () => {
    const { id, points, baseSeq } = (await last())!;
    const asked = await api.call(endpoints.proposeWhatIf, { params: { scenarioId }, body: { playbooks: [{ kind: 'count', territories: 4 }], tolerance: 0.2, seq: baseSeq } });
    expect(await api.call(endpoints.readBatchPoint, { params: { scenarioId, batchId: id, point: 1 } })).toEqual(asked);
    expect(points[1].proposal).toEqual({ ...asked, edits: [] });
    // The scenario has gone on meanwhile: the point is of the state that was asked about.
    await api.call(endpoints.appendEdits, { params: { scenarioId }, body: { baseSeq, edits: [{ type: 'lock', slot: 0, from: false, to: true }] } });
    const { scenario } = await api.call(endpoints.takeBatchPoint, { params: { scenarioId, batchId: id, point: 1 }, body: { name: 'Four' } });
    expect(scenario).toMatchObject({ name: 'Four', forkOf: { scenarioId, seq: baseSeq }, locks: [], territories: expect.any(Array) as unknown });
    expect(scenario.territories.filter((one) => one !== null)).toHaveLength(4);
    expect((await api.call(endpoints.readCertificate, { params: { scenarioId: scenario.id } })).assignmentHash).toBe(asked.assignmentHash);
  });

  it('keeps a combination that cannot be answered apart from the rest, with why', async () => {
    const { seq, territories, locks } = await api.call(endpoints.readScenario, { params: { scenarioId } });
    const free = territories.flatMap((one, slot) => (one === null || locks.includes(slot) ? [] : [slot]));
    await api.call(endpoints.appendEdits, { params: { scenarioId }, body: { baseSeq: seq, edits: free.map((slot) => ({ type: 'lock' as const, slot, from: false, to: true })) } });
    const { id } = await api.call(endpoints.startBatch, { params: { scenarioId }, body: { territories: [1, territories.length] } });
    await followed(id);
    const { points } = (await last())!;
    expect(points.map(({ state, error }) => [state, error?.code ?? null])).toEqual([['failed', 'whatif.invalid'], ['done', null]]);
    expect((await api.refused(endpoints.readBatchPoint, { params: { scenarioId, batchId: id, point: 0 } })).code).toBe('job.no_result');
    await api.call(endpoints.undoEdit, { params: { scenarioId }, body: { baseSeq: seq + free.length, direction: 'undo' } });
  });

  it('is stopped with what is known kept, and refuses more than can be looked through', async () => {
    const { id, points } = await api.call(endpoints.startBatch, { params: { scenarioId }, body: { territories: [2, 3, 4, 5, 6, 7], tolerances: [0.05, 0.1, 0.15, 0.2] } });
    const cancelled = await api.call(endpoints.cancelBatch, { params: { scenarioId, batchId: id } });
    expect(cancelled).toMatchObject({ running: false, done: points.length });
    for (const { state, proposal } of cancelled.points) expect(proposal === null).toBe(state !== 'done');
    expect(cancelled.points.some(({ state }) => state === 'cancelled')).toBe(true);
    const many = { territories: Array.from({ length: 31 }, (_, i) => i + 2), tolerances: [0.1, 0.2] };
    expect(await api.refused(endpoints.startBatch, { params: { scenarioId }, body: many })).toMatchObject({ code: 'request.invalid', found: '62' });
  });
});
