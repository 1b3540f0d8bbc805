import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type Plan } from '../contract/index.ts';
import { builtPlan, solved } from './following.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

describe('people on positions', () => {
  let api: TestServer;
  let plan: Plan;
  let ids: string[];
  const params = () => ({ planId: plan.id });
  const take = async (text: string, kind: 'people' | 'owners' | 'covers', planId: string | null = null): Promise<void> => {
    const { id } = await api.call(endpoints.uploadDataset, { query: { filename: `${kind}.csv` }, body: new TextEncoder().encode(text) });
    const { id: importId, counts } = await api.call(endpoints.startImport, { body: { datasetId: id, kind, planId } });
    if (counts.rejected > 0) throw new Error(`${counts.rejected} rows rejected`);
    await api.call(endpoints.commitImport, { params: { importId } });
  };

  beforeAll(async () => {
    api = await startTestServer();
    plan = await builtPlan(api);
    await solved(api, plan.scenarioId!);
    ids = (await api.call(endpoints.readScenario, { params: { scenarioId: plan.scenarioId! } })).territories.map((territory) => territory!.id);
    await take(`id,name,lat,lng,capacity,hired,leaves\np1,Ada,39.7,-105,400,2020-01-01,\np2,Ben,37.3,-107.9,400,2020-01-01,2026-06-30\np3,Cy,38.8,-104.8,400,2026-05-01,\np4,Di,39.1,-108.5,400,2020-01-01,\np5,Ed,,,,,\n`, 'people');
    await take('account,owner\nA00001,p5\nA00002,p5\n', 'owners', plan.id);
  });
  afterAll(() => api.end());

  it('proposes who gets what, records nothing, and is set as reviewed', async () => {
    const proposal = await api.call(endpoints.proposeCovers, { params: params(), body: { scenarioId: plan.scenarioId!, on: '2026-04-01', workload: 'Hours' } });
    expect(proposal.covers.map(({ person }) => person).sort()).toEqual(['p1', 'p2', 'p4', 'p5']);
    expect([proposal.vacant.length, proposal.spare]).toEqual([1, []]);
    expect(proposal.covers.find(({ person }) => person === 'p1')).toMatchObject({ name: 'Ada', km: expect.any(Number) as number, used: expect.any(Number) as number, today: null });
    expect((await api.call(endpoints.listCovers, { params: params() })).covers).toEqual([]);
    const later = await api.call(endpoints.proposeCovers, { params: params(), body: { scenarioId: plan.scenarioId!, on: '2026-08-01', fixed: [{ territory: ids[0], person: 'p3' }] } });
    expect(later.covers.map(({ person }) => person).sort()).toEqual(['p1', 'p3', 'p4', 'p5']);
    expect(later.covers.find(({ person }) => person === 'p3')).toMatchObject({ territory: ids[0], fixed: true });

    const set = await api.call(endpoints.setCovers, { params: params(), body: { covers: proposal.covers.filter(({ person }) => person !== 'p2').map(({ territory, person }) => ({ territory, person, from: '2026-04-01' })) } });
    expect(set.covers).toHaveLength(3);
    const on = await api.call(endpoints.listCovers, { params: params(), query: { on: '2026-04-15' } });
    expect(on.vacant).toHaveLength(2);
  });

  it('puts somebody on a position from a day on; whoever was there ends the day before, and comes back after the last day', async () => {
    const { covers: [first] } = await api.call(endpoints.listCovers, { params: params(), query: { on: '2026-04-15' } });
    await api.call(endpoints.setCovers, { params: params(), body: { covers: [{ territory: first.territory, person: 'p2', from: '2026-05-10', to: '2026-05-20' }] } });
    const owner = async (day: string) => (await api.call(endpoints.listCovers, { params: params(), query: { on: day } })).covers.filter(({ territory }) => territory === first.territory).map(({ person }) => person);
    expect([await owner('2026-05-09'), await owner('2026-05-10'), await owner('2026-05-20'), await owner('2026-05-21')]).toEqual([[first.person], ['p2'], ['p2'], [first.person]]);
    await api.call(endpoints.setCovers, { params: params(), body: { covers: [{ territory: first.territory, person: null, from: '2026-07-01' }] } });
    expect(await owner('2026-07-01')).toEqual([]);
    const { records } = await api.call(endpoints.listRecords, { params: { kind: 'covers' }, query: { scope: plan.id } });
    expect(records.every(({ cause }) => cause === 'hand')).toBe(true);
  });

  it.each([
    [{ territory: 'nowhere', person: 'p1', from: '2026-01-01' }, 'body.covers.0.territory'],
    [{ person: 'nobody', from: '2026-01-01' }, 'body.covers.0.person'],
    [{ person: 'p3', from: '2026-04-30' }, 'body.covers.0.from'],
    [{ person: 'p2', from: '2026-04-30' }, 'body.covers.0.to'],
    [{ person: 'p1', from: '2026-04-30', to: '2026-04-29' }, 'body.covers.0.to'],
  ])('refuses %j and changes nothing', async (cover, where) => {
    const before = await api.call(endpoints.listCovers, { params: params() });
    expect(await api.refused(endpoints.setCovers, { params: params(), body: { covers: [{ territory: ids[0], ...cover }] } })).toMatchObject({ code: 'cover.invalid', where });
    expect(await api.call(endpoints.listCovers, { params: params() })).toEqual(before);
  });

  it('takes covers from a list', async () => {
    await take(`territory,person,role,from,to\n${ids[4]},p1,backup,2026-01-01,\n`, 'covers', plan.id);
    expect((await api.call(endpoints.listCovers, { params: params(), query: { on: '2026-02-01' } })).covers).toMatchObject([{ territory: ids[4], person: 'p1', name: 'Ada', role: 'backup', to: null }]);
    expect(api.trouble).toEqual([]);
  });
});
