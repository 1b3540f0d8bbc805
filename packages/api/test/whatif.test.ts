import { UNASSIGNED } from '@hexalign/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type Plan, type PlaybookAsked, type ProposeWhatIf, type Scenario, type WhatIfProposal } from '../contract/index.ts';
import { builtPlan, solved } from './following.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

const TERRITORIES = 8;

describe('what if', () => {
  let api: TestServer;
  let plan: Plan;
  let params: { scenarioId: string };
  let start: Scenario;

  const take = async (text: string, kind: 'people' | 'accounts'): Promise<void> => {
    const { id } = await api.call(endpoints.uploadDataset, { query: { filename: `${kind}.csv` }, body: new TextEncoder().encode(text) });
    const { id: importId } = await api.call(endpoints.startImport, { body: { datasetId: id, kind, planId: null } });
    await api.call(endpoints.commitImport, { params: { importId } });
  };
  const read = (scenarioId = params.scenarioId): Promise<Scenario> => api.call(endpoints.readScenario, { params: { scenarioId } });
  const propose = (playbooks: PlaybookAsked[], more: Omit<ProposeWhatIf, 'playbooks'> = {}): Promise<WhatIfProposal> => api.call(endpoints.proposeWhatIf, { params, body: { playbooks, ...more } });
  const slotsOf = async (scenarioId: string): Promise<Uint16Array> => new Uint16Array(await api.call(endpoints.readSlots, { params: { scenarioId } }));
  const branch = async (playbooks: PlaybookAsked[], proposal: WhatIfProposal, more: object = {}): Promise<Scenario> =>
    (await api.call(endpoints.takeWhatIf, { params, body: { playbooks, baseSeq: proposal.baseSeq, assignmentHash: proposal.assignmentHash, into: 'branch', ...more } })).scenario;

  beforeAll(async () => {
    api = await startTestServer();
    plan = await builtPlan(api, { territories: TERRITORIES }, 800);
    params = { scenarioId: plan.scenarioId! };
    await solved(api, plan.scenarioId!, 0.1);
    start = await read();
    await take('id,name,lat,lng\np1,Ada,39.7,-105\np2,Ben,37.3,-107.9\n', 'people');
    await api.call(endpoints.setCovers, { params: { planId: plan.id }, body: { covers: [{ territory: start.territories[2]!.id, person: 'p1', from: '2026-01-01' }, { territory: start.territories[5]!.id, person: 'p2', from: '2026-01-01' }] } });
  });
  afterAll(() => api.end());

  it('people leave: their ground goes to neighbours, nobody stays without owner, and nothing happens before it is taken', async () => {
    const asked: PlaybookAsked[] = [{ kind: 'leave', people: ['p1', 'p2'] }];
    const proposal = await propose(asked, { day: '2026-03-01' });
    expect((await read()).seq).toBe(start.seq);
    expect(proposal.asked).toEqual([expect.stringMatching(/^Ada and Ben leave T0\d and T0\d$/)]);
    expect(proposal.withoutOwner).toEqual({ units: 0, accounts: 0 });
    expect(proposal.after).toMatchObject({ territories: TERRITORIES - 2, outside: 0, unassignedUnits: 0, km: expect.any(Number) as number });
    expect(proposal.after.worstDeviation).toBeLessThanOrEqual(0.1 + 1e-9);
    const gone = proposal.territories.filter(({ change }) => change === 'goes');
    expect(gone.map(({ slot, after }) => [slot, after])).toEqual([[2, null], [5, null]]);
    // All that they had moves, and little else.
    const had = gone.reduce((sum, { before }) => sum + before!.accounts, 0);
    expect(proposal.moved.accounts).toBeGreaterThanOrEqual(had);
    expect(proposal.flows.reduce((sum, { accounts }) => sum + accounts, 0)).toBe(proposal.moved.accounts);
    // Repackaging neither makes nor loses anything.
    const total = (side: 'before' | 'after'): number => proposal.territories.reduce((sum, one) => sum + (one[side]?.sums[0] ?? 0), 0);
    expect(total('after')).toBeCloseTo(total('before'), 4);
    // The same question has the same answer.
    expect((await propose(asked, { day: '2026-03-01' })).assignmentHash).toBe(proposal.assignmentHash);

    const taken = await branch(asked, proposal, { day: '2026-03-01', name: 'Without Ada and Ben' });
    expect(taken).toMatchObject({ name: 'Without Ada and Ben', forkOf: { scenarioId: params.scenarioId, seq: start.seq }, status: 'draft' });
    expect([taken.territories[2], taken.territories[5]]).toEqual([null, null]);
    const [was, is] = [await slotsOf(params.scenarioId), await slotsOf(taken.id)];
    expect(is.includes(UNASSIGNED)).toBe(false);
    expect((await api.call(endpoints.readCertificate, { params: { scenarioId: taken.id } })).feasible).toBe(true);
    // Every account that moved says why.
    const { accounts } = await api.call(endpoints.listAccounts, { params: { unitsId: plan.unitsId! }, query: { limit: 1000 } });
    const moved = accounts.filter(({ unit }) => was[unit] !== is[unit]);
    expect(moved).toHaveLength(proposal.moved.accounts);
    for (const account of moved.slice(0, 5)) {
      const { reason } = await api.call(endpoints.readWhy, { params: { scenarioId: taken.id, accountId: account.id } });
      expect(reason.text).toMatch(/^Given on because Ada and Ben leaves? by .* on /);
      expect(reason.cause).toMatchObject({ kind: 'leave', playbooks: [{ kind: 'leave', people: ['p1', 'p2'] }] });
    }
    // One undo takes all of it back.
    await api.call(endpoints.undoEdit, { params: { scenarioId: taken.id }, body: { baseSeq: taken.seq, direction: 'undo' } });
    expect(await slotsOf(taken.id)).toEqual(was);
    expect((await read(taken.id)).territories[2]).toEqual(start.territories[2]);
  });

  const [lng, lat] = [-104.9, 38.9];
  it.each<[string, PlaybookAsked[], Omit<ProposeWhatIf, 'playbooks'>, number]>([
    ['somebody is hired', [{ kind: 'hire', name: 'Cy', lng, lat, ramp: 0.5 }], {}, TERRITORIES + 1],
    ['a territory is split', [{ kind: 'split', slot: 1, part: 0.4 }], {}, TERRITORIES + 1],
    ['there are more', [{ kind: 'count', territories: TERRITORIES + 2 }], { tolerance: 0.15 }, TERRITORIES + 2],
    ['there are fewer', [{ kind: 'count', territories: TERRITORIES - 2 }], {}, TERRITORIES - 2],
    ['a target changes', [{ kind: 'target', slot: 0, share: 0.18 }], {}, TERRITORIES],
    ['revenue shifts', [{ kind: 'shift', measure: 'Revenue', factor: 1.6, ground: { kind: 'area', bounds: [-109, 36, -106, 42] } }], {}, TERRITORIES],
    ['one leaves and another comes', [{ kind: 'leave', slots: [3] }, { kind: 'hire', name: 'Di', lng, lat }], {}, TERRITORIES],
    ['nothing but a tighter band', [{ kind: 'rebalance' }], { tolerance: 0.05 }, TERRITORIES],
  ])('%s: a plan in its bands, whole, that says what it moves', async (_, playbooks, more, territories) => {
    const proposal = await propose(playbooks, more);
    expect(proposal.after).toMatchObject({ territories, outside: 0, unassignedUnits: 0 });
    expect(proposal.outside).toEqual([]);
    expect(proposal.assumed).toBe(playbooks[0].kind === 'shift');
    expect(proposal.moved.accounts).toBeGreaterThan(0);
    const { territories: list } = await branch(playbooks, proposal, more);
    expect(list.filter((territory) => territory !== null)).toHaveLength(territories);
  });

  it('neighbours are merged, and the one that stays has the targets of both', async () => {
    const { flows } = await propose([{ kind: 'leave', slots: [4] }]);
    const into = flows.find(({ from }) => from === 4)!.to!;
    const asked: PlaybookAsked[] = [{ kind: 'merge', slot: 4, into }];
    const proposal = await propose(asked);
    expect(proposal.flows).toEqual([expect.objectContaining({ from: 4, to: into })]);
    const { goals } = await branch(asked, proposal);
    expect(goals[0].share![into]).toBeCloseTo(2 / TERRITORIES, 9);
  });

  it('a drive radius: ground further away goes, and later designs keep to it', async () => {
    const { territories } = await propose([{ kind: 'rebalance' }], { tolerance: 0.05 });
    expect(territories.length).toBeGreaterThan(0);
    const asked: PlaybookAsked[] = [{ kind: 'reach', slots: [1], reachKm: 90 }];
    const proposal = await propose(asked);
    expect(proposal.flows.some(({ from, units }) => from === 1 && units > 0)).toBe(true);
    expect(proposal.flows.some(({ to }) => to === null)).toBe(false);
    const taken = await branch(asked, proposal);
    expect(taken.constraints).toEqual([{ id: `reach-${start.territories[1]!.id}`, constraint: expect.objectContaining({ type: 'home', slot: 1, reachKm: 90 }) as object }]);
    expect((await api.call(endpoints.readCertificate, { params: { scenarioId: taken.id } })).violations.filter(({ code }) => code.startsWith('home'))).toEqual([]);
  });

  it('a budget of change is kept, and what it costs is said', async () => {
    const asked: PlaybookAsked[] = [{ kind: 'target', slot: 0, share: 0.25 }];
    const free = await propose(asked);
    const held = await propose(asked, { budget: { what: 'Revenue', share: 0.03 } });
    const share = ({ measures: [{ moved, of }] }: WhatIfProposal): number => moved / of;
    expect(share(free)).toBeGreaterThan(0.03);
    expect(share(held)).toBeLessThanOrEqual(0.03 + 1e-9);
    expect(share(held)).toBeGreaterThan(0);
    expect(held.after.outside).toBeGreaterThan(0);
    expect(held.outside[0]).toMatch(/^T0\d is \d.*% (above|below) its target/);
  });

  it('a segment counts: only its accounts weigh', async () => {
    const { accounts } = await api.call(endpoints.listAccounts, { params: { unitsId: plan.unitsId! }, query: { limit: 1000 } });
    await take(`id,segments\n${accounts.filter(({ lng: x }) => x < -105.5).map(({ id }) => `${id},Retail;Food`).join('\n')}\n`, 'accounts');
    const asked: PlaybookAsked[] = [{ kind: 'segment', measure: 'Hours', segments: ['food'], weight: 3, others: 1 }];
    const proposal = await propose(asked);
    expect(proposal.assumed).toBe(true);
    const hours = proposal.measures.findIndex(({ key }) => key === 'Hours');
    const plain = accounts.reduce((sum, { values }) => sum + values[hours], 0);
    const more = accounts.filter(({ lng: x }) => x < -105.5).reduce((sum, { values }) => sum + 2 * values[hours], 0);
    expect(proposal.measures[hours].of).toBeCloseTo(plain + more, 3);
    expect(proposal.before.outside).toBeGreaterThan(proposal.after.outside);
    expect((await api.refused(endpoints.proposeWhatIf, { params, body: { playbooks: [{ kind: 'segment', measure: 'Hours', segments: ['None'] }] } }))).toMatchObject({ code: 'whatif.invalid', expected: 'one of Food, Retail' });
  });

  it('comes into force on a day', async () => {
    const asked: PlaybookAsked[] = [{ kind: 'leave', slots: [0] }];
    const proposal = await propose(asked);
    const body = { playbooks: asked, baseSeq: proposal.baseSeq, assignmentHash: proposal.assignmentHash, into: 'schedule' as const };
    expect((await api.refused(endpoints.takeWhatIf, { params, body })).code).toBe('request.invalid');
    const { activation, scenario } = await api.call(endpoints.takeWhatIf, { params, body: { ...body, from: '2999-01-04' } });
    expect([activation!.from, activation!.scenarioId, scenario.status]).toEqual(['2999-01-04', scenario.id, 'approved']);
    expect((await api.call(endpoints.readInForce, { params: { planId: plan.id }, query: { date: '2999-01-03' } })).activation).toBe(null);
    expect((await api.call(endpoints.readInForce, { params: { planId: plan.id }, query: { date: '2999-01-04' } })).activation!.scenarioId).toBe(scenario.id);
  });

  it('goes into the scenario itself as one entry, refused where it is not what was looked at', async () => {
    const asked: PlaybookAsked[] = [{ kind: 'target', slot: 2, share: 0.16 }];
    const proposal = await propose(asked);
    const body = { playbooks: asked, baseSeq: proposal.baseSeq, assignmentHash: proposal.assignmentHash, into: 'here' as const };
    expect((await api.refused(endpoints.takeWhatIf, { params, body: { ...body, assignmentHash: 'another' } })).code).toBe('whatif.outdated');
    const { scenario } = await api.call(endpoints.takeWhatIf, { params, body });
    expect(scenario.seq).toBeGreaterThan(start.seq);
    // Somebody who looked at the state before is told.
    expect((await api.refused(endpoints.takeWhatIf, { params, body })).code).toBe('scenario.stale');
    const { edits } = await api.call(endpoints.listEdits, { params, query: { after: start.seq } });
    expect(new Set(edits.map(({ gesture }) => gesture)).size).toBe(1);
    expect(edits[0].cause).toMatchObject({ kind: 'whatif', text: 'T03 should come to 16 % of everything' });
    await api.call(endpoints.undoEdit, { params, body: { baseSeq: scenario.seq, direction: 'undo' } });
  });

  it('refuses what cannot be asked, naming it', async () => {
    const refused = async (playbooks: PlaybookAsked[]) => api.refused(endpoints.proposeWhatIf, { params, body: { playbooks } });
    expect(await refused([{ kind: 'leave', people: ['nobody'] }])).toMatchObject({ code: 'whatif.invalid', where: 'body.playbooks.0.people.0', found: 'nobody' });
    expect(await refused([{ kind: 'hire', name: 'X', lng: 10, lat: 50 }])).toMatchObject({ code: 'whatif.invalid', where: 'body.playbooks.0.lng' });
    expect(await refused([{ kind: 'rebalance' }, { kind: 'split', slot: 77 }])).toMatchObject({ code: 'whatif.invalid', where: 'body.playbooks.1.slot' });
    expect(await refused([{ kind: 'count', territories: 3 }, { kind: 'leave', slots: [1] }])).toMatchObject({ code: 'whatif.invalid', where: 'body.playbooks.0' });
    expect(await refused([{ kind: 'shift', measure: 'Money', factor: 2 }])).toMatchObject({ code: 'whatif.invalid', expected: 'one of Revenue, Hours' });
    const { seq } = await read();
    await api.call(endpoints.appendEdits, { params, body: { baseSeq: seq, edits: [{ type: 'lock', slot: 1, from: false, to: true }] } });
    expect(await refused([{ kind: 'leave', slots: [1] }])).toMatchObject({ code: 'whatif.invalid', found: start.territories[1]!.name, repair: 'Unlock the territory first.' });
    // What is locked neither gives nor takes.
    const around = await propose([{ kind: 'leave', slots: [0] }]);
    expect(around.territories.map(({ slot }) => slot)).not.toContain(1);
    await api.call(endpoints.appendEdits, { params, body: { baseSeq: seq + 1, edits: [{ type: 'lock', slot: 1, from: true, to: false }] } });
  });

  it('ends holds of those who go and says so', async () => {
    const { seq } = await read();
    const slots = await slotsOf(params.scenarioId);
    const unit = slots.indexOf(6);
    const hold = { reason: 'depot', owner: 'You', expires: null };
    await api.call(endpoints.appendEdits, { params, body: { baseSeq: seq, edits: [{ type: 'hold', subject: `unit ${unit}`, from: null, to: hold }] } });
    const asked: PlaybookAsked[] = [{ kind: 'leave', slots: [6] }];
    const proposal = await propose(asked);
    expect(proposal.ended).toEqual([`hold of unit ${unit}: depot`]);
    expect((await branch(asked, proposal)).holds).toEqual([]);
    expect((await read()).holds).toHaveLength(1);
  });

  it('blocks what would leave accounts to nobody, unless it is said', async () => {
    const { id: scenarioId } = await api.call(endpoints.forkScenario, { params, body: { name: 'All locked' } });
    const state = await read(scenarioId);
    const slots = await slotsOf(scenarioId);
    const units = Array.from(slots.keys()).filter((u) => slots[u] === 0);
    const edits = [
      { type: 'assign' as const, by: 'brush' as const, patch: { units, from: units.map(() => 0), to: units.map(() => UNASSIGNED) } },
      ...state.territories.flatMap((territory, slot) => (territory === null ? [] : [{ type: 'lock' as const, slot, from: false, to: true }])),
    ];
    const { seq } = await api.call(endpoints.appendEdits, { params: { scenarioId }, body: { baseSeq: state.seq, edits } });
    const asked: PlaybookAsked[] = [{ kind: 'target', slot: 0, share: 0.2 }];
    const proposal = await api.call(endpoints.proposeWhatIf, { params: { scenarioId }, body: { playbooks: asked } });
    expect(proposal.withoutOwner).toEqual({ units: units.length, accounts: expect.any(Number) as number });
    const body = { playbooks: asked, baseSeq: seq, assignmentHash: proposal.assignmentHash, into: 'here' as const };
    expect(await api.refused(endpoints.takeWhatIf, { params: { scenarioId }, body })).toMatchObject({ code: 'whatif.unowned', found: `${proposal.withoutOwner.accounts} accounts` });
    await api.call(endpoints.takeWhatIf, { params: { scenarioId }, body: { ...body, evenWithoutOwner: true } });
  });
});
