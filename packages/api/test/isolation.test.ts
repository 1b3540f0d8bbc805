import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { endpoints, type Edit, type Endpoint, type EndpointName } from '../contract/index.ts';
import { mayEver } from '../src/access/can.ts';
import type { Action } from '../src/access/table.ts';
import { accountsFile, mapping, planOf } from './accountsFile.ts';
import { signedInByLink, type Client } from './client.ts';
import { builtPlan, solved } from './following.ts';
import { bodies, CONNECTION, POSITIONS, queries, SCHEDULE, WORDS, type Ids } from './requests.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

let api: TestServer;
let own: Ids;
let foreign: Ids;
/** Of no organisation at all. */
let unknown: Ids;

/** One thing of each kind, made as people make it. */
async function furnish(client: Client, email: string): Promise<Ids> {
  const plan = await builtPlan({ ...api, ...client }, {}, 120);
  const scenarioId = plan.scenarioId!;
  const check = await client.call(endpoints.checkDataset, { params: { datasetId: plan.datasetId! }, body: { mapping, region: null } });
  const job = await solved({ ...api, ...client }, scenarioId);
  const fork = await client.call(endpoints.forkScenario, { params: { scenarioId }, body: { name: 'Fork' } });
  await client.call(endpoints.changeStatus, { params: { scenarioId: fork.id }, body: { action: 'submit' } });
  await client.call(endpoints.approveScenario, { params: { scenarioId: fork.id }, body: { seq: (await client.call(endpoints.readScenario, { params: { scenarioId: fork.id } })).seq } });
  const { activations } = await client.call(endpoints.activateRevision, { params: { planId: plan.id }, body: { scenarioId: fork.id, from: '2026-01-01' } });
  const started = await client.call(endpoints.startImport, { body: { datasetId: plan.datasetId!, kind: 'accounts' } });
  const schedule = await client.call(endpoints.createSchedule, { body: SCHEDULE });
  const { hook } = await client.call(endpoints.createHook, { body: { name: 'Warehouse', url: 'https://files.example.com/hook', events: ['publish.done'] } });
  const connection = await client.call(endpoints.createConnection, { body: CONNECTION });
  const target = await client.call(endpoints.createTarget, { params: { planId: plan.id }, body: { name: 'Files', map: { crm: 'salesforce' } } });
  const publication = await client.call(endpoints.checkPublication, { params: { planId: plan.id }, body: { targetId: target.id, vacant: POSITIONS } });
  const { key } = await client.call(endpoints.createKey, { body: { name: 'k', scope: { role: 'viewer' } } });
  const { link } = await client.call(endpoints.invite, { body: { email, scope: { role: 'viewer' } } });
  const member = api.as(await signedInByLink(api.server.address, new URL(link.address).hash.slice(1), { name: 'Member', password: 'quiet meadow fourteen' }));
  const { invitation } = await client.call(endpoints.invite, { body: { email: `later.${email}`, scope: { role: 'viewer' } } });
  // An account with somebody else than in what is in force, so that there is something to object to.
  const { territory } = await client.call(endpoints.readWhy, { params: { scenarioId, accountId: 'A00001' } });
  await client.call(endpoints.appendEdits, { params: { scenarioId }, body: { baseSeq: (await client.call(endpoints.readScenario, { params: { scenarioId } })).seq, edits: [{ type: 'named', account: 'A00001', from: null, to: { slot: (territory!.slot + 1) % 5, reason: 'x', owner: 'Ann', expires: null } }] } });
  const { challenge } = await client.call(endpoints.askChallenge, { params: { scenarioId }, body: { account: 'A00001', reason: 'x' } });
  const batch = await client.call(endpoints.startBatch, { params: { scenarioId }, body: {} });
  const session = await client.call(endpoints.readSession);
  await client.call(endpoints.setBudget, { params: { planId: plan.id }, body: { rule: { accounts: 0.4, value: null, against: 'inForce', period: 'year' } } });
  const request = await client.call(endpoints.askBudget, { params: { scenarioId }, body: { baseSeq: 0, to: [{ what: 'accounts', share: 0.5 }], reason: 'x', approver: session.user!.id } });
  return {
    planId: plan.id, scenarioId, from: fork.id, with: fork.id, base: fork.id, challengeId: challenge!.id, requestId: request.id, batchId: batch.id, unitsId: plan.unitsId!, datasetId: plan.datasetId!, checkId: check.id, jobId: job.id,
    activationId: activations[0].id, revisionId: activations[0].revisionId, importId: started.id, scheduleId: schedule.id, hookId: hook.id, connectionId: connection.id, targetId: target.id, publicationId: publication.id, keyId: key.id, invitationId: invitation.id,
    userId: (await member.call(endpoints.readSession)).user!.id, sessionId: (await member.call(endpoints.listSessions)).sessions[0].id, organisationId: session.organisation!.id,
  };
}

