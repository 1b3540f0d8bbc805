import { z } from 'zod';
import { Named } from './edits.ts';
import { Reason } from './ownership.ts';

const Slot = z.number().int();
const Ref = z.object({ slot: Slot, id: z.string(), name: z.string(), person: z.string().nullable() });
/** Deviations from the target, in the order of `measures`. */
const Deviations = z.array(z.number());
const Change = z.object({ before: Deviations, after: Deviations });
const Measures = z.array(z.object({ key: z.string(), unit: z.string(), tolerance: z.number() }));

/** Why an account is where it is, whom else it could be with, and what each would then have. */
export const WhyHere = z
  .object({
    account: z.object({ id: z.string(), name: z.string() }),
    seq: z.number().int(),
    measures: Measures,
    territory: Ref.nullable(),
    exception: Named.nullable(),
    /** First what made it so, then what stands behind a merge or a copy. */
    reasons: z.array(Reason).min(1),
    /** What the certificate says of the plan; a plan that a search found is not proven to be the best one: `gap` is the share by which a more compact one is not ruled out, null = nothing is known. */
    certificate: z.object({ feasible: z.boolean(), worstDeviation: z.number(), gap: z.number().nullable() }),
    /** The entry that moved it: from whom, and what both had just before and just after. Null where it began here, or the ground was another then. */
    moved: z.object({ seq: z.number().int(), from: Ref.nullable(), fromChange: Change.nullable(), toChange: Change.nullable() }).nullable(),
    /** Kilometres to the middle of its territory. */
    km: z.number().nullable(),
    /** Territories that lie next to its own, nearest to the account first, and the one it was with before. */
    rivals: z.array(
      z.object({
        territory: Ref,
        /** It was there before it was moved. */
        was: z.boolean(),
        /** `ground`: its unit touches that territory and would go along; `apart`: the account alone. */
        how: z.enum(['ground', 'apart']),
        /** Accounts that would go along. */
        accounts: z.number().int(),
        km: z.number().nullable(),
        /** What its territory and the rival have, and would have. */
        own: Change,
        rival: Change,
        worstDeviation: z.object({ before: z.number(), after: z.number() }),
        /** Compactness of both, 0-1, where ground goes along. */
        shape: z.object({ own: z.object({ before: z.number(), after: z.number() }), rival: z.object({ before: z.number(), after: z.number() }) }).nullable(),
        /** Whether its own territory would stay in one piece. */
        whole: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'WhyHere' });
export type WhyHere = z.infer<typeof WhyHere>;

export const PriceQuery = z.object({ seq: z.coerce.number().int().min(0).optional(), limit: z.coerce.number().int().min(1).max(100).default(30) });

const Both = z.object({ with: z.number(), without: z.number() });

/**
 * What locks, holds and exceptions cost: how evenly the plan can be made with all of them and without each, by the same repair
 * towards half of every tolerance. A search, not a proof: what it finds can be had, what it does not find may exist.
 */
export const Prices = z
  .object({
    seq: z.number().int(),
    prices: z.array(
      z.object({
        /** `lock 3`, `unit 17`, `account A-17` as holds are called, `named A-17`. */
        subject: z.string(),
        kind: z.enum(['lock', 'hold', 'named']),
        name: z.string(),
        territory: Ref.nullable(),
        worstDeviation: Both,
        compactness: Both,
        /** `worstDeviation.with - worstDeviation.without`, at least 0. */
        price: z.number(),
      }),
    ),
    /** Locks, holds and exceptions that were not priced, since there are more than asked for. */
    left: z.number().int(),
  })
  .meta({ id: 'Prices' });
export type Prices = z.infer<typeof Prices>;

export const SwingQuery = z.object({ seq: z.coerce.number().int().min(0).optional(), limit: z.coerce.number().int().min(1).max(200).default(30) });

/** Units with accounts whose move to a neighbour changes the plan the least, those that change it least first. */
export const SwingUnits = z
  .object({
    seq: z.number().int(),
    measures: Measures,
    units: z.array(
      z.object({
        unit: z.object({ index: z.number().int(), id: z.string() }),
        place: z.object({ lng: z.number(), lat: z.number() }),
        accounts: z.number().int(),
        from: Ref,
        to: Ref,
        fromChange: Change,
        toChange: Change,
        /** Kilometres by which the border between territories grows; below 0: it gets shorter. */
        borderKm: z.number(),
        /** Largest change of a deviation as a share of its tolerance, and of border as a share of a territory's mean; what they are sorted by. */
        change: z.number(),
      }),
    ),
  })
  .meta({ id: 'SwingUnits' });
export type SwingUnits = z.infer<typeof SwingUnits>;
