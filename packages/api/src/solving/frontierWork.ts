import type { Frontier, Progress } from '@hexalign/engine';
import { SolveRequest, type FrontierPoint } from '../../contract/solving.ts';
import type { EnginePool } from '../engine/pool.ts';
import { AppError } from '../http/appError.ts';
import type { JobWork } from '../jobs/service.ts';
import { applyEdits } from '../scenarios/document.ts';
import type { Scenarios } from '../scenarios/service.ts';
import { withTowns } from '../units/nearTown.ts';
import type { UnitSets } from '../units/service.ts';
import { askedDemand } from './askedDemand.ts';
import { askedEdits } from './askedEdits.ts';
import { insertPoints } from './pointStore.ts';

/** The work of a frontier: plans of one state to choose from, kept with the job. The scenario stays as it is. */
export function frontierWork({ scenarios, units, pool }: { readonly scenarios: Scenarios; readonly units: UnitSets; readonly pool: EnginePool }): JobWork {
  return {
    async run({ claim, report, finish, abandon }) {
      const started = Date.now();
      const { workspaceId, scenarioId, jobId } = claim;
      const asked = SolveRequest.parse(claim.request);
      const open = await scenarios.open(workspaceId, scenarioId!);
      // Tolerances are what a frontier varies: what is asked of them holds for it alone.
      const state = applyEdits(open.state, askedEdits(open.state.doc, asked));
      const scenario = await askedDemand(units, workspaceId, { row: open.row, state }, asked);
      const { live, slots, loaded, budget } = scenario;
      const drawn = slots.some((slot) => slot !== 0xffff);
      const demand = { ...scenario.demand, ...(drawn ? { baseline: slots } : {}) };
      const counted = demand.measures.some(({ key }) => key === budget?.what) ? budget!.what : demand.measures[0].key;
      const onProgress = ({ phase, done, worstDeviation }: Progress): void => report({ phase, done, ...(worstDeviation === undefined ? {} : { worstDeviation }) });
      const found = await pool.run('frontier', { demand, preset: asked.preset, seed: asked.seed, counted, ...(asked.timeLimitSeconds === undefined ? {} : { maxSeconds: asked.timeLimitSeconds }) }, { finish, abandon, onProgress });
      if (found.plans.length === 0) throw new AppError('solve.impossible', { detail: found.reasons.map(({ message }) => message).join(' ') || undefined });
      const names = live.map((slot) => state.doc.territories[slot]!.name);
      const reasons = found.reasons.map(({ message }) => withTowns([message.replace(/\bT(\d\d+)\b/g, (plain, number: string) => names[Number(number) - 1] ?? plain)], loaded.graph)[0]);
      return async (trx) => {
        await insertPoints(trx, workspaceId, jobId, found.plans.map((plan) => Uint16Array.from(plan.slots, (slot) => live[slot])));
        return {
          result: {
            seq: null, worstDeviation: null, feasible: null, interrupted: found.interrupted, stopped: !found.interrupted ? null : finish.aborted ? 'interrupted' as const : 'time-limit' as const,
            seed: asked.seed, seconds: Math.round((Date.now() - started) / 100) / 10, overwrittenUnits: 0, violations: [],
            frontier: {
              baseSeq: open.state.seq, points: found.plans.map(pointOf), tried: found.tried, reasons, counted: drawn ? counted : null,
              start: found.today && { worstDeviation: found.today.worstDeviation, compactness: found.today.meanCompactness },
            },
          },
        };
      };
    },
  };
}

function pointOf({ figures, settings, interrupted }: Frontier['plans'][number], point: number): FrontierPoint {
  return {
    point, interrupted, worstDeviation: figures.worstDeviation, outside: figures.outside, compactness: figures.meanCompactness, leastCompactness: figures.worstCompactness,
    moved: figures.moved?.counted ?? null, movedUnits: figures.moved?.units ?? null, assignmentHash: figures.assignmentHash,
    settings: { ...settings, tolerances: [...settings.tolerances] },
  };
}
