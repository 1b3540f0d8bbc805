import { z } from 'zod';
import { Id } from './ids.ts';

const Slot = z.number().int();
const State = z.object({ scenarioId: Id, name: z.string(), seq: z.number().int(), hash: z.string() });

/** The state to compare with; seqs left out: as they are now. */
export const CompareQuery = z.object({ seq: z.coerce.number().int().min(0).optional(), with: Id, withSeq: z.coerce.number().int().min(0).optional() });

/** What goes from hand to hand: units of ground, accounts, per measure a sum, and the days that accounts have been with who has them now (null when nothing is in force). */
export const Amounts = z.object({ units: z.number().int(), accounts: z.number().int(), sums: z.array(z.number()), tenureDays: z.number().nullable() });
export type Amounts = z.infer<typeof Amounts>;

/** Two states of a plan side by side; lists of sums in the order of `measures`. A territory of index -1 is nobody. */
export const Comparison = z
  .object({
    before: State,
    after: State,
    measures: z.array(z.object({ key: z.string(), unit: z.string() })),
    /** Territories of both, by index: the slot in each, null where it is not there. */
    territories: z.array(z.object({ id: z.string(), name: z.string(), slotBefore: Slot.nullable(), slotAfter: Slot.nullable(), before: Amounts, after: Amounts, gained: Amounts, lost: Amounts })),
    moved: Amounts,
    of: Amounts,
    flows: z.array(z.object({ from: z.number().int(), to: z.number().int(), amounts: Amounts })),
    /** Sums over all territories and nobody: a carve moves, it neither makes nor loses. */
    conserved: z.object({ before: Amounts, after: Amounts, differs: z.boolean() }),
  })
  .meta({ id: 'Comparison' });
export type Comparison = z.infer<typeof Comparison>;

const Side = z.enum(['mine', 'theirs']);

/** What to keep where both changed: by units, by fields, and for all the rest. `mine` is the scenario that is merged into. */
export const MergeRequest = z
  .object({
    from: Id,
    fromSeq: z.number().int().min(0).optional(),
    take: z.array(z.object({ side: Side, units: z.array(z.number().int().min(0)).max(300_000).optional(), fields: z.array(z.string().max(400)).max(10_000).optional() })).max(1000).default([]),
    rest: Side.nullable().default(null),
    /** Only says what would happen. */
    dryRun: z.boolean().default(false),
  })
  .meta({ id: 'MergeRequest' });
export type MergeRequest = z.infer<typeof MergeRequest>;

export const MergeConflict = z
  .object({
    /** `units`, or a field: `territory 3`, `lock 3`, `hold unit 17`, `named A-17`, `goal Revenue`, `constraint c1`, `weights`. */
    place: z.string(),
    units: z.array(z.number().int()),
    base: z.unknown(),
    mine: z.unknown(),
    theirs: z.unknown(),
    /** `both` changed it; or one changed what the other locked, held or removed. */
    reason: z.enum(['both', 'locked', 'held', 'removed']),
  })
  .meta({ id: 'MergeConflict' });

/** What was merged, or with `dryRun` would be. Slots are those of the scenario that is merged into. */
export const MergeResult = z
  .object({
    merged: z.boolean(),
    seq: z.number().int(),
    /** The state that both grew from. */
    base: z.object({ scenarioId: Id, seq: z.number().int() }),
    theirs: z.object({ scenarioId: Id, seq: z.number().int() }),
    /** Entries that were, or would be, appended, and units that change hands. */
    entries: z.number().int(),
    units: z.number().int(),
    conflicts: z.array(MergeConflict),
    /** What could not be taken as it was, one sentence each. */
    notes: z.array(z.string()),
  })
  .meta({ id: 'MergeResult' });
export type MergeResult = z.infer<typeof MergeResult>;

