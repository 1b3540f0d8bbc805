import { z } from 'zod';
import { Id } from './ids.ts';
import { Playbook } from './playbooks.ts';
import { PointSettings, SolveRequest } from './solving.ts';

const SlotOfTerritory = z.number().int().min(0).max(0xfffe);
const UnitIndex = z.number().int().min(0).max(0xffffffff);
const Day = z.iso.date();
const Reason = z.string().trim().min(1).max(500);
const Who = z.string().trim().min(1).max(120);

/** Why a unit or an account stays where it is, who says so, and the last day it holds (null = until lifted). */
export const Hold = z.object({ reason: Reason, owner: Who, expires: Day.nullable() }).meta({ id: 'Hold' });
export type Hold = z.infer<typeof Hold>;

/** An account apart from its ground: the slot that has it, why, who says so, and the last day it holds. */
export const Named = z.object({ slot: SlotOfTerritory, reason: Reason, owner: Who, expires: Day.nullable() }).meta({ id: 'Named' });
export type Named = z.infer<typeof Named>;

/** `unit 17`, by position in the graph, or `account A-17`, by external id. */
export const HoldSubject = z.string().max(300).regex(/^(unit \d{1,10}|account .+)$/s);

export const Weights = z.object({ balance: z.number().min(0).max(1e6), compactness: z.number().min(0).max(1e6), disruption: z.number().min(0).max(1e6), travel: z.number().min(0).max(1e6) }).meta({ id: 'Weights' });

/** What may not happen in a scenario; units by position, territories by slot. */
export const ScenarioConstraint = z
  .discriminatedUnion('type', [
    /** A territory starts at, and keeps, this unit. */
    z.object({ type: z.literal('seed'), unit: UnitIndex, slot: SlotOfTerritory }),
    z.object({ type: z.literal('keepTogether'), units: z.array(UnitIndex).min(2).max(100_000) }),
    /** Pairs of units that do not count as neighbours: two numbers per pair. */
    z.object({ type: z.literal('barrier'), pairs: z.array(UnitIndex).min(2).max(100_000) }),
    /** Pairs of units that count as neighbours. */
    z.object({ type: z.literal('link'), pairs: z.array(UnitIndex).min(2).max(100_000) }),
    z.object({ type: z.literal('capacity'), measure: z.string().max(200), slot: SlotOfTerritory, min: z.number().min(0).nullable(), max: z.number().min(0).nullable() }),
    /** At most so much of a measure (null: of units) leaves its territory, or territory `from`, in a design. */
    z.object({ type: z.literal('budget'), measure: z.string().max(200).nullable(), max: z.number().min(0), from: SlotOfTerritory.nullable() }),
    z.object({ type: z.literal('home'), slot: SlotOfTerritory, lng: z.number().min(-180).max(180), lat: z.number().min(-90).max(90), centreKm: z.number().positive().nullable(), reachKm: z.number().positive().nullable() }),
    z.object({ type: z.literal('scattered'), slot: SlotOfTerritory }),
  ])
  .meta({ id: 'ScenarioConstraint' });
export type ScenarioConstraint = z.infer<typeof ScenarioConstraint>;

/** Of a what-if: all that was asked, so that it can be asked again. */
const Playbooks = z.array(Playbook).max(200);

/** What somebody who changes a scenario may say of why. */
export const GivenCause = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('hand'), text: z.string().trim().max(500).optional() }),
    z.object({ kind: z.literal('whatif'), text: z.string().trim().max(500), playbooks: Playbooks.optional() }),
    /** Somebody left; who, as text. */
    z.object({ kind: z.literal('leave'), person: Who, text: z.string().trim().max(500).optional(), playbooks: Playbooks.optional() }),
    z.object({ kind: z.literal('hire'), person: Who, text: z.string().trim().max(500).optional(), playbooks: Playbooks.optional() }),
    z.object({ kind: z.literal('rule'), rule: z.string().trim().min(1).max(500) }),
  ])
  .meta({ id: 'GivenCause' });
export type GivenCause = z.infer<typeof GivenCause>;

/** Why something is as it is: what somebody said, or what the server knows by itself. */
export const Cause = z
  .discriminatedUnion('kind', [
    ...GivenCause.options,
    /** A design, with all that is needed to run it again: `asked` for, from the state `baseSeq`; a plan of a frontier has its own settings. */
    z.object({
      kind: z.literal('solver'), jobId: Id.nullable(), preset: z.string().nullable(), seed: z.number().int().nullable(), tolerance: z.number().nullable(), start: z.string().nullable(), engineVersion: z.string().nullable(),
      asked: SolveRequest.optional(), baseSeq: z.number().int().optional(), point: z.object({ number: z.number().int(), settings: PointSettings }).optional(),
    }),
    /** A file; where the territories of today are its own. */
    z.object({ kind: z.literal('import'), datasetId: Id.nullable(), filename: z.string().nullable() }),
    z.object({ kind: z.literal('merge'), scenarioId: Id, seq: z.number().int(), baseSeq: z.number().int() }),
    z.object({ kind: z.literal('undo') }),
    z.object({ kind: z.literal('redo') }),
    /** The scenario began as a copy of a state of another. */
    z.object({ kind: z.literal('copy'), scenarioId: Id, seq: z.number().int() }),
    /** The scenario began without anything drawn. */
    z.object({ kind: z.literal('empty') }),
  ])
  .meta({ id: 'Cause' });
export type Cause = z.infer<typeof Cause>;
