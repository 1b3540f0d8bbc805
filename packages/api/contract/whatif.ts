import { z } from 'zod';
import { Id } from './ids.ts';
import { Playbook } from './playbooks.ts';
import { Edit, Scenario } from './scenarios.ts';
import { ChangeBudget, DesignFigures } from './solving.ts';
import { Day, Activation } from './timeline.ts';

const Slot = z.number().int();

/** What is asked: one playbook, or several that happen together, in order. */
export const ProposeWhatIf = z
  .object({
    playbooks: z.array(Playbook).min(1).max(200),
    /** At most this share of what somebody has changes hands beside what nobody has any more. */
    budget: ChangeBudget.optional(),
    /** Of all goals; becomes a part of the change. */
    tolerance: z.number().min(0).max(1).optional(),
    /** The state that is asked about; the present one when left out. */
    seq: z.number().int().min(0).optional(),
    /** Day on which people leave, and on which holds and exceptions are asked whether they still stand; today when left out. */
    day: Day.optional(),
  })
  .meta({ id: 'ProposeWhatIf' });
export type ProposeWhatIf = z.input<typeof ProposeWhatIf>;
export type WhatIfAsked = z.output<typeof ProposeWhatIf>;

/** What a territory has; lists in the order of `measures`. */
export const WhatIfSide = z.object({
  units: z.number().int(),
  accounts: z.number().int(),
  sums: z.array(z.number()),
  /** (sum - target) / target. */
  deviations: z.array(z.number()),
  /** Mean way from its centre to its accounts, as the crow flies; null without accounts. */
  km: z.number().nullable(),
});
export type WhatIfSide = z.infer<typeof WhatIfSide>;

const Figures = DesignFigures.extend({ /** Mean way from the centre of a territory to its accounts; null without any. */ km: z.number().nullable(), territories: z.number().int() });

/** What would come of it. Nothing is changed by asking. */
export const WhatIfProposal = z
  .object({
    /** The state it was made for. */
    baseSeq: z.number().int(),
    /** What was asked, one sentence each. */
    asked: z.array(z.string()),
    /** The whole change as one gesture on that state. */
    edits: z.array(Edit),
    measures: z.array(z.object({ key: z.string(), unit: z.string(), tolerance: z.number(), moved: z.number(), of: z.number() })),
    /** Every territory that comes, goes, gains or loses. */
    territories: z.array(z.object({ slot: Slot, id: z.string(), name: z.string(), change: z.enum(['comes', 'goes', 'stays']), before: WhatIfSide.nullable(), after: WhatIfSide.nullable() })),
    before: Figures,
    after: Figures,
    moved: z.object({ units: z.number().int(), accounts: z.number().int() }),
    of: z.object({ units: z.number().int(), accounts: z.number().int() }),
    /** From whom to whom, most first; null is nobody. */
    flows: z.array(z.object({ from: Slot.nullable(), to: Slot.nullable(), units: z.number().int(), accounts: z.number().int(), amounts: z.array(z.number()) })),
    /** What would belong to nobody. */
    withoutOwner: z.object({ units: z.number().int(), accounts: z.number().int() }),
    /** Holds, exceptions and constraints that end with what is dissolved. */
    ended: z.array(z.string()),
    /** What stays outside its band even so, and why. */
    outside: z.array(z.string()),
    /** Figures before and after are of measures that are assumed to be so: the plan's own measures stay what they are. */
    assumed: z.boolean(),
    startHash: z.string(),
    assignmentHash: z.string(),
  })
  .meta({ id: 'WhatIfProposal' });
export type WhatIfProposal = z.infer<typeof WhatIfProposal>;

/** Takes what was proposed: the same question, answered again for the same state. */
export const TakeWhatIf = ProposeWhatIf.omit({ seq: true })
  .extend({
    /** `baseSeq` and `assignmentHash` of the proposal that was looked at. */
    baseSeq: z.number().int().min(0),
    assignmentHash: z.string().max(200),
    /** `here` = one entry of the history; `branch` = a scenario of its own; `schedule` = a scenario that is approved and comes into force on day `from`. */
    into: z.enum(['here', 'branch', 'schedule']),
    name: z.string().trim().min(1).max(120).optional(),
    from: Day.optional(),
    /** Also where accounts would belong to nobody. */
    evenWithoutOwner: z.boolean().default(false),
  })
  .meta({ id: 'TakeWhatIf' });
export type TakeWhatIf = z.input<typeof TakeWhatIf>;
export type TakeAsked = z.output<typeof TakeWhatIf>;

/** The scenario that it went into, and when that comes into force. */
export const WhatIfTaken = z.object({ scenario: Scenario, activation: Activation.nullable(), scenarioId: Id }).meta({ id: 'WhatIfTaken' });
export type WhatIfTaken = z.infer<typeof WhatIfTaken>;
