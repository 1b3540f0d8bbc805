import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type BudgetGauge, type BudgetRequest, type Edit, type Plan, type Scenario } from '../contract/index.ts';
import { signedInByLink, type Client } from './client.ts';
import { builtPlan, endOf, solved } from './following.ts';
import { startSmtpServer, type SmtpServer } from './smtpServer.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

let api: TestServer;
let smtp: SmtpServer;
let plan: Plan;
let next: string;
let planner: Client;
let boss: { id: string; name: string };

const read = (scenarioId: string): Promise<Scenario> => api.call(endpoints.readScenario, { params: { scenarioId } });
const gauge = (scenarioId: string): Promise<BudgetGauge> => api.call(endpoints.readGauge, { params: { scenarioId } });
const slotsOf = async (scenarioId: string): Promise<Uint16Array> => new Uint16Array(await api.call(endpoints.readSlots, { params: { scenarioId } }));
const requests = async (scenarioId: string): Promise<BudgetRequest[]> => (await api.call(endpoints.listBudgetRequests, { params: { scenarioId } })).requests;
const setRule = (accounts: number | null): Promise<unknown> => api.call(endpoints.setBudget, { params: { planId: plan.id }, body: { rule: accounts === null ? null : { accounts, value: null, against: 'inForce', period: 'year' } } });
const fork = async (name: string, more: object = {}): Promise<string> => (await api.call(endpoints.forkScenario, { params: { scenarioId: plan.scenarioId! }, body: { name, ...more } })).id;

/** All that a territory has with accounts goes to another: `share` of the units of the first that are inhabited. */
async function moving(scenarioId: string, from: number, to: number, most: number): Promise<{ baseSeq: number; edits: Edit[] }> {
  const slots = await slotsOf(scenarioId);
  const { accounts } = await api.call(endpoints.listAccounts, { params: { unitsId: plan.unitsId! }, query: { limit: 1000 } });
  const units = [...new Set(accounts.map(({ unit }) => unit))].filter((u) => slots[u] === from).sort((a, b) => a - b).slice(0, most);
  return { baseSeq: (await read(scenarioId)).seq, edits: [{ type: 'assign', by: 'lasso', patch: { units, from: units.map(() => from), to: units.map(() => to) } }] };
}

beforeAll(async () => {
  smtp = await startSmtpServer();
  api = await startTestServer({ SMTP_URL: smtp.url, SMTP_FROM: 'Hexalign <territories@example.com>' });
  plan = await builtPlan(api);
  await solved(api, plan.scenarioId!);
  const inForce = await fork('In force');
  await api.call(endpoints.changeStatus, { params: { scenarioId: inForce }, body: { action: 'submit' } });
  await api.call(endpoints.approveScenario, { params: { scenarioId: inForce }, body: { seq: (await read(inForce)).seq } });
  await api.call(endpoints.activateRevision, { params: { planId: plan.id }, body: { scenarioId: inForce, from: '2026-01-01' } });
  next = await fork('Next');
  const { link } = await api.call(endpoints.invite, { body: { email: 'planner@example.com', scope: { role: 'planner' } } });
  planner = api.as(await signedInByLink(api.server.address, new URL(link.address).hash.slice(1), { name: 'Paula Planner', password: 'quiet meadow fourteen' }));
}, 120_000);
afterAll(async () => {
  await api.end();
  await smtp.close();
});

