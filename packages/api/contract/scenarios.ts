import { z } from 'zod';
import { Cause, GivenCause, Hold, HoldSubject, Named, ScenarioConstraint, Weights } from './edits.ts';
import { Id, Moment } from './ids.ts';
import { PeopleLeftOut } from './solving.ts';
import { ScenarioStatus } from './status.ts';

const Slot = z.number().int().min(0).max(0xffff);

/** A territory stands at a slot, its place in the document's list, which is never given to another. */
export const Territory = z
  .object({
    /** `T01` ..., or the name today's territory has in the accounts file. */
    id: z.string().min(1).max(120),
    name: z.string().min(1).max(120),
    /** Index into the web's palette; null = chosen by the web. */
    colour: z.number().int().min(0).max(255).nullable(),
    /** Who covers it, as text, until people are rows of their own. */
    person: z.string().max(120).nullable(),
    /** Slot of the territory above; null at the top. */
    parent: z.number().int().min(0).max(0xfffe).nullable(),
    /** 0 holds units. */
    level: z.number().int().min(0).max(9),
  })
  .meta({ id: 'Territory' });
export type Territory = z.infer<typeof Territory>;

/** What one measure should come to. `share` is one number per slot summing to 1; null = equal shares. */
export const GoalDoc = z.object({ measure: z.string(), share: z.array(z.number().positive()).nullable(), tolerance: z.number().min(0).max(1), weight: z.number().positive() }).meta({ id: 'Goal' });
export type GoalDoc = z.infer<typeof GoalDoc>;

/** Three lists of one length: unit index, slot before, slot after. 65,535 = unassigned. */
export const AssignPatch = z.object({ units: z.array(z.number().int().min(0)).max(300_000), from: z.array(Slot).max(300_000), to: z.array(Slot).max(300_000) }).meta({ id: 'AssignPatch' });

const UnitsUsed = z.object({ unitsId: Id, fingerprint: z.string().max(200), units: z.number().int().min(0).max(10_000_000) });

export const EditBy = z.enum(['brush', 'lasso', 'solver', 'import', 'whatif', 'merge']);

/** What people change. */
const CHANGES = [
  z.object({ type: z.literal('assign'), patch: AssignPatch, by: EditBy }),
  z.object({ type: z.literal('territory'), slot: z.number().int().min(0).max(0xfffe), from: Territory.nullable(), to: Territory.nullable() }),
  z.object({ type: z.literal('lock'), slot: z.number().int().min(0).max(0xfffe), from: z.boolean(), to: z.boolean() }),
  z.object({ type: z.literal('hold'), subject: HoldSubject, from: Hold.nullable(), to: Hold.nullable() }),
  /** An exception: an account that somebody else has than its ground says. */
  z.object({ type: z.literal('named'), account: z.string().min(1).max(300), from: Named.nullable(), to: Named.nullable() }),
  z.object({ type: z.literal('goal'), measure: z.string(), from: GoalDoc.nullable(), to: GoalDoc.nullable() }),
  z.object({ type: z.literal('constraint'), id: z.string().min(1).max(120), from: ScenarioConstraint.nullable(), to: ScenarioConstraint.nullable() }),
  z.object({ type: z.literal('weights'), from: Weights, to: Weights }),
] as const;

/** One change of a scenario. Carries what was before and what is after, so that its inverse is a swap. */
export const Edit = z
  .discriminatedUnion('type', [
    ...CHANGES,
    /** Measures were summed anew by an import: units keep their positions and slots, new ground comes after them and is nobody's. The server's alone. */
    z.object({ type: z.literal('measures'), from: UnitsUsed, to: UnitsUsed }),
  ])
  .meta({ id: 'Edit' });
export type Edit = z.infer<typeof Edit>;

/** What people may append: anything but what the server alone appends. Its type is that of any edit, since clients keep both kinds in one list. */
const GivenEdit = z.discriminatedUnion('type', [...CHANGES]) as unknown as typeof Edit;

