import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type Publication } from '../contract/index.ts';
import { CLIENT, salesforceFake, type SalesforceFake } from './fakes/salesforceFake.ts';
import { builtPlan, endOf, solved } from './following.ts';
import { startTestServer, temporaryFolder, type TestServer } from './startTestServer.ts';

let fake: SalesforceFake;
let dataDir: string;
let api: TestServer;
let env: Record<string, string>;

beforeAll(async () => {
  fake = await salesforceFake();
  for (let i = 0; i < 120; i++) fake.tables.add('Account', { Name: `Account ${i}`, ERP_No__c: `A${String(i).padStart(5, '0')}` });
  dataDir = await temporaryFolder();
  env = { HEXALIGN_CRM_PUSH: '1', HEXALIGN_CRM_HOSTS: new URL(fake.address).host, HEXALIGN_CRM_MAIN_ADDRESS: fake.address, HEXALIGN_CRM_MAIN_CLIENT_ID: CLIENT.clientId, HEXALIGN_CRM_MAIN_CLIENT_SECRET: CLIENT.clientSecret };
  api = await startTestServer(env, dataDir);
});
afterAll(async () => {
  await api.end();
  await fake.stop();
  await rm(dataDir, { recursive: true, force: true });
});

describe('a server that stops while it writes', () => {
  it('hears, once it is back, what became of the batch under way, and goes on from there', async () => {
    const plan = await builtPlan(api, {}, 120);
    const scenarioId = plan.scenarioId!;
    await solved(api, scenarioId);
    await api.call(endpoints.changeStatus, { params: { scenarioId }, body: { action: 'submit' } });
    await api.call(endpoints.approveScenario, { params: { scenarioId }, body: { seq: (await api.call(endpoints.readScenario, { params: { scenarioId } })).seq } });
    const [revision] = (await api.call(endpoints.listRevisions, { params: { scenarioId } })).revisions;
    const connection = await api.call(endpoints.createConnection, { body: { name: 'Main', crm: 'salesforce', address: fake.address, credentials: { kind: 'environment', name: 'MAIN' } } });
    const target = await api.call(endpoints.createTarget, { params: { planId: plan.id }, body: { name: 'Main', connectionId: connection.id, map: { crm: 'salesforce', accountKey: 'ERP_No__c' } } });
    const dry = await api.call(endpoints.checkPublication, { params: { planId: plan.id }, body: { targetId: target.id, revisionId: revision.id, vacant: ['T01', 'T02', 'T03', 'T04', 'T05'] } });
    await endOf(api, dry.jobId!);

    const letGo = Promise.withResolvers<void>();
    const stopped = Promise.withResolvers<void>();
    fake.troubles.onJob = async (table) => {
      if (table !== 'ObjectTerritory2Association') return;
      letGo.resolve();
      await stopped.promise;
    };
    await api.call(endpoints.confirmPublication, { params: { publicationId: dry.id } });
    await letGo.promise;
    const stopping = api.server.stop();
    stopped.resolve();
    await stopping;
    fake.troubles.onJob = undefined;
    expect(fake.tables.rows.Territory2).toHaveLength(5);

    api = await startTestServer(env, dataDir);
    const { jobId } = await api.call(endpoints.readPublication, { params: { publicationId: dry.id } });
    await endOf(api, jobId!);
    const done: Publication = await api.call(endpoints.readPublication, { params: { publicationId: dry.id } });
    expect([done.state, done.differs, done.refused]).toEqual(['done', 0, []]);
    // Sent once, and heard of once.
    expect(fake.jobs.filter(({ object }) => object === 'ObjectTerritory2Association')).toHaveLength(1);
    expect(done.steps.at(-1)).toMatchObject({ name: '09-ota-insert', rows: 120, done: 120 });

    const back = await api.call(endpoints.rollBackPublication, { params: { publicationId: dry.id } });
    await endOf(api, back.jobId!);
    expect((await api.call(endpoints.readPublication, { params: { publicationId: back.id } })).state).toBe('done');
    expect(Object.entries(fake.tables.rows).filter(([table, rows]) => rows.length > 0 && !['Organization', 'Account'].includes(table))).toEqual([]);
    expect(api.trouble).toEqual([]);
  });
});
