import { z } from 'zod';

const Slot = z.number().int().min(0).max(0xfffe);
const Unit = z.number().int().min(0).max(0xffffffff);
const Measure = z.string().min(1).max(200);
const Share = z.number().min(0).max(1);
const Weight = z.number().min(0).max(1e6);

/**
 * What may change in a design; everything else stays where it is, for this design only. `territories` change among themselves
 * and neither gain from others nor lose to them; `units` and those with their centre in an `area` (west, south, east,
 * north, degrees) may go to any territory. Ground that is nobody's, and territories without ground, are always in it.
 */
export const DesignScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('territories'), slots: z.array(Slot).min(1).max(2000) }),
  z.object({ kind: z.literal('units'), units: z.array(Unit).min(1).max(300_000) }),
  z.object({ kind: z.literal('area'), bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]) }),
  z.object({ kind: z.literal('unassigned') }),
]);
export type DesignScope = z.infer<typeof DesignScope>;

/** At most this share of what the state that a design starts from covers changes hands: of `units`, of `accounts`, or of a measure by its key. */
export const ChangeBudget = z.object({ what: Measure, share: Share });
export type ChangeBudget = z.infer<typeof ChangeBudget>;

/** What is given up first, as an entry of the history: locks by slot, holds by subject, and constraints by id, which get other numbers, or go (null). */
export const Lift = z.object({
  locks: z.array(Slot).max(2000).optional(),
  holds: z.array(z.string().min(1).max(300)).max(10_000).optional(),
  constraints: z
    .array(z.object({ id: z.string().min(1).max(120), numbers: z.object({ min: z.number().min(0), max: z.number().min(0), reachKm: z.number().positive(), centreKm: z.number().positive() }).partial().nullable() }))
    .max(1000)
    .optional(),
});
export type Lift = z.infer<typeof Lift>;

/** Start of a design. The result becomes one `assign` entry of the scenario's history, so that one undo takes it back. */
export const SolveRequest = z
  .object({
    preset: z.enum(['fast', 'balanced', 'thorough']).default('balanced'),
    seed: z.number().int().min(0).max(0xffffffff).default(1),
    /** Sets the tolerance of every goal first, as an entry of its own. */
    tolerance: Share.optional(),
    /** Sets single goals first, in the same entry: largest |deviation|, and how much a measure counts beside the others. */
    goals: z.array(z.object({ measure: Measure, tolerance: Share.optional(), weight: z.number().positive().max(1e6).optional() })).max(8).optional(),
    /** In place of the scenario's weights, for this design only: keep relationships, short drives, tidy shapes. */
    weights: z.object({ disruption: Weight, travel: Weight, compactness: Weight }).partial().optional(),
    scope: DesignScope.optional(),
    budget: ChangeBudget.optional(),
    lift: Lift.optional(),
    /** Ends the search at the next pass with the best plan so far. */
    timeLimitSeconds: z.number().positive().max(86_400).optional(),
    /** Ends it when neither balance nor shapes got better for so long. */
    noGainSeconds: z.number().positive().max(86_400).optional(),
    /** `fresh` draws anew, `current` improves what is there. */
    start: z.enum(['fresh', 'current']).default('fresh'),
    /** Leaves people out: where they live, and the wish to keep accounts with whom they are with. Always so for whom people are hidden from. */
    peopleBlind: z.boolean().optional(),
    /** Starts from the state at this entry of the history in place of the present one: to run a design again. */
    fromSeq: z.number().int().min(0).optional(),
  })
  .meta({ id: 'SolveRequest' });
export type SolveRequest = z.input<typeof SolveRequest>;
export type SolveAsked = z.output<typeof SolveRequest>;

/** The clash found among what is asked, and what to give up first, ready to be sent back. */
export const Relaxation = z.object({
  kind: z.enum(['tolerance', 'lock', 'hold', 'scope', 'budget', 'constraint']),
  /** What it means, as a sentence. */
  text: z.string(),
  /** The request with it. */
  request: SolveRequest,
});
export type Relaxation = z.infer<typeof Relaxation>;

/** What a design without people does not look at: bounds around homes, and whether relationships would have counted. */
export const PeopleLeftOut = z.object({ homes: z.number().int(), relationships: z.boolean() });
export type PeopleLeftOut = z.infer<typeof PeopleLeftOut>;

