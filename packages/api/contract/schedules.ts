import { z } from 'zod';
import { Id, Moment } from './ids.ts';
import { ImportMapping, RecordKind } from './imports.ts';

/** Where a list is fetched from: the newest file of a folder of the server, or an address. The server's administrator says which are allowed. */
export const ImportSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('folder'), path: z.string().min(1).max(1000), /** Name of the file; `*` stands for any text. */ pattern: z.string().min(1).max(200).default('*') }),
  z.object({ kind: z.literal('url'), url: z.url().max(2000) }),
]);
export type ImportSource = z.infer<typeof ImportSource>;

export const CreateSchedule = z
  .object({
    name: z.string().trim().min(1).max(120),
    source: ImportSource,
    kind: RecordKind,
    planId: Id.nullable().default(null),
    layer: z.string().trim().min(1).max(120).nullable().default(null),
    /** Null = as a list of this layout was read before, else as guessed. */
    mapping: ImportMapping.nullable().default(null),
    gone: z.enum(['keep', 'remove']).default('keep'),
    /** Time of day, UTC, and the days of the week (0 = Sunday). */
    at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    weekdays: z.array(z.number().int().min(0).max(6)).min(1).max(7).default([0, 1, 2, 3, 4, 5, 6]),
    /** `review`: somebody commits it. `commit`: at once, unless more rows are rejected or gone than this share allows. */
    mode: z.enum(['review', 'commit']).default('review'),
    mostRejected: z.number().min(0).max(1).default(0.05),
    mostGone: z.number().min(0).max(1).default(0.2),
  })
  .meta({ id: 'CreateSchedule' });
export type CreateSchedule = z.infer<typeof CreateSchedule>;

/** `unchanged`: the file is the one of the last run. `held`: checked and left to somebody to look at. */
export const ScheduleRun = z.object({ at: Moment, outcome: z.enum(['committed', 'checked', 'held', 'unchanged', 'failed']), importId: Id.nullable(), code: z.string().nullable(), detail: z.string().nullable() });
export type ScheduleRun = z.infer<typeof ScheduleRun>;

export const Schedule = z
  .object({ id: Id, ...CreateSchedule.shape, enabled: z.boolean(), nextAt: Moment, /** Newest first, twenty at most. */ runs: z.array(ScheduleRun) })
  .meta({ id: 'Schedule' });
export type Schedule = z.infer<typeof Schedule>;

export const ScheduleParams = z.object({ scheduleId: Id });
/** `allowed`: what the server's administrator lets lists be fetched from; both empty = nothing. */
export const ScheduleList = z.object({ schedules: z.array(Schedule), allowed: z.object({ folders: z.array(z.string()), hosts: z.array(z.string()) }) }).meta({ id: 'ScheduleList' });
export const PatchSchedule = z.object({ enabled: z.boolean() });
