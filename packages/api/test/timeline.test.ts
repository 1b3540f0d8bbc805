import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type Edit, type MergeResult, type Plan, type Scenario } from '../contract/index.ts';
import { builtPlan, solved } from './following.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

let api: TestServer;
let plan: Plan;
let main: string;

const read = (scenarioId: string): Promise<Scenario> => api.call(endpoints.readScenario, { params: { scenarioId } });
const slotsOf = async (scenarioId: string, seq?: number): Promise<Uint16Array> => new Uint16Array(await api.call(endpoints.readSlots, { params: { scenarioId }, query: { seq } }));
const hashOf = async (scenarioId: string, seq?: number): Promise<string> => (await api.call(endpoints.readHash, { params: { scenarioId }, query: { seq } })).hash;
const append = async (scenarioId: string, ...edits: Edit[]): Promise<number> => (await api.call(endpoints.appendEdits, { params: { scenarioId }, body: { baseSeq: (await read(scenarioId)).seq, edits } })).seq;
const fork = async (scenarioId: string, name: string): Promise<string> => (await api.call(endpoints.forkScenario, { params: { scenarioId }, body: { name } })).id;
const paint = async (scenarioId: string, units: number[], to: number): Promise<void> => {
  const slots = await slotsOf(scenarioId);
  await append(scenarioId, { type: 'assign', by: 'brush', patch: { units, from: units.map((u) => slots[u]), to: units.map(() => to) } });
};
const approved = async (name: string, units: number[], to: number): Promise<string> => {
  const id = await fork(main, name);
  await paint(id, units, to);
  await api.call(endpoints.changeStatus, { params: { scenarioId: id }, body: { action: 'submit' } });
  await api.call(endpoints.approveScenario, { params: { scenarioId: id }, body: { seq: (await read(id)).seq } });
  return id;
};
const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  api = await startTestServer();
  plan = await builtPlan(api);
  main = plan.scenarioId!;
  await solved(api, main);
});
afterAll(() => api.end());

describe('the timeline', () => {
  const inForce = async (date: string): Promise<string | null> => (await api.call(endpoints.readInForce, { params: { planId: plan.id }, query: { date } })).activation?.scenarioName ?? null;
  const activate = (scenarioId: string, from: string): ReturnType<typeof api.call<typeof endpoints.activateRevision>> => api.call(endpoints.activateRevision, { params: { planId: plan.id }, body: { scenarioId, from } });

  it('says what was, is and will be in force on any day', async () => {
    expect(await inForce(day(0))).toBeNull();
    const [past, now, later] = [await approved('Past', [1], 0), await approved('Now', [2], 1), await approved('Later', [3], 2)];
    await activate(past, day(-100));
    await activate(later, day(7));
    expect(await Promise.all([-101, -100, 0, 6, 7, 400].map((offset) => inForce(day(offset))))).toEqual([null, 'Past', 'Past', 'Past', 'Later', 'Later']);
    const timeline = await activate(now, day(-10));
    expect(timeline.activations.map(({ scenarioName, from, until }) => [scenarioName, from, until])).toEqual([['Past', day(-100), day(-10)], ['Now', day(-10), day(7)], ['Later', day(7), null]]);
    expect(await Promise.all([-11, -10, 6, 7].map((offset) => inForce(day(offset))))).toEqual(['Past', 'Now', 'Now', 'Later']);
    expect((await Promise.all([past, now, later].map(read))).map(({ status }) => status)).toEqual(['archived', 'active', 'approved']);
  });

  it('keeps what it says when the scenario goes on', async () => {
    const later = (await api.call(endpoints.readTimeline, { params: { planId: plan.id } })).activations.find(({ scenarioName }) => scenarioName === 'Later')!;
    await api.call(endpoints.changeStatus, { params: { scenarioId: later.scenarioId }, body: { action: 'reopen' } });
    await paint(later.scenarioId, [4], 3);
    const { activation } = await api.call(endpoints.readInForce, { params: { planId: plan.id }, query: { date: day(30) } });
    expect(activation).toMatchObject({ seq: later.seq, hash: await hashOf(later.scenarioId, later.seq) });
  });

  it('takes an activation back, and another of the same day in its place, and forgets neither', async () => {
    const timeline = await api.call(endpoints.readTimeline, { params: { planId: plan.id } });
    const now = timeline.activations.find(({ scenarioName }) => scenarioName === 'Now')!;
    await api.call(endpoints.withdrawActivation, { params: { planId: plan.id, activationId: now.id } });
    expect(await Promise.all([-11, -10, 6, 7].map((offset) => inForce(day(offset))))).toEqual(['Past', 'Past', 'Past', 'Later']);
    expect((await read(timeline.activations[0].scenarioId)).status).toBe('active');
    const instead = await approved('Instead', [5], 1);
    const after = await activate(instead, day(7));
    expect(after.activations.filter(({ withdrawn }) => withdrawn !== null).map(({ scenarioName }) => scenarioName)).toEqual(['Now', 'Later']);
    expect(await inForce(day(8))).toBe('Instead');
    expect((await api.refused(endpoints.withdrawActivation, { params: { planId: plan.id, activationId: now.id } })).code).toBe('activation.unknown');
  });

  it('refuses what nobody approved, and to archive what is in force', async () => {
    const draft = await fork(main, 'Draft');
    expect(await api.refused(endpoints.activateRevision, { params: { planId: plan.id }, body: { scenarioId: draft, from: day(1) } })).toMatchObject({ code: 'status.refused', found: 'draft', repair: 'Submit the scenario and have it approved first.' });
    const past = (await api.call(endpoints.readInForce, { params: { planId: plan.id } })).activation!;
    expect(await api.refused(endpoints.changeStatus, { params: { scenarioId: past.scenarioId }, body: { action: 'archive' } })).toMatchObject({ code: 'status.refused' });
    expect((await read(past.scenarioId)).status).toBe('active');
  });

  it('lets one at a time be in force, whoever writes', async () => {
    const ids = await Promise.all([1, 2, 3, 4].map((i) => approved(`Racer ${i}`, [10 + i], 0)));
    await Promise.all(ids.map((id, i) => activate(id, day(20 + (i % 2)))));
    const { activations } = await api.call(endpoints.readTimeline, { params: { planId: plan.id } });
    const standing = activations.filter(({ withdrawn }) => withdrawn === null);
    expect(standing.slice(1).map(({ from }) => from)).toEqual(standing.slice(0, -1).map(({ until }) => until));
  });
});

