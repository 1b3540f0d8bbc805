import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type AccountRow, type Edit, type Plan, type Scenario } from '../contract/index.ts';
import { verifyPlan } from '../src/cli/verify.ts';
import { today } from '../src/timeline/today.ts';
import { signedInByLink, type Client } from './client.ts';
import { builtPlan, solved } from './following.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

const YESTERDAY = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

describe('accounts apart from their ground', () => {
  let api: TestServer;
  let plan: Plan;
  let main: string;
  let accounts: AccountRow[];
  const read = (scenarioId = main): Promise<Scenario> => api.call(endpoints.readScenario, { params: { scenarioId } });
  const slotsOf = async (scenarioId = main): Promise<Uint16Array> => new Uint16Array(await api.call(endpoints.readSlots, { params: { scenarioId } }));
  const append = async (edits: Edit[], scenarioId = main): Promise<void> => void (await api.call(endpoints.appendEdits, { params: { scenarioId }, body: { baseSeq: (await read(scenarioId)).seq, edits } }));
  const refused = async (edits: Edit[], scenarioId = main) => api.refused(endpoints.appendEdits, { params: { scenarioId }, body: { baseSeq: (await read(scenarioId)).seq, edits } });
  const named = (account: string, slot: number, expires: string | null = null): Edit => ({ type: 'named', account, from: null, to: { slot, reason: 'their house bank', owner: 'Ann', expires } });
  const hold = (subject: string, expires: string | null): Edit => ({ type: 'hold', subject, from: null, to: { reason: 'negotiations under way', owner: 'Ann', expires } });
  const move = async (unit: number, scenarioId = main): Promise<Edit> => {
    const slots = await slotsOf(scenarioId);
    return { type: 'assign', by: 'brush', patch: { units: [unit], from: [slots[unit]], to: [(slots[unit] + 1) % 5] } };
  };
  const joined = async (email: string): Promise<Client> => {
    const { link } = await api.call(endpoints.invite, { body: { email, scope: { role: 'planner' } as never } });
    return api.as(await signedInByLink(api.server.address, new URL(link.address).hash.slice(1), { name: 'Ben', password: 'quiet meadow fourteen' }));
  };
  const fork = async (name: string): Promise<string> => (await api.call(endpoints.forkScenario, { params: { scenarioId: main }, body: { name } })).id;
  const text = async (endpoint: typeof endpoints.exportAccounts, scenarioId = main): Promise<string> => new TextDecoder().decode(await api.call(endpoint, { params: { scenarioId } }));
  /** Sums by plain addition: where an account is an exception it counts there. */
  const plainSums = (slots: Uint16Array, elsewhere: ReadonlyMap<string, number>): number[][] => {
    const sums = Array.from({ length: 5 }, () => [0, 0]);
    for (const { id, unit, values } of accounts) values.forEach((value, m) => (sums[elsewhere.get(id) ?? slots[unit]][m] += value));
    return sums;
  };
  const certificate = (scenarioId = main) => api.call(endpoints.readCertificate, { params: { scenarioId } });

  beforeAll(async () => {
    api = await startTestServer();
    plan = await builtPlan(api);
    main = plan.scenarioId!;
    await solved(api, main);
    ({ accounts } = await api.call(endpoints.listAccounts, { params: { unitsId: plan.unitsId! }, query: { limit: 1000 } }));
  });
  afterAll(() => api.end());

  it('count where they belong in certificate, list, files, comparison and own territory', async () => {
    const slots = await slotsOf();
    const before = await fork('As drawn');
    const [first, second, ended] = [accounts[3], accounts[50], accounts[120]];
    const to = (account: AccountRow): number => (slots[account.unit] + 2) % 5;
    await append([named(first.id, to(first)), named(second.id, to(second), today()), named(ended.id, to(ended), YESTERDAY)]);
    const elsewhere = new Map([[first.id, to(first)], [second.id, to(second)]]);
    const sums = plainSums(slots, elsewhere);

    const judged = await certificate();
    judged.measures.forEach(({ sums: found, total, targets, deviations }, m) => {
      found.forEach((sum, slot) => expect(sum).toBeCloseTo(sums[slot][m], 6));
      expect(total).toBeCloseTo(accounts.reduce((all, { values }) => all + values[m], 0), 6);
      expect(targets[0]).toBeCloseTo(total / 5, 6);
      deviations.forEach((deviation, slot) => expect(deviation).toBeCloseTo((sums[slot][m] - targets[slot]) / targets[slot], 9));
    });
    const { plans } = await api.call(endpoints.listPlans);
    expect(plans[0]).toMatchObject({ worstDeviation: expect.closeTo(judged.worstDeviation, 9) as number, feasible: judged.feasible });
    expect((await certificate(before)).measures[0].sums).not.toEqual(judged.measures[0].sums);

    const { territories } = await read();
    const rows = (await text(endpoints.exportAccounts)).trim().split('\n').slice(1);
    expect(rows).toHaveLength(accounts.length);
    accounts.forEach(({ id, unit }, i) => expect(rows[i].slice(0, rows[i].indexOf(',', 8))).toBe(`${id},${territories[elsewhere.get(id) ?? slots[unit]]!.id}`.slice(0, rows[i].indexOf(',', 8))));
    const { features } = JSON.parse(await text(endpoints.exportTerritories)) as { features: { properties: Record<string, number> }[] };
    features.forEach(({ properties }, slot) => {
      expect(properties.Revenue).toBeCloseTo(sums[slot][0], 6);
      expect(properties.accounts).toBe(accounts.filter(({ id, unit }) => (elsewhere.get(id) ?? slots[unit]) === slot).length);
    });

    const compared = await api.call(endpoints.compareScenarios, { params: { scenarioId: before }, query: { with: main } });
    expect(compared.moved).toMatchObject({ units: 0, accounts: 2 });
    expect(compared.moved.sums[0]).toBeCloseTo(first.values[0] + second.values[0], 6);
    expect(compared.conserved.differs).toBe(false);
  });

  it('stand in the plan archive, which verify agrees with, and which it finds out when they are wrong', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hexalign-exceptions-'));
    const put = async (name: string, bytes: string | Uint8Array): Promise<void> => writeFile(join(folder, name), bytes);
    const files = unzipSync(new Uint8Array(await api.call(endpoints.exportPlan, { params: { scenarioId: main } })));
    for (const [name, bytes] of Object.entries(files)) await put(name, bytes);
    const document = JSON.parse(await readFile(join(folder, 'plan.json'), 'utf8')) as { exceptions: { account: string; territory: string }[]; files: Record<string, string>; territories: { id: string }[] };
    expect(document.exceptions.map(({ account }) => account)).toEqual([accounts[3].id, accounts[50].id]);
    expect((await verifyPlan(folder, null)).lines()).toEqual([]);

    // An exception that is not listed, one that gives to another, one of nobody.
    const said = async (change: (plan: typeof document) => void): Promise<string> => {
      const other = structuredClone(document);
      change(other);
      await put('plan.json', `${JSON.stringify(other, null, 2)}\n`);
      return (await verifyPlan(folder, null)).lines().join('\n');
    };
    expect(await said((one) => one.exceptions.pop())).toMatch(/accounts\.csv.*A00050.*but its unit/);
    expect(await said((one) => (one.exceptions[0].territory = one.territories.find(({ id }) => id !== one.exceptions[0].territory)!.id))).toMatch(/A00003.*makes an exception of it/);
    expect(await said((one) => (one.exceptions[0].account = 'nobody'))).toMatch(/names account nobody/);
    // A table that agrees with the list, with figures of another plan.
    const rows = new TextDecoder().decode(files['accounts.csv']).split('\n');
    const at = rows.findIndex((row) => row.startsWith(`${accounts[200].id},`));
    const other = document.territories.find(({ id }) => !rows[at].startsWith(`${accounts[200].id},${id},`))!.id;
    rows[at] = rows[at].replace(/^([^,]*),[^,]*/, `$1,${other}`);
    await put('accounts.csv', rows.join('\n'));
    expect(await said((one) => {
      one.exceptions.push({ ...one.exceptions[0], account: accounts[200].id, territory: other });
      one.files['accounts.csv'] = createHash('sha256').update(rows.join('\n')).digest('hex');
    })).toMatch(/certificate\.json/);
    await rm(folder, { recursive: true });
  });

  it('are carried by their territory in a design, which comes within tolerance with them', async () => {
    const side = await fork('Carried');
    const slots = await slotsOf(side);
    // A tenth of everything goes to one territory: without its ground giving way it would be far above its target.
    const far = accounts.filter(({ unit }) => slots[unit] !== 2).slice(0, 40).filter(({ id }) => ![accounts[3].id, accounts[50].id, accounts[120].id].includes(id));
    await append(far.map(({ id }) => named(id, 2)), side);
    expect((await certificate(side)).feasible).toBe(false);
    expect(await solved(api, side)).toMatchObject({ state: 'done', result: { feasible: true } });
    const judged = await certificate(side);
    expect(judged.feasible).toBe(true);
    const { named: all } = await read(side);
    const sums = plainSums(await slotsOf(side), new Map(all.filter(({ named: { expires } }) => expires !== YESTERDAY).map(({ account, named: { slot } }) => [account, slot])));
    judged.measures.forEach(({ sums: found }, m) => found.forEach((sum, slot) => expect(sum).toBeCloseTo(sums[slot][m], 6)));
    const bound = await api.call(endpoints.readBound, { params: { scenarioId: side } });
    expect(bound.bound!.lowerBound).toBeLessThanOrEqual(bound.bound!.inertia);
  });

  it('go to territories that hold ground, not to those above them', async () => {
    const side = await fork('Levels');
    const { territories } = await read(side);
    await append([{ type: 'territory', slot: 5, from: null, to: { ...territories[0]!, id: 'North', name: 'North', level: 1 } }], side);
    expect(await refused([named(accounts[7].id, 5)], side)).toMatchObject({ code: 'edit.invalid', where: 'edits.0.to.slot' });
  });

  it('while held keep their unit where it is: by hand, undone, and in a design', async () => {
    const side = await fork('Held');
    const slots = await slotsOf(side);
    const alone = accounts.filter(({ unit }) => accounts.filter((other) => other.unit === unit).length === 1);
    const [kept, free, later] = [alone[0], alone[1], alone[2]];
    await append([await move(later.unit, side)], side);
    await append([hold(`account ${kept.id}`, today()), hold(`account ${free.id}`, YESTERDAY), hold(`unit ${alone[3].unit}`, YESTERDAY), hold(`account ${later.id}`, null)], side);
    const told = await refused([await move(kept.unit, side)], side);
    expect(told).toMatchObject({ code: 'edit.invalid', where: 'edits.0.patch.units.0', repair: 'Lift the hold first.' });
    expect(told.detail).toBe(`Account ${kept.id} stays where it is until ${today()}: negotiations under way (Ann).`);
    expect((await refused([await move(later.unit, side)], side)).detail).toContain(`Account ${later.id} stays where it is until the hold is lifted`);
    // Holds whose last day is over bind nobody, of an account or of a unit.
    await append([await move(free.unit, side), await move(alone[3].unit, side)], side);
    // Others under the same hand: what moves around it may move.
    await append([await move(alone[4].unit, side)], side);

    // Lifting it in the same gesture is a way out; taking back what was done before the hold is not.
    const holds = new Map((await read(side)).holds.map(({ subject, hold: found }) => [subject, found]));
    await append([{ type: 'hold', subject: `account ${kept.id}`, from: holds.get(`account ${kept.id}`)!, to: null }, await move(kept.unit, side)], side);
    await api.call(endpoints.undoEdit, { params: { scenarioId: side }, body: { baseSeq: (await read(side)).seq, direction: 'undo' } });
    expect((await slotsOf(side))[kept.unit]).toBe(slots[kept.unit]);
    expect((await read(side)).holds.map(({ subject }) => subject)).toContain(`account ${kept.id}`);

    const early = await fork('Before the hold');
    await append([await move(kept.unit, early)], early);
    const ben = await joined('ben@example.com');
    await ben.call(endpoints.appendEdits, { params: { scenarioId: early }, body: { baseSeq: (await read(early)).seq, edits: [hold(`account ${kept.id}`, null)] } });
    const undone = await api.refused(endpoints.undoEdit, { params: { scenarioId: early }, body: { baseSeq: (await read(early)).seq, direction: 'undo' } });
    expect([undone.code, undone.detail]).toEqual(['undo.collides', expect.stringContaining(`Account ${kept.id} stays where it is`)]);

    const before = await slotsOf(side);
    await solved(api, side, 0.1);
    const after = await slotsOf(side);
    expect([after[kept.unit], after[later.unit]]).toEqual([before[kept.unit], before[later.unit]]);
    expect(after).not.toEqual(before);
  });

  it('logged no trouble', () => {
    expect(api.trouble).toEqual([]);
  });
});
