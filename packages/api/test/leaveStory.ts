import { strFromU8, unzipSync } from 'fflate';
import assert from 'node:assert/strict';
import { endpoints, type AccountChange, type AccountChanges, type EditEntry, type Mapping, type Plan, type PlaybookAsked, type Publication } from '../contract/index.ts';
import { CLIENT, type SalesforceFake } from './fakes/salesforceFake.ts';
import { endOf } from './following.ts';
import type { TestServer } from './startTestServer.ts';

/** What the story is told with. */
export interface StoryAsked {
  readonly filename: string;
  readonly bytes: Uint8Array;
  /** What differs from the mapping that is guessed. */
  readonly mapping: Partial<Mapping>;
  readonly region: string | null;
  readonly territories: number;
  /** Slots of those who leave. */
  readonly leave: readonly number[];
  /** Largest deviation from target, 0 to 1, before and after. */
  readonly tolerance: number;
  /** Work for the first design. */
  readonly preset: 'fast' | 'balanced' | 'thorough';
}

/** What came of it. */
export interface StoryTold {
  readonly plan: Plan;
  readonly accounts: number;
  /** Worst deviation of the plan in force, and of the one without those who leave. */
  readonly worst: readonly [before: number, after: number];
  /** The scenario without those who leave. */
  readonly scenarioId: string;
  /** Ids of the accounts that change hands, and of those that do not. */
  readonly moved: readonly string[];
  readonly stayed: readonly string[];
  /** The change list, one line per account below its header. */
  readonly changeList: string;
  /** The files for Salesforce that bring what is in force to the new plan, by name. */
  readonly delta: ReadonlyMap<string, string>;
}

/** First day of the plan without those who leave; after any day on which this runs. */
export const STORY_DAY = '2999-06-01';
const FROM = '2026-01-01';
const email = (slot: number): string => `person${slot + 1}@example.com`;

/**
 * From a file of accounts to people who leave: a plan comes into force and into Salesforce, some of its people leave, the plan without
 * them is within the tolerance, every account that moves has the cause that the history bears out, and what Salesforce is told
 * makes it hold exactly the new plan.
 *
 * @param api a server that may publish to `fake`
 * @throws AssertionError where anything of this is not so
 */
export async function leaveStory(api: TestServer, fake: SalesforceFake, asked: StoryAsked, say: (line: string) => void = () => undefined): Promise<StoryTold> {
  const plan = await planInForce(api, asked, say);
  const params = { scenarioId: plan.scenarioId! };
  const accounts = await accountsOf(api, plan);
  for (let slot = 0; slot < asked.territories; slot++) fake.tables.add('User', { Username: email(slot), IsActive: 'true' });
  for (const { id, name } of accounts) fake.tables.add('Account', { Name: name, ERP_No__c: id });
  const targetId = await publishTarget(api, fake, plan);
  const first = await published(api, plan, { targetId, from: FROM });
  const before = new Uint16Array(await api.call(endpoints.readSlots, { params }));
  const inForce = await api.call(endpoints.readCertificate, { params });
  const unitOf = new Map(accounts.map(({ id, unit }) => [id, unit]));
  await holds(api, fake, plan, plan.scenarioId!, before, unitOf);
  say(`published to Salesforce: ${first.steps.map(({ name, rows }) => `${name} ${rows}`).join(', ')}`);

  const playbooks: PlaybookAsked[] = [{ kind: 'leave', slots: [...asked.leave] }];
  const asking = performance.now();
  const proposal = await api.call(endpoints.proposeWhatIf, { params, body: { playbooks, tolerance: asked.tolerance } });
  const propose = (performance.now() - asking) / 1000;
  assert.deepEqual([proposal.withoutOwner, proposal.outside], [{ units: 0, accounts: 0 }, []]);
  assert.ok((proposal.after.worstDeviation ?? Infinity) <= asked.tolerance + 1e-9, `worst deviation ${proposal.after.worstDeviation}`);
  const take = { playbooks, tolerance: asked.tolerance, baseSeq: proposal.baseSeq, assignmentHash: proposal.assignmentHash };
  // What is in force is frozen: it goes into a scenario of its own, for a day.
  assert.equal((await api.refused(endpoints.takeWhatIf, { params, body: { ...take, into: 'here' } })).code, 'scenario.frozen');
  const taken = await api.call(endpoints.takeWhatIf, { params, body: { ...take, into: 'schedule', from: STORY_DAY } });
  const certificate = await api.call(endpoints.readCertificate, { params: { scenarioId: taken.scenarioId } });
  assert.deepEqual([certificate.feasible, certificate.violations, certificate.unassignedUnits], [true, [], 0]);
  const after = new Uint16Array(await api.call(endpoints.readSlots, { params: { scenarioId: taken.scenarioId } }));
  say(`${asked.leave.length} of ${asked.territories} leave: worst deviation ${percent(inForce.worstDeviation)} before, ${percent(certificate.worstDeviation)} after; ${proposal.moved.accounts} of ${accounts.length} accounts move; proposed in ${propose.toFixed(1)} s`);

  const changes = await allChanges(api, taken.scenarioId, plan.scenarioId!);
  assert.deepEqual(changes.changes.map(({ account }) => account.id).sort(), accounts.filter(({ unit }) => before[unit] !== after[unit]).map(({ id }) => id).sort());
  assert.equal(changes.changes.length, proposal.moved.accounts);
  await bearOut(api, taken.scenarioId, changes, asked.leave);
  const changeList = new TextDecoder().decode(await api.call(endpoints.exportChanges, { params: { scenarioId: taken.scenarioId }, query: { base: plan.scenarioId! } }));
  assert.equal(linesBelowHeader(changeList), changes.changes.length);
  say(`change list: ${changes.changes.length} rows, each with a cause that the history bears out`);

  const second = await published(api, plan, { targetId, from: STORY_DAY });
  const delta = await filesOf(api, second);
  await holds(api, fake, plan, taken.scenarioId, after, unitOf);
  const again = await checked(api, plan, { targetId, from: STORY_DAY });
  assert.deepEqual(again.steps, [], 'a second time there is something to write');
  say(`delta for Salesforce: ${second.steps.map(({ name, rows }) => `${name} ${rows}`).join(', ')}; applied, and nothing differs any more`);
  return { plan, accounts: accounts.length, worst: [inForce.worstDeviation, certificate.worstDeviation], moved: changes.changes.map(({ account }) => account.id), stayed: accounts.filter(({ unit }) => before[unit] === after[unit]).map(({ id }) => id), scenarioId: taken.scenarioId, changeList, delta };
}

