import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, exportFormats, type Endpoint, type EndpointName, type ExportFormat } from '../contract/index.ts';
import { blindRules } from '../src/access/blind.ts';
import { signedInByLink, type Client } from './client.ts';
import { companyOfPeople, UNMISTAKABLE } from './companyOfPeople.ts';
import { endOf } from './following.ts';
import { bodies, queries, WORDS, type Ids } from './requests.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';
import { textInside } from './textInside.ts';

let api: TestServer;
let planner: Client;
let reader: Client;
let ids: Ids;

const names = Object.keys(endpoints) as EndpointName[];

beforeAll(async () => {
  api = await startTestServer({ HEXALIGN_WEBHOOK_HOSTS: 'files.example.com', HEXALIGN_IMPORT_HOSTS: 'files.example.com', HEXALIGN_SECRET_KEY: 'a key that is long enough for this test' });
  ({ planner, ids } = await companyOfPeople(api));
  const { link } = await api.call(endpoints.invite, { body: { email: 'reader@example.com', scope: { role: 'owner' } } });
  reader = api.as(await signedInByLink(api.server.address, new URL(link.address).hash.slice(1), { name: 'Plain reader', password: 'quiet meadow fourteen' }));
}, 120_000);
afterAll(() => api.end());

function queryOf(name: EndpointName, all: Ids): Record<string, unknown> {
  if (name === 'exportFile') return {};
  if (name === 'readRecord' || name === 'listRecords') return { ...(name === 'readRecord' ? { key: all.key } : {}), ...(['covers', 'owners'].includes(all.kind) ? { scope: all.planId } : {}) };
  if (name === 'searchPlaces') return { q: 'Zyxqanna' };
  if (name === 'followPlan') return { lastEventId: 0 };
  if (name === 'findOwner') return { account: 'A1' };
  if (name === 'suggestMapping') return { kind: 'people' };
  return queries[name]?.(all) ?? {};
}

/** Everything that an answer tells: status, headers, body and what is inside it. */
async function told(client: Client, name: EndpointName, more: Ids = {}): Promise<{ status: number; text: string }> {
  const endpoint = endpoints[name] as Endpoint;
  const all: Ids = { ...WORDS, ...ids, ...more };
  const stop = new AbortController();
  const path = endpoint.path.replace(/:([A-Za-z]+)/g, (_, key: string) => encodeURIComponent(all[key]));
  const query = new URLSearchParams(queryOf(name, all) as Record<string, string>);
  const body = (OWN[name] ?? bodies[name])?.(all);
  const response = await client.fetch(`/api${path}?${query}`, { method: endpoint.method, signal: stop.signal, redirect: 'manual', ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }) });
  const head = JSON.stringify([...response.headers].filter(([header]) => header !== 'date'));
  if (endpoint.result !== 'events' || response.status !== 200) return { status: response.status, text: `${head}\n${await textInside(new Uint8Array(await response.arrayBuffer()))}` };
  let text = head;
  const end = setTimeout(() => stop.abort(), 1500);
  try {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) text += chunk;
  } catch {
    // It goes on for ever; what it said so far is enough.
  }
  clearTimeout(end);
  return { status: response.status, text };
}

/** Answers that have to be had in this company, or nothing would be shown by what is not in them. */
const TOLD: readonly EndpointName[] = ['listKeys', 'createKey', 'listMembers', 'patchMember', 'listInvitations', 'invite', 'readDataset', 'checkDataset', 'suggestMapping', 'startImport', 'listImports', 'readImport', 'listRecords', 'readRecord', 'patchRecord', 'readInbox', 'readPlanInbox', 'listHooks', 'listSchedules', 'listCovers', 'listPlans', 'readPlan', 'duplicatePlan', 'listAlerts', 'followPlan', 'readTimeline', 'readInForce', 'findOwner', 'searchPlaces', 'readWhy', 'readWhyHere', 'readPrices', 'readSwing', 'readExceptions', 'readUnits', 'readAccountNames', 'listAccounts', 'readScenario', 'listEdits', 'appendEdits', 'undoEdit', 'forkScenario', 'listRevisions', 'createRevision', 'changeStatus', 'listSignatures', 'compareScenarios', 'mergeScenario', 'listAccountChanges', 'keepAccounts', 'decideChanges', 'listChallenges', 'readCertificate', 'checkSolve', 'startFrontier', 'readFrontier', 'proposeWhatIf', 'readJob', 'readJobEvents', 'exportAccounts', 'exportUnits', 'exportChanges', 'exportTerritories', 'exportPlan', 'exportFile', 'exportInForce', 'listConnections'];