/** What a request would mean for the present state; nothing is changed by asking. */
export const DesignCheck = z
  .object({
    seq: z.number().int(),
    /** What may change, of how much. */
    movable: z.object({ units: z.number().int(), accounts: z.number().int() }),
    of: z.object({ units: z.number().int(), accounts: z.number().int() }),
    /** Locks in force, and units that are held, the scope left aside. */
    locks: z.number().int(),
    holds: z.number().int(),
    /** Null: people count. */
    peopleLeftOut: PeopleLeftOut.nullable(),
    /** In the unit of what is counted. */
    budget: z.object({ what: z.string(), max: z.number(), of: z.number() }).nullable(),
    /** False where it is proved that no plan can keep everything. */
    possible: z.boolean(),
    /** Why not: sentences for a planner. */
    clash: z.array(z.string()),
    relaxation: Relaxation.nullable(),
  })
  .meta({ id: 'DesignCheck' });
export type DesignCheck = z.infer<typeof DesignCheck>;

/** How good a state is; figures are null while nothing is drawn. */
export const DesignFigures = z.object({
  /** Largest and mean |deviation| over territories and measures, 0-1. */
  worstDeviation: z.number().nullable(),
  meanDeviation: z.number().nullable(),
  /** Territories outside tolerance. */
  outside: z.number().int(),
  /** Mean moment compactness, 1 for discs. */
  compactness: z.number().nullable(),
  unassignedUnits: z.number().int(),
});
export type DesignFigures = z.infer<typeof DesignFigures>;

/** What a design changed. Amounts in the order of `measures`; a slot of null is nobody. */
export const DesignOutcome = z.object({
  before: DesignFigures,
  after: DesignFigures,
  /** What changes hands, of what somebody covered before. */
  moved: z.object({ units: z.number().int(), accounts: z.number().int() }),
  of: z.object({ units: z.number().int(), accounts: z.number().int() }),
  measures: z.array(z.object({ key: z.string(), unit: z.string(), moved: z.number(), of: z.number() })),
  /** The five pairs of territories between which most goes. */
  movers: z.array(z.object({ from: z.number().int().nullable(), to: z.number().int().nullable(), units: z.number().int(), accounts: z.number().int(), amounts: z.array(z.number()) })),
  /** Sentences; none when nothing did. */
  limitedBy: z.array(z.string()),
  /** The state it started from. */
  baseSeq: z.number().int(),
  /** Of the state it started from and of the result, as certificates have them. */
  startHash: z.string(),
  assignmentHash: z.string(),
});
export type DesignOutcome = z.infer<typeof DesignOutcome>;

/** Everything that makes a plan of a frontier again. */
export const PointSettings = z.object({
  way: z.enum(['solve', 'repair']),
  times: z.number(),
  tolerances: z.array(z.number()),
  price: z.number(),
  counted: z.string().nullable(),
  preset: z.string(),
  seed: z.number().int(),
});

/** A real plan of a frontier: its slots are at `/jobs/:jobId/points/:point/slots`. */
export const FrontierPoint = z.object({
  point: z.number().int(),
  /** Largest |deviation|, 0-1, and territories outside what was asked for. */
  worstDeviation: z.number(),
  outside: z.number().int(),
  /** Mean and least moment compactness. */
  compactness: z.number(),
  leastCompactness: z.number(),
  /** Share of what is counted, and of units, that changes hands; null where nothing is drawn yet. */
  moved: z.number().nullable(),
  movedUnits: z.number().nullable(),
  settings: PointSettings,
  interrupted: z.boolean(),
  assignmentHash: z.string(),
});
export type FrontierPoint = z.infer<typeof FrontierPoint>;

/** Plans of which none is as good as another in everything. */
export const FrontierResult = z.object({
  /** The state they were made for. */
  baseSeq: z.number().int(),
  points: z.array(FrontierPoint),
  /** That state itself; null where nothing is drawn. */
  start: z.object({ worstDeviation: z.number(), compactness: z.number() }).nullable(),
  /** What moves is counted in this measure; null where nothing is drawn. */
  counted: z.string().nullable(),
  tried: z.number().int(),
  reasons: z.array(z.string()),
});
export type FrontierResult = z.infer<typeof FrontierResult>;

/** `fork` opens the plan as a scenario of its own, from the state it was made for; `here` takes it into the scenario as one entry. */
export const TakePoint = z.object({ into: z.enum(['fork', 'here']), name: z.string().trim().min(1).max(120).optional() });
