import type { Violation } from '../problem/problem.ts';

/** What `certify` found by recomputing everything from raw inputs, with code that shares nothing with the solver. */
export interface Certificate {
  readonly feasible: boolean;
  readonly contiguous: boolean;
  /** Largest |deviation| over all territories and measures, 0-1. */
  readonly worstDeviation: number;
  /** Per measure, in the order of the problem: total, and per territory sum, target and signed deviation. */
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
  /** Per territory: moment compactness and Polsby-Popper, 0-1, and number of land pieces. */
  readonly shapes: readonly { readonly momentCompactness: number; readonly polsbyPopper: number; readonly pieces: number }[];
  /** Lower bound on the plan's inertia and the gap to it; null until they exist. */
  readonly lowerBound: number | null;
  readonly gap: number | null;
  /** In words: what limits the plan and what would help, one sentence each. */
  readonly reasons: readonly string[];
  /** Hex SHA-256 of the assignment. */
  readonly assignmentHash: string;
}
