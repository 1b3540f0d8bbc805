import { unpackGraph } from '@hexalign/engine';
import { sql } from 'kysely';
import { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type Plan } from '../contract/index.ts';
import { builtPlan, solved } from './following.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

describe('a plan in force that drifts', () => {
  let api: TestServer;
  let plan: Plan;
  let params: { scenarioId: string };

  const setStatus = (status: string): Promise<unknown> => sql`update scenarios set status = ${status} where id = ${params.scenarioId}`.execute(api.server.db);
  const check = async () => (await api.call(endpoints.checkAlerts, { params: { planId: plan.id } })).alerts;

  beforeAll(async () => {
    api = await startTestServer();
    plan = await builtPlan(api);
    params = { scenarioId: plan.scenarioId! };
    await solved(api, plan.scenarioId!, 0.1);
    await setStatus('active');
  });
  afterAll(() => api.end());

  it('raises nothing while every territory is in its band', async () => {
    expect(await check()).toEqual([]);
  });

  it('raises one alert with the smallest repair when a territory has left its band, and ends it when all is well', async () => {
    await setStatus('draft');
    const { seq } = await api.call(endpoints.readScenario, { params });
    const slots = new Uint16Array(await api.call(endpoints.readSlots, { params }));
    const { appended } = await api.call(endpoints.appendEdits, { params, body: { baseSeq: seq, edits: [await grabbed(slots)] } });
    await setStatus('active');
    const [alert, ...others] = await check();
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ kind: 'drift', scenarioId: params.scenarioId, seq: seq + appended.length, clearedAt: null });
    expect(alert.drifted.some(({ territory, measure, deviation, tolerance }) => territory === 'T01' && measure === 'Revenue' && deviation > tolerance)).toBe(true);
    // Looked at again, it is the same alert.
    expect((await check()).map(({ id }) => id)).toEqual([alert.id]);

    // The inbox of the plan names it, with what moves and how the balance stands before and after, until somebody puts it aside.
    const inbox = async (show: 'open' | 'all' = 'open') => (await api.call(endpoints.readPlanInbox, { params: { planId: plan.id }, query: { show } })).items.filter(({ code }) => code === 'territory.drift');
    expect(await inbox()).toMatchObject([{ scenarioId: params.scenarioId, alert: { id: alert.id }, ignoredUntil: null }]);
    const { edit, measures, territories } = alert.repair!;
    if (edit.type !== 'assign') throw new Error('a repair moves units');
    expect(measures).toEqual(['Revenue', 'Hours']);
    expect(territories.map(({ slot }) => slot)).toEqual([...new Set([...edit.patch.from, ...edit.patch.to])].sort((a, b) => a - b));
    const { deviation } = alert.drifted.find(({ territory, measure }) => territory === 'T01' && measure === 'Revenue')!;
    const first = territories.find(({ territory }) => territory === 'T01')!;
    expect(first.before[0]).toBeCloseTo(deviation, 9);
    expect(Math.abs(first.after[0])).toBeLessThanOrEqual(0.1 + 1e-9);
    const [{ item }] = await inbox();
    await api.call(endpoints.putAside, { body: { item, until: '2999-12-31' } });
    expect([await inbox(), (await inbox('all')).map(({ ignoredUntil }) => ignoredUntil)]).toEqual([[], ['2999-12-31']]);
    // Ground under an account that is held is left where it is.
    const moving = (alert.repair!.edit as { patch: { units: number[] } }).patch.units;
    const { accounts } = await api.call(endpoints.listAccounts, { params: { unitsId: plan.unitsId! }, query: { limit: 1000 } });
    const kept = accounts.find(({ unit }) => moving.includes(unit))!;
    const subject = `account ${kept.id}`;
    const hold = { reason: 'negotiations under way', owner: 'You', expires: null };
    const holding = async (from: typeof hold | null, to: typeof hold | null) => {
      await setStatus('draft');
      await api.call(endpoints.appendEdits, { params, body: { baseSeq: (await api.call(endpoints.readScenario, { params })).seq, edits: [{ type: 'hold', subject, from, to }] } });
      await setStatus('active');
      return (await check())[0];
    };
    const around = await holding(null, hold);
    expect((around.repair!.edit as { patch: { units: number[] } }).patch.units).not.toContain(kept.unit);
    const { seq: later } = await holding(hold, null);
    expect(later).toBe(alert.seq + 2);

    // The repair fits, moves less than drawing anew, and brings the plan back.
    expect(alert.repair!.units).toBeGreaterThan(0);
    expect(alert.repair!.units).toBeLessThan(slots.length / 3);
    await setStatus('draft');
    await api.call(endpoints.appendEdits, { params, body: { baseSeq: later, edits: [alert.repair!.edit] } });
    expect((await api.call(endpoints.readCertificate, { params })).worstDeviation).toBeLessThanOrEqual(0.1);
    await setStatus('active');
    expect(await check()).toEqual([]);
    const all = await api.call(endpoints.listAlerts, { params: { planId: plan.id }, query: { state: 'all' } });
    expect(all.alerts.map(({ id, clearedAt }) => [id, clearedAt !== null])).toEqual([[alert.id, true]]);
  });

  it('is looked at by the clock, by one of all processes', async () => {
    const { rows } = await sql<{ name: string; cron: string }>`select name, cron from pgboss.schedule where name = 'hexalign-drift'`.execute(api.server.db);
    expect(rows).toEqual([{ name: 'hexalign-drift', cron: '20 4 * * *' }]);
    await setStatus('active');
    await sql`update scenarios set verdict = 'null' where id = ${params.scenarioId}`.execute(api.server.db);
    const { seq } = await api.call(endpoints.readScenario, { params });
    await setStatus('draft');
    await api.call(endpoints.appendEdits, { params, body: { baseSeq: seq, edits: [await grabbed(new Uint16Array(await api.call(endpoints.readSlots, { params })))] } });
    await setStatus('active');
    const boss = new PgBoss({ connectionString: api.server.database!.url, schema: 'pgboss', schedule: false, supervise: false });
    boss.on('error', () => undefined);
    await boss.start();
    await boss.send('hexalign-drift', null);
    await expect.poll(async () => (await api.call(endpoints.listAlerts, { params: { planId: plan.id } })).alerts.length, { timeout: 30_000 }).toBe(1);
    await boss.stop({ graceful: false });
  });

  /** A stroke that takes ground from a neighbour of T01, from the border inwards. */
  async function grabbed(slots: Uint16Array) {
    const graph = unpackGraph(await api.call(endpoints.readGraph, { params: { unitsId: plan.unitsId! } }));
    const neighbours = (u: number): Uint32Array => graph.neighbors.subarray(graph.offsets[u], graph.offsets[u + 1]);
    const first = [...slots.keys()].find((u) => slots[u] !== 0 && neighbours(u).some((v) => slots[v] === 0))!;
    const other = slots[first];
    const reached = [first];
    for (const u of reached) for (const v of neighbours(u)) if (slots[v] === other && !reached.includes(v)) reached.push(v);
    const units = reached.slice(0, Math.ceil(reached.length * 0.3)).sort((a, b) => a - b);
    return { type: 'assign' as const, by: 'brush' as const, patch: { units, from: units.map(() => other), to: units.map(() => 0) } };
  }
});