beforeAll(async () => {
  api = await startTestServer({ HEXALIGN_WEBHOOK_HOSTS: 'files.example.com', HEXALIGN_IMPORT_HOSTS: 'files.example.com', HEXALIGN_SECRET_KEY: 'a key that is long enough for this test' });
  const { link } = await api.call(endpoints.invite, { body: { email: 'other@example.com', scope: { role: 'owner' } } });
  const other = api.as(await signedInByLink(api.server.address, new URL(link.address).hash.slice(1), { name: 'Other', password: 'quiet meadow fourteen' }));
  await other.call(endpoints.createOrganisation, { body: { name: 'Other people' } });
  own = await furnish(api, 'own.member@example.com');
  foreign = await furnish(other, 'other.member@example.com');
  unknown = Object.fromEntries(Object.keys(foreign).map((name) => [name, randomUUID()]));
}, 120_000);
afterAll(() => api.end());

/** Ids that no row of others is looked up by: what callers say of themselves for others to see, names that they give to their own gestures, and edits that only the server makes. */
const SAID: Partial<Record<EndpointName, readonly string[]>> = { followPlan: ['scenarioId'], appendEdits: ['unitsId', 'sent'], askBudget: ['unitsId'] };

const params = (endpoint: Endpoint): string[] => [...endpoint.path.matchAll(/:([A-Za-z]+)/g)].map(([, name]) => name);

