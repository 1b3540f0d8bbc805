import { unpackGraph } from '@hexalign/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type AccountChanges, type AccountRow, type Edit, type Plan, type Scenario } from '../contract/index.ts';
import { today } from '../src/timeline/today.ts';
import { signedInByLink, type Client } from './client.ts';
import { builtPlan, solved } from './following.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

let api: TestServer;
let plan: Plan;
let main: string;
let accounts: AccountRow[];
/** Activated, and never changed after. */
let inForce: string;
/** A copy that moves a few units by hand. */
let next: string;

const read = (scenarioId: string): Promise<Scenario> => api.call(endpoints.readScenario, { params: { scenarioId } });
const slotsOf = async (scenarioId: string): Promise<Uint16Array> => new Uint16Array(await api.call(endpoints.readSlots, { params: { scenarioId } }));
const append = async (scenarioId: string, edits: Edit[]): Promise<void> => void (await api.call(endpoints.appendEdits, { params: { scenarioId }, body: { baseSeq: (await read(scenarioId)).seq, edits } }));
const fork = async (name: string, of = main): Promise<string> => (await api.call(endpoints.forkScenario, { params: { scenarioId: of }, body: { name } })).id;
const list = (scenarioId: string, query: object = {}): Promise<AccountChanges> => api.call(endpoints.listAccountChanges, { params: { scenarioId }, query: query as never });
const changeOf = (changes: AccountChanges, id: string): AccountChanges['changes'][number] => changes.changes.find(({ account }) => account.id === id)!;
const joined = async (email: string, scope: object): Promise<Client> => {
  const { link } = await api.call(endpoints.invite, { body: { email, scope: scope as never } });
  return api.as(await signedInByLink(api.server.address, new URL(link.address).hash.slice(1), { name: 'Ben', password: 'quiet meadow fourteen' }));
};
/** Territory of every account, as the file says. */
const ownersIn = async (scenarioId: string): Promise<Map<string, string>> => {
  const text = new TextDecoder().decode(await api.call(endpoints.exportAccounts, { params: { scenarioId } }));
  return new Map(text.trim().split('\n').slice(1).map((line) => line.split(',').slice(0, 2) as [string, string]));
};
/** Units of a slot that touch another, with accounts in them. */
async function border(scenarioId: string, from: number, to: number, count: number): Promise<number[]> {
  const graph = unpackGraph(await api.call(endpoints.readGraph, { params: { unitsId: plan.unitsId! } }));
  const slots = await slotsOf(scenarioId);
  const inhabited = new Set(accounts.map(({ unit }) => unit));
  return [...slots.keys()].filter((u) => slots[u] === from && inhabited.has(u) && [...graph.neighbors.subarray(graph.offsets[u], graph.offsets[u + 1])].some((v) => slots[v] === to)).slice(0, count);
}
async function touching(scenarioId: string): Promise<[number, number]> {
  for (let from = 0; from < 5; from++) for (let to = 0; to < 5; to++) if (from !== to && (await border(scenarioId, from, to, 3)).length === 3) return [from, to];
  throw new Error('no two territories touch');
}

beforeAll(async () => {
  api = await startTestServer();
  plan = await builtPlan(api);
  main = plan.scenarioId!;
  await solved(api, main);
  ({ accounts } = await api.call(endpoints.listAccounts, { params: { unitsId: plan.unitsId! }, query: { limit: 1000 } }));
  inForce = await fork('In force');
  next = await fork('Next');
}, 90_000);
afterAll(() => api.end());

