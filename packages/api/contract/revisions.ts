import { z } from 'zod';
import { Id, Moment } from './ids.ts';

/** A state of a scenario that somebody named; it never changes. */
export const Revision = z
  .object({
    id: Id,
    scenarioId: Id,
    /** Counts up within its scenario. */
    number: z.number().int(),
    name: z.string(),
    note: z.string().nullable(),
    seq: z.number().int(),
    /** SHA-256 of the whole document. */
    hash: z.string(),
    at: Moment,
    actor: z.object({ id: z.string(), name: z.string() }),
  })
  .meta({ id: 'Revision' });
export type Revision = z.infer<typeof Revision>;

export const RevisionList = z.object({ revisions: z.array(Revision) });
const Name = z.string().trim().min(1).max(120);
/** `seq` left out: as the scenario is now. */
export const CreateRevision = z.object({ name: Name, note: z.string().trim().max(1000).optional(), seq: z.number().int().min(0).optional() });
/** A scenario that goes on from a state of another; `seq` left out: from what it is now. */
/** `scratch`: to try things out; the change budget is shown there and holds when it is submitted. Left out: as the scenario that it goes on from. */
export const ForkScenario = z.object({ name: Name, seq: z.number().int().min(0).optional(), scratch: z.boolean().optional() });
export const PatchScenario = z.object({ name: Name, scratch: z.boolean() }).partial();

/** Hash of a whole document at one state: what a signature signs, and what a log replays to. */
export const StateHash = z.object({ seq: z.number().int(), hash: z.string() });
