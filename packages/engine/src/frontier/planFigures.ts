import { certify } from '../certify/certify.ts';
import { disruption } from '../compare/disruption.ts';
import type { Problem, Violation } from '../problem/problem.ts';
import { LEAST_TOLERANCE } from './tolerancesAt.ts';

/** What changes hands when a plan replaces today's, as shares of what somebody covers today, 0-1. */
export interface MovedShare {
  /** Of the measure that is counted; of units where that has no weight. */
  readonly counted: number;
  readonly units: number;
  /** Of every measure, in the order of the problem. */
  readonly measures: readonly number[];
}

/** A plan as `certify` sees it, measured against what the problem asks for, whatever tolerance the plan was made with. */
export interface PlanFigures {
  /** Largest |deviation| of any territory in any measure, 0-1. */
  readonly worstDeviation: number;
  /** Per goal the largest |deviation|. */
  readonly worst: readonly number[];
  /** Largest |deviation|, in tolerances asked for: the same as `worstDeviation` but for its unit where all tolerances are equal. */
  readonly inTolerances: number;
  /** Sum over territories and measures of the deviation beyond the tolerance asked for; 0 within. */
  readonly beyond: number;
  /** Territories with a sum outside the tolerance asked for. */
  readonly outside: number;
  /** Mean and least moment compactness of the territories: 1 for discs. */
  readonly meanCompactness: number;
  readonly worstCompactness: number;
  /** Null where there is no plan in force. */
  readonly moved: MovedShare | null;
  /** Demands that are broken, tolerances left aside; empty for every plan of a frontier unless no plan was found that keeps them. */
  readonly broken: readonly Violation[];
  readonly assignmentHash: string;
}

/** Measures a plan of a sound problem. O(n + m). */
export function planFigures(problem: Problem, slots: Uint16Array, counted: string | null): PlanFigures {
  const { measures, shapes, violations, worstDeviation, assignmentHash } = certify(problem, slots);
  const worst = problem.goals.map((goal) => {
    const judged = measures.find(({ key }) => key === goal.measure);
    return (judged?.deviations ?? []).reduce((most, deviation) => Math.max(most, Math.abs(deviation)), 0);
  });
  const outside = violations.filter(({ code }) => code === 'balance.outside');
  return {
    worstDeviation, worst,
    inTolerances: problem.goals.reduce((most, { tolerance }, g) => Math.max(most, worst[g] / Math.max(tolerance, LEAST_TOLERANCE)), 0),
    beyond: outside.reduce((sum, { value, limit }) => sum + Math.abs(value ?? 0) - (limit ?? 0), 0),
    outside: new Set(outside.map(({ slot }) => slot)).size,
    meanCompactness: shapes.reduce((sum, shape) => sum + shape.momentCompactness, 0) / shapes.length,
    worstCompactness: shapes.reduce((least, shape) => Math.min(least, shape.momentCompactness), 1),
    moved: movedShare(problem, slots, counted),
    broken: violations.filter(({ code }) => code !== 'balance.outside'),
    assignmentHash,
  };
}

function movedShare({ baseline, measures }: Problem, slots: Uint16Array, counted: string | null): MovedShare | null {
  if (baseline === undefined) return null;
  const { moved, covered, movedUnits, coveredUnits } = disruption(baseline, slots, measures);
  if (coveredUnits === 0) return null;
  const shares = measures.map((_, m) => (covered[m] > 0 ? moved[m] / covered[m] : 0));
  const units = movedUnits / coveredUnits;
  const m = measures.findIndex(({ key }) => key === counted);
  return { counted: covered[m] > 0 ? shares[m] : units, units, measures: shares };
}
