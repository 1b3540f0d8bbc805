import type { Link } from '../graph/unitGraph.ts';
import type { Violation } from '../problem/problem.ts';
import type { InertiaBound } from './inertiaBound.ts';

/** What `certify` found by recomputing everything from raw inputs, with code that shares nothing with the solver. */
export interface Certificate {
  /** No violation: every territory is in one piece, none is empty, all sums are within tolerance, all demands are kept. */
  readonly feasible: boolean;
  /** Every territory is in one piece, but for those that may lie in several. */
  readonly contiguous: boolean;
  /** Largest |deviation| over all territories and measures, 0-1. */
  readonly worstDeviation: number;
  /** Per measure with a goal, in the order of the problem: total, and per territory sum, target and signed deviation. */
  readonly measures: readonly {
    readonly key: string;
    readonly unit: string;
    readonly total: number;
    readonly tolerance: number;
    readonly sums: readonly number[];
    readonly targets: readonly number[];
    readonly deviations: readonly number[];
  }[];
  readonly violations: readonly Violation[];
  /** Per territory: area, moment compactness and Polsby-Popper (0-1), and number of land pieces. */
  readonly shapes: readonly { readonly areaKm2: number; readonly momentCompactness: number; readonly polsbyPopper: number; readonly pieces: number }[];
  /** Borders across water that the plan relies on. */
  readonly links: readonly Link[];
  /** Lower bound on the plan's inertia and the gap to it, with the proof; null until they exist, and where there is nothing to bound. */
  readonly lowerBound: number | null;
  readonly gap: number | null;
  readonly bound: InertiaBound | null;
  /** In words: what limits the plan and what would help, one sentence each; empty when the plan keeps its tolerance. */
  readonly reasons: readonly string[];
  /** Seed of the solve that made the plan; null for a plan made by hand or by others. */
  readonly seed: number | null;
  /** Hex SHA-256 of the assignment. */
  readonly assignmentHash: string;
}