/** An entry of the history. */
export const EditEntry = z
  .object({
    seq: z.number().int(),
    at: Moment,
    actor: z.object({ id: z.string(), name: z.string() }),
    /** Seq of the first entry that was appended together with this one: they are undone together. */
    gesture: z.number().int(),
    /** Seq of the entry that this one takes back; null for a change of its own. */
    undoes: z.number().int().nullable(),
    /** The name under which somebody sent the gesture that begins here; left out where it has none. */
    sent: Id.optional(),
    cause: Cause,
    /** For a sentence without the body: units touched, slots that gave and that took (at most 20 each, heaviest first). */
    summary: z.object({ type: z.string(), by: z.string().nullable(), units: z.number().int(), from: z.array(Slot), to: z.array(Slot) }),
    /** Null when the list was asked for without bodies. */
    edit: Edit.nullable(),
  })
  .meta({ id: 'EditEntry' });
export type EditEntry = z.infer<typeof EditEntry>;

export const Scenario = z
  .object({
    id: Id,
    planId: Id,
    name: z.string(),
    layer: z.string(),
    status: ScenarioStatus,
    /** Edits are refused; return it to draft, or fork it. */
    frozen: z.boolean(),
    /** To try things out: the change budget is shown here, and holds when it is submitted. */
    scratch: z.boolean(),
    /** The scenario it was forked from, and the entry after which they part; null = it stands by itself. */
    forkOf: z.object({ scenarioId: Id, seq: z.number().int() }).nullable(),
    /** What it began with. */
    origin: Cause,
    /** Seq of the last entry of the history; 0 = as it was made. The slots of exactly this state: `/scenarios/:id/slots?seq=`. */
    seq: z.number().int(),
    unitsId: Id,
    fingerprint: z.string(),
    /** Slot = position; null = removed, its slot is never used again. */
    territories: z.array(Territory.nullable()),
    locks: z.array(z.number().int()),
    goals: z.array(GoalDoc),
    holds: z.array(z.object({ subject: z.string(), hold: Hold })),
    named: z.array(z.object({ account: z.string(), named: Named })),
    constraints: z.array(z.object({ id: z.string(), constraint: ScenarioConstraint })),
    weights: Weights,
    /** What the actor could undo and redo now; null = nothing. */
    undo: z.number().int().nullable(),
    redo: z.number().int().nullable(),
    /** A design that runs now. */
    jobId: Id.nullable(),
    updatedAt: Moment,
  })
  .meta({ id: 'Scenario' });
export type Scenario = z.infer<typeof Scenario>;

const Colour = z.number().int().min(0).max(255).nullable();
/** Colour number by slot as the web chose it, null where none was yet. No part of the document: neither its history nor its hash knows them. */
export const Colours = z.object({ colours: z.array(Colour).max(0xffff) }).meta({ id: 'Colours' });
/** Colours that were chosen; each is kept only where the slot still has the colour it was chosen in place of. */
export const KeepColours = z.object({ changes: z.array(z.object({ slot: z.number().int().min(0).max(0xfffe), from: Colour, to: Colour })).min(1).max(0xffff) });

export const SeqQuery = z.object({ seq: z.coerce.number().int().min(0).optional() });

/**
 * Changes in order, made on top of `baseSeq` and undone together. Newer entries that touch none of the same units or fields do not matter; else 409 `scenario.stale`.
 * `sent`: a name that the sender gives to this gesture. What one person sends twice under one name is written once; the second answer is like the first.
 */
export const AppendEdits = z.object({ baseSeq: z.number().int().min(0), edits: z.array(GivenEdit).min(1).max(1000), cause: GivenCause.optional(), sent: Id.optional() }).meta({ id: 'AppendEdits' });

/** What was appended, and everything since `baseSeq` that others appended before it. */
export const Appended = z
  .object({ seq: z.number().int(), appended: z.array(EditEntry), missing: z.array(EditEntry), undo: z.number().int().nullable(), redo: z.number().int().nullable() })
  .meta({ id: 'Appended' });
