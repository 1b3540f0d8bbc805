import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, unpackAccounts, unpackMeasures, type Edit, type Plan } from '../contract/index.ts';
import { signedInByLink, type Client } from './client.ts';
import { builtPlan, solved } from './following.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

let api: TestServer;
let plan: Plan;
let hidden: Client;

beforeAll(async () => {
  api = await startTestServer();
  plan = await builtPlan(api);
  await solved(api, plan.scenarioId!);
  const { link } = await api.call(endpoints.invite, { body: { email: 'no.money@example.com', scope: { role: 'planner', moneyHidden: true } } });
  hidden = api.as(await signedInByLink(api.server.address, new URL(link.address).hash.slice(1), { name: 'No money', password: 'quiet meadow fourteen' }));
}, 60_000);
afterAll(() => api.end());

describe('somebody from whom money is hidden', () => {
  it('sees plans, units and accounts with every measure but money', async () => {
    const params = { unitsId: plan.unitsId! };
    const units = await hidden.call(endpoints.readUnits, { params });
    expect(units.measures.map(({ key }) => key)).toEqual(['Hours']);
    expect((await hidden.call(endpoints.readPlan, { params: { planId: plan.id } })).facts.map(({ measure }) => measure)).toEqual(['Hours']);
    const all = unpackMeasures(await api.call(endpoints.readMeasures, { params }));
    expect(unpackMeasures(await hidden.call(endpoints.readMeasures, { params }))).toEqual([all[1]]);
    const accounts = unpackAccounts(await api.call(endpoints.readAccounts, { params }));
    expect(unpackAccounts(await hidden.call(endpoints.readAccounts, { params }))).toEqual({ ...accounts, values: [accounts.values[1]] });
    expect(await hidden.call(endpoints.readAccountNames, { params })).toEqual(await api.call(endpoints.readAccountNames, { params }));
    const [row] = (await api.call(endpoints.listAccounts, { params })).accounts;
    expect((await hidden.call(endpoints.listAccounts, { params })).accounts[0]).toEqual({ ...row, values: [row.values[1]] });
  });

  it('gets no cached copy of what somebody else may see, nor the other way round', async () => {
    const address = `/api/units/${plan.unitsId}/measures`;
    const full = await api.fetch(address);
    const less = await hidden.fetch(address, { headers: { 'if-none-match': full.headers.get('etag')! } });
    expect([less.status, less.headers.get('cache-control')]).toEqual([200, 'private, no-cache']);
    expect((await hidden.fetch(address, { headers: { 'if-none-match': less.headers.get('etag')! } })).status).toBe(304);
  });

  it('takes files without the columns of money, and not those that are made of it', async () => {
    const params = { scenarioId: plan.scenarioId! };
    const text = async (endpoint: typeof endpoints.exportAccounts | typeof endpoints.exportUnits, client: Client) => new TextDecoder().decode(await client.call(endpoint, { params })).split('\n');
    for (const endpoint of [endpoints.exportAccounts, endpoints.exportUnits]) {
      const [whole, less] = [await text(endpoint, api), await text(endpoint, hidden)];
      const at = whole[0].split(',').indexOf('Revenue');
      expect(at).toBeGreaterThan(0);
      // Names in quotation marks hold a comma in neither file: ids and figures only.
      expect(less).toEqual(whole.map((line) => (line === '' ? '' : line.split(',').filter((_, i) => i !== at).join(','))));
    }
    for (const endpoint of [endpoints.exportTerritories, endpoints.exportPlan]) expect((await hidden.refused(endpoint, { params })).code).toBe('access.money');
    expect((await hidden.refused(endpoints.readDataset, { params: { datasetId: plan.datasetId! } })).code).toBe('access.money');
  });

  it('is told no sums of money by judgements', async () => {
    const params = { scenarioId: plan.scenarioId! };
    const certificate = await hidden.call(endpoints.readCertificate, { params });
    expect([certificate.measures.map(({ key }) => key), certificate.reasons, certificate.lowerBound]).toEqual([['Hours'], [], null]);
    expect(certificate.violations.filter(({ measure }) => measure === 'Revenue')).toEqual([]);
    expect(await hidden.call(endpoints.readBound, { params })).toMatchObject({ bound: null, disruption: null });
  });

  it('is told of moves and exceptions without what they are worth', async () => {
    const params = { scenarioId: plan.scenarioId! };
    const { id } = await hidden.call(endpoints.forkScenario, { params, body: { name: 'Fork' } });
    const exception: Edit = { type: 'named', account: 'A00003', from: null, to: { slot: 1, reason: 'asked for', owner: 'Ann', expires: null } };
    await hidden.call(endpoints.appendEdits, { params: { scenarioId: id }, body: { baseSeq: (await hidden.call(endpoints.readScenario, { params: { scenarioId: id } })).seq, edits: [exception] } });
    const [whole, less] = await Promise.all([api, hidden].map((client) => client.call(endpoints.compareScenarios, { params, query: { with: id } })));
    expect([whole.measures.length, less.measures.map(({ key }) => key)]).toEqual([2, ['Hours']]);
    expect(less.of.sums).toEqual([whole.of.sums[1]]);
    expect(less.territories.map(({ before }) => before.sums)).toEqual(whole.territories.map(({ before }) => [before.sums[1]]));
    const [all, some] = await Promise.all([api, hidden].map((client) => client.call(endpoints.readExceptions, { params: { scenarioId: id } })));
    expect(some.exceptions[0]?.values).toEqual([all.exceptions[0]?.values[1]]);
    expect((await hidden.call(endpoints.readWhy, { params: { ...params, accountId: 'A00003' } })).reason.cause.kind).toBe('solver');
  });

  it('may still design and edit', async () => {
    const { seq } = await hidden.call(endpoints.readScenario, { params: { scenarioId: plan.scenarioId! } });
    await hidden.call(endpoints.appendEdits, { params: { scenarioId: plan.scenarioId! }, body: { baseSeq: seq, edits: [{ type: 'lock', slot: 0, from: false, to: true }] } });
    expect(api.trouble).toEqual([]);
  });
});
