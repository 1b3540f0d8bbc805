import { assignmentHash, UNASSIGNED } from '@hexalign/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type Edit, type Job, type Plan, type Scenario, type SolveRequest } from '../contract/index.ts';
import { builtPlan, endOf, solved } from './following.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

let api: TestServer;
let plan: Plan;

const read = (scenarioId: string): Promise<Scenario> => api.call(endpoints.readScenario, { params: { scenarioId } });
const slotsOf = async (scenarioId: string, seq?: number): Promise<Uint16Array> => new Uint16Array(await api.call(endpoints.readSlots, { params: { scenarioId }, query: { seq } }));
const forked = async (name: string): Promise<string> => (await api.call(endpoints.forkScenario, { params: { scenarioId: plan.scenarioId! }, body: { name } })).id;
const append = async (scenarioId: string, ...edits: Edit[]): Promise<void> => void (await api.call(endpoints.appendEdits, { params: { scenarioId }, body: { baseSeq: (await read(scenarioId)).seq, edits } }));
const check = (scenarioId: string, body: SolveRequest): ReturnType<typeof api.call<typeof endpoints.checkSolve>> => api.call(endpoints.checkSolve, { params: { scenarioId }, body });
const designed = async (scenarioId: string, body: SolveRequest): Promise<Job> => endOf(api, (await api.call(endpoints.solveScenario, { params: { scenarioId }, body: { preset: 'fast', ...body } })).id);
const lastCause = async (scenarioId: string): Promise<unknown> => (await api.call(endpoints.listEdits, { params: { scenarioId }, query: { order: 'newest', limit: 1 } })).edits[0].cause;
/** Gives half of the first territory, or so many units of it, to the second, so that there is something to repair. */
const disturbed = async (name: string, most = Infinity): Promise<{ id: string; slots: Uint16Array }> => {
  const id = await forked(name);
  const slots = await slotsOf(id);
  const own = [...slots.keys()].filter((u) => slots[u] === 0);
  const units = own.slice(0, Math.min(most, own.length / 2));
  await append(id, { type: 'assign', by: 'brush', patch: { units, from: units.map(() => 0), to: units.map(() => 1) } });
  return { id, slots: await slotsOf(id) };
};

beforeAll(async () => {
  api = await startTestServer();
  plan = await builtPlan(api);
  await solved(api, plan.scenarioId!);
});
afterAll(() => api.end());

