import { z } from 'zod';
import { Id, Moment, ScenarioParams } from './ids.ts';
import { WhatIfProposal } from './whatif.ts';

const Share = z.number().min(0).max(1);

/** What-ifs that one batch asks at most. */
export const MOST_POINTS = 60;

/** Every combination of numbers of territories, tolerances and change budgets; an empty list: as it is now, or without a limit. `what`: what the budgets count, the first measure where it is left out. */
export const StartBatch = z
  .object({
    territories: z.array(z.number().int().min(1).max(2000)).max(MOST_POINTS).default([]),
    tolerances: z.array(Share).max(MOST_POINTS).default([]),
    budgets: z.array(Share).max(MOST_POINTS).default([]),
    what: z.string().min(1).max(120).optional(),
    seq: z.number().int().min(0).optional(),
  })
  .meta({ id: 'StartBatch' });
export type StartBatch = z.output<typeof StartBatch>;

export const BatchParams = ScenarioParams.extend({ batchId: Id });
export const BatchPointParams = BatchParams.extend({ point: z.coerce.number().int().min(0).max(MOST_POINTS - 1) });

/** One what-if of a batch: a job of its own. */
export const BatchPoint = z
  .object({
    point: z.number().int(),
    territories: z.number().int(),
    tolerance: z.number().nullable(),
    budget: z.number().nullable(),
    state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
    /** Whether taking it would change anything. */
    changes: z.boolean(),
    /** Without its edits, which the point itself tells. */
    proposal: WhatIfProposal.nullable(),
  })
  .meta({ id: 'BatchPoint' });
export type BatchPoint = z.infer<typeof BatchPoint>;

/** A grid of what-ifs about one state, kept with all that came of it. */
export const WhatIfBatch = z
  .object({ id: Id, scenarioId: Id, baseSeq: z.number().int(), at: Moment, actor: z.object({ id: z.string(), name: z.string() }), done: z.number().int(), running: z.boolean(), points: z.array(BatchPoint) })
  .meta({ id: 'WhatIfBatch' });
export type WhatIfBatch = z.infer<typeof WhatIfBatch>;
export const LastBatch = z.object({ batch: WhatIfBatch.nullable() });

/** Opens a point as a scenario of its own, as it was computed. */
export const TakeBatchPoint = z.object({ name: z.string().trim().min(1).max(120), evenWithoutOwner: z.boolean().default(false) });

/** Events of a batch: `progress` while points end, then `end`, after which the stream closes. */
export type BatchEvent = { readonly type: 'progress' | 'end'; readonly data: { readonly done: number; readonly of: number } };
