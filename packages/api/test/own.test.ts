import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type Edit, type Plan } from '../contract/index.ts';
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

describe('who owns a place', () => {
  it('is told to a rep of the own territory alone; any other place is like one that nobody knows', async () => {
    const { id } = await api.call(endpoints.forkScenario, { params: { scenarioId: plan.scenarioId! }, body: { name: 'In force' } });
    const params = { scenarioId: id };
    await api.call(endpoints.changeStatus, { params, body: { action: 'submit' } });
    await api.call(endpoints.approveScenario, { params, body: { seq: (await api.call(endpoints.readScenario, { params })).seq } });
    await api.call(endpoints.activateRevision, { params: { planId: plan.id }, body: { scenarioId: id, from: '2026-01-01' } });
    const rep = await joined('asking@example.com', { role: 'rep', branch: 'T02' });
    const { accounts } = await api.call(endpoints.listAccounts, { params: { unitsId: plan.unitsId! }, query: { limit: 1000 } });
    const slots = new Uint16Array(await api.call(endpoints.readSlots, { params }));
    const [mine, theirs] = [accounts.find(({ unit }) => slots[unit] === 1)!, accounts.find(({ unit }) => slots[unit] === 3)!];
    const ask = (query: object) => rep.call(endpoints.findOwner, { params: { planId: plan.id }, query });
    const refused = async (query: object): Promise<object> => ({ ...(await rep.refused(endpoints.findOwner, { params: { planId: plan.id }, query })), requestId: '', found: '' });
    expect(await ask({ account: mine.id })).toMatchObject({ territory: { id: 'T02' }, place: { label: mine.name } });
    expect(await ask({ lng: mine.lng, lat: mine.lat })).toMatchObject({ territory: { id: 'T02' } });
    expect(await refused({ account: theirs.id })).toEqual(await refused({ account: 'nobody' }));
    const [there, outside] = [await ask({ lng: theirs.lng, lat: theirs.lat }), await ask({ lng: 2.35, lat: 48.86 })];
    expect({ ...there, place: null }).toEqual({ ...outside, place: null });
    expect(there).toMatchObject({ unit: null, territory: null, reason: null });
    // Of a city and a postal code whoever has them is told, and nobody else.
    const denver = await api.call(endpoints.findOwner, { params: { planId: plan.id }, query: { city: 'Denver, CO' } });
    for (const query of [{ city: 'Denver, CO' }, { postal: '80202' }]) {
      if (denver.territory?.id === 'T02') expect((await ask(query)).territory?.id).toBe('T02');
      else expect(await refused(query)).toEqual(await refused('city' in query ? { city: 'Nowhere at all' } : { postal: 'XX-1' }));
    }
    // Whose account belongs to another than its ground's has it, and the other way round.
    const owner = await joined('denver@example.com', { role: 'rep', branch: denver.territory!.id });
    expect((await owner.call(endpoints.findOwner, { params: { planId: plan.id }, query: { postal: '80202' } })).territory?.id).toBe(denver.territory!.id);
    expect((await rep.refused(endpoints.readWhy, { params: { scenarioId: id, accountId: mine.id } })).code).toBe('access.refused');
  });
});

describe('a manager of a branch', () => {
  it('holds ground and accounts, makes exceptions and shares out goals within the own branch, and nowhere else', async () => {
    const { id } = await api.call(endpoints.forkScenario, { params: { scenarioId: plan.scenarioId! }, body: { name: 'Branches' } });
    const params = { scenarioId: id };
    const read = () => api.call(endpoints.readScenario, { params });
    const { territories, seq } = await read();
    const put = (slot: number) => ({ type: 'territory' as const, slot, from: territories[slot], to: { ...territories[slot]!, parent: 5 } });
    await api.call(endpoints.appendEdits, { params, body: { baseSeq: seq, edits: [{ type: 'territory', slot: 5, from: null, to: { ...territories[0]!, id: 'North', name: 'North', level: 1 } }, put(0), put(1)] } });
    const manager = await joined('north@example.com', { role: 'manager', branch: 'North' });
    const { accounts } = await api.call(endpoints.listAccounts, { params: { unitsId: plan.unitsId! }, query: { limit: 1000 } });
    const slots = new Uint16Array(await api.call(endpoints.readSlots, { params }));
    const [mine, theirs] = [accounts.find(({ unit }) => slots[unit] === 0)!, accounts.find(({ unit }) => slots[unit] === 3)!];
    const why = { reason: 'a talk is under way', owner: 'North', expires: null };
    const send = async (edit: Edit): Promise<string> => {
      const response = await manager.send(endpoints.appendEdits, { params, body: { baseSeq: (await read()).seq, edits: [edit] } });
      return response.status < 400 ? 'done' : ((await response.json()) as { code: string }).code;
    };
    const hold = (subject: string): Edit => ({ type: 'hold', subject, from: null, to: why });
    const named = (account: string, slot: number): Edit => ({ type: 'named', account, from: null, to: { slot, ...why } });
    const goal = (await read()).goals.find(({ measure }) => measure === 'Hours')!;
    const share = (shares: number[]): Edit => ({ type: 'goal', measure: 'Hours', from: goal, to: { ...goal, share: shares } });
    expect(await Promise.all([hold(`account ${theirs.id}`), hold(`unit ${theirs.unit}`), named(theirs.id, 1), named(mine.id, 3), share([0.2, 0.16, 0.16, 0.16, 0.16, 0.16]), { ...goal, type: 'goal', measure: 'Hours', from: goal, to: { ...goal, tolerance: 0.3 } } as Edit].map(send))).toEqual(Array.from({ length: 6 }, () => 'access.refused'));
    expect(await send(hold(`account ${mine.id}`))).toBe('done');
    expect(await send(hold(`unit ${mine.unit}`))).toBe('done');
    expect(await send(named(mine.id, 1))).toBe('done');
    const part = 1 / 6;
    expect(await send(share([part * 1.2, part * 0.8, part, part, part, part]))).toBe('done');
    expect(await read()).toMatchObject({ named: [{ account: mine.id, named: { slot: 1 } }], holds: [{ subject: `account ${mine.id}` }, { subject: `unit ${mine.unit}` }] });
    expect(api.trouble).toEqual([]);
  });
});