export type Appended = z.infer<typeof Appended>;

/** `undo` takes back the actor's last change, `redo` the actor's last undo; both append an inverse entry. */
export const UndoRequest = z.object({
  baseSeq: z.number().int().min(0),
  direction: z.enum(['undo', 'redo']),
  /** Where others changed the same since: takes back the rest and leaves `theirs`, or puts back all that was there before one's own (`mine`). Left out: such an undo is refused. */
  over: z.enum(['theirs', 'mine']).optional(),
});

export const EditQuery = z.object({
  after: z.coerce.number().int().min(0).default(0),
  /** Entries with a smaller seq only: to page backwards. */
  before: z.coerce.number().int().min(1).optional(),
  order: z.enum(['oldest', 'newest']).default('oldest'),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
  bodies: z.enum(['yes', 'no']).default('no'),
});
export const EditList = z.object({ seq: z.number().int(), edits: z.array(EditEntry) });

/** What `certify` found, recomputed from raw inputs by code that shares nothing with the solver. Territories in the order of `slots`. */
export const CertificateResult = z
  .object({
    seq: z.number().int(),
    /** Slot of each territory that the lists below speak of. */
    slots: z.array(z.number().int()),
    unassignedUnits: z.number().int(),
    feasible: z.boolean(),
    contiguous: z.boolean(),
    worstDeviation: z.number(),
    measures: z.array(
      z.object({ key: z.string(), unit: z.string(), total: z.number(), tolerance: z.number(), sums: z.array(z.number()), targets: z.array(z.number()), deviations: z.array(z.number()) }),
    ),
    violations: z.array(
      z.object({
        code: z.string(),
        message: z.string(),
        slot: z.number().int().optional(),
        unit: z.number().int().optional(),
        measure: z.string().optional(),
        value: z.number().optional(),
        limit: z.number().optional(),
      }),
    ),
    shapes: z.array(z.object({ momentCompactness: z.number(), polsbyPopper: z.number(), pieces: z.number().int() })),
    /** As the bound says, once that has been worked out; null before. */
    lowerBound: z.number().nullable(),
    gap: z.number().nullable(),
    /** Which demands clash and what to give up first, what limits the plan, what would help. */
    reasons: z.array(z.string()),
    /** The last design, or this judgement, leaves people out; null: people count. */
    peopleLeftOut: PeopleLeftOut.nullable(),
    engineVersion: z.string(),
    /** Seed of the last design before this state; null for a plan made by hand. */
    seed: z.number().int().nullable(),
    /** SHA-256 of the accounts file as it was uploaded, and of the assignment. */
    inputHash: z.string(),
    assignmentHash: z.string(),
  })
  .meta({ id: 'Certificate' });
export type CertificateResult = z.infer<typeof CertificateResult>;

/** How compact any plan around the same centres could be, by the first measure, and what any plan moves at least; null where there is nothing to bound, such as a plan with unassigned ground. */
export const BoundResult = z
  .object({
    seq: z.number().int(),
    bound: z
      .object({
        measure: z.string(),
        /** Of the plan, and the least that any plan in the bands could have around its centres: the measure's unit times square kilometres. */
        inertia: z.number(),
        lowerBound: z.number(),
        /** inertia / lowerBound - 1; null when the bound is 0. */
        gap: z.number().nullable(),
        /** Half the width of each measure's band, 0-1: the tolerance, or what the plan needs if that is more. */
        bands: z.array(z.object({ measure: z.string(), tolerance: z.number() })),
      })
      .nullable(),
    /** What changes hands against the territories that the file names: accounts, and per measure what moves, of how much, and the least that any plan within the tolerance moves. Null where the file names none. */
    disruption: z
      .object({
        moved: z.number().int(),
        of: z.number().int(),
        measures: z.array(z.object({ key: z.string(), moved: z.number(), of: z.number(), least: z.number().nullable() })),
      })
      .nullable(),
  })
  .meta({ id: 'Bound' });
export type BoundResult = z.infer<typeof BoundResult>;
