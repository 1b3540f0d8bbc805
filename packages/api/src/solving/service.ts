import { diffSlots, ENGINE_VERSION, plainName, type Progress, type ScenarioDoc, type ScenarioGoal, type Solution, type Violation } from '@hexalign/engine';
import type { Job } from '../../contract/jobs.ts';
import type { Edit } from '../../contract/scenarios.ts';
import type { Db } from '../db/db.ts';
import type { SolveArgs } from '../engine/methods.ts';
import type { EnginePool } from '../engine/pool.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import type { JobWork, Jobs } from '../jobs/service.ts';
import type { Scenarios } from '../scenarios/service.ts';
import { withTowns } from '../units/nearTown.ts';
import type { UnitSets } from '../units/service.ts';
import { demandOf, numberedAsBefore } from './demand.ts';
import { solveStarts } from './solveStarts.ts';

export interface SolveAsked {
  readonly preset: 'fast' | 'balanced' | 'thorough';
  readonly seed: number;
  readonly tolerance?: number;
  readonly timeLimitSeconds?: number;
  readonly start: 'fresh' | 'current';
}

export interface Solving {
  start(actor: Actor, scenarioId: string, asked: SolveAsked): Promise<Job>;
}

const MOST_VIOLATIONS = 100;

/** Starts designs. */
export function solving({ db, jobs, scenarios }: { readonly db: Db; readonly jobs: Jobs; readonly scenarios: Scenarios }): Solving {
  return {
    async start(actor, scenarioId, asked) {
      const { row, state: { doc } } = await scenarios.open(actor.workspaceId, scenarioId);
      scenarios.mustTakeChanges(row);
      if (!doc.territories.some((territory) => territory !== null && territory.level === 0)) throw new AppError('solve.impossible', { detail: 'There is no territory to fill.', repair: 'Add territories first.' });
      return db.transaction().execute(async (trx) => {
        const running = await jobs.running(trx, scenarioId);
        if (running !== null) throw new AppError('solve.running', { value: { jobId: running } });
        if (asked.tolerance !== undefined) {
          await scenarios.appendFrom(trx, actor.workspaceId, actor.id, scenarioId, (now) => goalEdits([...now.goals.values()], asked.tolerance!));
        }
        return jobs.start(trx, actor, 'solve', { planId: row.plan_id, scenarioId, request: asked });
      }).catch((error: unknown) => {
        // Two starts at once: the index on running designs let one through.
        if ((error as { code?: string; constraint?: string }).constraint === 'jobs_one_solve') throw new AppError('solve.running');
        throw error;
      });
    },
  };
}

/** The work of a design: from the scenario as it is to one entry of its history. */
export function solveWork({ scenarios, units, pool, threads }: { readonly scenarios: Scenarios; readonly units: UnitSets; readonly pool: EnginePool; readonly threads: number }): JobWork {
  return {
    async run({ claim, report, finish, abandon }) {
      const started = Date.now();
      const { workspaceId, actor, scenarioId } = claim;
      const asked = claim.request as SolveAsked;
      const open = await scenarios.open(workspaceId, scenarioId!);
      const { doc } = open.state;
      const { loaded, live, slots, demand } = await demandOf(units, workspaceId, open);
      const named = (found: Uint16Array): Uint16Array => numberedAsBefore(demand, found, slots);
      const widened = (found: Uint16Array): Uint16Array<ArrayBuffer> => Uint16Array.from(named(found), (slot) => live[slot]);
      const onProgress = (progress: Progress): void => report(progress.slots ? { ...progress, slots: widened(progress.slots) } : progress);
      const solution = await designed(pool, { demand, preset: asked.preset, seed: asked.seed, ...(asked.start === 'current' ? { start: slots } : {}) }, asked.timeLimitSeconds ?? null, { threads, finish, abandon, onProgress });
      if (!Number.isFinite(solution.score)) {
        throw new AppError('solve.impossible', { detail: solution.violations.map(({ message }) => message).join(' ') || undefined });
      }
      const target = widened(solution.slots);
      report({ phase: 'save', done: 1, worstDeviation: solution.worstDeviation, slots: target });
      const violations = solution.violations.slice(0, MOST_VIOLATIONS).map((violation) => ({ code: violation.code, message: withTowns([renamed(violation, live.length, solution.slots, target, doc)], loaded.graph)[0] }));
      return async (trx) => {
        let overwrittenUnits = 0;
        const [entry] = await scenarios.appendFrom(trx, workspaceId, actor, scenarioId!, (now) => {
          overwrittenUnits = countDifferent(doc.slots, now.slots, target);
          const edit = assignEdit(now, target);
          return edit === null ? null : [edit];
        }, { kind: 'solver', jobId: claim.jobId, preset: asked.preset, seed: solution.seed, tolerance: asked.tolerance ?? null, start: asked.start, engineVersion: ENGINE_VERSION });
        return {
          result: {
            seq: entry?.seq ?? null,
            worstDeviation: Number.isFinite(solution.worstDeviation) ? solution.worstDeviation : null,
            feasible: solution.violation === 0 && solution.violations.length === 0,
            interrupted: solution.interrupted, stopped: !solution.interrupted ? null : finish.aborted ? 'interrupted' : 'time-limit', seed: solution.seed, overwrittenUnits,
            seconds: Math.round((Date.now() - started) / 100) / 10,
            violations,
          },
        };
      };
    },
  };
}