describe('a change budget', () => {
  it('is none until somebody who approves sets one, and is shown against what is in force', async () => {
    expect(await gauge(next)).toMatchObject({ rule: null, limits: [], enforced: false });
    expect((await planner.refused(endpoints.setBudget, { params: { planId: plan.id }, body: { rule: null } })).code).toBe('access.refused');
    expect((await api.refused(endpoints.setBudget, { params: { planId: plan.id }, body: { rule: { accounts: null, value: { measure: 'nothing', share: 0.1 }, against: 'inForce', period: 'year' } } }))).toMatchObject({ code: 'request.invalid', where: 'body.rule.value.measure' });
    await setRule(0.05);
    const told = await gauge(next);
    expect(told).toMatchObject({ enforced: true, exceeded: false, base: { name: 'In force', since: '2026-01-01' }, limits: [{ what: 'accounts', share: 0.05, used: 0, left: 0.05, of: 400 }] });
    [boss] = told.approvers;
    expect((await api.call(endpoints.readBudget, { params: { planId: plan.id } })).history).toHaveLength(1);
  });

  it('lets a hand edit within it through, counts it, and refuses one beyond it without losing anything of it', async () => {
    await planner.call(endpoints.appendEdits, { params: { scenarioId: next }, body: await moving(next, 0, 1, 3) });
    const { limits: [{ used, amount }] } = await gauge(next);
    const { moved } = await api.call(endpoints.listAccountChanges, { params: { scenarioId: next } });
    expect(amount).toBe(moved.accounts);
    expect(used).toBeCloseTo(moved.accounts / 400, 12);
    const before = await read(next);
    const much = await moving(next, 0, 1, 60);
    const refused = await planner.refused(endpoints.appendEdits, { params: { scenarioId: next }, body: much });
    expect(refused).toMatchObject({ code: 'budget.exceeded', where: 'edits', expected: 'at most 5 % of accounts', value: { over: [{ what: 'accounts', allowed: 0.05 }] } });
    expect(refused.repair).toContain('ask somebody who approves');
    expect((await read(next)).seq).toBe(before.seq);
  });

  it('waits with the refused change and a reason for the one who was asked, who hears of it, and grants it once', async () => {
    const much = await moving(next, 0, 1, 60);
    const ask = { ...much, reason: 'the hospital group moved', approver: boss.id };
    expect(await planner.refused(endpoints.askBudget, { params: { scenarioId: next }, body: { ...ask, reason: '  ' } })).toMatchObject({ code: 'request.invalid', where: expect.stringContaining('reason') as string });
    const { user } = await planner.call(endpoints.readSession);
    expect(await planner.refused(endpoints.askBudget, { params: { scenarioId: next }, body: { ...ask, approver: user!.id } })).toMatchObject({ code: 'request.invalid', where: 'body.approver' });
    const request = await planner.call(endpoints.askBudget, { params: { scenarioId: next }, body: ask });
    expect(request).toMatchObject({ state: 'open', by: { name: 'Paula Planner' }, approver: boss, change: { units: much.edits[0].type === 'assign' ? much.edits[0].patch.units.length : 0 }, applied: null, fault: null });
    const { items } = await api.call(endpoints.readPlanInbox, { params: { planId: plan.id } });
    expect(items.find(({ code }) => code === 'budget.asked')).toMatchObject({ request: { id: request.id, reason: 'the hospital group moved' } });
    const params = { scenarioId: next, requestId: request.id };
    expect((await planner.refused(endpoints.decideBudget, { params, body: { grant: true, reason: 'mine' } })).code).toBe('access.refused');

    const granted = await api.call(endpoints.decideBudget, { params, body: { grant: true, reason: 'agreed with the region' } });
    const { seq } = await read(next);
    expect(granted).toMatchObject({ state: 'granted', applied: seq, fault: null, decision: { by: boss, reason: 'agreed with the region' } });
    const { limits: [limit], exceeded } = await gauge(next);
    expect(exceeded).toBe(false);
    expect(limit.used).toBeCloseTo(request.wanted[0].used, 12);
    expect(limit.granted).toBeCloseTo(limit.used - 0.05, 12);
    // It is the change of whoever asked, who can take it back, and make it again without asking anew.
    const { edits } = await api.call(endpoints.listEdits, { params: { scenarioId: next }, query: { order: 'newest', limit: 1 } });
    expect(edits[0]).toMatchObject({ seq, actor: { name: 'Paula Planner' } });
    await planner.call(endpoints.undoEdit, { params: { scenarioId: next }, body: { baseSeq: seq, direction: 'undo' } });
    await planner.call(endpoints.undoEdit, { params: { scenarioId: next }, body: { baseSeq: seq + 1, direction: 'redo' } });
    expect((await api.refused(endpoints.decideBudget, { params, body: { grant: false, reason: 'again' } })).code).toBe('budget.decided');
    expect((await api.call(endpoints.readPlanInbox, { params: { planId: plan.id } })).items.filter(({ code }) => code === 'budget.asked')).toEqual([]);
  });

  it('declined leaves everything as it is, and both are kept', async () => {
    const much = await moving(next, 2, 3, 60);
    const { id } = await planner.call(endpoints.askBudget, { params: { scenarioId: next }, body: { ...much, reason: 'tidier', approver: boss.id } });
    const before = await gauge(next);
    expect(await api.call(endpoints.decideBudget, { params: { scenarioId: next, requestId: id }, body: { grant: false, reason: 'not before spring' } })).toMatchObject({ state: 'declined', applied: null });
    expect((await gauge(next)).limits).toEqual(before.limits);
    expect((await requests(next)).map(({ state, reason, decision }) => [state, reason, decision?.reason])).toEqual([['declined', 'tidier', 'not before spring'], ['granted', 'the hospital group moved', 'agreed with the region']]);
  });

  it('grants what does not fit any more as room only, and says that the change was not made', async () => {
    const much = await moving(next, 2, 3, 60);
    const { id } = await planner.call(endpoints.askBudget, { params: { scenarioId: next }, body: { ...much, reason: 'tidier', approver: boss.id } });
    const one = await moving(next, 2, 0, 1);
    await api.call(endpoints.askBudget, { params: { scenarioId: next }, body: { ...one, reason: 'urgent', approver: boss.id } });
    const granted = await api.call(endpoints.decideBudget, { params: { scenarioId: next, requestId: id }, body: { grant: true, reason: 'fine' } });
    expect(granted).toMatchObject({ state: 'granted', applied: null, fault: expect.stringMatching(/./) as string });
    expect((await gauge(next)).limits[0].left).toBeGreaterThan(0);
  });

  it('tells by mail whoever is asked and has an address', async () => {
    const { link } = await api.call(endpoints.invite, { body: { email: 'ada@example.com', scope: { role: 'admin' } } });
    await api.as(await signedInByLink(api.server.address, new URL(link.address).hash.slice(1), { name: 'Ada Admin', password: 'quiet meadow fourteen' })).call(endpoints.readSession);
    const ada = (await gauge(next)).approvers.find(({ name }) => name === 'Ada Admin')!;
    await planner.call(endpoints.askBudget, { params: { scenarioId: next }, body: { baseSeq: 0, to: [{ what: 'accounts', share: 0.8 }], reason: 'the autumn round', approver: ada.id } });
    await expect.poll(() => smtp.mails.filter(({ to }) => to.includes('ada@example.com')).map(({ text }) => text).join('')).toContain('the autumn round');
  });

  it('is granted at once to one who may approve, with the reason', async () => {
    const left = await gauge(next);
    expect((await api.refused(endpoints.askBudget, { params: { scenarioId: next }, body: { baseSeq: 0, reason: 'x', approver: boss.id } })).code).toBe('budget.within');
    const request = await api.call(endpoints.askBudget, { params: { scenarioId: next }, body: { baseSeq: 0, to: [{ what: 'accounts', share: 0.9 }], reason: 'a merger', approver: boss.id } });
    expect(request).toMatchObject({ state: 'granted', change: null, decision: { by: boss, reason: 'a merger' } });
    expect((await gauge(next)).limits[0].granted).toBeGreaterThan(left.limits[0].granted);
  });
});

