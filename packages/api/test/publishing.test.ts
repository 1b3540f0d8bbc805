import { strFromU8, unzipSync } from 'fflate';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type CheckPublication, type Plan, type Publication, type PublishTarget } from '../contract/index.ts';
import { signedInByLink, type Client } from './client.ts';
import { CLIENT, salesforceFake, type SalesforceFake } from './fakes/salesforceFake.ts';
import { builtPlan, endOf, solved } from './following.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

const KEY = 'a key that is long enough for this test';
let fake: SalesforceFake;
let api: TestServer;
let planner: Client;
let plan: Plan;
let connectionId: string;
let target: PublishTarget;

const read = (publicationId: string): Promise<Publication> => api.call(endpoints.readPublication, { params: { publicationId } });
const ended = async ({ id, jobId }: Publication): Promise<Publication> => {
  await endOf(api, jobId!);
  return read(id);
};
const check = async (more: Partial<CheckPublication> = {}): Promise<Publication> => ended(await api.call(endpoints.checkPublication, { params: { planId: plan.id }, body: { targetId: target.id, vacant: ['T05'], ...more } }));
const confirm = async ({ id }: Publication): Promise<Publication> => ended(await api.call(endpoints.confirmPublication, { params: { publicationId: id } }));
const said = (): unknown => Object.fromEntries(Object.entries(fake.tables.rows).map(([table, rows]) => [table, rows.map((row) => JSON.stringify({ ...row, ...(table.endsWith('Association') ? { Id: '' } : {}) })).sort()]));

/** Brings a state of a scenario into force as people do. */
async function inForce(scenarioId: string): Promise<void> {
  await api.call(endpoints.changeStatus, { params: { scenarioId }, body: { action: 'submit' } });
  await api.call(endpoints.approveScenario, { params: { scenarioId }, body: { seq: (await api.call(endpoints.readScenario, { params: { scenarioId } })).seq } });
  await api.call(endpoints.activateRevision, { params: { planId: plan.id }, body: { scenarioId, from: new Date().toISOString().slice(0, 10) } });
}

beforeAll(async () => {
  fake = await salesforceFake();
  for (let i = 1; i <= 4; i++) fake.tables.add('User', { Username: `p${i}@example.com`, IsActive: 'true' });
  for (let i = 0; i < 119; i++) fake.tables.add('Account', { Name: `Account ${i}`, ERP_No__c: `A${String(i).padStart(5, '0')}` });
  api = await startTestServer({ HEXALIGN_CRM_PUSH: '1', HEXALIGN_CRM_HOSTS: new URL(fake.address).host, HEXALIGN_SECRET_KEY: KEY, HEXALIGN_CRM_MAIN_ADDRESS: fake.address, HEXALIGN_CRM_MAIN_CLIENT_ID: CLIENT.clientId, HEXALIGN_CRM_MAIN_CLIENT_SECRET: CLIENT.clientSecret });
  plan = await builtPlan(api, {}, 120);
  const scenarioId = plan.scenarioId!;
  await solved(api, scenarioId);
  const { seq, territories } = await api.call(endpoints.readScenario, { params: { scenarioId } });
  await api.call(endpoints.appendEdits, { params: { scenarioId }, body: { baseSeq: seq, edits: territories.slice(0, 4).map((from, slot) => ({ type: 'territory' as const, slot, from, to: { ...from!, person: `p${slot + 1}@example.com` } })) } });
  await inForce(scenarioId);
  const { link } = await api.call(endpoints.invite, { body: { email: 'planner@example.com', scope: { role: 'planner' } } });
  planner = api.as(await signedInByLink(api.server.address, new URL(link.address).hash.slice(1), { name: 'Pia', password: 'quiet meadow fourteen' }));
});
afterAll(async () => {
  await api.end();
  await fake.stop();
});

