import type { BudgetGauge, BudgetRule, PlanBudget } from '../../contract/budgets.ts';
import { SolveRequest, type SolveAsked } from '../../contract/solving.ts';
import { withinRegions } from '../access/can.ts';
import { table } from '../access/table.ts';
import { Role } from '../../contract/roles.ts';
import { namesOf } from '../auth/names.ts';
import type { Db, Executor } from '../db/db.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import { announce } from '../live/announce.ts';
import type { ScenarioState } from '../scenarios/document.ts';
import type { Admit, History } from '../scenarios/history.ts';
import type { MustFit } from '../scenarios/revisions.ts';
import type { ScenarioRow } from '../scenarios/store.ts';
import type { TimelineRoom } from '../timeline/service.ts';
import type { UnitSets } from '../units/service.ts';
import { judges, type Judge } from './judge.ts';
import { passed, passedBy, type BudgetLimit } from './limits.ts';
import * as store from './store.ts';

/** How much of a plan may change owner: set once, held to by hand edits, designs, what-ifs, merges and imports alike. */
export interface Budgets {
  read(actor: Actor, planId: string): Promise<PlanBudget>;
  set(actor: Actor, planId: string, rule: BudgetRule | null): Promise<PlanBudget>;
  gauge(actor: Actor, scenarioId: string, seq?: number): Promise<BudgetGauge>;
  /** Limits of a state that nobody has written yet; none without a rule. */
  limitsOf(executor: Executor, workspaceId: string, row: ScenarioRow, state: ScenarioState): Promise<BudgetLimit[]>;
  /** Asked about every gesture; lets through what uses no more than before, what stays within, and whatever is tried out in a scratch scenario. @throws AppError `budget.exceeded` */
  readonly admit: Admit;
  /** Asked before a state goes on towards being in force. @throws AppError `budget.exceeded` */
  readonly mustFit: MustFit;
  /** A design's request with what is left as its budget. @throws AppError `budget.exceeded` where it asks for more than that */
  within(workspaceId: string, row: ScenarioRow, state: ScenarioState, asked: SolveAsked): Promise<SolveAsked>;
  approvers(executor: Executor, workspaceId: string, planId: string): Promise<store.Approver[]>;
}

interface Deps {
  readonly db: Db;
  readonly history: History;
  readonly timeline: Pick<TimelineRoom, 'inForceSince'>;
  readonly units: UnitSets;
}

/** Changes by which somebody may come to have what another had. */
const MOVING = new Set(['assign', 'named', 'territory']);

