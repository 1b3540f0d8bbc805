import { afterAll, beforeAll, expect, it } from 'vitest';
import { endpoints, type Plan, type PlaybookAsked } from '../contract/index.ts';
import { builtPlan, endOf } from './following.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

const TERRITORIES = 40;
const DAY = '2999-06-01';

let api: TestServer;
let plan: Plan;

beforeAll(async () => {
  api = await startTestServer();
  plan = await builtPlan(api, { territories: TERRITORIES, tolerance: 0.05 }, 3000);
  const job = await api.call(endpoints.solveScenario, { params: { scenarioId: plan.scenarioId! }, body: { preset: 'balanced', seed: 3 } });
  await endOf(api, job.id);
  const params = { scenarioId: plan.scenarioId! };
  await api.call(endpoints.changeStatus, { params, body: { action: 'submit' } });
  const { seq } = await api.call(endpoints.readScenario, { params });
  await api.call(endpoints.approveScenario, { params, body: { seq } });
  await api.call(endpoints.activateRevision, { params: { planId: plan.id }, body: { scenarioId: plan.scenarioId!, from: '2026-01-01' } });
}, 180_000);
afterAll(() => api.end());

it('forty territories in force, three people leave: a plan for a day within 5 %, little moves, nobody is without owner, and every account that moves says why', async () => {
  const params = { scenarioId: plan.scenarioId! };
  const before = new Uint16Array(await api.call(endpoints.readSlots, { params }));
  const asked: PlaybookAsked[] = [{ kind: 'leave', slots: [4, 17, 31] }];
  const proposal = await api.call(endpoints.proposeWhatIf, { params, body: { playbooks: asked, tolerance: 0.05 } });
  expect(proposal.withoutOwner).toEqual({ units: 0, accounts: 0 });
  expect(proposal.after).toMatchObject({ territories: TERRITORIES - 3, unassignedUnits: 0 });
  expect(proposal.outside).toEqual([]);
  expect(proposal.after.worstDeviation).toBeLessThanOrEqual(0.05 + 1e-9);
  const had = proposal.territories.filter(({ change }) => change === 'goes').reduce((sum, one) => sum + one.before!.accounts, 0);
  expect(proposal.moved.accounts).toBeLessThan(6 * had);

  // What is in force is frozen: it goes into a scenario of its own, for a day.
  const body = { playbooks: asked, tolerance: 0.05, baseSeq: proposal.baseSeq, assignmentHash: proposal.assignmentHash };
  expect((await api.refused(endpoints.takeWhatIf, { params, body: { ...body, into: 'here' } })).code).toBe('scenario.frozen');
  const { scenarioId, activation } = await api.call(endpoints.takeWhatIf, { params, body: { ...body, into: 'schedule', from: DAY } });
  expect(activation!.from).toBe(DAY);
  const after = new Uint16Array(await api.call(endpoints.readSlots, { params: { scenarioId } }));
  const certificate = await api.call(endpoints.readCertificate, { params: { scenarioId } });
  expect([certificate.feasible, certificate.violations]).toEqual([true, []]);

  const [first, ...rest] = [0, 1000, 2000].map((offset) => api.call(endpoints.listAccounts, { params: { unitsId: plan.unitsId! }, query: { limit: 1000, offset } }));
  const accounts = (await Promise.all([first, ...rest])).flatMap((page) => page.accounts);
  const moved = accounts.filter(({ unit }) => before[unit] !== after[unit]);
  expect(moved).toHaveLength(proposal.moved.accounts);
  const still = accounts.filter(({ unit }) => before[unit] === after[unit]);
  const why = async (accountId: string) => (await api.call(endpoints.readWhy, { params: { scenarioId, accountId } })).reason;
  for (const account of moved) expect((await why(account.id)).cause, account.id).toMatchObject({ kind: 'leave', text: expect.stringContaining('dissolved; within 5 %') as string, playbooks: [{ kind: 'leave', slots: [4, 17, 31] }] });
  // Who stays where they were is there for what placed them.
  for (const account of still.slice(0, 20)) expect((await why(account.id)).cause.kind).toBe('solver');
  // Today's owner is who it was; on the day it is the new one.
  const moving = moved[0];
  const owner = async (date: string) => (await api.call(endpoints.findOwner, { params: { planId: plan.id }, query: { account: moving.id, date } })).territory!.id;
  const { territories } = await api.call(endpoints.readScenario, { params: { scenarioId } });
  const was = (await api.call(endpoints.readScenario, { params })).territories[before[moving.unit]]!.id;
  expect([await owner('2999-05-31'), await owner(DAY)]).toEqual([was, territories[after[moving.unit]]!.id]);
  // The change list tells the same accounts.
  const comparison = await api.call(endpoints.compareScenarios, { params, query: { with: scenarioId } });
  expect([comparison.moved.accounts, comparison.conserved.differs]).toEqual([moved.length, false]);
}, 180_000);
