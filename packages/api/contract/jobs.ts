import { z } from 'zod';
import { Id, Moment } from './ids.ts';
import { DesignOutcome, FrontierResult } from './solving.ts';

export const JobState = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);
export type JobState = z.infer<typeof JobState>;

/** How far a job is; what SSE brings as `progress`, at most 4 times a second. */
export const JobProgress = z.object({
  /** `read`, `region`, `units`, `save` of a build; `read`, `compare`, `write`, `follow` of an import; `read`, `compare`, `write`, `verify` of a publication; the solver's own phase names of a design. */
  phase: z.string(),
  /** 0-1. */
  done: z.number(),
  /** Best so far: largest |deviation|, 0-1. */
  worstDeviation: z.number().nullable(),
  /** Counts up when there are newer best-so-far slots at `/jobs/:jobId/best`; 0 = none yet. */
  best: z.number().int(),
  elapsedSeconds: z.number(),
});
export type JobProgress = z.infer<typeof JobProgress>;

export const Job = z
  .object({
    id: Id,
    /** `judge`, `commit` and `undo` are about an import, `publish` about a publication, `whatif` is one of a batch. */
    kind: z.enum(['build', 'solve', 'frontier', 'judge', 'commit', 'undo', 'publish', 'whatif']),
    /** Null for an import that belongs to no plan. */
    planId: Id.nullable(),
    /** Of jobs about an import; null also when the list could not be judged, and the import is gone. */
    importId: Id.nullable(),
    /** Null while a build has not made its scenario. */
    scenarioId: Id.nullable(),
    state: JobState,
    progress: JobProgress,
    /** Why it failed. */
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
    /** Of a design that is done: the entry in the scenario's history, and what it came to. */
    result: z
      .object({
        seq: z.number().int().nullable(),
        worstDeviation: z.number().nullable(),
        feasible: z.boolean().nullable(),
        /** Stopped before its last pass: the best so far was kept. */
        interrupted: z.boolean(),
        /** What ended the search before its last pass; null when nothing did. */
        stopped: z.enum(['interrupted', 'time-limit', 'no-gain']).nullable().optional(),
        seed: z.number().int().nullable(),
        seconds: z.number(),
        /** Units that somebody else changed while the design ran, and that it changed again; the history holds both. */
        overwrittenUnits: z.number().int(),
        /** Codes and sentences of what does not hold. */
        violations: z.array(z.object({ code: z.string(), message: z.string() })),
        /** Of a design. */
        outcome: DesignOutcome.optional(),
        /** Of a frontier. */
        frontier: FrontierResult.optional(),
      })
      .nullable(),
    createdAt: Moment,
    endedAt: Moment.nullable(),
  })
  .meta({ id: 'Job' });
export type Job = z.infer<typeof Job>;

/** The last frontier of a scenario; null where none was asked for. */
export const LastFrontier = z.object({ job: Job.nullable() });

/** Stop a job: keep the best plan so far (it becomes one entry of the history), or leave no trace. */
export const CancelRequest = z.object({ keep: z.boolean() });

/** Events of `/jobs/:jobId/events`: `progress` carries JobProgress, `end` the whole Job, after which the stream closes. */
export type JobEvent = { readonly type: 'progress'; readonly data: JobProgress } | { readonly type: 'end'; readonly data: Job };
