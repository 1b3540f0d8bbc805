import { z } from 'zod';
import { Id, Moment } from './ids.ts';

export const ScenarioStatus = z.enum(['draft', 'review', 'approved', 'active', 'archived']);
export type ScenarioStatus = z.infer<typeof ScenarioStatus>;

export const StatusAction = z.enum(['submit', 'return', 'approve', 'reopen', 'activate', 'archive']);
export type StatusAction = z.infer<typeof StatusAction>;

/** What may be done with a scenario of each status, and what it becomes. `activate` is done by the timeline, on its day. */
export const transitions: Readonly<Record<ScenarioStatus, Partial<Readonly<Record<StatusAction, ScenarioStatus>>>>> = {
  draft: { submit: 'review', archive: 'archived' },
  review: { approve: 'approved', return: 'draft' },
  approved: { activate: 'active', reopen: 'draft', archive: 'archived' },
  active: { archive: 'archived' },
  archived: { reopen: 'draft', activate: 'active' },
};

/** Only drafts are edited. */
export function isFrozen(status: ScenarioStatus): boolean {
  return status !== 'draft';
}

export const StatusRequest = z
  .object({
    action: StatusAction.exclude(['approve', 'activate']),
    note: z.string().trim().max(1000).optional(),
    /** What the caller looked at: refused when the scenario has moved on since. */
    seq: z.number().int().min(0).optional(),
  })
  .meta({ id: 'StatusRequest' });
export type StatusRequest = z.infer<typeof StatusRequest>;

/** `seq`: what the caller looked at, which is what is signed. */
export const ApproveRequest = z.object({ seq: z.number().int().min(0), note: z.string().trim().max(1000).optional() }).meta({ id: 'ApproveRequest' });

/** A step of a scenario, signed: who, when, and the hash of exactly what they saw. */
export const Signature = z
  .object({
    at: Moment,
    actor: z.object({ id: z.string(), name: z.string() }),
    action: StatusAction,
    from: ScenarioStatus,
    to: ScenarioStatus,
    revisionId: Id.nullable(),
    seq: z.number().int(),
    hash: z.string(),
    note: z.string().nullable(),
  })
  .meta({ id: 'Signature' });
export type Signature = z.infer<typeof Signature>;

export const SignatureList = z.object({ signatures: z.array(Signature) });
