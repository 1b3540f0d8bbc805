import { z } from 'zod';
import { Id, Moment, PlanParams } from './ids.ts';

export const Day = z.iso.date();
const Who = z.object({ id: z.string(), name: z.string() });

/** A signed revision that comes into force on a day, and stays until another does. */
export const Activation = z
  .object({
    id: Id,
    layer: z.string(),
    scenarioId: Id,
    scenarioName: z.string(),
    revisionId: Id,
    revisionName: z.string(),
    seq: z.number().int(),
    hash: z.string(),
    /** First day in force. */
    from: Day,
    /** First day no longer in force; null = until another comes. */
    until: Day.nullable(),
    actor: Who,
    at: Moment,
    note: z.string().nullable(),
    /** Taken back, or replaced by another of the same day; kept all the same. */
    withdrawn: z.object({ at: Moment, actor: Who }).nullable(),
  })
  .meta({ id: 'Activation' });
export type Activation = z.infer<typeof Activation>;

export const Timeline = z.object({ today: Day, activations: z.array(Activation) }).meta({ id: 'Timeline' });
export type Timeline = z.infer<typeof Timeline>;

/** `revisionId` left out: the revision that was approved last. */
export const Activate = z
  .object({ scenarioId: Id, revisionId: Id.optional(), from: Day, note: z.string().trim().max(1000).optional() })
  .meta({ id: 'Activate' });
export type Activate = z.infer<typeof Activate>;

export const ActivationParams = PlanParams.extend({ activationId: Id });
export const DateQuery = z.object({ date: Day.optional() });
export const InForce = z.object({ date: Day, activation: Activation.nullable() }).meta({ id: 'InForce' });
