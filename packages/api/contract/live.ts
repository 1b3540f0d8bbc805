import { z } from 'zod';
import { Id } from './ids.ts';
import { Job } from './jobs.ts';
import { EditEntry } from './scenarios.ts';

/** Where the stream goes on: as the header `Last-Event-ID`, for those who cannot set headers. */
export const StreamQuery = z.object({ lastEventId: z.coerce.number().int().min(0).optional(), scenarioId: Id.optional() });

const Place = z.object({ lng: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) });

/** Somebody who looks at a plan now: which scenario, which territory they edit, where on the map they are. */
export const Present = z.object({
  client: Id,
  actor: z.object({ id: z.string(), name: z.string() }),
  scenarioId: Id.nullable(),
  slot: z.number().int().min(0).max(0xfffe).nullable(),
  at: Place.nullable(),
});
export type Present = z.infer<typeof Present>;

/** Tells where one is; `client` is what the stream's first event said. */
export const PresenceRequest = z.object({ client: Id, scenarioId: Id.nullable().default(null), slot: z.number().int().min(0).max(0xfffe).nullable().default(null), at: Place.nullable().default(null) }).meta({ id: 'PresenceRequest' });

/**
 * Events of `/plans/:planId/events`. Those with an id are numbered by plan without gaps and can be resumed from; the
 * others tell of the moment and are not repeated.
 */
export const PlanEvent = z
  .discriminatedUnion('type', [
    /** First of all: the number of the last event, one's own client id, who else is there. */
    z.object({ type: z.literal('hello'), data: z.object({ seq: z.number().int(), client: Id, present: z.array(Present) }) }),
    /** Entries of a scenario's history; `edit` is null where it is large: ask for it. */
    z.object({ type: z.literal('edits'), data: z.object({ scenarioId: Id, seq: z.number().int(), edits: z.array(EditEntry) }) }),
    /** A scenario is new, or took a step. */
    z.object({ type: z.literal('scenario'), data: z.object({ scenarioId: Id }).loose() }),
    z.object({ type: z.literal('timeline'), data: z.object({}).loose() }),
    /** With an id when it began or ended, without one as it goes on. */
    z.object({ type: z.literal('job'), data: Job }),
    z.object({ type: z.literal('presence'), data: z.object({ present: z.array(Present) }) }),
    /** People are hidden from everybody now, or shown: what one has is to be loaded anew. The stream ends with it. */
    z.object({ type: z.literal('people'), data: z.object({}) }),
    /** What was asked to go on from is not known here: load again, and go on from `seq`. */
    z.object({ type: z.literal('reset'), data: z.object({ seq: z.number().int() }) }),
  ])
  .meta({ id: 'PlanEvent' });
export type PlanEvent = z.infer<typeof PlanEvent>;
