import { unpackGraph } from '@hexalign/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type AccountChanges, type Plan, type Scenario } from '../contract/index.ts';
import { signedInByLink, type Client } from './client.ts';
import { builtPlan, solved } from './following.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

let api: TestServer;
let plan: Plan;
let inForce: string;
let next: string;
let from: string;
let to: string;
let rep: Client;

const read = (scenarioId: string): Promise<Scenario> => api.call(endpoints.readScenario, { params: { scenarioId } });
const list = (scenarioId: string): Promise<AccountChanges> => api.call(endpoints.listAccountChanges, { params: { scenarioId } });
const step = async (scenarioId: string, action: 'submit' | 'return'): Promise<void> => void (await api.call(endpoints.changeStatus, { params: { scenarioId }, body: { action } }));
const joined = async (email: string, scope: object, name: string): Promise<Client> => {
  const { link } = await api.call(endpoints.invite, { body: { email, scope: scope as never } });
  return api.as(await signedInByLink(api.server.address, new URL(link.address).hash.slice(1), { name, password: 'quiet meadow fourteen' }));
};

beforeAll(async () => {
  api = await startTestServer();
  plan = await builtPlan(api);
  await solved(api, plan.scenarioId!);
  const fork = async (name: string): Promise<string> => (await api.call(endpoints.forkScenario, { params: { scenarioId: plan.scenarioId! }, body: { name } })).id;
  [inForce, next] = [await fork('In force'), await fork('Next')];
  await step(inForce, 'submit');
  await api.call(endpoints.approveScenario, { params: { scenarioId: inForce }, body: { seq: (await read(inForce)).seq } });
  await api.call(endpoints.activateRevision, { params: { planId: plan.id }, body: { scenarioId: inForce, from: '2026-01-01' } });

  // One territory gives a neighbour the cells with accounts along their border.
  const graph = unpackGraph(await api.call(endpoints.readGraph, { params: { unitsId: plan.unitsId! } }));
  const { accounts } = await api.call(endpoints.listAccounts, { params: { unitsId: plan.unitsId! }, query: { limit: 1000 } });
  const slots = new Uint16Array(await api.call(endpoints.readSlots, { params: { scenarioId: next } }));
  const { territories, seq } = await read(next);
  const inhabited = new Set(accounts.map(({ unit }) => unit));
  const along = (a: number, b: number): number[] => [...slots.keys()].filter((u) => slots[u] === a && inhabited.has(u) && [...graph.neighbors.subarray(graph.offsets[u], graph.offsets[u + 1])].some((v) => slots[v] === b));
  const [a, b] = territories.flatMap((_, one) => territories.map((__, other) => [one, other] as const)).find(([one, other]) => one !== other && along(one, other).length >= 3)!;
  const units = along(a, b).slice(0, 3);
  await api.call(endpoints.appendEdits, { params: { scenarioId: next }, body: { baseSeq: seq, edits: [{ type: 'assign', by: 'lasso', patch: { units, from: units.map(() => a), to: units.map(() => b) } }] } });
  [from, to] = [territories[a]!.id, territories[b]!.id];
  rep = await joined('rep@example.com', { role: 'rep', branch: from }, 'Rita Rep');
}, 120_000);
afterAll(() => api.end());

