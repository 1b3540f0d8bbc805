import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { endpoints, type Endpoint, type EndpointName } from '../contract/index.ts';
import { mayEver } from '../src/access/can.ts';
import type { Action } from '../src/access/table.ts';
import { mapping, planOf } from './accountsFile.ts';
import { signedInByLink, type Client } from './client.ts';
import { builtPlan, solved } from './following.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

/** Ids of everything an address or a body may name, by the name it has there. */
type Ids = Readonly<Record<string, string>>;

let api: TestServer;
let own: Ids;
let foreign: Ids;
/** Of no organisation at all. */
let unknown: Ids;

/** Parameters that name no row of an organisation. */
const WORDS: Ids = { name: 'accounts', layer: 'world', kind: 'accounts', accountId: 'A00001' };

const SCHEDULE = { name: 'Owners', source: { kind: 'url' as const, url: 'https://files.example.com/owners.csv' }, kind: 'owners' as const, at: '02:00' };

/** A body that would be taken, were the ids right. */
const bodies: Partial<Record<EndpointName, (ids: Ids) => unknown>> = {
  switchOrganisation: ({ organisationId }) => ({ organisationId }),
  createPlan: ({ datasetId }) => planOf(datasetId),
  patchMember: () => ({ scope: { role: 'viewer' } }),
  checkDataset: () => ({ mapping }),
  startImport: ({ datasetId, planId }) => ({ datasetId, planId, kind: 'owners' }),
  createSchedule: ({ planId }) => ({ ...SCHEDULE, planId }),
  patchSchedule: () => ({ enabled: false }),
  proposeCovers: ({ scenarioId }) => ({ scenarioId, on: '2026-01-01' }),
  setCovers: () => ({ covers: [{ territory: 'T01', person: null, from: '2026-01-01' }] }),
  patchPlan: () => ({ name: 'x' }),
  duplicatePlan: () => ({}),
  tellPresence: () => ({ client: randomUUID() }),
  activateRevision: ({ scenarioId, revisionId }) => ({ scenarioId, revisionId, from: '2026-01-01' }),
  appendEdits: () => ({ baseSeq: 0, edits: [{ type: 'lock', slot: 0, from: false, to: true }] }),
  undoEdit: () => ({ baseSeq: 0, direction: 'undo' }),
  patchScenario: () => ({ name: 'x' }),
  forkScenario: () => ({ name: 'x' }),
  createRevision: () => ({ name: 'x' }),
  changeStatus: () => ({ action: 'submit' }),
  approveScenario: () => ({ seq: 0 }),
  mergeScenario: ({ from }) => ({ from }),
  solveScenario: () => ({}),
  cancelJob: () => ({ keep: false }),
};
const queries: Partial<Record<EndpointName, (ids: Ids) => Record<string, unknown>>> = {
  compareScenarios: ({ with: other }) => ({ with: other }),
  followPlan: ({ scenarioId }) => ({ scenarioId }),
  readLayer: () => ({ layer: 'world' }),
  searchPlaces: () => ({ q: '80202' }),
};

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
  const { key } = await client.call(endpoints.createKey, { body: { name: 'k', scope: { role: 'viewer' } } });
  const { link } = await client.call(endpoints.invite, { body: { email, scope: { role: 'viewer' } } });
  const member = api.as(await signedInByLink(api.server.address, new URL(link.address).hash.slice(1), { name: 'Member', password: 'quiet meadow fourteen' }));
  const { invitation } = await client.call(endpoints.invite, { body: { email: `later.${email}`, scope: { role: 'viewer' } } });
  const session = await client.call(endpoints.readSession);
  return {
    planId: plan.id, scenarioId, from: fork.id, with: fork.id, unitsId: plan.unitsId!, datasetId: plan.datasetId!, checkId: check.id, jobId: job.id,
    activationId: activations[0].id, revisionId: activations[0].revisionId, importId: started.id, scheduleId: schedule.id, keyId: key.id, invitationId: invitation.id,
    userId: (await member.call(endpoints.readSession)).user!.id, sessionId: (await member.call(endpoints.listSessions)).sessions[0].id, organisationId: session.organisation!.id,
  };
}

beforeAll(async () => {
  api = await startTestServer({ HEXALIGN_IMPORT_HOSTS: 'files.example.com' });
  const { link } = await api.call(endpoints.invite, { body: { email: 'other@example.com', scope: { role: 'owner' } } });
  const other = api.as(await signedInByLink(api.server.address, new URL(link.address).hash.slice(1), { name: 'Other', password: 'quiet meadow fourteen' }));
  await other.call(endpoints.createOrganisation, { body: { name: 'Other people' } });
  own = await furnish(api, 'own.member@example.com');
  foreign = await furnish(other, 'other.member@example.com');
  unknown = Object.fromEntries(Object.keys(foreign).map((name) => [name, randomUUID()]));
}, 120_000);
afterAll(() => api.end());

/** Ids that no row is looked up by: what callers say of themselves for others to see, and edits that only the server makes. */
const SAID: Partial<Record<EndpointName, readonly string[]>> = { followPlan: ['scenarioId'], appendEdits: ['unitsId'] };

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
    expect((await confined.refused(endpoints.createPlan, { body: planOf(own.datasetId, { region: 'us-co' }) })).code).toBe('access.region');
    expect((await confined.refused(endpoints.createPlan, { body: planOf(own.datasetId, { region: null }) })).code).toBe('access.region');
  });
});