describe('the list of changes', () => {
  it('needs something to compare with', async () => {
    expect(await api.refused(endpoints.listAccountChanges, { params: { scenarioId: next } })).toMatchObject({ status: 409, code: 'changes.base' });
    expect((await list(next, { base: main })).changes).toEqual([]);
  });

  it('names every account that moves against what is in force, from whom to whom, with a true cause, and nobody else', async () => {
    const params = { scenarioId: inForce };
    await api.call(endpoints.changeStatus, { params, body: { action: 'submit' } });
    await api.call(endpoints.approveScenario, { params, body: { seq: (await read(inForce)).seq } });
    await api.call(endpoints.activateRevision, { params: { planId: plan.id }, body: { scenarioId: inForce, from: '2026-01-01' } });

    const [from, to] = await touching(next);
    const units = await border(next, from, to, 3);
    await append(next, [{ type: 'assign', by: 'lasso', patch: { units, from: units.map(() => from), to: units.map(() => to) } }]);
    const exception = accounts.find(({ unit }) => !units.includes(unit))!;
    const ground = (await slotsOf(next))[exception.unit];
    await append(next, [{ type: 'named', account: exception.id, from: null, to: { slot: (ground + 1) % 5, reason: 'house bank', owner: 'Ann', expires: null } }]);

    const [before, after] = [await ownersIn(inForce), await ownersIn(next)];
    const expected = new Map([...after].filter(([id, owner]) => before.get(id) !== owner).map(([id, owner]) => [id, [before.get(id), owner]]));
    const changes = await list(next);
    expect(expected.size).toBeGreaterThan(3);
    expect(new Map(changes.changes.map(({ account, from: a, to: b }) => [account.id, [changes.territories[a].id, changes.territories[b].id]]))).toEqual(expected);
    expect(changes.base).toMatchObject({ scenarioId: inForce, inForce: true });
    expect(changes.moved.accounts).toBe(expected.size);
    expect(changes.moved.sums[0]).toBeCloseTo(changes.changes.reduce((sum, { values }) => sum + values[0], 0));
    const cause = (id: string) => changes.causes[changeOf(changes, id).cause];
    expect(cause(accounts.find(({ unit }) => unit === units[0])!.id)).toMatchObject({ side: 'scenario', reasons: [{ cause: { kind: 'hand' } }] });
    expect(cause(exception.id).reasons[0].entry!.seq).toBe((await read(next)).seq);
    // Both say the same of one account.
    const one = accounts.find(({ unit }) => unit === units[1])!.id;
    expect(cause(one).reasons[0]).toEqual((await api.call(endpoints.readWhy, { params: { scenarioId: next, accountId: one } })).reason);
    expect(changeOf(changes, one).tenureDays).toBe((Date.parse(today()) - Date.parse('2026-01-01')) / 86_400_000);
    expect(changeOf(changes, one).opportunities).toBeNull();
  });

  it('says of what the base moved that the base moved it', async () => {
    const other = await fork('Untouched');
    const changes = await list(other, { base: next });
    const expected = (await list(next, { base: other })).changes.map(({ account }) => account.id).sort();
    expect(changes.changes.map(({ account }) => account.id).sort()).toEqual(expected);
    expect(changes.causes.map(({ side }) => side)).toEqual(changes.causes.map(() => 'base'));
    expect(changes.causes.some(({ reasons }) => reasons[0].cause.kind === 'hand')).toBe(true);
  });

  it('is grouped by territory or person with what each loses and gains, and read page by page', async () => {
    const whole = await list(next);
    for (const { key, lost, gained } of whole.groups) {
      const mine = whole.changes.filter(({ from, to }) => whole.territories[from].id === key || whole.territories[to].id === key);
      expect(lost.accounts + gained.accounts).toBe(mine.length);
      expect((await list(next, { of: key })).changes).toEqual(mine);
    }
    expect(whole.groups.reduce((sum, { lost }) => sum + lost.accounts, 0)).toBe(whole.moved.accounts);
    const pages = [await list(next, { limit: 2 }), await list(next, { offset: 2, limit: 5000 })].flatMap(({ changes }) => changes);
    expect(pages).toEqual(whole.changes);
    const { territories } = await read(next);
    const slot = whole.territories[whole.changes[0].from].slotAfter!;
    await append(next, [{ type: 'territory', slot, from: territories[slot], to: { ...territories[slot]!, person: 'Cora Collins' } }]);
    const byPerson = await list(next, { by: 'person', of: 'Cora Collins' });
    expect(byPerson.groups.find(({ key }) => key === 'Cora Collins')!.lost.accounts + byPerson.groups.find(({ key }) => key === 'Cora Collins')!.gained.accounts).toBe(byPerson.found);
    expect(byPerson.found).toBeGreaterThan(0);
    expect((await list(next, { search: whole.changes[0].account.name })).changes.map(({ account }) => account.id)).toContain(whole.changes[0].account.id);
  });

  it('shows the open deals of an accounts list that has them', async () => {
    const { changes: [{ account }] } = await list(next);
    const { id } = await api.call(endpoints.uploadDataset, { query: { filename: 'deals.csv' }, body: new TextEncoder().encode(`id,open opportunities\n${account.id},3\n`) });
    const { id: importId } = await api.call(endpoints.startImport, { body: { datasetId: id, kind: 'accounts' } });
    await api.call(endpoints.commitImport, { params: { importId } });
    const changes = await list(next);
    expect(changes.known.opportunities).toBe(true);
    expect(changes.changes.map(({ opportunities }) => opportunities)).toEqual(changes.changes.map((row) => (row.account.id === account.id ? 3 : null)));
  });
});

