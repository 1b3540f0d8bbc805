import { unpackGraph, type UnitGraph } from '@hexalign/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type AccountRow, type CertificateResult, type Edit, type Plan, type Scenario } from '../contract/index.ts';
import { builtPlan, solved } from './following.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

let api: TestServer;
let plan: Plan;
let main: string;
let accounts: AccountRow[];
let graph: UnitGraph;

const read = (scenarioId: string): Promise<Scenario> => api.call(endpoints.readScenario, { params: { scenarioId } });
const slotsOf = async (scenarioId: string): Promise<Uint16Array> => new Uint16Array(await api.call(endpoints.readSlots, { params: { scenarioId } }));
const append = async (scenarioId: string, edits: Edit[]): Promise<void> => void (await api.call(endpoints.appendEdits, { params: { scenarioId }, body: { baseSeq: (await read(scenarioId)).seq, edits } }));
const fork = async (name: string, of = main): Promise<string> => (await api.call(endpoints.forkScenario, { params: { scenarioId: of }, body: { name } })).id;
const certificate = (scenarioId: string): Promise<CertificateResult> => api.call(endpoints.readCertificate, { params: { scenarioId } });
const here = (scenarioId: string, accountId: string) => api.call(endpoints.readWhyHere, { params: { scenarioId, accountId } });
const move = (units: number[], slots: Uint16Array, to: number): Edit => ({ type: 'assign', by: 'lasso', patch: { units, from: units.map((u) => slots[u]), to: units.map(() => to) } });
const beside = (u: number): number[] => [...graph.neighbors.subarray(graph.offsets[u], graph.offsets[u + 1])];
/** Deviations of a territory as the independent judge finds them. */
const judged = ({ measures, slots }: CertificateResult, slot: number): number[] => measures.map(({ deviations }) => deviations[slots.indexOf(slot)]);
function near(found: readonly number[], expected: readonly number[]): void {
  expect(found).toHaveLength(expected.length);
  found.forEach((value, i) => expect(value).toBeCloseTo(expected[i], 9));
}

beforeAll(async () => {
  api = await startTestServer();
  plan = await builtPlan(api);
  main = plan.scenarioId!;
  await solved(api, main);
  ({ accounts } = await api.call(endpoints.listAccounts, { params: { unitsId: plan.unitsId! }, query: { limit: 1000 } }));
  graph = unpackGraph(await api.call(endpoints.readGraph, { params: { unitsId: plan.unitsId! } }));
}, 90_000);
afterAll(() => api.end());

describe('why an account is here', () => {
  it('is told by the log, with what both territories had before and after, and whom else it could be with', async () => {
    const side = await fork('Moved');
    const slots = await slotsOf(side);
    const one = accounts.find(({ unit }) => beside(unit).some((v) => slots[v] !== slots[unit]) && beside(unit).filter((v) => slots[v] === slots[unit]).length > 2)!;
    const from = slots[one.unit];
    const to = slots[beside(one.unit).find((v) => slots[v] !== from)!];
    const before = await certificate(side);
    await append(side, [move([one.unit], slots, to)]);
    const after = await certificate(side);

    const told = await here(side, one.id);
    expect(told).toMatchObject({ account: { id: one.id }, territory: { slot: to }, reasons: [{ cause: { kind: 'hand' } }, ...(told.reasons.slice(1))], moved: { from: { slot: from } } });
    near(told.moved!.fromChange!.before, judged(before, from));
    near(told.moved!.fromChange!.after, judged(after, from));
    near(told.moved!.toChange!.after, judged(after, to));
    expect(told.certificate.worstDeviation).toBeCloseTo(after.worstDeviation, 9);
    expect(told.certificate.feasible).toBe(after.feasible);

    // What if it had stayed: the plan of before, figure by figure, as the judge has it.
    const stay = told.rivals.find(({ was }) => was)!;
    expect([stay.territory.slot, stay.how, stay.whole]).toEqual([from, 'ground', true]);
    near(stay.rival.after, judged(before, from));
    near(stay.own.after, judged(before, to));
    expect(stay.worstDeviation.after).toBeCloseTo(before.worstDeviation, 9);
    expect(stay.shape!.rival.after).toBeCloseTo(before.shapes[before.slots.indexOf(from)].momentCompactness, 6);
    expect(stay.shape!.own.before).toBeCloseTo(after.shapes[after.slots.indexOf(to)].momentCompactness, 6);
    expect(stay.accounts).toBe(accounts.filter(({ unit }) => unit === one.unit).length);
    expect(stay.km).toBeGreaterThan(0);
  });

  it('tells of rivals that its ground does not reach what the account alone would do there', async () => {
    const side = await fork('Apart');
    const slots = await slotsOf(side);
    const inner = accounts.find(({ unit }) => beside(unit).every((v) => slots[v] === slots[unit] && beside(v).every((w) => slots[w] === slots[unit])))!;
    const { rivals } = await here(side, inner.id);
    expect(rivals.length).toBeGreaterThan(0);
    expect(rivals.every(({ how, shape, accounts: along }) => how === 'apart' && shape === null && along === 1)).toBe(true);
    const [first] = rivals;
    await append(side, [{ type: 'named', account: inner.id, from: null, to: { slot: first.territory.slot, reason: 'x', owner: 'Ann', expires: null } }]);
    const after = await certificate(side);
    near(first.rival.after, judged(after, first.territory.slot));
    near(first.own.after, judged(after, slots[inner.unit]));
    expect(first.worstDeviation.after).toBeCloseTo(after.worstDeviation, 9);
    // As an exception it could go back to whom its ground belongs.
    const back = await here(side, inner.id);
    expect([back.exception?.slot, back.rivals[0].territory.slot]).toEqual([first.territory.slot, slots[inner.unit]]);
    near(back.rivals[0].rival.after, judged(await certificate(main), slots[inner.unit]));
    expect((await api.refused(endpoints.readWhyHere, { params: { scenarioId: side, accountId: 'nobody' } })).code).toBe('account.unknown');
  });
});