export function budgets({ db, history, timeline, units }: Deps): Budgets {
  const judgeOf = judges({ history, timeline, units });

  async function read(actor: Actor, planId: string): Promise<PlanBudget> {
    const rules = await store.listRules(db, actor.workspaceId, planId);
    const nameOf = await namesOf(db, rules.map(({ actor: id }) => id));
    const { unit_set_id: unitsId } = await db.selectFrom('plans').select('unit_set_id').where('workspace_id', '=', actor.workspaceId).where('id', '=', planId).executeTakeFirstOrThrow();
    const measures = unitsId === null ? [] : (await units.load(actor.workspaceId, unitsId)).units.measures;
    return {
      rule: rules[0]?.rule ?? null, measures: measures.map(({ key, unit }) => ({ key, unit })),
      history: rules.map(({ rule, actor: id, at }) => ({ rule, by: { id, name: nameOf(id) }, at: at.toISOString() })),
    };
  }

  async function approvers(executor: Executor, workspaceId: string, planId: string): Promise<store.Approver[]> {
    const roles = Role.options.filter((role) => table['scenario.approve'][role] === 'all');
    const plan = await executor.selectFrom('plans').select('region').where('id', '=', planId).executeTakeFirst();
    return (await store.approversOf(executor, workspaceId, roles)).filter(({ regions }) => withinRegions({ regions }, plan?.region));
  }

  return {
    read, approvers,
    async set(actor, planId, rule) {
      const { measures } = await read(actor, planId);
      if (rule !== null && rule.accounts === null && rule.value === null) throw new AppError('request.invalid', { where: 'body.rule', expected: 'a share of accounts, of a measure, or both', found: 'neither', repair: 'Send a share, or null for no budget.' });
      if (rule?.value && !measures.some(({ key }) => key === rule.value!.measure)) throw new AppError('request.invalid', { where: 'body.rule.value.measure', expected: measures.map(({ key }) => key).join(', ') || 'a measure of the plan', found: rule.value.measure, repair: 'Name a measure of the plan.' });
      await db.transaction().execute(async (trx) => {
        await store.insertRule(trx, actor.workspaceId, planId, rule, actor.id);
        await announce(trx, { workspaceId: actor.workspaceId, planId, kind: 'scenario', subject: null, body: { budget: true } });
      });
      return read(actor, planId);
    },
    async gauge(actor, scenarioId, seq) {
      const row = await history.find(db, actor.workspaceId, scenarioId);
      if (seq !== undefined && seq > row.seq) throw new AppError('scenario.ahead', { found: String(seq), expected: `a seq up to ${row.seq}` });
      const state = await history.stateAt(db, actor.workspaceId, row, seq ?? row.seq);
      const judge = await judgeOf(db, actor.workspaceId, row);
      const limits = await judge.limits(state);
      const requests = judge.rule === null ? [] : await store.listRequests(db, actor.workspaceId, { scenarioId });
      return {
        seq: state.seq, rule: judge.rule, base: judge.base, limits, enforced: limits.length > 0 && !row.scratch, exceeded: passed(limits).length > 0,
        open: requests.filter(({ state: at }) => at === 'open').length,
        approvers: limits.length === 0 ? [] : (await approvers(db, actor.workspaceId, row.plan_id)).map(({ id, name }) => ({ id, name })),
      };
    },
    limitsOf: async (executor, workspaceId, row, state) => (await judgeOf(executor, workspaceId, row)).limits(state),
    async admit(trx, { workspaceId, row, before, after, edits }) {
      if (row.scratch || !edits.some(({ type }) => MOVING.has(type))) return;
      const judge = await judgeOf(trx, workspaceId, row);
      const then = await judge.limits(after);
      if (passed(then).length === 0) return;
      const over = passedBy(await judge.limits(before), then);
      if (over.length > 0) throw exceeded(judge, over, 'edits', row.name);
    },
    async mustFit(trx, workspaceId, row, state) {
      const judge = await judgeOf(trx, workspaceId, row);
      const over = passed(await judge.limits(state));
      if (over.length > 0) throw exceeded(judge, over, 'body.action', row.name);
    },
    async within(workspaceId, row, state, asked) {
      if (row.scratch) return asked;
      const judge = await judgeOf(db, workspaceId, row);
      const limits = await judge.limits(state);
      if (limits.length === 0) return asked;
      const unitsId = state.doc.unitsId ?? row.first_unit_set_id ?? row.unit_set_id;
      const [places, { units: { measures } }] = await Promise.all([units.places(workspaceId, unitsId), units.load(workspaceId, unitsId)]);
      // A design counts what its start covers, which is never more than all there is: a share of the whole errs on the side of less.
      const shares = limits.map((limit) => {
        const m = measures.findIndex(({ key }) => key === limit.what);
        const all = limit.what === 'accounts' ? places.unit.length : (places.values[m] ?? []).reduce((sum: number, value: number) => sum + value, 0);
        return { limit, share: all > 0 ? Math.max(0, Math.min(1, (limit.left * limit.of) / all)) : 1 };
      });
      if (asked.budget === undefined) {
        const [tightest] = shares.toSorted((a, b) => a.share - b.share);
        return { ...asked, budget: { what: tightest.limit.what, share: tightest.share } };
      }
      const same = shares.find(({ limit }) => limit.what === asked.budget!.what);
      if (same !== undefined && asked.budget.share > Math.max(0, same.limit.left) + 1e-9) throw exceeded(judge, [{ ...same.limit, used: same.limit.used + asked.budget.share }], 'body.budget.share', row.name);
      return same === undefined ? asked : SolveRequest.parse({ ...asked, budget: { what: asked.budget.what, share: Math.min(asked.budget.share, same.share) } });
    },
  };
}

const percent = (share: number): string => `${Math.round(1000 * share) / 10} %`;

/** What somebody is told who wants more than is left. Amounts are not told: whoever may not see money may read it. */
function exceeded({ base }: Judge, over: readonly BudgetLimit[], where: string, scenario: string): AppError {
  return new AppError('budget.exceeded', {
    where, expected: over.map(({ what, share, granted }) => `at most ${percent(share + granted)} of ${what}`).join(', '), found: over.map(({ used }) => percent(used)).join(', '),
    detail: over.map(({ what, used, share, granted }) => `${percent(used)} of ${what} would change owner, counted against ${base?.name ?? scenario}; ${percent(share + granted)} may.`).join(' '),
    repair: `Move less, ask somebody who approves for more, with a reason, or try it out in a branch of ${scenario} that is a scratch scenario.`,
    value: { over: over.map(({ what, unit, share, granted, used }) => ({ what, unit, allowed: share + granted, used })) },
  });
}