/** Uploads the file, designs a plan within the tolerance, gives every territory a person, and brings it into force. */
async function planInForce(api: TestServer, { filename, bytes, mapping, region, territories, tolerance, preset }: StoryAsked, say: (line: string) => void): Promise<Plan> {
  const dataset = await api.call(endpoints.uploadDataset, { query: { filename }, body: bytes });
  const guess = dataset.guess.mapping;
  const whole = { ...guess, ...mapping } as Mapping;
  const { plan, job } = await api.call(endpoints.createPlan, { body: { name: 'Somebody leaves', datasetId: dataset.id, mapping: whole, territories, tolerance, region, start: 'empty' } });
  assert.equal((await endOf(api, job.id)).state, 'done');
  const built = await api.call(endpoints.readPlan, { params: { planId: plan.id } });
  const params = { scenarioId: built.scenarioId! };
  const began = performance.now();
  const design = await endOf(api, (await api.call(endpoints.solveScenario, { params, body: { preset, seed: 1 } })).id);
  assert.equal(design.state, 'done');
  const { feasible, worstDeviation } = await api.call(endpoints.readCertificate, { params });
  say(`${territories} territories designed in ${((performance.now() - began) / 1000).toFixed(1)} s: worst deviation ${percent(worstDeviation)}`);
  assert.ok(feasible, `the first design is ${percent(worstDeviation)} off`);
  const { seq, territories: named } = await api.call(endpoints.readScenario, { params });
  const edits = named.flatMap((from, slot) => (from ? [{ type: 'territory' as const, slot, from, to: { ...from, person: email(slot) } }] : []));
  await api.call(endpoints.appendEdits, { params, body: { baseSeq: seq, edits } });
  await api.call(endpoints.changeStatus, { params, body: { action: 'submit' } });
  await api.call(endpoints.approveScenario, { params, body: { seq: (await api.call(endpoints.readScenario, { params })).seq } });
  await api.call(endpoints.activateRevision, { params: { planId: built.id }, body: { scenarioId: built.scenarioId!, from: FROM } });
  return built;
}

async function accountsOf(api: TestServer, plan: Plan): Promise<{ id: string; name: string; unit: number }[]> {
  const all: { id: string; name: string; unit: number }[] = [];
  for (;;) {
    const { accounts } = await api.call(endpoints.listAccounts, { params: { unitsId: plan.unitsId! }, query: { limit: 1000, offset: all.length } });
    if (accounts.length === 0) return all;
    all.push(...accounts);
  }
}

