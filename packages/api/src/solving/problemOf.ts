import type { Constraint, Measure, Problem, UnitGraph } from '@hexalign/engine';

/** What a plan asks for, in the words of its owner. n = units, k = territories. */
export interface PlanDemand {
  readonly graph: UnitGraph;
  readonly measures: readonly Measure[];
  readonly k: number;
  /** Largest |deviation|, 0-1: one for all measures, or one per measure. */
  readonly tolerance: number | readonly number[];
  /** Per measure k shares summing to 1; null or left out = equal shares. */
  readonly shares?: readonly (Float64Array | null)[];
  /** Per measure how much it counts beside the others; 1 when left out. */
  readonly weight?: readonly number[];
  readonly constraints?: readonly Constraint[];
  /** n slots of today. */
  readonly baseline?: Uint16Array;
  /** Price of moving what is in force; 0 leaves today's borders out of account. */
  readonly disruption?: number;
}

/** States a demand as the engine's problem: one goal per measure. */
export function problemOf(demand: PlanDemand): Problem {
  const { graph, measures, k, tolerance, shares, weight, constraints = [], baseline, disruption = 0 } = demand;
  return {
    graph,
    measures,
    k,
    goals: measures.map(({ key }, m) => ({
      measure: key,
      share: shares?.[m] ?? new Float64Array(k).fill(1 / k),
      tolerance: typeof tolerance === 'number' ? tolerance : tolerance[m],
      weight: weight?.[m] ?? 1,
    })),
    constraints,
    ...(baseline ? { baseline } : {}),
    weights: { balance: 1, compactness: 1, disruption, travel: 0 },
  };
}
