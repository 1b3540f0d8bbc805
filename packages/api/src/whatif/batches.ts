import { z } from 'zod';
import { MOST_POINTS, type StartBatch, type WhatIfBatch } from '../../contract/batches.ts';
import { ProposeWhatIf, type WhatIfProposal, type WhatIfTaken } from '../../contract/whatif.ts';
import { namesOf } from '../auth/names.ts';
import type { Db } from '../db/db.ts';
import { notify, type Notices } from '../db/notices.ts';
import type { GridCell } from '../db/whatIfTables.ts';
import { workingFor, type Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import type { Jobs, JobWork } from '../jobs/service.ts';
import type { Scenarios } from '../scenarios/service.ts';
import { liveSlots } from '../scenarios/verdict.ts';
import * as store from './batchStore.ts';
import type { WhatIfs } from './service.ts';

/** Grids of what-ifs, one job for each: they outlive the page that asked and the process that works on them. */
export interface Batches {
  start(actor: Actor, scenarioId: string, asked: StartBatch): Promise<WhatIfBatch>;
  /** The one that was asked for last. */
  last(actor: Actor, scenarioId: string): Promise<WhatIfBatch | null>;
  /** Ends what waits or runs; what is known stays. */
  cancel(actor: Actor, scenarioId: string, batchId: string): Promise<WhatIfBatch>;
  /** A proposal whole. */
  point(actor: Actor, scenarioId: string, batchId: string, point: number): Promise<WhatIfProposal>;
  /** Opens a proposal as a scenario of its own, as it was computed. */
  take(actor: Actor, scenarioId: string, batchId: string, point: number, asked: { name: string; evenWithoutOwner: boolean }): Promise<WhatIfTaken>;
  /** Calls back with how many have ended, now and at every change. Returns how to stop. */
  follow(actor: Actor, scenarioId: string, batchId: string, callback: (ended: { done: number; of: number }) => void): Promise<() => void>;
  readonly work: JobWork;
}

interface Deps {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly notices: Notices;
  readonly scenarios: Scenarios;
  readonly whatIfs: WhatIfs;
}

/** What the job of a point is asked. */
const PointAsked = z.object({ batchId: z.uuid(), point: z.number().int(), asked: ProposeWhatIf });

export function batches({ db, jobs, notices, scenarios, whatIfs }: Deps): Batches {
  async function found(actor: Actor, scenarioId: string, batchId: string): Promise<store.BatchRow> {
    const row = await store.findBatch(db, actor.workspaceId, scenarioId, batchId);
    if (row === null) throw new AppError('whatif.batch_unknown');
    return row;
  }

  async function told(row: store.BatchRow): Promise<WhatIfBatch> {
    const [points, nameOf] = [await store.pointsOf(db, row.id), await namesOf(db, [row.actor])];
    const running = points.filter(({ state }) => state === 'queued' || state === 'running').length;
    return {
      id: row.id, scenarioId: row.scenario_id, baseSeq: row.base_seq, at: row.at.toISOString(), actor: { id: row.actor, name: nameOf(row.actor) }, done: points.length - running, running: running > 0,
      points: points.map(({ point, cell, state, error, proposal }) => ({ point, ...cell, state, error, changes: proposal !== null && proposal.edits.length > 0, proposal: proposal && { ...proposal, edits: [] } })),
    };
  }

  async function known(actor: Actor, scenarioId: string, batchId: string, point: number): Promise<store.PointRow & { readonly proposal: WhatIfProposal }> {
    await found(actor, scenarioId, batchId);
    const [row] = await store.pointsOf(db, batchId, point);
    if (row === undefined) throw new AppError('whatif.batch_unknown');
    const { proposal } = row;
    if (proposal === null) throw new AppError('job.no_result', { found: row.state });
    return { ...row, proposal };
  }

  return {
    async start(actor, scenarioId, asked) {
      const { row, state } = await scenarios.open(actor.workspaceId, scenarioId, asked.seq);
      const now = liveSlots(state.doc).length;
      const cells = cellsOf(asked, now);
      if (cells.length > MOST_POINTS) throw new AppError('request.invalid', { where: 'body', expected: `at most ${MOST_POINTS} combinations`, found: String(cells.length), repair: 'Ask about fewer numbers at once.' });
      const what = asked.what ?? [...state.doc.goals.keys()][0] ?? 'accounts';
      const id = await db.transaction().execute(async (trx) => {
        const batchId = await store.insertBatch(trx, actor.workspaceId, scenarioId, state.seq, actor.id);
        for (const [point, cell] of cells.entries()) {
          const question = {
            playbooks: [cell.territories === now ? { kind: 'rebalance' as const } : { kind: 'count' as const, territories: cell.territories }], seq: state.seq,
            ...(cell.tolerance === null ? {} : { tolerance: cell.tolerance }), ...(cell.budget === null ? {} : { budget: { what, share: cell.budget } }),
          };
          const job = await jobs.start(trx, actor, 'whatif', { planId: row.plan_id, scenarioId, request: { batchId, point, asked: question } });
          await store.insertPoint(trx, actor.workspaceId, batchId, point, cell, job.id);
        }
        return batchId;
      });
      return told(await found(actor, scenarioId, id));
    },
    async last(actor, scenarioId) {
      const row = await store.findBatch(db, actor.workspaceId, scenarioId);
      return row && told(row);
    },
    async cancel(actor, scenarioId, batchId) {
      const row = await found(actor, scenarioId, batchId);
      const waiting = (await store.pointsOf(db, batchId)).filter(({ state }) => state === 'queued' || state === 'running');
      await Promise.all(waiting.map(({ job_id: jobId }) => jobs.cancel(actor, jobId, false).catch((error: unknown) => {
        // It has ended meanwhile.
        if (!(error instanceof AppError && error.code === 'job.ended')) throw error;
      })));
      await notify(db, batchId);
      return told(row);
    },
    point: async (actor, scenarioId, batchId, point) => (await known(actor, scenarioId, batchId, point)).proposal,
    async take(actor, scenarioId, batchId, point, { name, evenWithoutOwner }) {
      const { proposal, cause } = await known(actor, scenarioId, batchId, point);
      return whatIfs.open(actor, scenarioId, { proposal, cause: cause ?? { kind: 'whatif', text: name }, name, evenWithoutOwner });
    },
    async follow(actor, scenarioId, batchId, callback) {
      await found(actor, scenarioId, batchId);
      let stopped = false;
      const look = async (): Promise<void> => {
        const ended = await store.countEnded(db, batchId).catch(() => null);
        if (ended !== null && !stopped) callback(ended);
      };
      const off = notices.on(batchId, () => void look());
      await look();
      return () => {
        stopped = true;
        off();
      };
    },
    work: {
      async run({ claim, abandon }) {
        const { batchId, point, asked } = PointAsked.parse(claim.request);
        const { proposal, cause } = await whatIfs.answer(workingFor(claim.actor, claim.workspaceId), claim.scenarioId!, asked, abandon);
        return async (trx) => {
          await store.recordPoint(trx, batchId, point, proposal, cause);
          await notify(trx, batchId);
          return {};
        };
      },
      async failed(trx, { request }) {
        await notify(trx, PointAsked.parse(request).batchId);
      },
    },
  };
}

/** Every combination, each number once and in order. */
export function cellsOf({ territories, tolerances, budgets }: Pick<StartBatch, 'territories' | 'tolerances' | 'budgets'>, now: number): GridCell[] {
  const ordered = (list: readonly number[]): number[] => [...new Set(list)].sort((a, b) => a - b);
  const or = (list: readonly number[]): readonly (number | null)[] => (list.length === 0 ? [null] : ordered(list));
  return (territories.length === 0 ? [now] : ordered(territories)).flatMap((count) => or(tolerances).flatMap((tolerance) => or(budgets).map((budget) => ({ territories: count, tolerance, budget }))));
}
