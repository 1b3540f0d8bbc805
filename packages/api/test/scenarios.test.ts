import { applyEdit, docHash, emptyDoc, type ScenarioDoc } from '@hexalign/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type Edit, type Plan, type Scenario } from '../contract/index.ts';
import { builtPlan, solved } from './following.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

describe('a scenario', () => {
  let api: TestServer;
  let plan: Plan;
  let params: { scenarioId: string };

  const read = (scenarioId = params.scenarioId): Promise<Scenario> => api.call(endpoints.readScenario, { params: { scenarioId } });
  const slotsOf = async (scenarioId = params.scenarioId, seq?: number): Promise<Uint16Array> => new Uint16Array(await api.call(endpoints.readSlots, { params: { scenarioId }, query: { seq } }));
  const hashOf = (scenarioId: string, seq?: number): Promise<{ seq: number; hash: string }> => api.call(endpoints.readHash, { params: { scenarioId }, query: { seq } });
  const append = async (scenarioId: string, ...edits: Edit[]): Promise<number> => (await api.call(endpoints.appendEdits, { params: { scenarioId }, body: { baseSeq: (await read(scenarioId)).seq, edits } })).seq;
  const paint = async (scenarioId: string, ...units: number[]): Promise<Edit> => {
    const slots = await slotsOf(scenarioId);
    return { type: 'assign', by: 'brush', patch: { units, from: units.map((u) => slots[u]), to: units.map((u) => (slots[u] === 0 ? 1 : 0)) } };
  };

  beforeAll(async () => {
    api = await startTestServer();
    plan = await builtPlan(api);
    params = { scenarioId: plan.scenarioId! };
    await solved(api, plan.scenarioId!);
  });
  afterAll(() => api.end());

  it('takes every kind of edit, and its log replays to the same hash', async () => {
    const before = await read();
    const n = (await slotsOf()).length;
    const [first] = before.territories;
    const count = before.territories.length;
    const region = { id: 'North', name: 'North', colour: null, person: null, parent: null, level: 2 };
    await append(params.scenarioId,
      { type: 'territory', slot: count, from: null, to: region },
      { type: 'territory', slot: count + 1, from: null, to: { ...region, id: 'North 1', name: 'North 1', parent: count, level: 1 } },
      { type: 'territory', slot: 0, from: first, to: { ...first!, name: 'Harbour', parent: count + 1 } },
      { type: 'territory', slot: count + 2, from: null, to: { ...region, id: 'short-lived', parent: null, level: 0 } },
      { type: 'territory', slot: count + 2, from: { ...region, id: 'short-lived', parent: null, level: 0 }, to: null },
    );
    await append(params.scenarioId,
      { type: 'lock', slot: 3, from: false, to: true },
      { type: 'hold', subject: 'unit 5', from: null, to: { reason: 'a depot stands here', owner: 'You', expires: '2027-03-31' } },
      { type: 'named', account: 'A00007', from: null, to: { slot: 1, reason: 'their house bank', owner: 'You', expires: null } },
      { type: 'goal', measure: before.goals[0].measure, from: before.goals[0], to: { ...before.goals[0], tolerance: 0.2 } },
      { type: 'constraint', id: 'river', from: null, to: { type: 'barrier', pairs: [1, 2] } },
      { type: 'constraint', id: 'depot', from: null, to: { type: 'seed', unit: 5, slot: (await slotsOf())[5] } },
      { type: 'weights', from: before.weights, to: { ...before.weights, compactness: 3 } },
    );
    await append(params.scenarioId, await paint(params.scenarioId, ...[6, 7, 8].filter((u) => u < n)));
    const stranger: Edit = { type: 'named', account: 'nobody', from: null, to: { slot: 1, reason: 'r', owner: 'You', expires: null } };
    expect(await api.refused(endpoints.appendEdits, { params, body: { baseSeq: 0, edits: [stranger] } })).toMatchObject({ code: 'edit.invalid', where: 'edits.0.account', found: 'nobody' });
    const now = await read();
    expect(now).toMatchObject({ locks: [3], weights: { compactness: 3 }, holds: [{ subject: 'unit 5' }], named: [{ account: 'A00007', named: { slot: 1 } }] });
    expect(now.constraints.map(({ id }) => id).sort()).toEqual(['depot', 'river']);
    expect(now.territories.slice(count).map((territory) => territory?.level ?? null)).toEqual([2, 1, null]);

    const start = await slotsOf(params.scenarioId, 0);
    const { edits } = await api.call(endpoints.listEdits, { params, query: { bodies: 'yes', limit: 1000 } });
    const doc: ScenarioDoc = { ...emptyDoc(now.fingerprint, 0), slots: start, territories: [...before.territories], goals: new Map(before.goals.map((goal) => [goal.measure, goal])) };
    for (const { edit } of edits) applyEdit(doc, edit as never);
    expect(await hashOf(params.scenarioId)).toEqual({ seq: now.seq, hash: docHash(doc) });
  });

  it('takes every kind back, to the very hash it had', async () => {
    const hash = async (): Promise<string> => (await hashOf(params.scenarioId)).hash;
    const { seq } = await read();
    const hashes = [await hash()];
    await append(params.scenarioId, { type: 'lock', slot: 4, from: false, to: true });
    hashes.push(await hash());
    await append(params.scenarioId, await paint(params.scenarioId, 9));
    for (const direction of ['undo', 'undo', 'redo', 'undo'] as const) await api.call(endpoints.undoEdit, { params, body: { baseSeq: (await read()).seq, direction } });
    expect(await hash()).toBe(hashes[0]);
    expect((await hashOf(params.scenarioId, seq + 1)).hash).toBe(hashes[1]);
    const { edits } = await api.call(endpoints.listEdits, { params, query: { after: seq } });
    expect(edits.map(({ cause }) => cause.kind)).toEqual(['hand', 'hand', 'undo', 'undo', 'redo', 'undo']);
  });

  it('keeps what is held and locked where it is in a design, and says what ran', async () => {
    const before = await slotsOf();
    const job = await solved(api, params.scenarioId);
    const after = await slotsOf();
    expect(job.state).toBe('done');
    expect(after[5]).toBe(before[5]);
    expect(Array.from(after, (slot) => slot === 3)).toEqual(Array.from(before, (slot) => slot === 3));
    const { edits } = await api.call(endpoints.listEdits, { params, query: { order: 'newest', limit: 1 } });
    expect(edits[0]?.cause).toMatchObject({ kind: 'solver', jobId: job.id, preset: 'fast', seed: 3 });
    const refused = await api.refused(endpoints.appendEdits, { params, body: { baseSeq: (await read()).seq, edits: [await paint(params.scenarioId, 5)] } });
    expect(refused).toMatchObject({ code: 'edit.invalid', repair: 'Lift the hold first.' });
  });

  it('forks in one row: each side goes its own way, and the history before is shared', async () => {
    const main = await read();
    const fork = await api.call(endpoints.forkScenario, { params, body: { name: 'North first' } });
    expect(fork).toMatchObject({ name: 'North first', seq: main.seq, forkOf: { scenarioId: main.id, seq: main.seq }, undo: null });
    expect((await hashOf(fork.id)).hash).toBe((await hashOf(main.id)).hash);
    await append(fork.id, await paint(fork.id, 20));
    await append(main.id, await paint(main.id, 21));
    const [left, right] = [await slotsOf(main.id), await slotsOf(fork.id)];
    expect([left[20] === right[20], left[21] === right[21]]).toEqual([false, false]);
    const old = await api.call(endpoints.forkScenario, { params: { scenarioId: fork.id }, body: { name: 'From before', seq: 2 } });
    expect((await hashOf(old.id)).hash).toBe((await hashOf(main.id, 2)).hash);
    expect((await hashOf(fork.id, 1)).hash).toBe((await hashOf(main.id, 1)).hash);
    const { edits } = await api.call(endpoints.listEdits, { params: { scenarioId: fork.id }, query: { limit: 1000 } });
    expect(edits.map(({ seq }) => seq)).toEqual(Array.from({ length: main.seq + 1 }, (_, i) => i + 1));
    // A fork undoes what was done in it, and nothing from before.
    await api.call(endpoints.undoEdit, { params: { scenarioId: fork.id }, body: { baseSeq: main.seq + 1, direction: 'undo' } });
    expect((await api.refused(endpoints.undoEdit, { params: { scenarioId: fork.id }, body: { baseSeq: main.seq + 2, direction: 'undo' } })).code).toBe('undo.nothing');
    expect((await hashOf(fork.id)).hash).toBe((await hashOf(main.id, main.seq)).hash);
  });

  it('keeps named states as they were', async () => {
    const { seq, hash } = await hashOf(params.scenarioId);
    const revision = await api.call(endpoints.createRevision, { params, body: { name: 'Before the fair', note: 'as shown' } });
    expect(revision).toMatchObject({ number: 1, name: 'Before the fair', seq, hash });
    await append(params.scenarioId, await paint(params.scenarioId, 30));
    expect(await api.call(endpoints.listRevisions, { params })).toEqual({ revisions: [revision] });
    expect((await hashOf(params.scenarioId, seq)).hash).toBe(hash);
    expect((await api.refused(endpoints.createRevision, { params, body: { name: 'x', seq: seq + 99 } })).code).toBe('scenario.ahead');
  });

  it('goes from draft to review to approved, signed, and takes no changes on the way', async () => {
    const fork = await api.call(endpoints.forkScenario, { params, body: { name: 'For review' } });
    const of = { scenarioId: fork.id };
    const { hash } = await hashOf(fork.id);
    expect((await api.refused(endpoints.approveScenario, { params: of, body: { seq: fork.seq } }))).toMatchObject({ code: 'status.refused', found: 'draft', expected: 'review' });
    const submitted = await api.call(endpoints.changeStatus, { params: of, body: { action: 'submit', note: 'please look' } });
    expect(submitted).toMatchObject({ status: 'review', frozen: true });
    const [pinned] = (await api.call(endpoints.listRevisions, { params: of })).revisions;
    expect(pinned).toMatchObject({ name: 'Submitted', seq: fork.seq, hash });
    const refused = await api.refused(endpoints.appendEdits, { params: of, body: { baseSeq: fork.seq, edits: [await paint(fork.id, 31)] } });
    expect(refused).toMatchObject({ status: 409, code: 'scenario.frozen', found: 'review', repair: 'Return it to draft, or fork it.' });
    expect((await api.refused(endpoints.solveScenario, { params: of, body: {} })).code).toBe('scenario.frozen');
    expect((await api.refused(endpoints.approveScenario, { params: of, body: { seq: fork.seq - 1 } })).code).toBe('scenario.stale');
    await api.call(endpoints.changeStatus, { params: of, body: { action: 'return', note: 'not yet' } });
    await append(fork.id, await paint(fork.id, 31));
    await api.call(endpoints.changeStatus, { params: of, body: { action: 'submit' } });
    const approved = await api.call(endpoints.approveScenario, { params: of, body: { seq: fork.seq + 1, note: 'good' } });
    expect(approved.status).toBe('approved');
    const { signatures } = await api.call(endpoints.listSignatures, { params: of });
    expect(signatures.map(({ action, from, to }) => [action, from, to])).toEqual([['submit', 'draft', 'review'], ['return', 'review', 'draft'], ['submit', 'draft', 'review'], ['approve', 'review', 'approved']]);
    expect(signatures[3]).toMatchObject({ hash: (await hashOf(fork.id)).hash, seq: fork.seq + 1, note: 'good', actor: { id: expect.any(String) as string } });
    expect((await api.call(endpoints.forkScenario, { params: of, body: { name: 'Goes on' } }))).toMatchObject({ status: 'draft', frozen: false });
  });

  it('keeps a gesture as the fewest edits that do the same, and one that comes back as none', async () => {
    const slots = await slotsOf();
    const stroke = (u: number, from: number, to: number): Edit => ({ type: 'assign', by: 'brush', patch: { units: [u], from: [from], to: [to] } });
    const { seq } = await read();
    const to = (slots[60] + 1) % 3;
    const open = [60, 61].filter((u) => slots[u] !== 3 && (slots[u] + 1) % 3 !== 3);
    const { appended } = await api.call(endpoints.appendEdits, { params, body: { baseSeq: seq, edits: open.flatMap((u) => [stroke(u, slots[u], 4), stroke(u, 4, to)]) } });
    expect(appended.map(({ summary }) => [summary.type, summary.units])).toEqual([['assign', open.filter((u) => slots[u] !== to).length]]);
    const back = await api.call(endpoints.appendEdits, { params, body: { baseSeq: seq + 1, edits: [stroke(60, to, 4), stroke(60, 4, to)] } });
    expect(back).toMatchObject({ seq: seq + 1, appended: [] });
    const wrong = await api.refused(endpoints.appendEdits, { params, body: { baseSeq: seq + 1, edits: [stroke(60, to, 4), stroke(60, to, 4)] } });
    expect(wrong.where).toContain('edits.1');
  });

  it('renames', async () => {
    expect((await api.call(endpoints.patchScenario, { params, body: { name: ' Spring ' } })).name).toBe('Spring');
  });

  it('keeps the colours that browsers chose, the first to choose before the next, and gives them to a branch', async () => {
    const keep = (scenarioId: string, ...changes: { slot: number; from: number | null; to: number | null }[]): Promise<{ colours: (number | null)[] }> => api.call(endpoints.keepColours, { params: { scenarioId }, body: { changes } });
    const hash = await hashOf(params.scenarioId);
    expect(await api.call(endpoints.readColours, { params })).toEqual({ colours: [] });
    expect(await keep(params.scenarioId, { slot: 2, from: null, to: 7 }, { slot: 0, from: null, to: 3 })).toEqual({ colours: [3, null, 7] });
    expect(await keep(params.scenarioId, { slot: 0, from: null, to: 4 }, { slot: 1, from: null, to: 5 }, { slot: 2, from: 7, to: 8 })).toEqual({ colours: [3, 5, 8] });
    const fork = await api.call(endpoints.forkScenario, { params, body: { name: 'Looks alike' } });
    expect(await api.call(endpoints.readColours, { params: { scenarioId: fork.id } })).toEqual({ colours: [3, 5, 8] });
    await keep(fork.id, { slot: 0, from: 3, to: 6 });
    expect(await api.call(endpoints.readColours, { params })).toEqual({ colours: [3, 5, 8] });
    expect(await hashOf(params.scenarioId)).toEqual(hash);
    const copy = await api.call(endpoints.duplicatePlan, { params: { planId: plan.id }, body: {} });
    expect(await api.call(endpoints.readColours, { params: { scenarioId: copy.scenarios[0].id } })).toEqual({ colours: [3, 5, 8] });
  });

  it('logged no trouble', () => {
    expect(api.trouble).toEqual([]);
  });
});