describe('ways into a customer system', () => {
  it('are kept sealed, and never told again', async () => {
    const body = { name: 'Main', crm: 'salesforce' as const, address: fake.address, credentials: { kind: 'stored' as const, ...CLIENT } };
    const made = await api.call(endpoints.createConnection, { body });
    connectionId = made.id;
    const told = JSON.stringify([made, await api.call(endpoints.listConnections)]);
    const kept = JSON.stringify([await api.server.db.selectFrom('crm_secrets').selectAll().execute(), await api.server.db.selectFrom('crm_connections').selectAll().execute()]);
    const { rows } = await sql<{ text: string }>`select coalesce(before::text, '') || coalesce(after::text, '') as text from audit`.execute(api.server.db);
    for (const text of [told, kept, rows.map((row) => row.text).join('')]) expect(text).not.toContain(CLIENT.clientSecret);
    expect(await api.call(endpoints.tryConnection, { params: { connectionId } })).toEqual({ organisation: 'Example Works' });
  });

  it('lead only where the administrator allows, with what the system needs, and are an admin\'s to make', async () => {
    const body = { name: 'Main', crm: 'salesforce' as const, address: fake.address, credentials: { kind: 'stored' as const, ...CLIENT } };
    expect((await api.refused(endpoints.createConnection, { body: { ...body, address: 'http://169.254.169.254/' } })).code).toBe('crm.host');
    expect(await api.refused(endpoints.createConnection, { body: { ...body, credentials: { kind: 'stored', clientId: 'x' } } })).toMatchObject({ code: 'crm.secret', expected: 'clientId, clientSecret; or clientId, refreshToken', found: 'clientId' });
    expect((await planner.refused(endpoints.createConnection, { body })).code).toBe('access.refused');
    const wrong = await api.call(endpoints.createConnection, { body: { ...body, name: 'Wrong', credentials: { kind: 'stored', clientId: 'x', clientSecret: 'y' } } });
    expect((await api.refused(endpoints.tryConnection, { params: { connectionId: wrong.id } })).code).toBe('crm.refused');
    await api.call(endpoints.deleteConnection, { params: { connectionId: wrong.id } });
    expect((await api.refused(endpoints.tryConnection, { params: { connectionId: wrong.id } })).code).toBe('crm.unknown');
    expect(await api.server.db.selectFrom('crm_secrets').select('connection_id').execute()).toEqual([{ connection_id: connectionId }]);
  });

  it('may stand in the environment, each for one address', async () => {
    const body = { name: 'Environment', crm: 'salesforce' as const, address: fake.address, credentials: { kind: 'environment' as const, name: 'MAIN' } };
    const made = await api.call(endpoints.createConnection, { body });
    expect(made.credentials).toBe('environment');
    expect(await api.call(endpoints.tryConnection, { params: { connectionId: made.id } })).toEqual({ organisation: 'Example Works' });
    expect(await api.refused(endpoints.createConnection, { body: { ...body, credentials: { kind: 'environment', name: 'OTHER' } } })).toMatchObject({ code: 'crm.secret', expected: 'one of MAIN' });
  });
});

