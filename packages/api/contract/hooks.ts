import { z } from 'zod';
import { Id, Moment } from './ids.ts';

/** What a hook can be told of. `ping` is a trial that somebody asked for. */
export const HookEvent = z.enum(['revision.approved', 'plan.activated', 'publish.done']).meta({ id: 'HookEvent' });
export type HookEvent = z.infer<typeof HookEvent>;
export type SentEvent = HookEvent | 'ping';

export const CreateHook = z
  .object({
    name: z.string().trim().min(1).max(120),
    /** Its host must be one that the server's administrator allows. */
    url: z.url().max(2000),
    events: z.array(HookEvent).min(1).max(HookEvent.options.length),
  })
  .meta({ id: 'CreateHook' });
export type CreateHook = z.infer<typeof CreateHook>;

/** One happening on its way to a hook. `waiting`: it is tried again. */
export const HookDelivery = z.object({
  id: Id, event: z.string(), at: Moment, state: z.enum(['waiting', 'delivered', 'failed']), attempts: z.number().int(),
  /** Status of the last answer; null where there was none. */
  status: z.number().int().nullable(),
  /** Why the last try failed. */
  detail: z.string().nullable(), deliveredAt: Moment.nullable(),
}).meta({ id: 'HookDelivery' });
export type HookDelivery = z.infer<typeof HookDelivery>;

export const Hook = z
  .object({
    id: Id, ...CreateHook.shape, enabled: z.boolean(),
    /** Since when nothing got through; null while things do. */
    failingSince: Moment.nullable(),
    /** Newest first, twenty at most. */
    deliveries: z.array(HookDelivery),
  })
  .meta({ id: 'Hook' });
export type Hook = z.infer<typeof Hook>;

export const HookParams = z.object({ hookId: Id });
/** `allowed`: hosts that hooks may lead to; none = nothing is sent. */
export const HookList = z.object({ hooks: z.array(Hook), allowed: z.array(z.string()) }).meta({ id: 'HookList' });
/** With the secret that signatures are made with; it is told this once. */
export const HookMade = z.object({ hook: Hook, secret: z.string() }).meta({ id: 'HookMade' });
/** Let it rest, or go on with what happens from now on. */
export const PatchHook = z.object({ enabled: z.boolean() });
