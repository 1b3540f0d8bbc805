import { z } from 'zod';
import { Consequence } from './changes.ts';
import { Id, Moment, ScenarioParams } from './ids.ts';
import { Day } from './timeline.ts';

const Who = z.object({ id: z.string(), name: z.string() });
const Reason = z.string().trim().min(1).max(400);

export const ChallengeParams = ScenarioParams.extend({ challengeId: Id });

/** Somebody's objection to a change: the account shall stay with whom it is with in what is in force. */
export const Challenge = z
  .object({
    id: Id,
    scenarioId: Id,
    account: z.object({ id: z.string(), name: z.string() }),
    reason: z.string(),
    by: Who,
    at: Moment,
    state: z.enum(['open', 'accepted', 'refused']),
    /** What leaving it there would do, as it was shown to whoever objected. */
    consequence: Consequence,
    decision: z.object({ by: Who, at: Moment, reason: z.string() }).nullable(),
  })
  .meta({ id: 'Challenge' });
export type Challenge = z.infer<typeof Challenge>;
export const ChallengeList = z.object({ challenges: z.array(Challenge) });

/** Objects to the change of an account's hands; with `dryRun` only what leaving it would do. */
export const AskChallenge = z.object({ account: z.string().min(1).max(300), reason: Reason, dryRun: z.boolean().default(false) }).meta({ id: 'AskChallenge' });
export type AskChallenge = z.infer<typeof AskChallenge>;
export const Challenged = z.object({ challenge: Challenge.nullable(), consequence: Consequence }).meta({ id: 'Challenged' });
export type Challenged = z.infer<typeof Challenged>;

/** Accepts an objection, so that the account is kept where it is, or refuses it; with a reason either way. */
export const DecideChallenge = z.object({ accept: z.boolean(), reason: Reason }).meta({ id: 'DecideChallenge' });
export type DecideChallenge = z.infer<typeof DecideChallenge>;

/** Changes of scenarios in review, or approved for a day to come, by which one's own territories lose or gain an account. */
export const OwnChanges = z
  .object({
    changes: z.array(
      z.object({
        plan: z.object({ id: Id, name: z.string() }),
        scenario: z.object({ id: Id, name: z.string(), status: z.string() }),
        effective: Day.nullable(),
        account: z.object({ id: z.string(), name: z.string() }),
        /** Own territories; null: it is somebody else's, who is not named. */
        from: z.object({ id: z.string(), name: z.string() }).nullable(),
        to: z.object({ id: z.string(), name: z.string() }).nullable(),
        measures: z.array(z.object({ key: z.string(), unit: z.string(), value: z.number() })),
        challenge: Challenge.nullable(),
      }),
    ),
  })
  .meta({ id: 'OwnChanges' });
export type OwnChanges = z.infer<typeof OwnChanges>;