/** Bodies that this company takes. */
const OWN: Partial<Record<EndpointName, (all: Ids) => unknown>> = {
  checkDataset: () => ({ mapping: { id: 'id', name: 'name', place: { kind: 'lngLat', lat: 'lat', lng: 'lng' }, measures: [], where: [], missing: 'reject', current: 'Account owner' } }),
  createKey: () => ({ name: 'Key of Zyxqpia Zyxqdoer', scope: { role: 'viewer' } }),
  invite: () => ({ email: 'zyxqnext@zyxq.example', scope: { role: 'viewer' } }),
  patchRecord: () => ({ key: 'A1', set: { visitClass: 'A' } }),
  keepAccounts: ({ base }) => ({ base, accounts: ['A1'], reason: 'x', dryRun: true }),
  decideChanges: ({ base }) => ({ base, accounts: ['A1'], decision: 'accept' }),
  mergeScenario: ({ from }) => ({ from, dryRun: true }),
  proposeWhatIf: () => ({ playbooks: [{ kind: 'leave', slots: [1] }] }),
  appendEdits: () => ({ baseSeq: 5, edits: [{ type: 'lock', slot: 0, from: false, to: true }] }),
  undoEdit: () => ({ baseSeq: 6, direction: 'undo' }),
};

/** What takes something away, or changes who one is or what may be done: not asked of. */
const DESTRUCTIVE: readonly EndpointName[] = ['deletePlan', 'deleteHook', 'deleteSchedule', 'deleteConnection', 'deleteTarget', 'withdrawActivation', 'removeMember', 'revokeInvitation', 'revokeKey', 'endSession', 'endOtherSessions', 'undoImport', 'restorePlan', 'switchOrganisation', 'createOrganisation', 'signOut', 'hidePeople', 'hidePlanPeople', 'changePassword'];

async function leaks(client: Client): Promise<string[]> {
  const found: string[] = [];
  for (const name of names.filter((one) => !DESTRUCTIVE.includes(one))) {
    const asked: Ids[] = name === 'exportFile' || name === 'exportInForce' ? (Object.keys(exportFormats) as ExportFormat[]).map((format) => ({ format }))
      : name === 'listRecords' ? ['accounts', 'people', 'covers', 'owners'].map((kind) => ({ kind }))
      : name === 'readRecord' ? [{ kind: 'accounts', key: 'A1' }, { kind: 'people', key: 'zyxq0@zyxq.example' }] : [{}];
    for (const more of asked) {
      const { status, text } = await told(client, name, more);
      expect([name, status < 500]).toEqual([name, true]);
      if (TOLD.includes(name)) expect([name, more, status < 300, status < 300 ? '' : text]).toEqual([name, more, true, '']);
      const hit = text.match(UNMISTAKABLE);
      if (hit) found.push(`${name} ${Object.values(more).join(' ')} (${status}): ...${text.slice(Math.max(0, hit.index! - 120), hit.index! + 60)}`);
    }
  }
  return found;
}