async function publishTarget(api: TestServer, fake: SalesforceFake, plan: Plan): Promise<string> {
  const connection = await api.call(endpoints.createConnection, { body: { name: 'Salesforce', crm: 'salesforce', address: fake.address, credentials: { kind: 'stored', ...CLIENT } } });
  const map = { crm: 'salesforce', accountKey: 'ERP_No__c', userKey: 'Username' } as const;
  return (await api.call(endpoints.createTarget, { params: { planId: plan.id }, body: { name: 'Salesforce', connectionId: connection.id, map } })).id;
}

async function checked(api: TestServer, plan: Plan, { targetId, from }: { targetId: string; from: string }): Promise<Publication> {
  const asked = await api.call(endpoints.checkPublication, { params: { planId: plan.id }, body: { targetId, from } });
  await endOf(api, asked.jobId!);
  const dry = await api.call(endpoints.readPublication, { params: { publicationId: asked.id } });
  assert.deepEqual([dry.state, dry.error], ['checked', null]);
  return dry;
}

async function published(api: TestServer, plan: Plan, which: { targetId: string; from: string }): Promise<Publication> {
  const dry = await checked(api, plan, which);
  const asked = await api.call(endpoints.confirmPublication, { params: { publicationId: dry.id } });
  await endOf(api, asked.jobId!);
  const done = await api.call(endpoints.readPublication, { params: { publicationId: dry.id } });
  assert.deepEqual([done.state, done.differs, done.refused], ['done', 0, []]);
  return done;
}

/** Salesforce has every account on the territory of its slot, and on no other of this plan. */
async function holds(api: TestServer, fake: SalesforceFake, plan: Plan, scenarioId: string, slots: Uint16Array, unitOf: ReadonlyMap<string, number>): Promise<void> {
  const { territories } = await api.call(endpoints.readScenario, { params: { scenarioId } });
  const { rows } = fake.tables;
  const territoryOf = new Map(rows.Territory2.map(({ Id, Hexalign_Key__c }) => [Id.slice(0, 15), Hexalign_Key__c]));
  const accountOf = new Map(rows.Account.map(({ Id, ERP_No__c }) => [Id.slice(0, 15), ERP_No__c]));
  const there = rows.ObjectTerritory2Association.map(({ ObjectId, Territory2Id }) => `${accountOf.get(ObjectId.slice(0, 15))} ${territoryOf.get(Territory2Id.slice(0, 15))}`);
  assert.deepEqual(there.sort(), [...unitOf].map(([id, unit]) => `${id} ${plan.id}:${territories[slots[unit]]!.id}`).sort());
}

async function allChanges(api: TestServer, scenarioId: string, base: string): Promise<AccountChanges> {
  const changes: AccountChange[] = [];
  for (;;) {
    const page = await api.call(endpoints.listAccountChanges, { params: { scenarioId }, query: { by: 'territory', base, offset: changes.length, limit: 1000 } });
    changes.push(...page.changes);
    if (page.changes.length === 0 || changes.length >= page.found) return { ...page, changes };
  }
}

/** Every cause is that of the entry of the history which moved the account's unit last; and that is the leaving. */
async function bearOut(api: TestServer, scenarioId: string, { changes, causes }: AccountChanges, leave: readonly number[]): Promise<void> {
  const lastMove = new Map<number, EditEntry>();
  for (let after = 0; ;) {
    const { edits } = await api.call(endpoints.listEdits, { params: { scenarioId }, query: { after, bodies: 'yes', order: 'oldest', limit: 200 } });
    for (const entry of edits) if (entry.edit?.type === 'assign') for (const unit of entry.edit.patch.units) lastMove.set(unit, entry);
    if (edits.length === 0) break;
    after = edits.at(-1)!.seq;
  }
  for (const { account, unit, cause } of changes) {
    const [reason] = causes[cause].reasons;
    const entry = lastMove.get(unit);
    assert.ok(entry, `nothing in the history moved ${account.id}`);
    assert.deepEqual([reason.scenarioId, reason.entry?.seq, reason.cause], [scenarioId, entry.seq, entry.cause], account.id);
    assert.ok(reason.cause.kind === 'leave' && reason.cause.playbooks?.some((one) => one.kind === 'leave' && one.slots.join() === leave.join()), account.id);
  }
}

async function filesOf(api: TestServer, { id }: Publication): Promise<Map<string, string>> {
  const files = unzipSync(new Uint8Array(await api.call(endpoints.readPublicationFiles, { params: { publicationId: id } })));
  return new Map(Object.entries(files).filter(([name]) => name.endsWith('.csv')).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

/** Rows of a CSV file without line breaks in its cells. */
export function linesBelowHeader(text: string): number {
  return text.trim().split('\n').length - 1;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}
