import { components, tally, UNASSIGNED, type Measure, type ScenarioDoc, type UnitGraph } from '@hexalign/engine';
import type { ScenarioState } from './document.ts';

/** What a list says of a scenario at a glance. The certificate says more, and judges by itself. */
export interface Verdict {
  readonly seq: number;
  /** Null while nothing is drawn. */
  readonly feasible: boolean | null;
  /** Largest |deviation|, 0-1; null while nothing is drawn. */
  readonly worstDeviation: number | null;
  readonly unassignedUnits: number;
  readonly territories: number;
  /** Last day on which it is true, since an exception ends with it; null = until something changes. */
  readonly until?: string | null;
}

const SLACK = 1e-9;

/** Slots of the territories that hold units, ascending. */
export function liveSlots(doc: Pick<ScenarioDoc, 'territories'>): number[] {
  return doc.territories.flatMap((territory, slot) => (territory !== null && territory.level === 0 ? [slot] : []));
}

/** Share of each live slot in a goal: as given, or equal. A territory that came after the shares were given gets the mean of the others. */
export function sharesOf(goal: { readonly share: readonly number[] | null }, live: readonly number[]): Float64Array {
  if (goal.share === null) return new Float64Array(live.length).fill(1 / live.length);
  const mean = goal.share.reduce((total, share) => total + share, 0) / goal.share.length;
  const shares = Float64Array.from(live, (slot) => goal.share![slot] ?? mean);
  const sum = shares.reduce((total, share) => total + share, 0);
  return shares.map((share) => share / sum);
}

/** What a document's goals come to, per goal and territory that holds units. */
interface Deviation {
  readonly measure: string;
  /** Slot of the document. */
  readonly slot: number;
  /** (sum - target) / target; 0 where the target is 0. */
  readonly deviation: number;
  readonly tolerance: number;
}

/**
 * Deviations of every goal, named accounts counted where they belong.
 *
 * @param live slot of the document for each that holds units, and `slots` n slots in their numbers
 */
export function deviationsOf({ goals }: Pick<ScenarioDoc, 'goals'>, live: readonly number[], slots: Uint16Array, { measures, load }: { readonly measures: readonly Measure[]; readonly load?: Float64Array }): Deviation[] {
  const k = live.length;
  const q = measures.length;
  const sums = tally(measures, slots, k);
  load?.forEach((value, at) => (sums[at] += value));
  const found: Deviation[] = [];
  for (const goal of goals.values()) {
    const m = measures.findIndex(({ key }) => key === goal.measure);
    if (m < 0) continue;
    let total = measures[m].values.reduce((sum, value) => sum + value, 0);
    for (let t = 0; load !== undefined && t < k; t++) total += load[t * q + m];
    const shares = sharesOf(goal, live);
    live.forEach((slot, i) => {
      const target = shares[i] * total;
      found.push({ measure: goal.measure, slot, deviation: target > 0 ? (sums[i * q + m] - target) / target : 0, tolerance: goal.tolerance });
    });
  }
  return found;
}

/** Judges balance, contiguity and coverage of a scenario in one pass over its units. */
export function verdictOf({ doc, seq }: ScenarioState, graph: UnitGraph, { live, slots, demand }: { readonly live: readonly number[]; readonly slots: Uint16Array; readonly demand: { readonly measures: readonly Measure[]; readonly load?: Float64Array } }): Verdict {
  let unassignedUnits = 0;
  for (let u = 0; u < doc.slots.length; u++) if (doc.slots[u] === UNASSIGNED) unassignedUnits++;
  if (unassignedUnits === slots.length || live.length === 0) return { seq, feasible: null, worstDeviation: null, unassignedUnits, territories: live.length };
  let worstDeviation = 0;
  let inside = true;
  for (const { deviation, tolerance } of deviationsOf(doc, live, slots, demand)) {
    worstDeviation = Math.max(worstDeviation, Math.abs(deviation));
    if (Math.abs(deviation) > tolerance + SLACK) inside = false;
  }
  const pieces = new Map<number, number>();
  const { first } = components(graph, slots);
  for (const unit of first) pieces.set(slots[unit], (pieces.get(slots[unit]) ?? 0) + 1);
  const whole = live.every((_, slot) => pieces.get(slot) === 1);
  return { seq, feasible: inside && whole && unassignedUnits === 0, worstDeviation, unassignedUnits, territories: live.length };
}
