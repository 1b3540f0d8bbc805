import type { Job } from '../../contract/jobs.ts';
import type { DesignCheck, SolveAsked } from '../../contract/solving.ts';
import type { Budgets } from '../budgets/service.ts';
import type { Db } from '../db/db.ts';
import type { EnginePool } from '../engine/pool.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import type { Jobs } from '../jobs/service.ts';
import type { Revisions } from '../scenarios/revisions.ts';
import type { OpenScenario, Scenarios } from '../scenarios/service.ts';
import type { UnitSets } from '../units/service.ts';
import { askedBy } from './askedBy.ts';
import { askedEdits } from './askedEdits.ts';
import { designCheck } from './designCheck.ts';
import { frontiers, type Frontiers } from './frontiers.ts';

export interface Solving extends Frontiers {
  start(actor: Actor, scenarioId: string, asked: SolveAsked): Promise<Job>;
  /** What a request would mean; changes nothing. */
  check(actor: Actor, scenarioId: string, asked: SolveAsked): Promise<DesignCheck>;
}

interface Deps {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly scenarios: Scenarios;
  readonly revisions: Revisions;
  readonly budgets: Budgets;
  readonly units: UnitSets;
  readonly pool: EnginePool;
}

/** Starts designs and frontiers, and says beforehand what they would mean. */
export function solving({ db, jobs, scenarios, revisions, budgets, units, pool }: Deps): Solving {
  async function opened(actor: Actor, scenarioId: string): Promise<OpenScenario> {
    const open = await scenarios.open(actor.workspaceId, scenarioId);
    if (!open.state.doc.territories.some((territory) => territory !== null && territory.level === 0)) throw new AppError('solve.impossible', { detail: 'There is no territory to fill.', repair: 'Add territories first.' });
    return open;
  }
  return {
    ...frontiers({ db, jobs, scenarios, revisions, opened, budgets }),
    async start(actor, scenarioId, wanted) {
      const given = askedBy(actor, wanted);
      const { row, state } = await opened(actor, scenarioId);
      scenarios.mustTakeChanges(row);
      // There has to be such a state.
      const from = given.fromSeq === undefined ? state : (await scenarios.open(actor.workspaceId, scenarioId, given.fromSeq)).state;
      const asked = await budgets.within(actor.workspaceId, row, from, given);
      return db.transaction().execute(async (trx) => {
        const running = await jobs.running(trx, scenarioId);
        if (running !== null) throw new AppError('solve.running', { value: { jobId: running } });
        await scenarios.appendFrom(trx, actor.workspaceId, actor.id, scenarioId, (now) => {
          const edits = askedEdits(now, asked);
          return edits.length === 0 ? null : edits;
        });
        return jobs.start(trx, actor, 'solve', { planId: row.plan_id, scenarioId, request: asked });
      }).catch((error: unknown) => {
        // Two starts at once: the index on running designs let one through.
        if ((error as { code?: string; constraint?: string }).constraint === 'jobs_one_solve') throw new AppError('solve.running');
        throw error;
      });
    },
    check: async (actor, scenarioId, asked) => designCheck(units, pool, actor.workspaceId, await scenarios.open(actor.workspaceId, scenarioId), askedBy(actor, asked)),
  };
}