describe('people-blind', () => {
  it('knows of every endpoint what it does to people', () => {
    expect(names.filter((name) => !Object.hasOwn(blindRules, name))).toEqual([]);
    expect(Object.keys(blindRules).filter((name) => !Object.hasOwn(endpoints, name))).toEqual([]);
  });

  it('would find people in what is told to who is not blind', async () => {
    for (const name of ['readScenario', 'listEdits', 'listCovers', 'readAccountNames', 'readWhy', 'exportChanges', 'listMembers', 'listInvitations', 'readDataset', 'exportPlan', 'followPlan', 'searchPlaces', 'readPublicationFiles'] as const) expect([name, (await told(reader, name)).text]).toEqual([name, expect.stringMatching(UNMISTAKABLE)]);
    for (const format of (Object.keys(exportFormats) as ExportFormat[]).filter((one) => !['postal-csv', 'map-png'].includes(one))) expect([format, UNMISTAKABLE.test((await told(reader, 'exportFile', { format })).text)]).toEqual([format, true]);
  });

  it('names nobody in any answer of any endpoint, to the depth of every file, and is refused what is about people alone', async () => {
    const picture = (await told(reader, 'exportFile', { format: 'map-png' })).text;
    const session = await reader.call(endpoints.hidePeople, { body: { hidden: true } });
    expect(session.peopleHidden).toEqual({ own: true, organisation: false });
    expect((await told(reader, 'exportFile', { format: 'map-png' })).text).not.toBe(picture);
    expect((await reader.refused(endpoints.readPublicationFiles, { params: { publicationId: ids.publicationId } })).code).toBe('people.hidden');
    expect(await leaks(reader)).toEqual([]);
    expect(api.trouble).toEqual([]);
  });

  it('speaks of positions by the territory, or by its number where that is called after somebody, and finds them by what they are told as', async () => {
    const params = { scenarioId: ids.scenarioId };
    const { territories, constraints, holds } = await reader.call(endpoints.readScenario, { params });
    expect(territories.map((one) => one!.name)).toEqual(['Position 1', 'Position 2', 'Position 3', 'Position 4']);
    expect([constraints, holds.map(({ hold }) => hold.owner)]).toEqual([[], ['an owner']]);
    const { covers } = await reader.call(endpoints.listCovers, { params: { planId: ids.planId } });
    expect(covers.map(({ territory, person, name }) => [territory === person, name])).toEqual(covers.map(() => [true, null]));
    const changes = await reader.call(endpoints.listAccountChanges, { params, query: { base: ids.base, by: 'person', of: 'Position 3' } });
    expect(changes.found).toBeGreaterThan(0);
    expect(changes.groups.every(({ key }) => key === null || key.startsWith('Position '))).toBe(true);
    expect((await reader.call(endpoints.listRecords, { params: { kind: 'people' }, query: { q: 'Zyxqanna' } })).records).toEqual([]);
    expect((await reader.call(endpoints.searchPlaces, { params: { planId: ids.planId }, query: { q: 'Zyxqanna' } })).people).toEqual([]);
    expect((await reader.refused(endpoints.proposeWhatIf, { params, body: { playbooks: [{ kind: 'leave', people: ['zyxq0@zyxq.example'] }] } })).code).toBe('people.hidden');
  });

  it('lets one edit without touching the names that one does not see', async () => {
    const { id: scenarioId } = await reader.call(endpoints.forkScenario, { params: { scenarioId: ids.base }, body: { name: 'Fork' } });
    const params = { scenarioId };
    const [real] = (await planner.call(endpoints.readScenario, { params })).territories;
    const { territories: [seen], seq } = await reader.call(endpoints.readScenario, { params });
    expect(seen!.id).not.toBe(real!.id);
    await reader.call(endpoints.appendEdits, { params, body: { baseSeq: seq, edits: [{ type: 'territory', slot: 0, from: seen, to: { ...seen!, colour: 5 } }] } });
    expect((await planner.call(endpoints.readScenario, { params })).territories[0]).toEqual({ ...real, colour: 5 });
    await reader.call(endpoints.appendEdits, { params, body: { baseSeq: seq + 1, edits: [{ type: 'territory', slot: 0, from: { ...seen!, colour: 5 }, to: { ...seen!, colour: 5, name: 'West' } }] } });
    expect((await planner.call(endpoints.readScenario, { params })).territories[0]).toEqual({ ...real, colour: 5, name: 'West' });
  });

  it('designs without homes and relationships, and says so', async () => {
    const { id: scenarioId } = await planner.call(endpoints.forkScenario, { params: { scenarioId: ids.base }, body: { name: 'With a home' } });
    const { seq } = await planner.call(endpoints.readScenario, { params: { scenarioId } });
    await planner.call(endpoints.appendEdits, { params: { scenarioId }, body: { baseSeq: seq, edits: [{ type: 'constraint', id: 'far', from: null, to: { type: 'home', slot: 0, lng: -80, lat: 30, centreKm: null, reachKm: 1 } }] } });
    const body = { weights: { disruption: 3 } };
    expect((await planner.call(endpoints.checkSolve, { params: { scenarioId }, body })).peopleLeftOut).toBeNull();
    const check = await reader.call(endpoints.checkSolve, { params: { scenarioId }, body });
    expect([check.peopleLeftOut, check.possible]).toEqual([{ homes: 1, relationships: true }, true]);
    const [sighted, blind] = await Promise.all([planner, reader].map((client) => client.call(endpoints.readCertificate, { params: { scenarioId } })));
    expect([sighted.peopleLeftOut, blind.peopleLeftOut]).toEqual([null, { homes: 1, relationships: false }]);
    expect(blind.violations.length).toBeLessThan(sighted.violations.length);
    const job = await reader.call(endpoints.solveScenario, { params: { scenarioId }, body: { preset: 'fast', start: 'current', tolerance: 0.3, ...body } });
    await endOf({ ...api, ...reader }, job.id);
    expect((await planner.call(endpoints.readCertificate, { params: { scenarioId } })).peopleLeftOut).toEqual({ homes: 1, relationships: false });
  });

  it('is asked for by a program with a header, which asks for less and never for more', async () => {
    const { secret } = await planner.call(endpoints.createKey, { body: { name: 'Program', scope: { role: 'viewer' } } });
    const program = api.as({ authorization: `Bearer ${secret}`, 'x-people-hidden': '1' });
    expect((await told(program, 'exportPlan')).text).not.toMatch(UNMISTAKABLE);
    expect((await told(api.as({ authorization: `Bearer ${secret}` }), 'exportPlan')).text).toMatch(UNMISTAKABLE);
  });

  it('keeps to a manager\'s own territories', async () => {
    const { link } = await planner.call(endpoints.invite, { body: { email: 'manager@example.com', scope: { role: 'manager', branch: ids.territory } } });
    const manager = api.as(await signedInByLink(api.server.address, new URL(link.address).hash.slice(1), { name: 'Plain manager', password: 'quiet meadow fourteen' }));
    expect((await told(manager, 'readOwnTerritories')).text).toMatch(UNMISTAKABLE);
    await manager.call(endpoints.hidePeople, { body: { hidden: true } });
    expect((await manager.call(endpoints.readOwnTerritories)).territories.length).toBeGreaterThan(0);
    for (const name of ['readOwnTerritories', 'readOwnChanges'] as const) expect([name, (await told(manager, name)).text]).toEqual([name, expect.not.stringMatching(UNMISTAKABLE)]);
  });
});

