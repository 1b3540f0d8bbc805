import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type Plan, type SideBySide } from '../contract/index.ts';
import { mapping } from './accountsFile.ts';
import { signedInByLink, type Client } from './client.ts';
import { builtPlan } from './following.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

const NOBODY = 0xffff;

let api: TestServer;
let plan: Plan;
let main: string;
let spring: string;
let accounts: { id: string; unit: number; current: string | null; values: number[] }[];
/** Units that `spring` takes from the one and gives to the other. */
let moved: number[];

const slotsOf = async (scenarioId: string): Promise<Uint16Array> => new Uint16Array(await api.call(endpoints.readSlots, { params: { scenarioId } }));
const sideBySide = (sides: string, client: Client = api): Promise<SideBySide> => client.call(endpoints.compareSides, { params: { planId: plan.id }, query: { sides } });
const refused = (sides: string, client: Client = api) => client.refused(endpoints.compareSides, { params: { planId: plan.id }, query: { sides } });
const upload = async (text: string, filename = 'who-has-what.csv', client: Client = api): Promise<string> => (await client.call(endpoints.uploadDataset, { query: { filename }, body: new TextEncoder().encode(text) })).id;
const fork = async (name: string): Promise<string> => (await api.call(endpoints.forkScenario, { params: { scenarioId: main }, body: { name } })).id;
const joined = async (email: string, scope: object): Promise<Client> => {
  const { link } = await api.call(endpoints.invite, { body: { email, scope: scope as never } });
  return api.as(await signedInByLink(api.server.address, new URL(link.address).hash.slice(1), { name: 'Ben', password: 'quiet meadow fourteen' }));
};
async function give(scenarioId: string, units: readonly number[], to: number): Promise<void> {
  const slots = await slotsOf(scenarioId);
  const { seq } = await api.call(endpoints.readScenario, { params: { scenarioId } });
  await api.call(endpoints.appendEdits, { params: { scenarioId }, body: { baseSeq: seq, edits: [{ type: 'assign', by: 'lasso', patch: { units: [...units], from: units.map((u) => slots[u]), to: units.map(() => to) } }] } });
}
const sumOf = (list: readonly { values: number[] }[], m: number): number => list.reduce((sum, { values }) => sum + values[m], 0);

beforeAll(async () => {
  api = await startTestServer();
  plan = await builtPlan(api, { mapping: { ...mapping, current: 'rep' }, territories: null, start: 'today' });
  main = plan.scenarioId!;
  ({ accounts } = await api.call(endpoints.listAccounts, { params: { unitsId: plan.unitsId! }, query: { limit: 1000 } }));
  const slots = await slotsOf(main);
  const inhabited = new Set(accounts.map(({ unit }) => unit));
  moved = [...slots.keys()].filter((u) => slots[u] === 0 && inhabited.has(u)).slice(0, 5);
  spring = await fork('Spring');
  await give(spring, moved, 1);
}, 90_000);
afterAll(() => api.end());

