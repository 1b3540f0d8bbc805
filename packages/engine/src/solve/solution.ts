import type { Violation } from '../problem/problem.ts';

/** What `solve` returns: a plan that is always contiguous (over links where there are any) and never has an empty territory. */
export interface Solution {
  /** n slots, 0 to k - 1. */
  readonly slots: Uint16Array;
  /** Largest |deviation| of any territory in any measure, 0-1. */
  readonly worstDeviation: number;
  /** Sum over territories and measures of the deviation beyond tolerance; 0 when feasible. Seeds are chosen by (violation, score, seed). */
  readonly violation: number;
  /** Objective, shapes and what demands cost, lower is better; comparable between seeds of the same problem only. */
  readonly score: number;
  /** Empty when every demand is met. */
  readonly violations: readonly Violation[];
  readonly seed: number;
  /** True when the task was stopped before its last pass. */
  readonly interrupted: boolean;
}