describe('the same budget', () => {
  it('gives a design what is left, and refuses one that asks for more', async () => {
    const id = await fork('Designed');
    expect(await api.refused(endpoints.solveScenario, { params: { scenarioId: id }, body: { preset: 'fast', budget: { what: 'accounts', share: 0.2 } } })).toMatchObject({ code: 'budget.exceeded', where: 'body.budget.share' });
    const job = await endOf(api, (await api.call(endpoints.solveScenario, { params: { scenarioId: id }, body: { preset: 'fast', seed: 9, tolerance: 0.01, start: 'current' } })).id);
    expect(job.state).toBe('done');
    const { limits: [{ used }] } = await gauge(id);
    expect(used).toBeLessThanOrEqual(0.05);
  });

  it('holds a what-if: not here and not by a day, but as a scratch scenario that cannot be submitted', async () => {
    const id = await fork('What if');
    const asked = { playbooks: [{ kind: 'count' as const, territories: 3 }] };
    const proposal = await api.call(endpoints.proposeWhatIf, { params: { scenarioId: id }, body: asked });
    const take = { ...asked, baseSeq: proposal.baseSeq, assignmentHash: proposal.assignmentHash };
    const scenarios = async (): Promise<number> => (await api.call(endpoints.readPlan, { params: { planId: plan.id } })).scenarios.length;
    const before = await scenarios();
    expect((await api.refused(endpoints.takeWhatIf, { params: { scenarioId: id }, body: { ...take, into: 'here' } })).code).toBe('budget.exceeded');
    expect((await api.refused(endpoints.takeWhatIf, { params: { scenarioId: id }, body: { ...take, into: 'schedule', from: '2027-01-01' } })).code).toBe('budget.exceeded');
    expect(await scenarios()).toBe(before);
    const { scenario } = await api.call(endpoints.takeWhatIf, { params: { scenarioId: id }, body: { ...take, into: 'branch' } });
    expect(scenario.scratch).toBe(true);
    expect(await gauge(scenario.id)).toMatchObject({ enforced: false, exceeded: true });
    expect(await api.refused(endpoints.changeStatus, { params: { scenarioId: scenario.id }, body: { action: 'submit' } })).toMatchObject({ code: 'budget.exceeded' });
    // What it uses may be asked for, and then it goes on.
    await api.call(endpoints.askBudget, { params: { scenarioId: scenario.id }, body: { baseSeq: 0, reason: 'three regions from spring', approver: boss.id } });
    await api.call(endpoints.changeStatus, { params: { scenarioId: scenario.id }, body: { action: 'submit' } });
  });

  it('holds a merge of what was tried out', async () => {
    const [tried, into] = [await fork('Tried', { scratch: true }), await fork('Into')];
    await api.call(endpoints.appendEdits, { params: { scenarioId: tried }, body: await moving(tried, 0, 1, 80) });
    expect((await api.refused(endpoints.mergeScenario, { params: { scenarioId: into }, body: { from: tried } })).code).toBe('budget.exceeded');
    expect((await gauge(into)).limits[0].used).toBe(0);
  });

  it('lets go back whoever is beyond it, and is gone when it is set to none', async () => {
    const id = await fork('Back', { scratch: true });
    await api.call(endpoints.appendEdits, { params: { scenarioId: id }, body: await moving(id, 0, 1, 80) });
    await api.call(endpoints.patchScenario, { params: { scenarioId: id }, body: { scratch: false } });
    expect(await gauge(id)).toMatchObject({ enforced: true, exceeded: true });
    const { seq } = await read(id);
    await api.call(endpoints.undoEdit, { params: { scenarioId: id }, body: { baseSeq: seq, direction: 'undo' } });
    expect((await gauge(id)).limits[0].used).toBe(0);
    expect((await api.refused(endpoints.undoEdit, { params: { scenarioId: id }, body: { baseSeq: seq + 1, direction: 'redo' } })).code).toBe('budget.exceeded');
    await setRule(null);
    await api.call(endpoints.undoEdit, { params: { scenarioId: id }, body: { baseSeq: seq + 1, direction: 'redo' } });
    const { rule, history } = await api.call(endpoints.readBudget, { params: { planId: plan.id } });
    expect([rule, history.map((one) => one.rule?.accounts ?? null)]).toEqual([null, [null, 0.05]]);
  });
});