describe('what is decided of changes', () => {
  it('is kept with who and when, and says nothing of another move of the same account', async () => {
    const { changes: [one, other] } = await list(next);
    const ben = await joined('ben@example.com', { role: 'planner' });
    expect(await ben.call(endpoints.decideChanges, { params: { scenarioId: next }, body: { accounts: [one.account.id], decision: 'accept' } })).toEqual({ decided: 1 });
    await api.call(endpoints.decideChanges, { params: { scenarioId: next }, body: { accounts: [other.account.id], decision: 'defer', until: '2999-01-01', note: 'after the fair' } });
    const changes = await list(next);
    expect(changeOf(changes, one.account.id).decision).toMatchObject({ decision: 'accept', actor: { name: 'Ben' }, stale: false });
    expect(changeOf(changes, other.account.id).decision).toMatchObject({ decision: 'defer', until: '2999-01-01', note: 'after the fair' });
    expect(changes.decided).toMatchObject({ accept: 1, defer: 1, open: changes.found - 2 });
    expect((await list(next, { decision: 'accept' })).changes.map(({ account }) => account.id)).toEqual([one.account.id]);

    const slots = await slotsOf(next);
    const before = slots[one.unit];
    const named = (await read(next)).named.some(({ account }) => account === one.account.id);
    if (!named) {
      const third = [0, 1, 2, 3, 4].find((slot) => slot !== before && slot !== changes.territories[one.from].slotAfter)!;
      await append(next, [{ type: 'assign', by: 'brush', patch: { units: [one.unit], from: [before], to: [third] } }]);
      expect(changeOf(await list(next), one.account.id).decision).toMatchObject({ decision: 'accept', stale: true });
      await append(next, [{ type: 'assign', by: 'brush', patch: { units: [one.unit], from: [third], to: [before] } }]);
    }
    await api.call(endpoints.decideChanges, { params: { scenarioId: next }, body: { accounts: [other.account.id], decision: 'open' } });
    expect(changeOf(await list(next), other.account.id).decision).toBeNull();
    expect(await api.server.db.selectFrom('account_decisions').select('decision').where('account', '=', other.account.id).execute()).toHaveLength(2);
    expect(await api.refused(endpoints.decideChanges, { params: { scenarioId: next }, body: { accounts: ['nobody'], decision: 'accept' } })).toMatchObject({ code: 'changes.moved', where: 'body.accounts.0' });
  });

  it('is up to a manager where the own branch loses or gains, and to no viewer', async () => {
    const changes = await list(next);
    const { changes: [one], territories } = changes;
    const outside = changes.territories.find(({ id }) => id !== territories[one.from].id && id !== territories[one.to].id)!;
    const body = { accounts: [one.account.id], decision: 'accept' as const };
    const mine = await joined('mine@example.com', { role: 'manager', branch: territories[one.to].id });
    const theirs = await joined('theirs@example.com', { role: 'manager', branch: outside.id });
    const viewer = await joined('viewer@example.com', { role: 'viewer' });
    expect(await mine.call(endpoints.decideChanges, { params: { scenarioId: next }, body })).toEqual({ decided: 1 });
    for (const client of [theirs, viewer]) expect((await client.refused(endpoints.decideChanges, { params: { scenarioId: next }, body })).code).toBe('access.refused');
    expect((await viewer.call(endpoints.listAccountChanges, { params: { scenarioId: next } })).found).toBeGreaterThan(0);
  });

  it('goes out as a file with one line for each, without money for those from whom it is hidden', async () => {
    const changes = await list(next);
    const text = async (client: Client): Promise<string[]> => new TextDecoder().decode(await client.call(endpoints.exportChanges, { params: { scenarioId: next } })).trim().split('\n');
    const [header, ...lines] = await text(api);
    expect(header).toBe('account,name,Revenue,Hours,from,from_person,to,to_person,cause,open_opportunities,tenure_days,effective,decision,decided_by,decided_at,until,note');
    expect(lines.map((line) => line.split(',')[0])).toEqual(changes.changes.map(({ account }) => account.id));
    expect(lines.filter((line) => line.includes(',accept,Ben,')).length).toBe(changes.decided.accept);
    const poor = await joined('poor@example.com', { role: 'planner', moneyHidden: true });
    expect((await text(poor))[0].split(',')).not.toContain('Revenue');
    const less = await poor.call(endpoints.listAccountChanges, { params: { scenarioId: next } });
    expect([less.measures.map(({ key }) => key), less.moved.sums.length, less.changes[0].values.length, less.groups[0].lost.sums.length]).toEqual([['Hours'], 1, 1, 1]);
  });
});

