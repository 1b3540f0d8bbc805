import { z } from 'zod';
import { Id, Moment } from './ids.ts';
import { Reason } from './ownership.ts';
import { Day } from './timeline.ts';

const Seq = z.coerce.number().int().min(0);
const AccountId = z.string().min(1).max(300);
const Note = z.string().trim().max(1000);

/** What one may make of a change; `open`: nothing yet. Challenges are made by those whom it concerns. */
export const ChangeDecision = z.enum(['open', 'accept', 'keep', 'defer', 'challenge']);
export type ChangeDecision = z.infer<typeof ChangeDecision>;

/** The two states: `base` left out = what is in force today; seqs left out: as they are now. */
const Between = z.object({ base: Id.optional(), baseSeq: Seq.optional(), seq: Seq.optional() });

/** Accounts that change hands, a page of them. `of` = the id of a territory or, `by` person, who covers it: what leaves or reaches it. */
export const AccountChangesQuery = Between.extend({
  by: z.enum(['territory', 'person']).default('territory'),
  of: z.string().max(300).optional(),
  search: z.string().trim().max(200).optional(),
  decision: ChangeDecision.optional(),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(5000).default(500),
});
export const ChangesFileQuery = Between;

const State = z.object({ scenarioId: Id, name: z.string(), seq: z.number().int() });
const Amounts = z.object({ accounts: z.number().int(), sums: z.array(z.number()) });

export const DecisionMade = z
  .object({
    decision: ChangeDecision,
    note: z.string().nullable(),
    /** Of what is deferred: the first day on which it shall move. */
    until: Day.nullable(),
    actor: z.object({ id: z.string(), name: z.string() }),
    at: Moment,
    /** It was made about a move from or to somebody else: it says nothing of this one. */
    stale: z.boolean(),
  })
  .meta({ id: 'DecisionMade' });
export type DecisionMade = z.infer<typeof DecisionMade>;

/** Who changes hands between two states of a plan, and why. A territory of index -1 is nobody; lists of sums in the order of `measures`. */
export const AccountChanges = z
  .object({
    base: State.extend({ inForce: z.boolean() }),
    scenario: State,
    /** First day on which the scenario counts; null = it is not activated. */
    effective: Day.nullable(),
    measures: z.array(z.object({ key: z.string(), unit: z.string() })),
    /** Territories of both states, and who covers them: on the effective day, else today. */
    territories: z.array(z.object({ id: z.string(), name: z.string(), slotBefore: z.number().int().nullable(), slotAfter: z.number().int().nullable(), person: z.string().nullable() })),
    /** Why; `base`: the scenario left it where it was, and the base moved it. First what made it so, then what stands behind it. */
    causes: z.array(z.object({ side: z.enum(['scenario', 'base']), reasons: z.array(Reason).min(1) })),
    moved: Amounts,
    of: Amounts,
    /** Accounts that only one of the two states knows; they are no changes. */
    added: z.number().int(),
    gone: z.number().int(),
    decided: z.record(ChangeDecision, z.number().int()),
    /** What leaves and what reaches each; null = nobody. */
    groups: z.array(z.object({ key: z.string().nullable(), name: z.string().nullable(), lost: Amounts, gained: Amounts })),
    /** Whether anything is known of them at all. */
    known: z.object({ opportunities: z.boolean(), tenure: z.boolean() }),
    /** Changes that the question finds, and the first of this page. */
    found: z.number().int(),
    offset: z.number().int(),
    changes: z.array(
      z.object({
        account: z.object({ id: z.string(), name: z.string() }),
        unit: z.number().int(),
        place: z.object({ lng: z.number(), lat: z.number() }),
        values: z.array(z.number()),
        from: z.number().int(),
        to: z.number().int(),
        cause: z.number().int(),
        /** Days with who has it in what is in force; null = not known. */
        tenureDays: z.number().nullable(),
        /** Open deals, as the accounts list says; null = it does not. */
        opportunities: z.number().nullable(),
        decision: DecisionMade.nullable(),
      }),
    ),
    /** Accounts that were kept, and so change hands no more. */
    kept: z.array(z.object({ account: z.object({ id: z.string(), name: z.string() }), decision: DecisionMade })),
  })
  .meta({ id: 'AccountChanges' });
export type AccountChanges = z.infer<typeof AccountChanges>;
export type AccountChange = AccountChanges['changes'][number];

/** What one makes of some changes: accepts them, defers them until a day, or takes back what was said. */
export const DecideChanges = Between.extend({
  accounts: z.array(AccountId).min(1).max(10_000),
  decision: z.enum(['open', 'accept', 'defer']),
  note: Note.optional(),
  until: Day.optional(),
}).meta({ id: 'DecideChanges' });
export type DecideChanges = z.infer<typeof DecideChanges>;
export const ChangesDecided = z.object({ decided: z.number().int() });

/** Keeps accounts with whom they are with in the base; `dryRun` only says what it costs. */
export const KeepAccounts = Between.omit({ seq: true }).extend({
  baseSeq: z.number().int().min(0).optional(),
  accounts: z.array(AccountId).min(1).max(200),
  reason: z.string().trim().min(1).max(400),
  /** Last day of the hold; left out: until it is lifted. */
  expires: Day.optional(),
  dryRun: z.boolean().default(false),
}).meta({ id: 'KeepAccounts' });
export type KeepAccounts = z.infer<typeof KeepAccounts>;

const Figures = z.object({ worstDeviation: z.number(), compactness: z.number(), outside: z.number().int(), feasible: z.boolean() });

/** What giving accounts to a territory takes: how each goes there, what goes along, and what plan there is then. */
export const Consequence = z
  .object({
    /** `ground`: its unit goes along. `apart`: the account alone, since its ground does not reach the territory or is held. `held`: it is there already. */
    accounts: z.array(z.object({ id: z.string(), name: z.string(), how: z.enum(['ground', 'apart', 'held']), from: z.string().nullable(), /** Null: not told. */ to: z.string().nullable() })),
    /** Other accounts that go along with the ground, and those that change hands so that it comes even again; units of both. */
    along: z.number().int(),
    others: z.number().int(),
    units: z.number().int(),
    before: Figures,
    after: Figures,
    measures: z.array(z.object({ key: z.string(), tolerance: z.number() })),
    /** Territories that change: deviations in the order of `measures`. */
    territories: z.array(z.object({ slot: z.number().int(), id: z.string(), name: z.string(), before: z.array(z.number()), after: z.array(z.number()) })),
  })
  .meta({ id: 'Consequence' });
export type Consequence = z.infer<typeof Consequence>;

export const AccountsKept = z.object({ committed: z.boolean(), seq: z.number().int(), consequence: Consequence }).meta({ id: 'AccountsKept' });
export type AccountsKept = z.infer<typeof AccountsKept>;
