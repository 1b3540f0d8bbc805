import { certify, UNASSIGNED, type Link, type Problem } from '@hexalign/engine';
import type { DesignFigures } from '../../contract/solving.ts';
import { clashText } from './clashText.ts';

/** A plan as the judge sees it, in figures. */
export interface PlanJudged extends DesignFigures {
  readonly assignmentHash: string;
  /** What limits it; empty where it is within everything. */
  readonly reasons: readonly string[];
}

/** Judges one state of a scenario in a few figures; those of balance and shape are null while nothing is drawn. */
export function planJudged(problem: Problem, slots: Uint16Array, { links, names, why }: { readonly links: readonly Link[]; readonly names: readonly string[]; readonly why: boolean }): PlanJudged {
  const { measures, shapes, violations, worstDeviation, feasible, assignmentHash, reasons } = certify(problem, slots, { links, names });
  const unassignedUnits = slots.reduce((sum, slot) => sum + (slot === UNASSIGNED ? 1 : 0), 0);
  const drawn = unassignedUnits < slots.length;
  const deviations = measures.flatMap((measure) => Array.from(measure.deviations, Math.abs));
  const filled = new Set(slots);
  const compact = shapes.flatMap(({ momentCompactness }, slot) => (filled.has(slot) ? [momentCompactness] : []));
  const mean = (values: readonly number[]): number | null => (drawn && values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null);
  return {
    worstDeviation: drawn ? worstDeviation : null, meanDeviation: mean(deviations), compactness: mean(compact), unassignedUnits,
    outside: new Set(violations.flatMap(({ code, slot }) => (code === 'balance.outside' ? [slot] : []))).size,
    assignmentHash, reasons: feasible || !why ? [] : [...clashText(problem, names), ...reasons],
  };
}
