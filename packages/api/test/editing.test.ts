import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { endpoints, type Edit, type EditEntry, type Plan } from '../contract/index.ts';
import { builtPlan, solved } from './following.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

describe('several people at one scenario', () => {
  let api: TestServer;
  let plan: Plan;
  let params: { scenarioId: string };
  let slots: Uint16Array;
  let seq: number;

  /** Paints units to a territory that is not theirs. */
  const paint = (...units: number[]): Edit => ({ type: 'assign', by: 'brush', patch: { units, from: units.map((u) => slots[u]), to: units.map((u) => (slots[u] === 0 ? 1 : 0)) } });
  const state = async (): Promise<void> => {
    seq = (await api.call(endpoints.readScenario, { params })).seq;
    slots = new Uint16Array(await api.call(endpoints.readSlots, { params, query: { seq } }));
  };

  beforeAll(async () => {
    api = await startTestServer();
    plan = await builtPlan(api);
    params = { scenarioId: plan.scenarioId! };
    await solved(api, plan.scenarioId!);
  });
  afterAll(() => api.end());
  beforeEach(state);

  it('takes edits of different places in any order', async () => {
    const first = await api.call(endpoints.appendEdits, { params, body: { baseSeq: seq, edits: [paint(1, 2)] } });
    const second = await api.call(endpoints.appendEdits, { params, body: { baseSeq: seq, edits: [paint(3)] } });
    expect(second.seq).toBe(first.seq + 1);
    expect(second.missing).toEqual(first.appended);
  });

  it('refuses an edit of a place that somebody changed meanwhile, and brings what was missed', async () => {
    const first = await api.call(endpoints.appendEdits, { params, body: { baseSeq: seq, edits: [paint(10, 11)] } });
    const refused = await api.refused(endpoints.appendEdits, { params, body: { baseSeq: seq, edits: [paint(11, 12)] } });
    expect(refused).toMatchObject({ status: 409, code: 'scenario.stale', value: { seq: first.seq } });
    expect((refused.value as { missing: EditEntry[] }).missing).toEqual(first.appended);
    // What was refused left no trace.
    expect((await api.call(endpoints.readScenario, { params })).seq).toBe(first.seq);
  });

  it('lets one of two racing edits of the same place through', async () => {
    const edits = Array.from({ length: 8 }, (_, i) => paint(20, 21 + i));
    const answers = await Promise.all(
      edits.map((edit) => api.fetch(`/api/scenarios/${params.scenarioId}/edits`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ baseSeq: seq, edits: [edit] }) }).then((r) => r.status)),
    );
    expect(answers.sort()).toEqual([200, ...Array.from({ length: 7 }, () => 409)]);
  });

  it('loses nothing of many racing edits of different places', async () => {
    const units = Array.from({ length: 120 }, (_, i) => 100 + i);
    await Promise.all(units.map((u) => api.call(endpoints.appendEdits, { params, body: { baseSeq: seq, edits: [paint(u)] } })));
    const before = slots;
    const base = seq;
    await state();
    expect(seq).toBe(base + 120);
    expect(units.map((u) => slots[u])).toEqual(units.map((u) => (before[u] === 0 ? 1 : 0)));
    const { edits } = await api.call(endpoints.listEdits, { params, query: { after: base, bodies: 'yes' } });
    expect(edits.map((entry) => entry.seq)).toEqual(units.map((_, i) => base + 1 + i));
  });

  it('refuses edits that do not fit, and changes nothing', async () => {
    const n = slots.length;
    const wrong: [Edit, string][] = [
      [{ type: 'assign', by: 'brush', patch: { units: [n], from: [0], to: [1] } }, 'patch.units.0'],
      [{ type: 'assign', by: 'brush', patch: { units: [0], from: [slots[0] === 4 ? 3 : 4], to: [1] } }, 'patch.from.0'],
      [{ type: 'assign', by: 'brush', patch: { units: [0], from: [slots[0]], to: [77] } }, 'patch.to.0'],
      [{ type: 'assign', by: 'brush', patch: { units: [0, 1], from: [slots[0]], to: [1] } }, 'edits.0'],
      [{ type: 'lock', slot: 60, from: false, to: true }, 'slot'],
      [{ type: 'lock', slot: 0, from: true, to: false }, 'from'],
      [{ type: 'goal', measure: 'nobody', from: null, to: { measure: 'nobody', share: null, tolerance: 0.1, weight: 1 } }, 'measure'],
    ];
    for (const [edit, where] of wrong) {
      const refused = await api.refused(endpoints.appendEdits, { params, body: { baseSeq: seq, edits: [edit] } });
      expect(refused).toMatchObject({ status: 422, code: 'edit.invalid' });
      expect(refused.where).toContain(where);
    }
    // The second of a pair is wrong: the first is not kept either.
    await api.refused(endpoints.appendEdits, { params, body: { baseSeq: seq, edits: [paint(0), { type: 'lock', slot: 60, from: false, to: true }] } });
    expect((await api.refused(endpoints.appendEdits, { params, body: { baseSeq: seq + 1000, edits: [paint(0)] } })).code).toBe('scenario.ahead');
    expect((await api.call(endpoints.readScenario, { params })).seq).toBe(seq);
  });

  it('writes what is sent twice under one name once, and answers as if it were the first time', async () => {
    const sent = randomUUID();
    const body = { baseSeq: seq, edits: [paint(300, 301), { type: 'lock', slot: 2, from: false, to: true } as Edit], sent };
    const first = await api.call(endpoints.appendEdits, { params, body });
    // Somebody changes the same places before the answer, which got lost, is asked for again.
    const now = await api.call(endpoints.readScenario, { params });
    const over = await api.call(endpoints.appendEdits, { params, body: { baseSeq: first.seq, edits: [{ type: 'assign', by: 'brush', patch: { units: [300], from: [slots[300] === 0 ? 1 : 0], to: [3] } }] } });
    const again = await api.call(endpoints.appendEdits, { params, body });
    expect([again.appended, again.missing, again.seq]).toEqual([first.appended, over.appended, over.seq]);
    expect(first.appended.map((entry) => entry.sent)).toEqual([sent, undefined]);
    const { edits } = await api.call(endpoints.listEdits, { params, query: { after: seq } });
    expect(edits.filter((entry) => entry.sent === sent)).toHaveLength(1);
    expect(edits).toHaveLength(3);
    expect(now.seq).toBe(first.seq);
    // It is undone as one, and the name stays taken: what was undone does not come back by itself.
    await api.call(endpoints.undoEdit, { params, body: { baseSeq: over.seq, direction: 'undo' } });
    await api.call(endpoints.undoEdit, { params, body: { baseSeq: over.seq + 1, direction: 'undo' } });
    expect((await api.call(endpoints.appendEdits, { params, body })).appended).toEqual(first.appended);
    expect((await api.call(endpoints.readScenario, { params })).locks).toEqual([]);
  });

  it('writes one of many that race under one name', async () => {
    const sent = randomUUID();
    const answers = await Promise.all(Array.from({ length: 6 }, () => api.call(endpoints.appendEdits, { params, body: { baseSeq: seq, edits: [paint(310)], sent } })));
    expect(new Set(answers.map(({ appended }) => appended[0].seq)).size).toBe(1);
    expect((await api.call(endpoints.readScenario, { params })).seq).toBe(seq + 1);
  });

  it('finds what was sent also when the scenario takes no changes any more', async () => {
    const sent = randomUUID();
    const fork = await api.call(endpoints.forkScenario, { params, body: { name: 'For review' } });
    const own = { scenarioId: fork.id };
    const body = { baseSeq: fork.seq, edits: [paint(320)], sent };
    const first = await api.call(endpoints.appendEdits, { params: own, body });
    await api.call(endpoints.changeStatus, { params: own, body: { action: 'submit' } });
    expect((await api.call(endpoints.appendEdits, { params: own, body })).appended).toEqual(first.appended);
    expect((await api.refused(endpoints.appendEdits, { params: own, body: { ...body, sent: randomUUID() } })).code).toBe('scenario.frozen');
  });

  it('keeps locked territories as they are, by hand and in a design', async () => {
    const slot = slots[0];
    await api.call(endpoints.appendEdits, { params, body: { baseSeq: seq, edits: [{ type: 'lock', slot, from: false, to: true }] } });
    const refused = await api.refused(endpoints.appendEdits, { params, body: { baseSeq: seq + 1, edits: [paint(0)] } });
    expect(refused).toMatchObject({ code: 'edit.invalid', repair: 'Unlock the territory first.' });
    const before = slots;
    await solved(api, params.scenarioId);
    await state();
    expect(Array.from(slots, (s) => s === slot)).toEqual(Array.from(before, (s) => s === slot));
  });

  it('shows any state of the history, also past a snapshot', async () => {
    expect(seq).toBeGreaterThan(100);
    const { edits } = await api.call(endpoints.listEdits, { params, query: { bodies: 'yes', limit: 1000 } });
    const replayed = new Uint16Array(await api.call(endpoints.readSlots, { params, query: { seq: 0 } }));
    for (const { edit } of edits) if (edit?.type === 'assign') edit.patch.units.forEach((u, i) => (replayed[u] = edit.patch.to[i]));
    expect(replayed).toEqual(slots);
    expect((await api.refused(endpoints.readSlots, { params, query: { seq: seq + 1 } })).code).toBe('scenario.ahead');
  });

  it('logged no trouble', () => {
    expect(api.trouble).toEqual([]);
  });
});