describe('a design that is asked for in detail', () => {
  it('changes what is in its scope alone, and says in its cause how to run it again', async () => {
    const { id, slots } = await disturbed('Two of them');
    const asked: SolveRequest = { scope: { kind: 'territories', slots: [0, 1] }, weights: { compactness: 3 }, seed: 5 };
    const told = await check(id, asked);
    const inside = slots.reduce((sum, slot) => sum + (slot < 2 ? 1 : 0), 0);
    expect(told.movable.units).toBe(inside);
    expect(told.of).toEqual({ units: slots.length, accounts: plan.rows.accepted });
    const { seq } = await read(id);
    const job = await designed(id, asked);
    const after = await slotsOf(id);
    expect(Array.from(after, (slot) => (slot < 2 ? 'in' : slot))).toEqual(Array.from(slots, (slot) => (slot < 2 ? 'in' : slot)));
    expect(await lastCause(id)).toMatchObject({ kind: 'solver', jobId: job.id, baseSeq: seq, asked: { ...asked, preset: 'fast', start: 'fresh' } });
    const cells = [...slots.keys()].filter((u) => slots[u] === 2).slice(0, 3);
    const few = await check(id, { scope: { kind: 'units', units: cells } });
    expect(few.movable.units).toBe(3);
    expect(await check(id, { scope: { kind: 'unassigned' } })).toMatchObject({ movable: { units: 0, accounts: 0 }, possible: false, clash: [expect.stringContaining('Nothing in this scope')] });
    expect((await check(id, { scope: { kind: 'area', bounds: [-180, -90, 180, 90] } })).movable.units).toBe(slots.length);
  });

  it('comes to the same hash from the same state, and says what it changed', async () => {
    const { id, slots } = await disturbed('Twice');
    const asked: SolveRequest = { start: 'current', weights: { disruption: 1 }, seed: 9 };
    const first = (await designed(id, asked)).result!;
    await api.call(endpoints.undoEdit, { params: { scenarioId: id }, body: { baseSeq: (await read(id)).seq, direction: 'undo' } });
    const second = (await designed(id, asked)).result!;
    expect(second.outcome).toEqual({ ...first.outcome, baseSeq: second.outcome!.baseSeq });
    const third = (await designed(id, { ...asked, fromSeq: first.outcome!.baseSeq })).result!;
    expect([third.outcome, third.seq]).toEqual([first.outcome, null]);
    const outcome = first.outcome!;
    const certificate = await api.call(endpoints.readCertificate, { params: { scenarioId: id } });
    expect(outcome.assignmentHash).toBe(certificate.assignmentHash);
    expect(outcome.after).toMatchObject({ worstDeviation: certificate.worstDeviation, unassignedUnits: 0 });
    expect(outcome.startHash).toBe(assignmentHash((await read(id)).fingerprint, slots));
    const after = await slotsOf(id);
    const movedUnits = slots.reduce((sum, slot, u) => sum + (slot === after[u] ? 0 : 1), 0);
    expect(outcome.moved.units).toBe(movedUnits);
    expect(outcome.movers[0].units).toBe(slots.reduce((sum, slot, u) => sum + (slot === outcome.movers[0].from && after[u] === outcome.movers[0].to ? 1 : 0), 0));
    expect(outcome.movers[0].amounts[0]).toBeGreaterThan(0);
    expect(outcome.before.worstDeviation).toBeGreaterThan(outcome.after.worstDeviation!);
  });

  it('moves no more than its budget', async () => {
    const { id, slots } = await disturbed('Gently', 8);
    const { result } = await designed(id, { budget: { what: 'accounts', share: 0.02 } });
    const { moved, of } = result!.outcome!;
    expect(of.accounts).toBe(plan.rows.accepted);
    expect(moved.accounts).toBeLessThanOrEqual(0.02 * of.accounts);
    const { accounts } = await api.call(endpoints.listAccounts, { params: { unitsId: plan.unitsId! }, query: { limit: 1000 } });
    const after = await slotsOf(id);
    expect(accounts.filter(({ unit }) => slots[unit] !== after[unit])).toHaveLength(moved.accounts);
    expect((await api.refused(endpoints.checkSolve, { params: { scenarioId: id }, body: { budget: { what: 'revenues', share: 0.1 } } }))).toMatchObject({ code: 'request.invalid', where: 'budget.what', found: 'revenues' });
  });

  it('ends when nothing is gained any more, and says so', async () => {
    const { result } = await designed(await forked('Patience'), { preset: 'thorough', noGainSeconds: 0.02 });
    expect(result).toMatchObject({ interrupted: true, stopped: 'no-gain' });
    expect(result!.outcome!.limitedBy.join(' ')).toContain('without a gain');
  });
});

describe('the check before a design', () => {
  it('is content with what can be had', async () => {
    expect(await check(plan.scenarioId!, { tolerance: 0.3 })).toMatchObject({ possible: true, clash: [], relaxation: null, locks: 0, holds: 0, budget: null });
  });

  it('names a clash, and what it gives up to be sent back is sound: a lock, a hold, a bound, a budget, a scope', async () => {
    const { id, slots } = await disturbed('Impossible');
    const { goals, locks } = await read(id);
    const of = async (body: SolveRequest, ...edits: Edit[]): Promise<string[]> => {
      if (edits.length > 0) await append(id, ...edits);
      const kinds: string[] = [];
      let asked = body;
      for (let step = 0; step < 12; step++) {
        const told = await check(id, asked);
        if (told.possible) return kinds;
        expect(told.clash.join(' ')).not.toBe('');
        expect(told.relaxation?.text).toMatch(/\.$/);
        kinds.push(told.relaxation!.kind);
        asked = told.relaxation!.request;
      }
      throw new Error(`no way out: ${kinds.join()}`);
    };
    expect(locks).toEqual([]);
    const hold = { reason: 'a depot', owner: 'You', expires: null };
    expect(await of({ tolerance: 0.1, budget: { what: goals[0].measure, share: 0 } })).toContain('budget');
    expect(await of({ tolerance: 0.05, scope: { kind: 'territories', slots: [3] } })).toContain('scope');
    expect(await of({ tolerance: 0.3 }, { type: 'constraint', id: 'cap', from: null, to: { type: 'capacity', measure: goals[0].measure, slot: 2, min: null, max: 1 } })).toContain('constraint');
    await append(id, { type: 'constraint', id: 'cap', from: { type: 'capacity', measure: goals[0].measure, slot: 2, min: null, max: 1 }, to: null });
    expect(await of({ tolerance: 0.05 }, { type: 'lock', slot: 1, from: false, to: true })).toContain('lock');
    const away = slots.indexOf(1);
    await append(id, { type: 'lock', slot: 1, from: true, to: false }, { type: 'hold', subject: `unit ${away}`, from: null, to: hold }, { type: 'constraint', id: 'seed', from: null, to: { type: 'seed', unit: away, slot: 3 } });
    expect((await of({ tolerance: 0.3 })).filter((kind) => kind === 'hold' || kind === 'constraint')).toHaveLength(1);
  });

  it('says which tolerance a heavy unit needs, measure by measure', async () => {
    const coarse = await builtPlan(api, { territories: 60, resolution: [4, 4] });
    const scenarioId = coarse.scenarioId!;
    let asked: SolveRequest = { tolerance: 0.05 };
    const kinds: string[] = [];
    for (let told = await check(scenarioId, asked); told.relaxation !== null && kinds.length < 5; told = await check(scenarioId, asked)) {
      kinds.push(told.relaxation.kind);
      asked = told.relaxation.request;
    }
    expect(new Set(kinds)).toEqual(new Set(['tolerance']));
    expect(asked.goals!.every(({ tolerance }) => tolerance! > 0.05)).toBe(true);
  });

  it('lifts what it was told to lift when the design starts, as an entry before it', async () => {
    const { id } = await disturbed('Lifted');
    await append(id, { type: 'lock', slot: 1, from: false, to: true });
    const told = await check(id, { tolerance: 0.05 });
    expect(told).toMatchObject({ possible: false, locks: 1, relaxation: { kind: 'lock', request: { lift: { locks: [1] } } } });
    await designed(id, { ...told.relaxation!.request, preset: 'fast' });
    const now = await read(id);
    expect([now.locks, now.goals[0].tolerance]).toEqual([[], 0.05]);
    expect(await lastCause(id)).toMatchObject({ asked: { lift: { locks: [1] }, tolerance: 0.05 } });
  });
});