describe('comparing', () => {
  it('tells what moves from whom to whom, and that totals are kept', async () => {
    const other = await fork(main, 'Other');
    const before = await slotsOf(main);
    const units = [...before.keys()].filter((u) => before[u] === 0).slice(0, 5);
    await paint(other, units, 1);
    const seq = (await read(other)).territories.length;
    await append(other, { type: 'territory', slot: seq, from: null, to: { id: 'New', name: 'New', colour: null, person: null, parent: null, level: 0 } });
    const far = [...before.keys()].filter((u) => before[u] === 2).slice(0, 3);
    await paint(other, far, seq);
    await append(other, { type: 'named', account: 'A00003', from: null, to: { slot: seq, reason: 'asked for', owner: 'You', expires: null } });
    const found = await api.call(endpoints.compareScenarios, { params: { scenarioId: main }, query: { with: other } });
    expect(found.moved.units).toBe(8);
    expect(found.conserved.differs).toBe(false);
    expect(found.conserved.before).toEqual({ ...found.of, sums: found.conserved.before.sums });
    found.of.sums.forEach((sum, m) => expect(found.conserved.after.sums[m]).toBeCloseTo(sum, 6));
    expect(found.territories.at(-1)).toMatchObject({ id: 'New', slotBefore: null, slotAfter: seq, before: { units: 0 }, after: { units: 3 } });
    for (const { before: had, after: has, gained, lost } of found.territories) {
      expect(has.units).toBe(had.units + gained.units - lost.units);
      expect(has.accounts).toBe(had.accounts + gained.accounts - lost.accounts);
      has.sums.forEach((sum, m) => expect(sum).toBeCloseTo(had.sums[m] + gained.sums[m] - lost.sums[m], 6));
    }
    expect(found.flows.reduce((sum, { amounts }) => sum + amounts.units, 0)).toBe(8);
    expect(found.flows.reduce((sum, { amounts }) => sum + amounts.accounts, 0)).toBe(found.moved.accounts);
    // In force for 100 days, and never changed there since: that is how long the accounts that move have been where they are.
    const days = found.moved.tenureDays!;
    expect(days).toBeGreaterThan(0);
    expect(days % 100).toBe(0);
    const same = await api.call(endpoints.compareScenarios, { params: { scenarioId: other }, query: { with: other } });
    expect(same).toMatchObject({ moved: { units: 0, accounts: 0 }, flows: [] });
  });
});