describe('sides of a comparison', () => {
  it('tell of scenarios, present owners and an uploaded list in the same territories, figures and slots', async () => {
    const file = await upload(`id,territory\n${accounts.map(({ id, current }) => `${id},${current}`).join('\n')}\n`);
    const found = await sideBySide([main, spring, 'owners', `file:${file}`].join(','));
    expect(found.sides.map(({ kind, name }) => [kind, name])).toEqual([['scenario', plan.scenarios[0].name], ['scenario', 'Spring'], ['owners', ''], ['file', 'who-has-what.csv']]);
    expect(found.sides[3].read).toMatchObject({ by: 'account', column: 'id', territoryColumn: 'territory', rows: accounts.length, used: accounts.length });
    expect(found.territories).toHaveLength(3);
    expect(found.territories.every(({ of }) => of.every((side) => side !== null))).toBe(true);

    const going = accounts.filter(({ unit }) => moved.includes(unit));
    const between = found.moves.find(({ a, b }) => a === 0 && b === 1)!;
    expect(between.moved).toMatchObject({ units: moved.length, accounts: going.length });
    expect(between.moved.sums[0]).toBeCloseTo(sumOf(going, 0), 6);
    expect(between.flows).toHaveLength(1);
    // The list says the same as the owners do.
    expect(found.moves.find(({ a, b }) => a === 2 && b === 3)!.moved).toMatchObject({ units: 0, accounts: 0 });
    // What is not with its owner is told against the list, and nobody moves from themselves.
    const owned = (side: number): number => accounts.filter(({ current, unit }) => current !== found.territories[side === 0 ? slots[0][unit] : slots[1][unit]].id).length;
    const bytes = new Uint16Array(await api.call(endpoints.readSideSlots, { params: { planId: plan.id }, query: { sides: found.sides.map(({ pinned }) => pinned).join(',') } }));
    const n = found.totals.of.units;
    expect(bytes).toHaveLength(4 * n);
    const slots = [0, 1].map((i) => bytes.subarray(i * n, (i + 1) * n));
    expect([...slots[0].keys()].filter((u) => slots[0][u] !== slots[1][u])).toEqual([...moved].sort((a, b) => a - b));
    expect(found.today).toBe('owners');
    expect(found.figures.map(({ disruption }) => disruption!.accounts)).toEqual([owned(0), owned(1), 0, 0]);
    expect(found.figures[0].disruption!.of).toBe(accounts.length);

    for (const [i, { measures, compactness, km, worst }] of found.figures.entries()) {
      const deviations = found.territories.map(({ of }) => Math.abs(of[i]!.deviations[0]));
      expect(measures[0].worst).toBeCloseTo(Math.max(...deviations), 9);
      expect(worst).toBe(Math.max(...measures.map((one) => one.worst)));
      expect(compactness).toBeGreaterThan(0);
      expect(km).toBeGreaterThan(0);
    }
    expect(found.totals.differs).toBe(false);
    for (const held of found.totals.held) expect(held).toMatchObject({ units: n, accounts: accounts.length });
  });

  it('show a difference between totals with the rows that cause it', async () => {
    const torn = await fork('Torn');
    const lost = moved.slice(0, 2);
    await give(torn, lost, NOBODY);
    const file = await upload(`id,territory\n${accounts.slice(1).map(({ id, current }) => `${id},${current}`).join('\n')}\nZ1,West\nZ2,\n${accounts[1].id},Elsewhere\n`);
    const found = await sideBySide([main, torn, `file:${file}`].join(','));
    const bare = accounts.filter(({ unit }) => lost.includes(unit));
    expect(found.totals.differs).toBe(true);
    expect(found.totals.held.map((held) => held.accounts)).toEqual([accounts.length, accounts.length - bare.length, accounts.length - 1]);
    expect(found.totals.held[0].sums[0] - found.totals.held[1].sums[0]).toBeCloseTo(sumOf(bare, 0), 6);
    expect(found.loose[0]).toMatchObject({ cells: { count: 0 }, accounts: { count: 0 }, elsewhere: { count: 0 } });
    expect(found.loose[1].cells.first.map(({ unit }) => unit)).toEqual([...lost].sort((a, b) => a - b));
    expect(found.loose[1].accounts.first.map(({ id }) => id).sort()).toEqual(bare.map(({ id }) => id).sort());
    expect(found.loose[2].accounts.first.map(({ id }) => id)).toEqual([accounts[0].id]);
    expect(found.loose[2].elsewhere.first.map(({ row, key, why }) => [row, key, why])).toEqual([[accounts.length + 1, 'Z1', 'unknown'], [accounts.length + 2, 'Z2', 'unknown'], [accounts.length + 3, accounts[1].id, 'repeated']]);
  });

  it('read lists of cells and of postal codes', async () => {
    const units = new TextDecoder().decode(await api.call(endpoints.exportUnits, { params: { scenarioId: spring } }));
    const cells = await upload(units, 'units.csv');
    const same = await sideBySide(`${spring},file:${cells}`);
    expect(same.sides[1].read).toMatchObject({ by: 'cell', column: 'unit' });
    expect(same.moves[0].moved).toMatchObject({ units: 0, accounts: 0 });
    const codes = await upload('plz,Gebiet\n80202,North\n81501,West\n81101,South\n10001,North\nnothing,West\n', 'plz.csv');
    const found = await sideBySide(`${main},file:${codes}`);
    expect(found.sides[1].read).toMatchObject({ by: 'postal', column: 'plz', used: 3 });
    expect(found.loose[1].elsewhere.first.map(({ key, why }) => [key, why])).toEqual([['10001', 'outside'], ['nothing', 'unknown']]);
    expect(found.totals.held[1].accounts).toBe(accounts.length);
  });

  it('take what is in force once there is something', async () => {
    expect(await refused(`${main},force`)).toMatchObject({ status: 409, code: 'compare.side', where: 'query.sides.1' });
    const signed = await fork('Signed');
    await api.call(endpoints.changeStatus, { params: { scenarioId: signed }, body: { action: 'submit' } });
    const { seq } = await api.call(endpoints.readScenario, { params: { scenarioId: signed } });
    await api.call(endpoints.approveScenario, { params: { scenarioId: signed }, body: { seq } });
    await api.call(endpoints.activateRevision, { params: { planId: plan.id }, body: { scenarioId: signed, from: '2026-01-01' } });
    const found = await sideBySide(`force,${spring}`);
    expect(found.sides[0]).toMatchObject({ kind: 'force', name: 'Signed', scenarioId: signed, pinned: `${signed}@${seq}` });
    expect(found.moves[0].moved.units).toBe(moved.length);
    expect(found.moves[0].moved.tenureDays).toBeGreaterThan(0);
  });

  it('say what is wrong with a side, and are only of the own plan, organisation and right', async () => {
    for (const sides of [main, [main, main, main, main, main].join(','), `${main},nobody`, `${main},file:x`]) expect((await refused(sides)).code).toBe('compare.sides');
    expect((await refused(`${main},${randomUUID()}`)).code).toBe('scenario.unknown');
    expect((await refused(`${main},file:${randomUUID()}`)).code).toBe('dataset.unknown');
    const copy = await builtPlan(api, {}, 40);
    expect((await refused(`${main},${copy.scenarioId}`)).code).toBe('scenario.unknown');
    expect((await api.refused(endpoints.compareSides, { params: { planId: copy.id }, query: { sides: `${copy.scenarioId},owners` } })).code).toBe('compare.side');
    const none = await upload('a,b\n1,2\n');
    expect(await refused(`${main},file:${none}`)).toMatchObject({ status: 422, code: 'compare.file', where: 'query.sides.1' });
    const other = await upload('id,territory\nX1,West\nX2,East\n');
    expect((await refused(`${main},file:${other}`)).code).toBe('compare.file');

    const { link } = await api.call(endpoints.invite, { body: { email: 'foreign@example.com', scope: { role: 'owner' } } });
    const foreign = api.as(await signedInByLink(api.server.address, new URL(link.address).hash.slice(1), { name: 'Foreign', password: 'quiet meadow fourteen' }));
    await foreign.call(endpoints.createOrganisation, { body: { name: 'Foreign' } });
    const theirs = await builtPlan({ ...api, ...foreign }, {}, 40);
    expect((await refused(`${main},${theirs.scenarioId}`)).code).toBe('scenario.unknown');
    expect((await refused(`${main},file:${theirs.datasetId}`)).code).toBe('dataset.unknown');

    const viewer = await joined('viewer@example.com', { role: 'viewer' });
    expect((await sideBySide(`${main},owners`, viewer)).sides).toHaveLength(2);
    const file = await upload(`id,territory\n${accounts[0].id},West\n`);
    expect((await refused(`${main},file:${file}`, viewer)).status).toBe(403);
  });

  it('keep money from whom it is hidden', async () => {
    const poor = await joined('poor@example.com', { role: 'planner', moneyHidden: true });
    const torn = await fork('Bare');
    await give(torn, moved.slice(0, 2), NOBODY);
    const [whole, less] = [await sideBySide(`${main},${torn}`), await sideBySide(`${main},${torn}`, poor)];
    expect(whole.measures.map(({ key }) => key)).toEqual(['Revenue', 'Hours']);
    expect(less.measures.map(({ key }) => key)).toEqual(['Hours']);
    expect(less.territories[0].of[0]!.sums).toEqual([whole.territories[0].of[0]!.sums[1]]);
    expect(less.figures[0].measures).toEqual([whole.figures[0].measures[1]]);
    expect(less.totals.held[1].sums).toEqual([whole.totals.held[1].sums[1]]);
    expect(less.moves[0].flows[0].amounts.sums).toHaveLength(1);
    expect(less.loose[1].accounts.first.map(({ id }) => id)).toEqual(whole.loose[1].accounts.first.map(({ id }) => id).sort());
    expect(less.loose[1].accounts.first.every(({ values }) => values.length === 1)).toBe(true);
  });
});
