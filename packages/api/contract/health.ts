import { z } from 'zod';
import { Alert } from './alerts.ts';
import { BudgetRequest } from './budgets.ts';
import { Id } from './ids.ts';

/** Up to and with which day it is left as it is, and why; null where nobody left it. */
const Left = { ignoredUntil: z.iso.date().nullable(), reason: z.string().nullable() };

/** Accounts that may be one and the same, by name and place or by an id that differs in case, spaces or leading zeros only; `keys`: at most five of `size`. */
export const TwinsItem = z.object({
  code: z.literal('account.twins'), item: z.string(), count: z.number().int(), accounts: z.number().int(),
  examples: z.array(z.object({ by: z.enum(['place', 'id']), keys: z.array(z.string()), name: z.string().nullable(), size: z.number().int(), lng: z.number().nullable(), lat: z.number().nullable() })).max(20), ...Left,
});
export type TwinsItem = z.infer<typeof TwinsItem>;

/** Two areas of a boundary layer that cover the same ground, on the ground of a plan. */
export const OverlapItem = z.object({
  code: z.literal('area.overlap'), item: z.string(), layer: z.string(),
  /** The areas are the units of the plan, as they were when it was built. */
  own: z.boolean(),
  /** Both cover the same ground, `b` lies inside `a`, or they share a part. */
  kind: z.enum(['same', 'inside', 'part']),
  a: z.object({ id: z.string(), name: z.string().nullable() }), b: z.object({ id: z.string(), name: z.string().nullable() }),
  km2: z.number(),
  /** Of the smaller of both, 0-1. */
  share: z.number(),
  /** Units of the plan whose centre lies in it. */
  count: z.number().int(),
  /** West, south, east, north; beyond 180 where it crosses the antimeridian. */
  box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  /** Overlaps of the layer beyond the largest hundred. */
  more: z.number().int(), ...Left,
});
export type OverlapItem = z.infer<typeof OverlapItem>;

/** Where an overlap lies: units by position in the graph of the fingerprint, in both areas and in one of them alone, and its outline for the screen. */
export const OverlapDetail = z.object({
  fingerprint: z.string(), units: z.array(z.number().int()), onlyA: z.array(z.number().int()), onlyB: z.array(z.number().int()),
  outline: z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(z.array(z.number())))) }),
}).meta({ id: 'OverlapDetail' });
export type OverlapDetail = z.infer<typeof OverlapDetail>;
export const OverlapQuery = z.object({ item: z.string().min(1).max(300) });

/** Something that wants to be put in order, with where to do it. */
export const InboxItem = z
  .discriminatedUnion('code', [
    /** Accounts or people that no place is known of: give them one by hand, or import a postal table and the list again. */
    z.object({ code: z.literal('place.none'), item: z.string(), kind: z.enum(['accounts', 'people']), scope: z.string(), count: z.number().int(), examples: z.array(z.object({ key: z.string(), name: z.string().nullable() })).max(20), ...Left }),
    /** Ground of a scenario that nobody has, the ground with most accounts first. */
    z.object({
      code: z.literal('ground.unassigned'), item: z.string(), scenarioId: Id, scenario: z.string(), count: z.number().int(), accounts: z.number().int(),
      units: z.array(z.object({ index: z.number().int(), id: z.string(), lng: z.number(), lat: z.number(), accounts: z.number().int() })).max(100), ...Left,
    }),
    /** Accounts of a plan on a boundary layer that lie in none of its areas. */
    z.object({ code: z.literal('place.outside'), item: z.string(), layer: z.string(), count: z.number().int(), examples: z.array(z.object({ key: z.string(), name: z.string().nullable(), lng: z.number(), lat: z.number() })).max(20), ...Left }),
    TwinsItem,
    OverlapItem,
    /** Somebody asks to go beyond the change budget of the plan, and nobody has decided yet. */
    z.object({ code: z.literal('budget.asked'), item: z.string(), count: z.number().int(), request: BudgetRequest, ...Left }),
    /** Territories in force that have left their band, with the smallest repair. */
    z.object({ code: z.literal('territory.drift'), item: z.string(), scenarioId: Id, scenario: z.string(), count: z.number().int(), alert: Alert, ...Left }),
  ])
  .meta({ id: 'InboxItem' });
export type InboxItem = z.infer<typeof InboxItem>;

/** `left`: what browsers found in documents of the plan and somebody left as it is, by the names that they gave it. */
export const Inbox = z.object({ items: z.array(InboxItem), left: z.array(z.object({ item: z.string(), ...Left })) }).meta({ id: 'Inbox' });
/** `all`: also what somebody put aside. */
export const InboxQuery = z.object({ show: z.enum(['open', 'all']).default('open') });
/** Leaves an item as it is, up to and with a day, and why; null takes it up again. */
export const PutAside = z.object({ item: z.string().min(1).max(300), until: z.iso.date().nullable(), reason: z.string().trim().max(500).optional() });