describe('the price of locks, holds and exceptions', () => {
  it('is what the same repair does better without each; a lock that keeps a territory out of its band is dear', async () => {
    const side = await fork('Held');
    const slots = await slotsOf(side);
    // A neighbour gives much of its ground away, and the one that has it now is locked.
    const from = slots[accounts[0].unit];
    const to = slots.find((slot, u) => slot !== from && beside(u).some((v) => slots[v] === from))!;
    let reach = [...slots.keys()].filter((u) => slots[u] === to);
    const taken = new Set<number>();
    while (taken.size < slots.filter((slot) => slot === from).length / 3) {
      const next = [...new Set(reach.flatMap(beside))].filter((u) => slots[u] === from && !taken.has(u));
      next.forEach((u) => taken.add(u));
      reach = next;
    }
    const given = [...taken];
    await append(side, [move(given, slots, to)]);
    const far = accounts.find(({ unit }) => slots[unit] !== from && slots[unit] !== to && beside(unit).every((v) => slots[v] === slots[unit]))!;
    await append(side, [{ type: 'lock', slot: to, from: false, to: true }, { type: 'hold', subject: `account ${far.id}`, from: null, to: { reason: 'in talks', owner: 'Ann', expires: null } }]);
    const { prices, left } = await api.call(endpoints.readPrices, { params: { scenarioId: side } });
    expect([prices.map(({ subject }) => subject), left]).toEqual([[`lock ${to}`, `account ${far.id}`], 0]);
    const [lock, hold] = prices;
    expect(lock).toMatchObject({ kind: 'lock', territory: { slot: to } });
    expect(lock.price).toBeGreaterThan(0.03);
    expect(lock.worstDeviation.without).toBeLessThan(lock.worstDeviation.with);
    for (const { price, worstDeviation } of prices) expect(price).toBeCloseTo(worstDeviation.with - worstDeviation.without, 12);
    expect(hold.price).toBeLessThan(lock.price);
    // Nothing that is asked changes the plan, and asking again says the same.
    expect(lock.worstDeviation.with).toBeLessThanOrEqual((await certificate(side)).worstDeviation + 1e-9);
    expect((await api.call(endpoints.readPrices, { params: { scenarioId: side } })).prices).toEqual(prices);
    expect((await api.call(endpoints.readPrices, { params: { scenarioId: side }, query: { limit: 1 } })).left).toBe(1);
    expect((await api.call(endpoints.readPrices, { params: { scenarioId: main } })).prices).toEqual([]);
  }, 120_000);
});

describe('swing cells', () => {
  it('are units with accounts that a neighbour could have as well: least change first, each as the judge says, and the plan whole', async () => {
    const side = await fork('Swing');
    const before = await certificate(side);
    const { units } = await api.call(endpoints.readSwing, { params: { scenarioId: side }, query: { limit: 200 } });
    expect(units.length).toBeGreaterThan(5);
    expect(units.map(({ change }) => change)).toEqual(units.map(({ change }) => change).sort((a, b) => a - b));
    const slots = await slotsOf(side);
    for (const { unit, from, to, accounts: count } of units) {
      expect([slots[unit.index], count]).toEqual([from.slot, accounts.filter((one) => one.unit === unit.index).length]);
      expect(count).toBeGreaterThan(0);
      expect(beside(unit.index).some((v) => slots[v] === to.slot)).toBe(true);
    }
    const [first] = units;
    near(first.fromChange.before, judged(before, first.from.slot));
    await append(side, [move([first.unit.index], slots, first.to.slot)]);
    const after = await certificate(side);
    near(first.fromChange.after, judged(after, first.from.slot));
    near(first.toChange.after, judged(after, first.to.slot));
    expect(after.contiguous).toBe(before.contiguous);
    // What is held or locked swings no more.
    await append(side, [{ type: 'hold', subject: `unit ${units[1].unit.index}`, from: null, to: { reason: 'x', owner: 'Ann', expires: null } }, { type: 'lock', slot: units[2].from.slot, from: false, to: true }]);
    const less = (await api.call(endpoints.readSwing, { params: { scenarioId: side }, query: { limit: 200 } })).units;
    expect(less.some(({ unit, from, to }) => unit.index === units[1].unit.index || from.slot === units[2].from.slot || to.slot === units[2].from.slot)).toBe(false);
    expect(api.trouble).toEqual([]);
  });
});
