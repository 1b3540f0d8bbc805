import { z } from 'zod';
import { Cause, HoldSubject, Named } from './edits.ts';
import { Id, Moment, ScenarioParams } from './ids.ts';
import { Cover } from './people.ts';
import { Day } from './timeline.ts';

/** An account by its external id. */
export const AccountParams = ScenarioParams.extend({ accountId: z.string().min(1).max(300) });

const Place = z.object({ lng: z.number(), lat: z.number() });
const TerritoryRef = z.object({ slot: z.number().int(), id: z.string(), name: z.string(), person: z.string().nullable() });

/** Why something is where it is: what was done, by whom, when, in which scenario; and one sentence for a person. */
export const Reason = z
  .object({
    cause: Cause,
    scenarioId: Id,
    /** The entry of the history; null for what a scenario began with. */
    entry: z.object({ seq: z.number().int(), at: Moment, actor: z.object({ id: z.string(), name: z.string() }), undoes: z.number().int().nullable() }).nullable(),
    text: z.string(),
  })
  .meta({ id: 'Reason' });
export type Reason = z.infer<typeof Reason>;

/** Who has an account in a state of a scenario, and why. */
export const Why = z
  .object({
    account: z.object({ id: z.string(), name: z.string(), unit: z.number().int() }),
    seq: z.number().int(),
    /** Null: nobody. */
    territory: TerritoryRef.nullable(),
    /** When the account is apart from its ground. */
    exception: Named.nullable(),
    reason: Reason,
    /** What stands behind it: what was so in the scenario that was merged or copied, and so on. */
    behind: z.array(Reason),
  })
  .meta({ id: 'Why' });
export type Why = z.infer<typeof Why>;

/** One of: a point, a postal code, a city (`Denver, CO`, `Lyon (FR)`), an account's external id. `date` left out: today. */
export const OwnerQuery = z.object({
  date: Day.optional(),
  lng: z.coerce.number().min(-180).max(180).optional(),
  lat: z.coerce.number().min(-90).max(90).optional(),
  postal: z.string().trim().min(1).max(20).optional(),
  /** Of the postal code, as the organisation's table names it. A code that means several places is answered with 409 `owner.ambiguous` and the candidates. */
  country: z.string().trim().min(1).max(60).optional(),
  city: z.string().trim().min(1).max(120).optional(),
  account: z.string().min(1).max(300).optional(),
});

export const Owner = z
  .object({
    date: Day,
    /** What is in force on that day; null: nothing, and then nobody owns anything. */
    inForce: z.object({ activationId: Id, scenarioId: Id, scenarioName: z.string(), revisionId: Id, seq: z.number().int(), from: Day, until: Day.nullable() }).nullable(),
    /** Where that is; `approximate`: a neighbouring postal code answered for it. */
    place: z.object({ label: z.string(), lng: z.number(), lat: z.number(), approximate: z.boolean() }),
    /** Null: outside the ground of the plan. */
    unit: z.object({ index: z.number().int(), id: z.string() }).nullable(),
    territory: TerritoryRef.nullable(),
    /** Who covers the territory on that day: owner, overlay, backup. */
    covers: z.array(Cover),
    /** Territories above it, nearest first. */
    above: z.array(TerritoryRef),
    exception: Named.nullable(),
    reason: Reason.nullable(),
  })
  .meta({ id: 'Owner' });
export type Owner = z.infer<typeof Owner>;

export const LedgerQuery = z.object({ seq: z.coerce.number().int().min(0).optional(), date: Day.optional() });

/** Accounts apart from their ground: who has them, whom their ground would give them to, why, until when, and who decided it. */
export const Ledger = z
  .object({
    seq: z.number().int(),
    date: Day,
    measures: z.array(z.object({ key: z.string(), unit: z.string() })),
    exceptions: z.array(
      z.object({
        account: z.object({ id: z.string(), name: z.string() }),
        territory: TerritoryRef.nullable(),
        ground: TerritoryRef.nullable(),
        reason: z.string(),
        owner: z.string(),
        expires: Day.nullable(),
        /** Its last day is before `date`: it holds no more. */
        expired: z.boolean(),
        /** Where the account lies, and the unit of its ground; null when it is not among the units' accounts any more. */
        unit: z.object({ index: z.number().int(), id: z.string() }).nullable(),
        place: Place.nullable(),
        /** What it carries from one to the other, in the order of `measures`. */
        values: z.array(z.number()),
        decided: Reason,
      }),
    ),
    /** Accounts and units that stay where they are; `place`, `unit` and `territory` are null for an account that is gone. */
    holds: z.array(
      z.object({
        subject: HoldSubject,
        /** Of an account; null for a unit. */
        account: z.object({ id: z.string(), name: z.string() }).nullable(),
        unit: z.object({ index: z.number().int(), id: z.string() }).nullable(),
        place: Place.nullable(),
        territory: TerritoryRef.nullable(),
        reason: z.string(),
        owner: z.string(),
        expires: Day.nullable(),
        expired: z.boolean(),
      }),
    ),
    /** Share of all accounts, 0-1; beyond a tenth the model no longer describes the field. */
    share: z.number(),
  })
  .meta({ id: 'Ledger' });
export type Ledger = z.infer<typeof Ledger>;
