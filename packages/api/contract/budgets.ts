import { z } from 'zod';
import { GivenCause } from './edits.ts';
import { Id, Moment, ScenarioParams } from './ids.ts';
import { AppendEdits } from './scenarios.ts';
import { Day } from './timeline.ts';

const Share = z.number().min(0).max(1);
const Reason = z.string().trim().min(1).max(400);
const Who = z.object({ id: z.string(), name: z.string() });

/**
 * How much of a plan may change owner: at most so much of its accounts, of a measure, or of both. Counted against what is in
 * force today, or against what was in force when the period began (where nothing was, what came into force first in it).
 */
export const BudgetRule = z
  .object({
    accounts: Share.nullable(),
    value: z.object({ measure: z.string().min(1).max(120), share: Share }).nullable(),
    against: z.enum(['inForce', 'periodStart']),
    period: z.enum(['month', 'quarter', 'half', 'year']),
  })
  .meta({ id: 'BudgetRule' });
export type BudgetRule = z.infer<typeof BudgetRule>;

/** The rule of a plan, null = none, and every rule there was, newest first. `measures`: what may be counted beside accounts. */
export const PlanBudget = z
  .object({
    rule: BudgetRule.nullable(),
    measures: z.array(z.object({ key: z.string(), unit: z.string() })),
    history: z.array(z.object({ rule: BudgetRule.nullable(), by: Who, at: Moment })),
  })
  .meta({ id: 'PlanBudget' });
export type PlanBudget = z.infer<typeof PlanBudget>;
export const SetBudget = z.object({ rule: BudgetRule.nullable() });

/** What is counted (`accounts`, or a measure by its key), in shares of what had an owner in the base: the rule's, what grants added, what is used and what is left (below 0: more is used than may be). */
export const BudgetLimit = z.object({ what: z.string(), unit: z.string(), share: z.number(), granted: z.number(), used: z.number(), left: z.number(), /** In the unit of what is counted; null: kept back. */ amount: z.number().nullable(), of: z.number().nullable() }).meta({ id: 'BudgetLimit' });
export type BudgetLimit = z.infer<typeof BudgetLimit>;

/** How much of its budget a state of a scenario has used. No limits: there is no rule, or nothing is in force to count against. */
export const BudgetGauge = z
  .object({
    seq: z.number().int(),
    rule: BudgetRule.nullable(),
    /** What is counted against, and the day since which grants count. */
    base: z.object({ scenarioId: Id, name: z.string(), seq: z.number().int(), since: Day }).nullable(),
    limits: z.array(BudgetLimit),
    /** Changes that would go beyond are refused; false for scratch scenarios, which are held to it when they are submitted. */
    enforced: z.boolean(),
    exceeded: z.boolean(),
    /** Requests that nobody has decided yet. */
    open: z.number().int(),
    /** Who may grant more. */
    approvers: z.array(Who),
  })
  .meta({ id: 'BudgetGauge' });
export type BudgetGauge = z.infer<typeof BudgetGauge>;

export const BudgetRequestParams = ScenarioParams.extend({ requestId: Id });

/** Somebody's wish to go beyond the budget. It is granted or declined once, with a reason, and kept. */
export const BudgetRequest = z
  .object({
    id: Id,
    scenario: z.object({ id: Id, name: z.string() }),
    reason: z.string(),
    by: Who,
    at: Moment,
    approver: Who,
    /** Whether a change waits with it, and how many units that moves. */
    change: z.object({ edits: z.number().int(), units: z.number().int() }).nullable(),
    /** What would be used then, and what might be when it was asked for. */
    wanted: z.array(z.object({ what: z.string(), unit: z.string(), used: z.number(), allowed: z.number() })),
    state: z.enum(['open', 'granted', 'declined']),
    decision: z.object({ by: Who, at: Moment, reason: z.string(), /** By how much the budget became wider. */ widened: z.array(z.object({ what: z.string(), by: z.number() })) }).nullable(),
    /** The entry that the change became; null with a `fault`: it did not fit any more, and why. */
    applied: z.number().int().nullable(),
    fault: z.string().nullable(),
  })
  .meta({ id: 'BudgetRequest' });
export type BudgetRequest = z.infer<typeof BudgetRequest>;
export const BudgetRequestList = z.object({ requests: z.array(BudgetRequest) });

/** Asks for more: with a change that was refused, for shares in `to`, or, with neither, for what is used now. `approver`: id of a person who may grant it; one's own id grants it at once, where one may. */
export const AskBudget = AppendEdits.pick({ baseSeq: true }).extend({
  edits: AppendEdits.shape.edits.optional(),
  cause: GivenCause.optional(),
  to: z.array(z.object({ what: z.string().min(1).max(120), share: Share })).min(1).max(2).optional(),
  reason: Reason,
  approver: z.string().min(1).max(200),
}).meta({ id: 'AskBudget' });
export type AskBudget = z.infer<typeof AskBudget>;

export const DecideBudget = z.object({ grant: z.boolean(), reason: Reason }).meta({ id: 'DecideBudget' });
export type DecideBudget = z.infer<typeof DecideBudget>;
