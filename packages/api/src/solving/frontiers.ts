import { ENGINE_VERSION, type ScenarioDoc } from '@hexalign/engine';
import type { Cause } from '../../contract/edits.ts';
import type { Job } from '../../contract/jobs.ts';
import type { Scenario } from '../../contract/scenarios.ts';
import { SolveRequest, type FrontierPoint, type SolveAsked } from '../../contract/solving.ts';
import { passed } from '../budgets/limits.ts';
import type { Budgets } from '../budgets/service.ts';
import type { Db } from '../db/db.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import type { Jobs } from '../jobs/service.ts';
import { applyEdits } from '../scenarios/document.ts';
import type { Revisions } from '../scenarios/revisions.ts';
import type { OpenScenario, Scenarios } from '../scenarios/service.ts';
import { askedBy } from './askedBy.ts';
import { assignEdit } from './assignEdit.ts';
import { findPoint, lastFrontier } from './pointStore.ts';

/** Plans to choose from. */
export interface Frontiers {
  /** Starts to look for plans to choose from. */
  startFrontier(actor: Actor, scenarioId: string, asked: SolveAsked): Promise<Job>;
  /** The last frontier of a scenario; null when none was asked for. */
  lastFrontier(actor: Actor, scenarioId: string): Promise<Job | null>;
  /** Slots of a plan of a frontier. */
  pointSlots(actor: Actor, jobId: string, point: number): Promise<Uint8Array>;
  /** Opens a plan of a frontier as a scenario of its own, or takes it into its scenario; returns that one. */
  takePoint(actor: Actor, jobId: string, point: number, asked: { into: 'fork' | 'here'; name?: string }): Promise<Scenario>;
}

interface Deps {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly scenarios: Scenarios;
  readonly revisions: Revisions;
  readonly budgets: Budgets;
  readonly opened: (actor: Actor, scenarioId: string) => Promise<OpenScenario>;
}

/** Plans to choose from: asked for, looked at, and taken. */
export function frontiers({ db, jobs, scenarios, revisions, opened, budgets }: Deps): Frontiers {
  async function slotsOf(actor: Actor, jobId: string, point: number): Promise<ArrayBuffer> {
    await jobs.read(actor, jobId);
    const packed = await findPoint(db, actor.workspaceId, jobId, point);
    if (packed === null) throw new AppError('job.no_result');
    return packed;
  }

  return {
    async startFrontier(actor, scenarioId, asked) {
      const { row } = await opened(actor, scenarioId);
      return db.transaction().execute((trx) => jobs.start(trx, actor, 'frontier', { planId: row.plan_id, scenarioId, request: askedBy(actor, asked) })).catch((error: unknown) => {
        if ((error as { constraint?: string }).constraint === 'jobs_one_frontier') throw new AppError('solve.running', { detail: 'Plans of this scenario are being looked for already.' });
        throw error;
      });
    },
    async lastFrontier(actor, scenarioId) {
      await scenarios.open(actor.workspaceId, scenarioId);
      return lastFrontier(db, actor.workspaceId, scenarioId);
    },
    pointSlots: async (actor, jobId, point) => new Uint8Array(await slotsOf(actor, jobId, point)),
    async takePoint(actor, jobId, point, { into, name }) {
      const target = new Uint16Array(await slotsOf(actor, jobId, point));
      const job = await jobs.read(actor, jobId);
      const { scenarioId, result } = job;
      const found = result?.frontier?.points.find((one) => one.point === point);
      if (scenarioId === null || found === undefined) throw new AppError('job.no_result');
      const { baseSeq } = result!.frontier!;
      const cause = causeOf(jobId, SolveRequest.parse(await jobs.asked(actor, jobId)), baseSeq, found);
      const open = await scenarios.open(actor.workspaceId, scenarioId, baseSeq);
      // What goes beyond the change budget is there to be looked at: it opens as a scratch scenario.
      const fitted = into === 'fork' && target.length === open.state.doc.slots.length ? assignEdit(open.state.doc, target) : null;
      const scratch = fitted !== null && passed(await budgets.limitsOf(db, actor.workspaceId, open.row, applyEdits(open.state, [fitted]))).length > 0;
      const at = into === 'here' ? scenarioId : (await revisions.fork(actor, scenarioId, { name: name ?? `Plan ${point + 1} of a frontier`, seq: baseSeq, ...(scratch ? { scratch } : {}) })).id;
      if (into === 'here') scenarios.mustTakeChanges((await scenarios.open(actor.workspaceId, scenarioId)).row);
      await db.transaction().execute((trx) => scenarios.appendFrom(trx, actor.workspaceId, actor.id, at, (now) => {
        mustFit(now, target);
        const edit = assignEdit(now, target);
        return edit === null ? null : [edit];
      }, cause));
      return scenarios.read(actor, at);
    },
  };
}

function causeOf(jobId: string, asked: SolveAsked, baseSeq: number, { point, settings }: FrontierPoint): Cause {
  return { kind: 'solver', jobId, preset: settings.preset, seed: settings.seed, tolerance: null, start: asked.start, engineVersion: ENGINE_VERSION, asked, baseSeq, point: { number: point, settings } };
}

/** @throws AppError `solve.outdated` when the plan is of other units or territories than the scenario has by now */
function mustFit({ slots, territories }: ScenarioDoc, target: Uint16Array): void {
  const fits = target.length === slots.length && target.every((slot) => territories[slot] != null);
  if (!fits) throw new AppError('solve.outdated');
}