describe('keeping an account', () => {
  it('says first what it costs, and changes nothing by that', async () => {
    const side = await fork('Asked only', next);
    const { changes, territories } = await list(side, { base: inForce });
    const one = changes[0];
    const seq = (await read(side)).seq;
    const { committed, consequence } = await api.call(endpoints.keepAccounts, { params: { scenarioId: side }, body: { base: inForce, accounts: [one.account.id], reason: 'in talks', dryRun: true } });
    expect(committed).toBe(false);
    expect((await read(side)).seq).toBe(seq);
    expect(consequence.accounts).toEqual([expect.objectContaining({ id: one.account.id, to: territories[one.from].name, from: territories[one.to].name })]);
    const judged = await api.call(endpoints.readCertificate, { params: { scenarioId: side } });
    expect(consequence.before.worstDeviation).toBeCloseTo(judged.worstDeviation, 9);
  });

  it('holds it where it was, puts the rest right close by, and all that can be taken back in one step', async () => {
    const side = await fork('Kept', next);
    const before = await list(side, { base: inForce });
    const one = before.changes.find(({ cause }) => before.causes[cause].reasons[0].entry?.seq === 2)!;
    const body = { base: inForce, accounts: [one.account.id], reason: 'in talks' };
    const { consequence: told } = await api.call(endpoints.keepAccounts, { params: { scenarioId: side }, body: { ...body, dryRun: true } });
    const { committed, consequence, seq } = await api.call(endpoints.keepAccounts, { params: { scenarioId: side }, body });
    expect([committed, consequence]).toEqual([true, told]);
    const now = await read(side);
    expect(seq).toBe(now.seq);
    const home = before.territories[one.from];
    expect((await ownersIn(side)).get(one.account.id)).toBe(home.id);
    const [{ how }] = consequence.accounts;
    if (how === 'apart') expect(now.named).toContainEqual({ account: one.account.id, named: expect.objectContaining({ slot: home.slotAfter, reason: 'in talks' }) as never });
    else expect(now.holds).toContainEqual({ subject: `account ${one.account.id}`, hold: expect.objectContaining({ reason: 'in talks' }) as never });
    const judged = await api.call(endpoints.readCertificate, { params: { scenarioId: side } });
    expect(consequence.after.worstDeviation).toBeCloseTo(judged.worstDeviation, 9);
    expect(judged.unassignedUnits).toBe(0);
    const { edits: [last] } = await api.call(endpoints.listEdits, { params: { scenarioId: side }, query: { order: 'newest', limit: 1 } });
    expect(last.cause).toMatchObject({ kind: 'whatif', text: `kept ${one.account.name}: in talks` });

    const after = await list(side, { base: inForce });
    expect(changeOf(after, one.account.id)).toBeUndefined();
    expect(after.kept).toEqual([{ account: one.account, decision: expect.objectContaining({ decision: 'keep', note: 'in talks' }) as never }]);
    await api.call(endpoints.undoEdit, { params: { scenarioId: side }, body: { baseSeq: seq, direction: 'undo' } });
    expect(await slotsOf(side)).toEqual(await slotsOf(next));
    expect((await list(side, { base: inForce })).changes.map(({ account }) => account.id)).toEqual(before.changes.map(({ account }) => account.id));
  });

  it('gives it alone where its ground does not reach, and refuses what is frozen or does not move', async () => {
    const other = await fork('All others', inForce);
    const slots = await slotsOf(other);
    const whole = slots.map((slot) => (slot + 1) % 5);
    await append(other, [{ type: 'assign', by: 'lasso', patch: { units: [...slots.keys()], from: [...slots], to: [...whole] } }]);
    const graph = unpackGraph(await api.call(endpoints.readGraph, { params: { unitsId: plan.unitsId! } }));
    const reaches = (unit: number): boolean => [...graph.neighbors.subarray(graph.offsets[unit], graph.offsets[unit + 1])].some((v) => whole[v] === slots[unit]);
    const one = (await list(other, { base: inForce })).changes.find(({ unit }) => !reaches(unit))!;
    const body = { base: inForce, accounts: [one.account.id], reason: 'in talks', dryRun: true };
    const { consequence } = await api.call(endpoints.keepAccounts, { params: { scenarioId: other }, body });
    expect(consequence.accounts[0].how).toBe('apart');
    expect((await api.refused(endpoints.keepAccounts, { params: { scenarioId: other }, body: { ...body, accounts: ['A-none'] } })).code).toBe('changes.moved');
    await api.call(endpoints.changeStatus, { params: { scenarioId: other }, body: { action: 'submit' } });
    expect((await api.refused(endpoints.keepAccounts, { params: { scenarioId: other }, body: { ...body, dryRun: false } })).code).toBe('scenario.frozen');
    expect((await list(other, { base: inForce })).kept).toEqual([]);
    expect(api.trouble).toEqual([]);
  });
});