describe('publishing', () => {
  it('refuses positions without an owner, unless they are marked vacant', async () => {
    target = await planner.call(endpoints.createTarget, { params: { planId: plan.id }, body: { name: 'Salesforce', connectionId, map: { crm: 'salesforce', accountKey: 'ERP_No__c', userKey: 'Username' } } });
    expect(await api.refused(endpoints.checkPublication, { params: { planId: plan.id }, body: { targetId: target.id } })).toMatchObject({ code: 'publication.vacant', where: 'body.vacant', found: 'T05 without', value: { territories: ['T05'] } });
    const draft = await api.call(endpoints.forkScenario, { params: { scenarioId: plan.scenarioId! }, body: { name: 'Draft' } });
    const revision = await api.call(endpoints.createRevision, { params: { scenarioId: draft.id }, body: { name: 'Not approved' } });
    expect(await api.refused(endpoints.checkPublication, { params: { planId: plan.id }, body: { targetId: target.id, vacant: ['T05'], revisionId: revision.id } })).toMatchObject({ code: 'status.refused', found: 'one that nobody approved' });
  });

  it('lets nobody write who is not asked: a dry run is anybody\'s who plans', async () => {
    const publication = await planner.call(endpoints.checkPublication, { params: { planId: plan.id }, body: { targetId: target.id, vacant: ['T05'] } });
    await ended(publication);
    expect((await planner.refused(endpoints.confirmPublication, { params: { publicationId: publication.id } })).code).toBe('access.refused');
    expect(fake.jobs).toEqual([]);
  });

  it('shows what it would write, row by row, and writes nothing where the system has changed since', async () => {
    const dry = await check();
    expect([dry.state, dry.error, dry.steps.map(({ name, rows }) => [name, rows])]).toEqual(['checked', null, [['01-territory2type', 1], ['02-territory2model', 1], ['03-territory2-0', 5], ['04-uta-insert', 4], ['05-forecast-user', 4], ['09-ota-insert', 119]]]);
    expect(dry.problemCounts).toEqual({ 'account.unknown': 1 });
    const { rows, total } = await api.call(endpoints.readPublicationRows, { params: { publicationId: dry.id }, query: { step: '03-territory2-0', limit: 2 } });
    expect([total, rows[0]]).toEqual([5, { id: null, before: null, outcome: 'planned', error: null, values: expect.objectContaining({ Name: 'T01', Hexalign_Key__c: `${plan.id}:T01`, DeveloperName: 'Colorado_T01' }) as unknown }]);
    fake.tables.add('Account', { Name: 'New', ERP_No__c: 'A00119' });
    const stale = await confirm(dry);
    expect([stale.state, stale.error?.code]).toEqual(['stale', 'publication.stale']);
    expect(fake.jobs).toEqual([]);
    expect((await api.refused(endpoints.confirmPublication, { params: { publicationId: dry.id } })).code).toBe('publication.state');
  });

  it('writes, looks again, tells who and when, and finds nothing to write the next time', async () => {
    const { db } = api.server;
    const { workspace_id } = await db.selectFrom('plans').select('workspace_id').where('id', '=', plan.id).executeTakeFirstOrThrow();
    const hook = await db.insertInto('hooks').values({ workspace_id, name: 'Warehouse', url: 'https://nowhere.example.com/', events: ['publish.done'], secret: 'whsec_', actor: 'local' }).returning('id').executeTakeFirstOrThrow();
    const done = await confirm(await check());
    expect([done.state, done.differs, done.refused, done.error]).toEqual(['done', 0, [], null]);
    const told = await db.selectFrom('hook_deliveries').select(['event', 'body']).where('hook_id', '=', hook.id).execute();
    expect(told).toEqual([{ event: 'publish.done', body: expect.objectContaining({ plan: { id: plan.id, name: 'Colorado' }, publication: { id: done.id, kind: 'publish', whole: true } }) as unknown }]);
    await db.deleteFrom('hooks').where('id', '=', hook.id).execute();
    expect(done.steps.map(({ rows, done: went }) => [rows, went])).toEqual([[1, 1], [1, 1], [5, 5], [4, 4], [4, 4], [120, 120]]);
    expect(done.stamp).toMatchObject({ planId: plan.id, revision: 'Submitted', hash: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown });
    expect(fake.tables.rows.Territory2Model[0].Description).toContain(done.stamp.hash);
    expect((await check()).steps).toEqual([]);
    const [, written] = (await planner.call(endpoints.listPublications, { params: { planId: plan.id } })).publications;
    expect(written).toMatchObject({ id: done.id, confirmedBy: { name: expect.any(String) as unknown }, canRollBack: true });
  });

  it('carries plan, revision and hash in its files, in the order of loading', async () => {
    const publication = (await api.call(endpoints.listPublications, { params: { planId: plan.id } })).publications.find(({ state }) => state === 'done')!;
    const files = unzipSync(new Uint8Array(await api.call(endpoints.readPublicationFiles, { params: { publicationId: publication.id } })));
    const manifest = JSON.parse(strFromU8(files['manifest.json'])) as Record<string, unknown>;
    expect(manifest).toMatchObject({ planId: plan.id, revisionId: publication.stamp.revisionId, hash: publication.stamp.hash });
    expect(Object.keys(files).slice(2)).toEqual(publication.steps.map(({ name }) => `${name}.csv`));
    const back = unzipSync(new Uint8Array(await api.call(endpoints.readRollbackFiles, { params: { publicationId: publication.id } })));
    expect(Object.keys(back).slice(2)).toEqual(['01-ota-insert-away.csv', '02-uta-insert-away.csv', '03-territory2-0-away.csv', '04-territory2model-away.csv', '05-territory2type-away.csv']);
  });

  it('is taken back by a publication of its own, the latest first', async () => {
    const before = said();
    const fork = await api.call(endpoints.forkScenario, { params: { scenarioId: plan.scenarioId! }, body: { name: 'Next' } });
    const slots = new Uint16Array(await api.call(endpoints.readSlots, { params: { scenarioId: fork.id } }));
    const units = [...slots.keys()].filter((u) => slots[u] === 0).filter((_, i) => i % 2 === 0);
    await api.call(endpoints.appendEdits, { params: { scenarioId: fork.id }, body: { baseSeq: fork.seq, edits: [{ type: 'assign', by: 'brush', patch: { units, from: units.map(() => 0), to: units.map(() => 1) } }] } });
    await inForce(fork.id);
    const first = (await api.call(endpoints.listPublications, { params: { planId: plan.id } })).publications.find(({ state }) => state === 'done')!;
    const second = await confirm(await check());
    expect([second.state, second.differs]).toEqual(['done', 0]);
    expect(second.steps.map(({ name }) => name)).toEqual(['02-territory2model', '09-ota-insert', '09-ota-delete']);
    expect((await api.refused(endpoints.rollBackPublication, { params: { publicationId: first.id } })).code).toBe('publication.state');
    const back = await ended(await api.call(endpoints.rollBackPublication, { params: { publicationId: second.id } }));
    expect([back.kind, back.ofId, back.state]).toEqual(['rollback', second.id, 'done']);
    expect((await read(second.id)).state).toBe('rolled_back');
    expect(said()).toEqual(before);
  });

  it('tells how far it came when the system breaks off, and takes that back', async () => {
    const before = said();
    fake.troubles.refuse = (table) => {
      if (table === 'ObjectTerritory2Association') throw new Error('out of order');
      return null;
    };
    const broken = await confirm(await check());
    expect([broken.state, broken.error?.code]).toEqual(['failed', 'crm.failed']);
    expect(broken.steps.map(({ name, done }) => [name, done])).toEqual([['02-territory2model', 1], ['09-ota-insert', 0], ['09-ota-delete', 0]]);
    fake.troubles.refuse = undefined;
    const back = await ended(await api.call(endpoints.rollBackPublication, { params: { publicationId: broken.id } }));
    expect(back.state).toBe('done');
    expect(said()).toEqual(before);
  });

  it('is stopped by hand, and taken back as far as it came', async () => {
    const before = said();
    const dry = await check();
    const letGo = Promise.withResolvers<void>();
    fake.troubles.onJob = () => letGo.promise;
    const running = await api.call(endpoints.confirmPublication, { params: { publicationId: dry.id } });
    await expect.poll(() => fake.jobs.at(-1)?.state, { timeout: 30_000 }).toBe('UploadComplete');
    await api.call(endpoints.cancelJob, { params: { jobId: running.jobId! }, body: { keep: false } });
    letGo.resolve();
    fake.troubles.onJob = undefined;
    await endOf(api, running.jobId!);
    const stopped = await read(dry.id);
    expect([stopped.state, stopped.error, stopped.canRollBack]).toEqual(['failed', null, true]);
    // The batch that was under way went through there all the same: it is asked about, and taken back.
    const back = await ended(await api.call(endpoints.rollBackPublication, { params: { publicationId: dry.id } }));
    expect(back.state).toBe('done');
    expect(said()).toEqual(before);
  });

  it('says what rows were refused, and that it is not whole', async () => {
    fake.troubles.refuse = (table) => (table === 'ObjectTerritory2Association' ? 'FIELD_CUSTOM_VALIDATION_EXCEPTION:Not today:--' : null);
    const partial = await confirm(await check());
    fake.troubles.refuse = undefined;
    expect(partial.state).toBe('partial');
    expect(partial.refused[0]).toMatchObject({ step: '09-ota-insert', code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'Not today' });
    expect(partial.steps.at(-1)).toMatchObject({ name: '09-ota-delete', held: true, done: 0 });
    expect(partial.differs).toBeGreaterThan(0);
    expect((await api.call(endpoints.listPublications, { params: { planId: plan.id } })).publications[0].refused).toEqual(partial.refused.slice(0, 12));
    expect(api.trouble).toEqual([]);
  });

  it('goes by the clock where somebody who may has said so, writes what differs, and leaves no trace where nothing does', async () => {
    const schedule = { at: '02:00', mode: 'publish' as const, vacant: ['T05'] };
    const body = { name: 'Salesforce', connectionId, map: target.map as never, schedule };
    const params = { planId: plan.id, targetId: target.id };
    expect((await planner.refused(endpoints.patchTarget, { params, body })).code).toBe('access.refused');
    const saved = await api.call(endpoints.patchTarget, { params, body });
    expect(saved).toMatchObject({ nextAt: expect.stringMatching(/T02:00:00\.000Z$/) as unknown, lastRun: null });
    const { publishing } = api.server.rooms;
    const due = async (): Promise<number[]> => {
      await api.server.db.updateTable('publish_targets').set({ next_at: new Date(0) }).where('id', '=', target.id).execute();
      return (await Promise.all([publishing.runDue(new Date()), publishing.runDue(new Date())])).sort();
    };
    const newest = async (): Promise<Publication> => (await api.call(endpoints.listPublications, { params: { planId: plan.id } })).publications[0];
    expect(await due()).toEqual([0, 1]);
    await endOf(api, (await newest()).jobId!);
    const written = await newest();
    await endOf(api, written.jobId!);
    expect(await newest()).toMatchObject({ id: written.id, state: 'done', differs: 0 });
    const before = (await api.call(endpoints.listPublications, { params: { planId: plan.id } })).publications.length;
    expect(await due()).toEqual([0, 1]);
    await endOf(api, (await newest()).jobId!);
    const [after] = (await api.call(endpoints.listTargets, { params: { planId: plan.id } })).targets;
    expect(after.lastRun).toMatchObject({ outcome: 'unchanged' });
    expect((await api.call(endpoints.listPublications, { params: { planId: plan.id } })).publications).toHaveLength(before);
    await api.call(endpoints.patchTarget, { params, body: { ...body, schedule: { ...schedule, vacant: [] } } });
    await due();
    expect((await api.call(endpoints.listTargets, { params: { planId: plan.id } })).targets[0].lastRun).toMatchObject({ outcome: 'failed', code: 'publication.vacant' });
    await api.call(endpoints.patchTarget, { params, body: { ...body, schedule: null } });
    expect(api.trouble).toEqual([]);
  });

  it('is stopped by people whom nobody there knows', async () => {
    await api.call(endpoints.patchTarget, { params: { planId: plan.id, targetId: target.id }, body: { name: 'Salesforce', connectionId, map: { ...target.map, people: { 'p1@example.com': 'nobody@example.com' } } as never } });
    const dry = await check();
    expect(dry.problems[0]).toEqual({ code: 'person.unknown', subject: 'p1@example.com', detail: 'No user of Salesforce has the Username nobody@example.com.', stops: true });
    expect((await api.refused(endpoints.confirmPublication, { params: { publicationId: dry.id } })).code).toBe('publication.problems');
    // What was published with the map before keeps it as it was.
    const { map } = (await api.server.db.selectFrom('publications').select('map').where('state', '=', 'done').limit(1).executeTakeFirstOrThrow());
    expect((map as { people: object }).people).toEqual({});
  });

  it('makes files against exports of the system, without any way in', async () => {
    const files = await api.call(endpoints.createTarget, { params: { planId: plan.id }, body: { name: 'Files', map: { crm: 'salesforce', accountKey: 'ERP_No__c', userKey: 'Username' } } });
    const upload = async (table: string, columns: string[]): Promise<{ table: string; datasetId: string }> => {
      const text = [columns.map((name) => name.toUpperCase()).join(','), ...fake.tables.rows[table].map((row) => columns.map((name) => `"${row[name] ?? ''}"`).join(','))].join('\n');
      return { table, datasetId: (await api.call(endpoints.uploadDataset, { query: { filename: `${table}.csv` }, body: new TextEncoder().encode(text) })).id };
    };
    // Three are missing there, and one is with somebody else.
    const there = fake.tables.rows.ObjectTerritory2Association;
    there.splice(0, 3);
    there[0].Territory2Id = fake.tables.rows.Territory2.find(({ Id }) => Id !== there[0].Territory2Id)!.Id;
    const links = await upload('ObjectTerritory2Association', ['Id', 'ObjectId', 'Territory2Id', 'AssociationCause']);
    const asked = { targetId: files.id, present: [links] };
    expect(await api.refused(endpoints.checkPublication, { params: { planId: plan.id }, body: { ...asked, vacant: ['T05'] } })).toMatchObject({ code: 'publication.present', expected: 'an export of Territory2 beside that of ObjectTerritory2Association' });
    const dry = await check({ ...asked, present: [links, await upload('Territory2', ['Id', 'Hexalign_Key__c', 'Name', 'DeveloperName']), await upload('Account', ['Id', 'ERP_No__c'])] });
    expect(dry.live).toBe(false);
    const counts = Object.fromEntries(dry.steps.map(({ name, rows }) => [name, rows]));
    expect([counts['09-ota-insert'], counts['09-ota-delete']]).toEqual([4, 1]);
    expect((await api.refused(endpoints.confirmPublication, { params: { publicationId: dry.id } })).code).toBe('publication.state');
  });
});