/** Names of ids that a schema asks for. */
function idsIn(schema: unknown): string[] {
  if (!(schema instanceof z.ZodType)) return [];
  const text = JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  return [...text.matchAll(/"(\w+)":\{[^{}]*"format":"uuid"/g)].map(([, name]) => name).filter((name) => name !== 'client');
}

/** The answer but for what is different each time. */
async function answer(client: Client, name: EndpointName, ids: Ids): Promise<unknown> {
  const endpoint = endpoints[name] as Endpoint;
  const all = { ...ids, ...WORDS };
  const response = await client.send(endpoint, { params: Object.fromEntries(params(endpoint).map((key) => [key, all[key]])) as never, query: queries[name]?.(all) as never, body: bodies[name]?.(all) as never });
  const headers = Object.fromEntries([...response.headers].filter(([header]) => !['date', 'x-request-id'].includes(header)));
  if (response.status < 400) {
    await response.body?.cancel();
    return { status: response.status };
  }
  return { status: response.status, headers, body: (await response.text()).replace(/"requestId":"[^"]+"/, '') };
}

/** Every way in which some of the ids of an endpoint are of one set and the others one's own. */
function mixtures(named: readonly string[], others: Ids): Ids[] {
  const wrong = named.filter((name) => !(name in WORDS));
  return Array.from({ length: 2 ** wrong.length - 1 }, (_, i) => ({ ...own, ...Object.fromEntries(wrong.filter((_name, bit) => (i + 1) & (1 << bit)).map((name) => [name, others[name]])) }));
}

const named = (Object.entries(endpoints) as [EndpointName, Endpoint][])
  .map(([name, endpoint]) => ({ name, ids: [...new Set([...params(endpoint), ...idsIn(endpoint.body), ...idsIn(endpoint.query)])].filter((id) => !(id in WORDS) && !SAID[name]?.includes(id)) }))
  .filter(({ ids }) => ids.length > 0);

describe('ids of another organisation', () => {
  it('are known to this test for every endpoint that takes one', () => {
    const missing = named.flatMap(({ name, ids }) => ids.filter((id) => !(id in foreign) || !(id in own)).map((id) => `${name}: ${id}`));
    expect(missing).toEqual([]);
    for (const { name } of named) {
      const endpoint = endpoints[name] as Endpoint;
      expect([name, idsIn(endpoint.body).length === 0 || name in bodies, idsIn(endpoint.query).length === 0 || name in queries]).toEqual([name, true, true]);
    }
    expect(named.length).toBeGreaterThan(40);
  });

  it('are answered, byte for byte, like ids that do not exist, at every endpoint, each for itself and mixed with one\'s own', async () => {
    for (const { name, ids } of named) {
      const [theirs, nobodys] = [mixtures(ids, foreign), mixtures(ids, unknown)];
      for (let i = 0; i < theirs.length; i++) {
        const [found, expected] = [await answer(api, name, theirs[i]), await answer(api, name, nobodys[i])];
        expect([name, found]).toEqual([name, expected]);
        // Where the address itself is one's own, a room may say instead what it looked for in vain.
        const told = i === theirs.length - 1 ? { status: 404, body: expect.stringMatching(/"code":"[a-z_]+\.unknown"/) as string } : { body: expect.stringContaining('"code"') as string };
        expect([name, expected]).toEqual([name, expect.objectContaining(told)]);
      }
    }
    expect(api.trouble).toEqual([]);
  });

  it('change nothing over there', async () => {
    const { db } = api.server;
    const plan = await db.selectFrom('plans').select(['name', 'deleted_at', 'archived_at']).where('id', '=', foreign.planId).executeTakeFirstOrThrow();
    expect(plan).toEqual({ name: 'Colorado', deleted_at: null, archived_at: null });
    expect(await db.selectFrom('edits').select('seq').where('scenario_id', '=', foreign.scenarioId).where('actor', '=', 'local').execute()).toEqual([]);
    expect(await db.selectFrom('memberships').select('role').where('user_id', '=', foreign.userId).execute()).toEqual([{ role: 'viewer' }]);
  });
});

describe('plans outside the regions somebody is confined to', () => {
  it('are answered like plans that do not exist, at every endpoint about a plan', async () => {
    const { link } = await api.call(endpoints.invite, { body: { email: 'confined@example.com', scope: { role: 'planner', regions: ['de'] } } });
    const confined = api.as(await signedInByLink(api.server.address, new URL(link.address).hash.slice(1), { name: 'Confined', password: 'quiet meadow fourteen' }));
    expect((await confined.call(endpoints.listPlans)).plans).toEqual([]);
    const about = named.filter(({ name }) => /^\/(plans|units|scenarios|jobs)\//.test(endpoints[name].path));
    for (const { name } of about) {
      const [found, expected] = [await answer(confined, name, own), await answer(confined, name, unknown)];
      expect([name, found]).toEqual([name, expected]);
      expect([name, expected]).toEqual([name, expect.objectContaining({ status: mayEver({ role: 'planner' }, endpoints[name].action as Action) ? 404 : 403 })]);
    }
    const { id: datasetId } = await confined.call(endpoints.uploadDataset, { query: { filename: 'accounts.csv' }, body: accountsFile({ accounts: 20 }) });
    expect((await confined.refused(endpoints.createPlan, { body: planOf(datasetId, { region: 'us-co' }) })).code).toBe('access.region');
    expect((await confined.refused(endpoints.createPlan, { body: planOf(datasetId, { region: null }) })).code).toBe('access.region');
    // Files, and lists of the whole organisation, are of anywhere: those of others do not exist for them.
    const files = named.filter(({ ids }) => ids.some((id) => ['datasetId', 'importId', 'scheduleId'].includes(id)));
    expect(files.length).toBeGreaterThan(8);
    for (const { name } of files) {
      const [found, expected] = [await answer(confined, name, { ...own, planId: unknown.planId }), await answer(confined, name, unknown)];
      expect([name, found]).toEqual([name, expected]);
    }
    expect((await confined.call(endpoints.readDataset, { params: { datasetId } })).rows).toBe(24);
    for (const endpoint of [endpoints.listImports, endpoints.listSchedules] as const) expect(JSON.stringify(await confined.call(endpoint).catch((error: Error) => error.message))).not.toContain(own.importId);
    expect((await confined.call(endpoints.listImports)).imports).toEqual([]);
    expect((await confined.refused(endpoints.startImport, { body: { datasetId, kind: 'people' } })).code).toBe('access.region');
  });

  it('hide the records of the register that lie there, from every list and question', async () => {
    const put = async (kind: 'accounts' | 'people' | 'owners', csv: string): Promise<void> => {
      const { id } = await api.call(endpoints.uploadDataset, { query: { filename: `${kind}.csv` }, body: new TextEncoder().encode(csv) });
      const { id: importId } = await api.call(endpoints.startImport, { body: { datasetId: id, kind } });
      await api.call(endpoints.commitImport, { params: { importId } });
    };
    await put('accounts', 'id,name,lat,lng\nHERE,Berlin Works,52.52,13.40\nTHERE,Denver Works,39.74,-104.99\nNOWHERE,Lost Works,,\n');
    await put('people', 'id,name,lat,lng\nhere,Bea Berlin,52.50,13.30\nthere,Dan Denver,39.70,-105.00\nnowhere,Nora Nowhere,,\n');
    await put('owners', 'account,owner\nHERE,here\nTHERE,there\nNOWHERE,nowhere\n');
    const { link } = await api.call(endpoints.invite, { body: { email: 'german@example.com', scope: { role: 'planner', regions: ['de'] } } });
    const german = api.as(await signedInByLink(api.server.address, new URL(link.address).hash.slice(1), { name: 'German', password: 'quiet meadow fourteen' }));
    for (const kind of ['accounts', 'people', 'owners'] as const) {
      const keys = (client: Client, query: object = {}) => client.call(endpoints.listRecords, { params: { kind }, query }).then(({ total, records }) => [total, records.map(({ key }) => key)]);
      const here = kind === 'people' ? 'here' : 'HERE';
      expect((await keys(api))[0]).toBe(3);
      expect(await keys(german)).toEqual([1, [here]]);
      expect(await keys(german, { q: 'there' })).toEqual([0, []]);
      expect(await keys(german, { offset: 1 })).toEqual([1, []]);
      for (const key of ['there', 'nowhere'].map((name) => (kind === 'people' ? name : name.toUpperCase()))) {
        const [found, expected] = [await german.refused(endpoints.readRecord, { params: { kind }, query: { key } }), await german.refused(endpoints.readRecord, { params: { kind }, query: { key: 'nobody' } })];
        expect({ ...found, requestId: '' }).toEqual({ ...expected, requestId: '' });
        expect((await german.refused(endpoints.patchRecord, { params: { kind }, body: { key, set: kind === 'owners' ? { owner: 'me' } : { name: 'Mine' } } })).code).toBe('record.unknown');
      }
      expect((await german.call(endpoints.readRecord, { params: { kind }, query: { key: here } })).key).toBe(here);
    }
    expect((await german.refused(endpoints.patchRecord, { params: { kind: 'accounts' }, body: { key: 'HERE', set: { place: [-104.99, 39.74] } } })).code).toBe('access.region');
    expect((await german.call(endpoints.patchRecord, { params: { kind: 'accounts' }, body: { key: 'HERE', set: { place: [13.5, 52.4] } } })).body).toMatchObject({ place: { lng: 13.5, lat: 52.4 } });
    expect((await api.call(endpoints.readInbox)).items.length).toBeGreaterThan(0);
    expect((await german.call(endpoints.readInbox)).items).toEqual([]);
  });
});

describe('amounts that a scenario asks of a measure of money', () => {
  const AMOUNTS = [987_654_321, 987_654_322, 987_654_323, 98_765_432.25, 98_765_433.5];
  const isTold = (text: string): boolean => AMOUNTS.some((amount) => text.includes(String(amount)));

  /** The text of a stream from its first event up to one that `until` finds. */
  async function streamed(client: Client, path: string, until: (text: string) => boolean): Promise<string> {
    const stop = new AbortController();
    const response = await client.fetch(path, { signal: stop.signal });
    let text = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      if (until(text)) break;
    }
    stop.abort();
    return text;
  }

  it('get out at no endpoint to somebody from whom money is hidden: not in answers, refusals, streams', async () => {
    const { link } = await api.call(endpoints.invite, { body: { email: 'no.money@example.com', scope: { role: 'admin', moneyHidden: true } } });
    const hidden = api.as(await signedInByLink(api.server.address, new URL(link.address).hash.slice(1), { name: 'No money', password: 'quiet meadow fourteen' }));
    const append = async (scenarioId: string, edits: Edit[]): Promise<void> => void (await api.call(endpoints.appendEdits, { params: { scenarioId }, body: { baseSeq: (await api.call(endpoints.readScenario, { params: { scenarioId } })).seq, edits } }));
    const bound = (max: number): Extract<Edit, { type: 'constraint' }>['to'] => ({ type: 'capacity', measure: 'Revenue', slot: 0, min: null, max });
    const ids = { ...own };
    const { id: side } = await api.call(endpoints.forkScenario, { params: { scenarioId: own.scenarioId }, body: { name: 'Side' } });
    const { goals } = await api.call(endpoints.readScenario, { params: { scenarioId: own.scenarioId } });
    const goal = goals.find(({ measure }) => measure === 'Revenue')!;
    const weighed = (weight: number): Edit => ({ type: 'goal', measure: 'Revenue', from: goal, to: { ...goal, weight } });
    await append(own.scenarioId, [{ type: 'constraint', id: 'c1', from: null, to: bound(AMOUNTS[0]) }, { type: 'constraint', id: 'c2', from: null, to: { type: 'budget', measure: 'Revenue', max: AMOUNTS[1], from: null } }, weighed(AMOUNTS[3])]);
    await append(side, [{ type: 'constraint', id: 'c1', from: null, to: bound(AMOUNTS[2]) }, weighed(AMOUNTS[4])]);
    ids.from = side;
    ids.with = side;

    // They are there for others, so that what follows can fail.
    for (const name of ['readScenario', 'listEdits'] as const) expect(isTold(await (await api.send(endpoints[name], { params: { scenarioId: own.scenarioId }, query: name === 'listEdits' ? { bodies: 'yes' } : {} } as never)).text())).toBe(true);
    const path = `/api/plans/${own.planId}/events?lastEventId=0`;
    const whole = await streamed(api, path, (text) => text.includes(String(AMOUNTS[2])));
    expect(isTold(whole)).toBe(true);
    const last = [...whole.matchAll(/^id: (\d+)$/gm)].at(-1)![1];
    expect(isTold(await streamed(hidden, path, (text) => text.includes(`id: ${last}\n`) && text.endsWith('\n\n')))).toBe(false);

    const mine = { ...bodies, mergeScenario: () => ({ from: side, dryRun: true }), appendEdits: () => ({ baseSeq: 0, edits: [{ type: 'constraint', id: 'c1', from: null, to: null }] }) } as typeof bodies;
    const inOrder = (Object.keys(endpoints) as EndpointName[]).filter((name) => /^\/(plans|scenarios|units|jobs|inbox|register|own|layers|places|workspace)/.test(endpoints[name].path) && endpoints[name].result !== 'events').sort((a, b) => Number(endpoints[a].method !== 'GET') - Number(endpoints[b].method !== 'GET') || Number(endpoints[a].method === 'DELETE') - Number(endpoints[b].method === 'DELETE'));
    const all = { ...ids, ...WORDS };
    let answered = 0;
    for (const name of inOrder) {
      const endpoint = endpoints[name] as Endpoint;
      const query = name === 'listEdits' ? { bodies: 'yes' } : queries[name]?.(all);
      const response = await hidden.send(endpoint, { params: Object.fromEntries(params(endpoint).map((key) => [key, all[key]])) as never, query: query as never, body: mine[name]?.(all) as never });
      const text = await response.text();
      answered += response.status < 400 ? 1 : 0;
      expect([name, isTold(text)]).toEqual([name, false]);
    }
    expect(answered).toBeGreaterThan(25);

    // Refusals that quote what is there, and the document as they may have it.
    const params0 = { scenarioId: side };
    const { seq, constraints, goals: told } = await hidden.call(endpoints.readScenario, { params: params0 });
    expect([constraints, told.map(({ measure }) => measure)]).toEqual([[], ['Hours']]);
    const again = await hidden.refused(endpoints.appendEdits, { params: params0, body: { baseSeq: seq, edits: [{ type: 'constraint', id: 'c1', from: null, to: bound(5) }] } });
    expect([again.code, isTold(JSON.stringify(again))]).toEqual(['edit.invalid', false]);
    expect(isTold(JSON.stringify(await api.refused(endpoints.appendEdits, { params: params0, body: { baseSeq: seq, edits: [{ type: 'constraint', id: 'c1', from: null, to: bound(5) }] } })))).toBe(true);
    const stale = await hidden.refused(endpoints.appendEdits, { params: params0, body: { baseSeq: seq - 2, edits: [{ type: 'constraint', id: 'c1', from: null, to: bound(5) }] } });
    expect([stale.code, isTold(JSON.stringify(stale))]).toEqual(['scenario.stale', false]);
    expect(api.trouble).toEqual([]);
  });
});