interface DesignRun {
  readonly threads: number;
  readonly finish: AbortSignal;
  readonly abandon: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** Solves on the pool: the starts of a thorough design, which all are made, on several threads. */
async function designed(pool: EnginePool, args: SolveArgs, timeLimit: number | null, { threads, finish, abandon, onProgress }: DesignRun): Promise<Solution> {
  const end = timeLimit === null ? Infinity : performance.now() + 1000 * timeLimit;
  const left = (): Pick<SolveArgs, 'maxSeconds'> => (timeLimit === null ? {} : { maxSeconds: Math.max(0, (end - performance.now()) / 1000) });
  if (args.preset !== 'thorough' || args.start !== undefined) return pool.run('solve', { ...args, ...left() }, { finish, abandon, onProgress });
  return solveStarts({ preset: args.preset, seed: args.seed, units: args.demand.measures[0].values.length, threads, finish, onProgress }, (seed, own) =>
    pool.run('solve', { ...args, seed, starts: 1, ...left() }, { finish, abandon: AbortSignal.any([abandon, own.abandon]), onProgress: own.onProgress }),
  );
}

/** A sentence of the solver, which knows territories by its own numbers, with the names that they have now. */
function renamed({ message }: Violation, k: number, found: Uint16Array, target: Uint16Array, doc: ScenarioDoc): string {
  return message.replace(/\bT\d\d+\b/g, (plain) => {
    const slot = Number(plain.slice(1)) - 1;
    const unit = slot < k && plainName(slot) === plain ? found.indexOf(slot) : -1;
    return (unit < 0 ? undefined : doc.territories[target[unit]]?.name) ?? plain;
  });
}

/** The one edit from a document's slots to others; null when nothing changes. */
export function assignEdit(doc: ScenarioDoc, target: Uint16Array): Edit | null {
  const { units, from, to } = diffSlots(doc.slots, target);
  return units.length === 0 ? null : { type: 'assign', patch: { units: Array.from(units), from: Array.from(from), to: Array.from(to) }, by: 'solver' };
}

function goalEdits(goals: readonly ScenarioGoal[], tolerance: number): Edit[] | null {
  const edits = goals.filter((goal) => goal.tolerance !== tolerance).map((goal) => ({ type: 'goal', measure: goal.measure, from: goal, to: { ...goal, tolerance } }) as Edit);
  return edits.length === 0 ? null : edits;
}

/** Units that somebody moved between two states and that the target moves again. */
function countDifferent(before: Uint16Array, now: Uint16Array, target: Uint16Array): number {
  let count = 0;
  for (let u = 0; u < before.length; u++) if (before[u] !== now[u] && now[u] !== target[u]) count++;
  return count;
}