describe('merging', () => {
  const merge = (into: string, from: string, more: object = {}): Promise<MergeResult> => api.call(endpoints.mergeScenario, { params: { scenarioId: into }, body: { from, ...more } });

  it('brings both sides together, asks where both changed, and records why', async () => {
    const [mine, theirs] = [await fork(main, 'Mine'), await fork(main, 'Theirs')];
    const start = await slotsOf(main);
    const to = (u: number, add: number): number => (start[u] + add) % 5;
    await paint(mine, [30], to(30, 1));
    await paint(mine, [31], to(31, 1));
    await paint(theirs, [31], to(31, 2));
    await paint(theirs, [32], to(32, 1));
    const dry = await merge(mine, theirs, { dryRun: true });
    expect(dry).toMatchObject({ merged: false, units: 1, conflicts: [{ place: 'units', units: [31], base: start[31], mine: to(31, 1), theirs: to(31, 2), reason: 'both' }] });
    const refused = await api.refused(endpoints.mergeScenario, { params: { scenarioId: mine }, body: { from: theirs } });
    expect(refused).toMatchObject({ status: 409, code: 'merge.conflicts' });
    const done = await merge(mine, theirs, { take: [{ side: 'theirs', units: [31] }] });
    expect(done).toMatchObject({ merged: true, units: 2, conflicts: [] });
    const merged = await slotsOf(mine);
    expect([30, 31, 32].map((u) => merged[u])).toEqual([to(30, 1), to(31, 2), to(32, 1)]);
    const { edits } = await api.call(endpoints.listEdits, { params: { scenarioId: mine }, query: { order: 'newest', limit: 1 } });
    expect(edits[0]).toMatchObject({ cause: { kind: 'merge', scenarioId: theirs }, summary: { by: 'merge' } });

    // What was merged is common ground from then on, in either direction.
    await paint(theirs, [33], to(33, 1));
    await paint(mine, [31], to(31, 3));
    expect(await merge(mine, theirs)).toMatchObject({ units: 1, conflicts: [], base: { scenarioId: theirs } });
    expect(await merge(theirs, mine)).toMatchObject({ units: 2, conflicts: [] });
    expect(await slotsOf(theirs)).toEqual(await slotsOf(mine));
  });

  it('taken back is as if it had never been, also for the next merge', async () => {
    const [mine, theirs] = [await fork(main, 'Mine 2'), await fork(main, 'Theirs 2')];
    await append(theirs, { type: 'territory', slot: 5, from: null, to: { id: 'Their own', name: 'Their own', colour: null, person: null, parent: null, level: 0 } });
    await append(mine, { type: 'territory', slot: 5, from: null, to: { id: 'My own', name: 'My own', colour: null, person: null, parent: null, level: 0 } });
    await paint(theirs, [40], 5);
    const before = await hashOf(mine);
    await merge(mine, theirs);
    const after = await read(mine);
    expect(after.territories.slice(5).map((territory) => territory?.id)).toEqual(['My own', 'Their own']);
    expect((await slotsOf(mine))[40]).toBe(6);
    await api.call(endpoints.undoEdit, { params: { scenarioId: mine }, body: { baseSeq: after.seq, direction: 'undo' } });
    expect((await slotsOf(mine))[40]).toBe((await slotsOf(main))[40]);
    expect((await merge(mine, theirs)).units).toBe(1);
    await paint(theirs, [41], 5);
    expect((await merge(mine, theirs)).conflicts).toEqual([]);
    const merged = (await read(mine)).territories;
    expect(merged[(await slotsOf(mine))[41]]?.id).toBe('Their own');
    expect(before).not.toBe(await hashOf(mine));
  });

  it('refuses what is not of this plan', async () => {
    expect((await api.refused(endpoints.mergeScenario, { params: { scenarioId: main }, body: { from: main } })).code).toBe('scenario.unknown');
    const copy = await api.call(endpoints.duplicatePlan, { params: { planId: plan.id }, body: {} });
    expect((await api.refused(endpoints.mergeScenario, { params: { scenarioId: main }, body: { from: copy.scenarioId! } })).code).toBe('scenario.unknown');
    expect((await api.refused(endpoints.compareScenarios, { params: { scenarioId: main }, query: { with: copy.scenarioId! } })).code).toBe('scenario.unknown');
  });
});

it('logged no trouble', () => {
  expect(api.trouble).toEqual([]);
});
