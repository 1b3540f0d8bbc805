import { ENGINE_VERSION, plainName, type Progress, type ScenarioDoc, type Solution, type Violation } from '@hexalign/engine';
import { SolveRequest } from '../../contract/solving.ts';
import type { SolveArgs } from '../engine/methods.ts';
import type { EnginePool } from '../engine/pool.ts';
import { AppError } from '../http/appError.ts';
import type { JobWork } from '../jobs/service.ts';
import type { Scenarios } from '../scenarios/service.ts';
import { withTowns } from '../units/nearTown.ts';
import type { UnitSets } from '../units/service.ts';
import { askedDemand } from './askedDemand.ts';
import { assignEdit } from './assignEdit.ts';
import { numberedAsBefore } from './demand.ts';
import { NoGain } from './noGain.ts';
import { outcomeOf } from './outcome.ts';
import { solveStarts } from './solveStarts.ts';

const MOST_VIOLATIONS = 100;

/** The work of a design: from the scenario as it is to one entry of its history. */
export function solveWork({ scenarios, units, pool, threads }: { readonly scenarios: Scenarios; readonly units: UnitSets; readonly pool: EnginePool; readonly threads: number }): JobWork {
  return {
    async run({ claim, report, finish, abandon }) {
      const started = Date.now();
      const { workspaceId, actor, scenarioId } = claim;
      const asked = SolveRequest.parse(claim.request);
      const open = await scenarios.open(workspaceId, scenarioId!, asked.fromSeq);
      // What others change from now on is told of, not what was changed since an earlier state.
      const begun = asked.fromSeq === undefined ? open.state.doc.slots : (await scenarios.open(workspaceId, scenarioId!)).state.doc.slots;
      const { doc } = open.state;
      const scenario = await askedDemand(units, workspaceId, open, asked);
      const { loaded, live, slots, demand } = scenario;
      const named = (found: Uint16Array): Uint16Array => numberedAsBefore(demand, found, slots);
      const widened = (found: Uint16Array): Uint16Array<ArrayBuffer> => Uint16Array.from(found, (slot) => live[slot]);
      const noGain = new NoGain(asked.noGainSeconds ?? null);
      const onProgress = (progress: Progress): void => {
        noGain.hear(progress);
        report(progress.slots ? { ...progress, slots: widened(named(progress.slots)) } : progress);
      };
      const run: DesignRun = { threads, finish: AbortSignal.any([finish, noGain.signal]), abandon, onProgress };
      const solution = await designed(pool, { demand, preset: asked.preset, seed: asked.seed, ...(asked.start === 'current' ? { start: slots } : {}) }, asked.timeLimitSeconds ?? null, run).finally(() => noGain.close());
      if (!Number.isFinite(solution.score)) {
        throw new AppError('solve.impossible', { detail: solution.violations.map(({ message }) => message).join(' ') || undefined });
      }
      const after = named(solution.slots);
      const target = widened(after);
      report({ phase: 'save', done: 1, worstDeviation: solution.worstDeviation, slots: target });
      const violations = solution.violations.slice(0, MOST_VIOLATIONS).map((violation) => ({ code: violation.code, message: withTowns([renamed(violation, live.length, solution.slots, target, doc)], loaded.graph)[0] }));
      const stopped = !solution.interrupted ? null : finish.aborted ? 'interrupted' as const : noGain.signal.aborted ? 'no-gain' as const : 'time-limit' as const;
      const outcome = await outcomeOf({ units, pool }, workspaceId, open.row.unit_set_id, { scenario, names: live.map((slot) => doc.territories[slot]!.name), after, asked, stopped, baseSeq: open.state.seq });
      return async (trx) => {
        let overwrittenUnits = 0;
        const [entry] = await scenarios.appendFrom(trx, workspaceId, actor, scenarioId!, (now) => {
          overwrittenUnits = countDifferent(begun, now.slots, target);
          const edit = assignEdit(now, target);
          return edit === null ? null : [edit];
        }, { kind: 'solver', jobId: claim.jobId, preset: asked.preset, seed: solution.seed, tolerance: asked.tolerance ?? null, start: asked.start, engineVersion: ENGINE_VERSION, asked, baseSeq: open.state.seq });
        return {
          result: {
            seq: entry?.seq ?? null,
            worstDeviation: Number.isFinite(solution.worstDeviation) ? solution.worstDeviation : null,
            feasible: solution.violation === 0 && solution.violations.length === 0,
            interrupted: solution.interrupted, stopped, seed: solution.seed, overwrittenUnits,
            seconds: Math.round((Date.now() - started) / 100) / 10,
            violations, outcome,
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

/** Units that somebody moved between two states and that the target moves again. */
function countDifferent(before: Uint16Array, now: Uint16Array, target: Uint16Array): number {
  let count = 0;
  for (let u = 0; u < before.length; u++) if (before[u] !== now[u] && now[u] !== target[u]) count++;
  return count;
}
