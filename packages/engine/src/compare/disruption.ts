import { EngineError } from '../base/errors.ts';
import type { Measure } from '../measure/measure.ts';
import { UNASSIGNED } from '../problem/problem.ts';

/** What changes hands when a plan replaces the assignment now in force. q = measures. */
export interface Disruption {
  /** Units that somebody covers today and somebody else, or nobody, would cover then. */
  readonly movedUnits: number;
  /** Units that somebody covers today. */
  readonly coveredUnits: number;
  /** Per measure what moves. */
  readonly moved: Float64Array;
  /** Per measure what somebody covers today. */
  readonly covered: Float64Array;
}

/**
 * Measures what moves. Ground that nobody covers today cannot be disturbed and counts nowhere.
 *
 * @param baseline n slots in force, `UNASSIGNED` where nobody covers the unit
 * @param slots n slots of the plan, in the numbers of the baseline
 */
export function disruption(baseline: Uint16Array, slots: Uint16Array, measures: readonly Measure[]): Disruption {
  if (baseline.length !== slots.length) throw new EngineError('compare.length', `The assignments have ${baseline.length} and ${slots.length} units; compare assignments of one graph.`, [baseline.length, slots.length]);
  const moved = new Float64Array(measures.length);
  const covered = new Float64Array(measures.length);
  let movedUnits = 0;
  let coveredUnits = 0;
  for (let u = 0; u < slots.length; u++) {
    if (baseline[u] === UNASSIGNED) continue;
    const moves = baseline[u] !== slots[u];
    coveredUnits++;
    if (moves) movedUnits++;
    for (let j = 0; j < measures.length; j++) {
      covered[j] += measures[j].values[u];
      if (moves) moved[j] += measures[j].values[u];
    }
  }
  return { movedUnits, coveredUnits, moved, covered };
}