describe('a plan that is blind', () => {
  const hide = (client: Client, hidden: boolean) => client.call(endpoints.hidePlanPeople, { params: { planId: ids.planId }, body: { hidden } });

  it('is so for everybody, whatever they choose, once an admin says so, and the audit log says who did', async () => {
    await reader.call(endpoints.hidePeople, { body: { hidden: false } });
    const { link } = await planner.call(endpoints.invite, { body: { email: 'other.planner@example.com', scope: { role: 'planner' } } });
    const other = api.as(await signedInByLink(api.server.address, new URL(link.address).hash.slice(1), { name: 'Plain planner', password: 'quiet meadow fourteen' }));
    expect((await other.refused(endpoints.hidePlanPeople, { params: { planId: ids.planId }, body: { hidden: true } })).code).toBe('access.refused');
    const stream = await reader.fetch(`/api/plans/${ids.planId}/events`);
    expect((await hide(planner, true)).peopleBlind).toBe(true);
    // Who follows is told, and comes again as somebody who is blind.
    expect(await stream.text()).toContain('event: people');
    for (const client of [reader, planner, other]) {
      await client.call(endpoints.hidePeople, { body: { hidden: false } });
      for (const name of ['readScenario', 'listCovers', 'exportPlan', 'followPlan', 'readAccountNames', 'listRecords', 'listPlans'] as const) expect([name, (await told(client, name, { kind: 'people' })).text]).toEqual([name, expect.not.stringMatching(UNMISTAKABLE)]);
    }
    expect((await planner.call(endpoints.duplicatePlan, { params: { planId: ids.planId }, body: { name: 'Copy' } })).peopleBlind).toBe(true);
    const { rows } = await sql<{ actor: string; after: unknown }>`select actor, after from audit where subject = 'plans' and after ? 'people_blind' and action = 'update' order by id`.execute(api.server.db);
    expect(rows.at(-1)).toMatchObject({ actor: (await planner.call(endpoints.readSession)).user!.id, after: { people_blind: true } });
  });

  it('is seen again when it is turned off, and hides everywhere in an organisation that is blind', async () => {
    for (const { id } of (await planner.call(endpoints.listPlans)).plans) await planner.call(endpoints.hidePlanPeople, { params: { planId: id }, body: { hidden: false } });
    expect((await told(reader, 'readScenario')).text).toMatch(UNMISTAKABLE);
    expect((await planner.call(endpoints.patchWorkspace, { body: { peopleBlind: true } })).peopleBlind).toBe(true);
    expect((await reader.call(endpoints.readSession)).peopleHidden).toEqual({ own: false, organisation: true });
    for (const name of ['readScenario', 'listMembers', 'listPlans', 'exportPlan'] as const) expect([name, (await told(reader, name)).text]).toEqual([name, expect.not.stringMatching(UNMISTAKABLE)]);
    await planner.call(endpoints.patchWorkspace, { body: { peopleBlind: false } });
    expect((await told(reader, 'listMembers')).text).toMatch(UNMISTAKABLE);
    expect(api.trouble).toEqual([]);
  });
});