describe('a frontier', () => {
  it('is some real plans, each of which can be looked at, opened as a scenario, and taken', async () => {
    const { id, slots } = await disturbed('To choose');
    expect(await api.call(endpoints.readFrontier, { params: { scenarioId: id } })).toEqual({ job: null });
    const { seq, fingerprint } = await read(id);
    const { id: jobId } = await api.call(endpoints.startFrontier, { params: { scenarioId: id }, body: { preset: 'fast', seed: 2 } });
    const job = await endOf(api, jobId);
    expect(job).toMatchObject({ kind: 'frontier', state: 'done' });
    const { points, baseSeq, start, counted } = job.result!.frontier!;
    expect([baseSeq, counted]).toEqual([seq, plan.facts[0].measure]);
    expect(points.length).toBeGreaterThan(1);
    expect(points.map(({ moved }) => moved)).toEqual(points.map(({ moved }) => moved).sort((a, b) => a! - b!));
    expect(start!.worstDeviation).toBeGreaterThan(0);
    expect((await read(id)).seq).toBe(seq);
    expect((await api.call(endpoints.readFrontier, { params: { scenarioId: id } })).job!.id).toBe(jobId);
    const last = points.at(-1)!;
    const found = new Uint16Array(await api.call(endpoints.readPoint, { params: { jobId, point: last.point } }));
    expect(assignmentHash(fingerprint, found)).toBe(last.assignmentHash);
    expect(found.some((slot, u) => slot !== slots[u])).toBe(true);
    expect(found.includes(UNASSIGNED)).toBe(false);
    const opened = await api.call(endpoints.takePoint, { params: { jobId, point: last.point }, body: { into: 'fork', name: 'The boldest' } });
    expect(opened).toMatchObject({ name: 'The boldest', forkOf: { scenarioId: id, seq }, seq: seq + 1 });
    expect(await slotsOf(opened.id)).toEqual(found);
    expect(await lastCause(opened.id)).toMatchObject({ kind: 'solver', jobId, baseSeq: seq, point: { number: last.point, settings: last.settings } });
    const taken = await api.call(endpoints.takePoint, { params: { jobId, point: last.point }, body: { into: 'here' } });
    expect([taken.id, await slotsOf(id)]).toEqual([id, found]);
    expect((await api.refused(endpoints.readPoint, { params: { jobId, point: 90 } })).code).toBe('job.no_result');
  });

  it('goes from balance to shapes where nothing is drawn yet', async () => {
    const id = await forked('Empty');
    const slots = await slotsOf(id);
    await append(id, { type: 'assign', by: 'brush', patch: { units: [...slots.keys()], from: [...slots], to: [...slots].map(() => UNASSIGNED) } });
    const { id: jobId } = await api.call(endpoints.startFrontier, { params: { scenarioId: id }, body: { preset: 'fast' } });
    const { frontier } = (await endOf(api, jobId)).result!;
    expect(frontier).toMatchObject({ start: null, counted: null });
    expect(frontier!.points.every(({ moved }) => moved === null)).toBe(true);
  });
});