describe('a rep', () => {
  it('sees which accounts come and go once a scenario is under review, and whose they will be only where that is the own territory', async () => {
    expect((await rep.call(endpoints.readOwnChanges)).changes).toEqual([]);
    const { changes: [one] } = await list(next);
    // What is still being drawn is answered like what does not change.
    expect((await rep.refused(endpoints.askChallenge, { params: { scenarioId: next }, body: { account: one.account.id, reason: 'mine', dryRun: true } })).code).toBe('changes.moved');
    await step(next, 'submit');
    const { changes } = await rep.call(endpoints.readOwnChanges);
    expect(changes.map(({ account }) => account.id).sort()).toEqual((await list(next)).changes.map(({ account }) => account.id).sort());
    for (const change of changes) expect(change).toMatchObject({ from: { id: from }, to: null, scenario: { id: next, status: 'review' }, challenge: null });
    const stranger = await joined('stranger@example.com', { role: 'rep', branch: (await read(next)).territories.find((one2) => one2 !== null && ![from, to].includes(one2.id))!.id }, 'Stan');
    expect((await stranger.call(endpoints.readOwnChanges)).changes).toEqual([]);
    expect((await stranger.refused(endpoints.askChallenge, { params: { scenarioId: next }, body: { account: one.account.id, reason: 'mine' } })).code).toBe('changes.moved');
    const poor = await joined('poor@example.com', { role: 'rep', branch: from, moneyHidden: true }, 'Paul');
    expect((await poor.call(endpoints.readOwnChanges)).changes[0].measures.map(({ key }) => key)).toEqual(['Hours']);
  });

  it('is shown the consequence before objecting, and nothing of anybody else\'s territory in it', async () => {
    const { changes: [one] } = await rep.call(endpoints.readOwnChanges);
    const body = { account: one.account.id, reason: 'we are in talks' };
    const asked = await rep.call(endpoints.askChallenge, { params: { scenarioId: next }, body: { ...body, dryRun: true } });
    expect(asked.challenge).toBeNull();
    expect(asked.consequence.territories.map(({ id }) => id)).toEqual([from]);
    expect(JSON.stringify(asked.consequence)).not.toContain(`"${to}"`);
    expect((await api.call(endpoints.listChallenges, { params: { scenarioId: next } })).challenges).toEqual([]);
    const { challenge } = await rep.call(endpoints.askChallenge, { params: { scenarioId: next }, body });
    expect(challenge).toMatchObject({ account: one.account, reason: 'we are in talks', by: { name: 'Rita Rep' }, state: 'open', decision: null });
    expect((await rep.refused(endpoints.askChallenge, { params: { scenarioId: next }, body })).code).toBe('challenge.open');
    expect((await rep.call(endpoints.readOwnChanges)).changes.find(({ account }) => account.id === one.account.id)!.challenge).toMatchObject({ id: challenge!.id });
    expect((await list(next)).changes.find(({ account }) => account.id === one.account.id)!.decision).toMatchObject({ decision: 'challenge', note: 'we are in talks', actor: { name: 'Rita Rep' } });
    for (const [endpoint, more] of [[endpoints.listChallenges, {}], [endpoints.decideChallenge, { body: { accept: true, reason: 'x' } }]] as const) {
      expect((await rep.refused(endpoint, { params: { scenarioId: next, challengeId: challenge!.id } as never, ...more } as never)).code).toBe('access.refused');
    }
  });
});

describe('a planner', () => {
  it('sees objections with their consequence, and can accept one once the scenario takes changes: the account is kept', async () => {
    const { challenges: [one] } = await api.call(endpoints.listChallenges, { params: { scenarioId: next } });
    expect(one.consequence.territories.map(({ id }) => id)).toEqual(expect.arrayContaining([from, to]));
    const decide = { params: { scenarioId: next, challengeId: one.id }, body: { accept: true, reason: 'agreed' } };
    expect((await api.refused(endpoints.decideChallenge, decide)).code).toBe('scenario.frozen');
    expect((await api.call(endpoints.listChallenges, { params: { scenarioId: next } })).challenges[0].state).toBe('open');
    await step(next, 'return');
    expect(await api.call(endpoints.decideChallenge, decide)).toMatchObject({ state: 'accepted', decision: { reason: 'agreed', by: { name: 'You' } } });
    const changes = await list(next);
    expect(changes.changes.some(({ account }) => account.id === one.account.id)).toBe(false);
    expect(changes.kept.map(({ account }) => account.id)).toEqual([one.account.id]);
    const { territory } = await api.call(endpoints.readWhy, { params: { scenarioId: next, accountId: one.account.id } });
    expect(territory?.id).toBe(from);
    expect((await api.refused(endpoints.decideChallenge, decide)).code).toBe('challenge.decided');
  });

  it('can refuse one with a reason: the change stands, and that is told', async () => {
    const manager = await joined('manager@example.com', { role: 'manager', branch: from }, 'Max');
    const { changes: [one] } = await list(next);
    const { challenge } = await manager.call(endpoints.askChallenge, { params: { scenarioId: next }, body: { account: one.account.id, reason: 'too far' } });
    expect((await manager.refused(endpoints.decideChallenge, { params: { scenarioId: next, challengeId: challenge!.id }, body: { accept: true, reason: 'x' } })).code).toBe('access.refused');
    expect((await api.refused(endpoints.decideChallenge, { params: { scenarioId: inForce, challengeId: challenge!.id }, body: { accept: false, reason: 'x' } })).code).toBe('challenge.unknown');
    await api.call(endpoints.decideChallenge, { params: { scenarioId: next, challengeId: challenge!.id }, body: { accept: false, reason: 'it is nearer' } });
    const [told] = (await manager.call(endpoints.listChallenges, { params: { scenarioId: next } })).challenges;
    expect(told).toMatchObject({ state: 'refused', decision: { reason: 'it is nearer' } });
    const row = (await list(next)).changes.find(({ account }) => account.id === one.account.id)!;
    expect(row.decision).toMatchObject({ decision: 'accept', note: 'it is nearer' });
    // Who does not agree may object again.
    expect((await manager.call(endpoints.askChallenge, { params: { scenarioId: next }, body: { account: one.account.id, reason: 'still too far' } })).challenge?.state).toBe('open');
    expect(api.trouble).toEqual([]);
  });
});
