import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, PlanEvent, type Edit, type Plan } from '../contract/index.ts';
import { builtPlan, endOf } from './following.ts';
import { listen, type HeardEvent, type Listener } from './planEvents.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

describe('following a plan', () => {
  let api: TestServer;
  let plan: Plan;
  let params: { scenarioId: string };
  const listeners: Listener[] = [];

  const follow = async (lastEventId?: number): Promise<Listener> => {
    const listener = await listen(api, plan.id, lastEventId);
    listeners.push(listener);
    await expect.poll(() => listener.heard.length).toBeGreaterThan(0);
    return listener;
  };
  const numbered = ({ heard }: Listener): number[] => heard.flatMap(({ id, type }) => (id === null || type === 'hello' ? [] : [id]));
  const of = <T extends PlanEvent['type']>({ heard }: Listener, type: T): (HeardEvent & { type: T })[] => heard.filter((event): event is HeardEvent & { type: T } => event.type === type);
  const paint = async (u: number): Promise<number> => {
    const { seq } = await api.call(endpoints.readScenario, { params });
    const slots = new Uint16Array(await api.call(endpoints.readSlots, { params }));
    const edit: Edit = { type: 'assign', by: 'brush', patch: { units: [u], from: [slots[u]], to: [slots[u] === 0 ? 1 : 0] } };
    return (await api.call(endpoints.appendEdits, { params, body: { baseSeq: seq, edits: [edit] } })).seq;
  };

  beforeAll(async () => {
    api = await startTestServer();
    plan = await builtPlan(api);
    params = { scenarioId: plan.scenarioId! };
  });
  afterAll(async () => {
    for (const listener of listeners) await listener.leave();
    await api.end();
  });

  it('brings every edit whole, once, in order, to all who follow', async () => {
    const [first, second] = [await follow(), await follow()];
    const start = of(first, 'hello')[0].data.seq;
    for (let u = 0; u < 10; u++) await paint(u);
    for (const listener of [first, second]) {
      await expect.poll(() => of(listener, 'edits').flatMap(({ data }) => data.edits).length).toBe(10);
      expect(numbered(listener)).toEqual(Array.from({ length: 10 }, (_, i) => start + 1 + i));
      expect(of(listener, 'edits').flatMap(({ data }) => data.edits.map(({ edit }) => edit?.type === 'assign' && edit.patch.units[0]))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      for (const { type, data } of listener.heard) expect(PlanEvent.safeParse({ type, data }).success).toBe(true);
    }
  });

  it('goes on after the last event one has, and starts anew after one that is not known', async () => {
    const first = await follow();
    const { seq } = of(first, 'hello')[0].data;
    await first.leave();
    for (let u = 20; u < 26; u++) await paint(u);
    const again = await follow(seq);
    await expect.poll(() => numbered(again)).toEqual([1, 2, 3, 4, 5, 6].map((i) => seq + i));
    const all = await follow(0);
    await expect.poll(() => numbered(all)).toEqual(Array.from({ length: seq + 6 }, (_, i) => i + 1));
    const ahead = await follow(999_999);
    await expect.poll(() => of(ahead, 'reset').map(({ data }) => data)).toEqual([{ seq: seq + 6 }]);
    await paint(30);
    await expect.poll(() => numbered(ahead).at(-1)).toBe(seq + 7);
  });

  it('tells of designs from start to end, of scenarios and of the timeline', async () => {
    const listener = await follow();
    const job = await api.call(endpoints.solveScenario, { params, body: { preset: 'fast', seed: 3 } });
    await endOf(api, job.id);
    await expect.poll(() => of(listener, 'job').at(-1)?.data.state).toBe('done');
    expect(of(listener, 'job').filter(({ id }) => id !== null).map(({ data }) => data.id)).toEqual([job.id, job.id]);
    await expect.poll(() => of(listener, 'edits').at(-1)?.data.edits.at(-1)?.cause.kind).toBe('solver');
    const fork = await api.call(endpoints.forkScenario, { params, body: { name: 'Fork' } });
    await api.call(endpoints.changeStatus, { params: { scenarioId: fork.id }, body: { action: 'submit' } });
    await api.call(endpoints.approveScenario, { params: { scenarioId: fork.id }, body: { seq: fork.seq } });
    await api.call(endpoints.activateRevision, { params: { planId: plan.id }, body: { scenarioId: fork.id, from: '2026-01-01' } });
    await expect.poll(() => listener.heard.filter(({ type }) => type === 'scenario' || type === 'timeline').map(({ type, data }) => (type === 'scenario' ? ((data as { status?: string }).status ?? 'new') : type))).toEqual(['new', 'review', 'approved', 'active', 'timeline']);
  });

  it('says who is there and what they edit, and when they have left', async () => {
    for (const listener of listeners.splice(0)) await listener.leave();
    const [ann, ben] = [await follow(), await follow()];
    const { client } = of(ben, 'hello')[0].data;
    const there = ({ heard }: Listener): { client: string; slot: number | null }[] => (heard.flatMap((event) => (event.type === 'presence' ? [event.data.present] : [])).at(-1) ?? []).map(({ client: id, slot }) => ({ client: id, slot }));
    await api.call(endpoints.tellPresence, { params: { planId: plan.id }, body: { client, scenarioId: params.scenarioId, slot: 2, at: { lng: -105, lat: 39 } } });
    await expect.poll(() => there(ann)).toContainEqual({ client, slot: 2 });
    await ben.leave();
    await expect.poll(() => there(ann).map(({ client: id }) => id)).toEqual([of(ann, 'hello')[0].data.client]);
  });

  it('follows only plans that there are', async () => {
    const response = await api.fetch(`/api/plans/00000000-0000-4000-8000-000000000000/events`);
    expect(response.status).toBe(404);
  });

  it('logged no trouble', () => {
    expect(api.trouble).toEqual([]);
  });
});
