import { z } from 'zod';
import { Edit } from './scenarios.ts';
import { Id, Moment } from './ids.ts';

/** A territory in force that has left its band. */
export const Drifted = z.object({
  slot: z.number().int(),
  /** Id of the territory. */
  territory: z.string(),
  measure: z.string(),
  /** (sum - target) / target. */
  deviation: z.number(),
  tolerance: z.number(),
});
export type Drifted = z.infer<typeof Drifted>;

/** The least that brings a plan back into its bands, as the engine proposes it. Nothing is changed by it. */
export const ProposedRepair = z.object({
  /** To be appended to a fork of the scenario at `seq`. */
  edit: Edit,
  units: z.number().int(),
  /** Share of the first measure that changes hands, 0-1. */
  movedShare: z.number(),
  /** Largest |deviation| afterwards. */
  worstDeviation: z.number(),
  /** What stays outside even so, and why. */
  outside: z.array(z.string()),
  /** Territories that give or take, with their deviations (sum - target) / target in the order of `measures`; empty in alerts that were raised by an earlier version. */
  measures: z.array(z.string()).default([]),
  territories: z.array(z.object({ slot: z.number().int(), territory: z.string(), name: z.string(), before: z.array(z.number()), after: z.array(z.number()) })).default([]),
});
export type ProposedRepair = z.infer<typeof ProposedRepair>;

export const Alert = z
  .object({
    id: Id,
    kind: z.enum(['drift']),
    planId: Id,
    scenarioId: Id,
    /** State of the scenario that was looked at last. */
    seq: z.number().int(),
    drifted: z.array(Drifted),
    /** Null when the plan has unassigned ground, or nothing can be moved. */
    repair: ProposedRepair.nullable(),
    raisedAt: Moment,
    /** When everything was in its band again, or the scenario no longer in force. */
    clearedAt: Moment.nullable(),
  })
  .meta({ id: 'Alert' });
export type Alert = z.infer<typeof Alert>;

export const AlertQuery = z.object({ state: z.enum(['open', 'all']).default('open') });
export const AlertList = z.object({ alerts: z.array(Alert) });
