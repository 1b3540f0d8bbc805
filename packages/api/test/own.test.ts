import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type Plan } from '../contract/index.ts';
import { signedInByLink, type Client } from './client.ts';
import { builtPlan, solved } from './following.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

let api: TestServer;
let plan: Plan;

beforeAll(async () => {
  api = await startTestServer();
  plan = await builtPlan(api);
  await solved(api, plan.scenarioId!);
}, 60_000);
afterAll(() => api.end());

async function joined(email: string, scope: object): Promise<Client> {
  const { link } = await api.call(endpoints.invite, { body: { email, scope: scope as never } });
  return api.as(await signedInByLink(api.server.address, new URL(link.address).hash.slice(1), { name: 'Somebody', password: 'quiet meadow fourteen' }));
}

describe('a rep', () => {
  it('reads the accounts of the own territory and their sums, and nothing of anybody else\'s', async () => {
    const rep = await joined('rep@example.com', { role: 'rep', branch: 'T02' });
    const { territories: [mine, ...more] } = await rep.call(endpoints.readOwnTerritories);
    const csv = new TextDecoder().decode(await api.call(endpoints.exportAccounts, { params: { scenarioId: plan.scenarioId! } })).trim().split('\n').slice(1).map((line) => line.split(','));
    const expected = csv.filter(([, territory]) => territory === 'T02');
    expect(more).toEqual([]);
    expect(mine).toMatchObject({ plan: { id: plan.id }, territory: { id: 'T02' }, inForce: false });
    expect(mine.accounts.map(({ id }) => id)).toEqual(expected.map(([id]) => id));
    expect(mine.measures.map(({ key }) => key)).toEqual(['Revenue', 'Hours']);
    expect(mine.measures[0].total).toBeCloseTo(expected.reduce((sum, fields) => sum + Number(fields[5]), 0));
    for (const [endpoint, params] of [[endpoints.readPlan, { planId: plan.id }], [endpoints.readScenario, { scenarioId: plan.scenarioId! }], [endpoints.readAccounts, { unitsId: plan.unitsId! }], [endpoints.exportAccounts, { scenarioId: plan.scenarioId! }]] as const) {
      expect((await rep.refused(endpoint, { params: params as never })).code).toBe('access.refused');
    }
    expect((await rep.refused(endpoints.listPlans)).code).toBe('access.refused');
  });

  it('is shown no money where it is hidden, and no plan outside the own regions', async () => {
    const poor = await joined('poor@example.com', { role: 'rep', branch: 'T02', moneyHidden: true });
    const { territories: [mine] } = await poor.call(endpoints.readOwnTerritories);
    expect([mine.measures.map(({ key }) => key), mine.accounts.every(({ values }) => values.length === 1)]).toEqual([['Hours'], true]);
    const elsewhere = await joined('elsewhere@example.com', { role: 'rep', branch: 'T02', regions: ['de'] });
    expect((await elsewhere.call(endpoints.readOwnTerritories)).territories).toEqual([]);
  });
});

describe('a manager', () => {
  it('reads every plan and changes only what lies in the own branch', async () => {
    const manager = await joined('manager@example.com', { role: 'manager', branch: 'T02' });
    const scenario = await manager.call(endpoints.readScenario, { params: { scenarioId: plan.scenarioId! } });
    const lock = (id: string) => ({ params: { scenarioId: plan.scenarioId! }, body: { baseSeq: scenario.seq, edits: [{ type: 'lock' as const, slot: scenario.territories.findIndex((territory) => territory?.id === id), from: false, to: true }] } });
    expect(await manager.refused(endpoints.appendEdits, lock('T01'))).toMatchObject({ status: 403, code: 'access.refused', found: 'role manager of T02' });
    await manager.call(endpoints.appendEdits, lock('T02'));
    expect((await manager.refused(endpoints.solveScenario, { params: { scenarioId: plan.scenarioId! }, body: {} })).code).toBe('access.refused');
    expect((await manager.call(endpoints.readOwnTerritories)).territories.map(({ territory }) => territory.id)).toEqual(['T02']);
  });
});
