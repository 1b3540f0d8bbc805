import { z } from 'zod';

const Slot = z.number().int().min(0).max(0xfffe);
const Measure = z.string().min(1).max(200);
const Lng = z.number().min(-180).max(180);
const Lat = z.number().min(-90).max(90);
/** West, south, east, north, degrees. */
const Bounds = z.tuple([z.number(), z.number(), z.number(), z.number()]);

/** Ground that something is said about: the territories of some slots, some units, or what has its centre in a box; all of it when left out. */
const Ground = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('territories'), slots: z.array(Slot).min(1).max(2000) }),
  z.object({ kind: z.literal('units'), units: z.array(z.number().int().min(0).max(0xffffffff)).min(1).max(300_000) }),
  z.object({ kind: z.literal('area'), bounds: Bounds }),
]);

/** What could happen to a plan. Slots are those of the scenario that is asked about. */
export const Playbook = z
  .discriminatedUnion('kind', [
    /** People leave, one or many at once, and their positions with them: the ground of the territories they own on the day, or of those named, goes to others. */
    z.object({ kind: z.literal('leave'), slots: z.array(Slot).max(2000).default([]), people: z.array(z.string().min(1).max(120)).max(2000).default([]) }),
    /** Somebody comes: a territory more around a home. `ramp` is what the newcomer can take on, as a share of an average territory. */
    z.object({ kind: z.literal('hire'), name: z.string().trim().min(1).max(120), lng: Lng, lat: Lat, ramp: z.number().min(0.05).max(3).default(1) }),
    /** `part` of the territory's target goes to the new one. */
    z.object({ kind: z.literal('split'), slot: Slot, part: z.number().min(0.05).max(0.95).default(0.5) }),
    /** `into` takes over ground and target of `slot`. */
    z.object({ kind: z.literal('merge'), slot: Slot, into: Slot }),
    /** Another number of territories: the smallest are dissolved, or new ones begin where most is. */
    z.object({ kind: z.literal('count'), territories: z.number().int().min(1).max(2000) }),
    /** A territory should come to another share of the whole (0-1) of one measure, or of all (null); the others divide the rest as before. */
    z.object({ kind: z.literal('target'), slot: Slot, measure: Measure.nullable().default(null), share: z.number().min(1e-6).max(0.999) }),
    /** In a measure accounts of these segments count `weight` times, all others `others` times. */
    z.object({ kind: z.literal('segment'), measure: Measure, segments: z.array(z.string().min(1).max(200)).min(1).max(100), weight: z.number().min(0).max(100).default(1), others: z.number().min(0).max(100).default(0) }),
    /** A measure becomes `factor` times what it is on some ground. */
    z.object({ kind: z.literal('shift'), measure: Measure, factor: z.number().min(0).max(100), ground: Ground.default({ kind: 'all' }) }),
    /** Ground further than this from where a territory is worked goes to others who reach it; without a place from its centre, without slots for all. */
    z.object({ kind: z.literal('reach'), slots: z.array(Slot).max(2000).default([]), reachKm: z.number().positive().max(20_000), lng: Lng.optional(), lat: Lat.optional() }),
    /** Nothing happens but that the plan is brought into its bands. */
    z.object({ kind: z.literal('rebalance') }),
  ])
  .meta({ id: 'Playbook' });
export type Playbook = z.output<typeof Playbook>;
export type PlaybookAsked = z.input<typeof Playbook>;
