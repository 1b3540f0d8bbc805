import { z } from 'zod';
import { Alert } from './alerts.ts';
import { Id } from './ids.ts';

/** Something that wants to be put in order, with where to do it. */
export const InboxItem = z
  .discriminatedUnion('code', [
    /** Accounts or people that no place is known of: give them one by hand, or import a postal table and the list again. */
    z.object({ code: z.literal('place.none'), item: z.string(), kind: z.enum(['accounts', 'people']), scope: z.string(), count: z.number().int(), examples: z.array(z.object({ key: z.string(), name: z.string().nullable() })).max(20), ignoredUntil: z.iso.date().nullable() }),
    /** Ground of a scenario that nobody has, the ground with most accounts first. */
    z.object({
      code: z.literal('ground.unassigned'), item: z.string(), scenarioId: Id, scenario: z.string(), count: z.number().int(), accounts: z.number().int(),
      units: z.array(z.object({ index: z.number().int(), id: z.string(), lng: z.number(), lat: z.number(), accounts: z.number().int() })).max(100), ignoredUntil: z.iso.date().nullable(),
    }),
    /** Territories in force that have left their band, with the smallest repair. */
    /** Accounts of a plan on a boundary layer that lie in none of its areas. */
    z.object({ code: z.literal('place.outside'), item: z.string(), layer: z.string(), count: z.number().int(), examples: z.array(z.object({ key: z.string(), name: z.string().nullable(), lng: z.number(), lat: z.number() })).max(20), ignoredUntil: z.iso.date().nullable() }),
    z.object({ code: z.literal('territory.drift'), item: z.string(), scenarioId: Id, scenario: z.string(), count: z.number().int(), alert: Alert, ignoredUntil: z.iso.date().nullable() }),
  ])
  .meta({ id: 'InboxItem' });
export type InboxItem = z.infer<typeof InboxItem>;

export const Inbox = z.object({ items: z.array(InboxItem) }).meta({ id: 'Inbox' });
/** `all`: also what somebody put aside. */
export const InboxQuery = z.object({ show: z.enum(['open', 'all']).default('open') });
/** Puts an item aside up to and with a day; null takes it up again. */
export const PutAside = z.object({ item: z.string().min(1).max(300), until: z.iso.date().nullable() });
