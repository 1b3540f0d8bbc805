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

/** Judges balance, contiguity and coverage of a scenario in one pass over its units. */
export function verdictOf({ doc, seq }: ScenarioState, graph: UnitGraph, measures: readonly Measure[]): Verdict {
  const live = liveSlots(doc);
  const { slots } = doc;
  let unassignedUnits = 0;
  for (let u = 0; u < slots.length; u++) if (slots[u] === UNASSIGNED) unassignedUnits++;
  if (unassignedUnits === slots.length || live.length === 0) return { seq, feasible: null, worstDeviation: null, unassignedUnits, territories: live.length };

  const sums = tally(measures, slots, doc.territories.length);
  let worstDeviation = 0;
  let inside = true;
  for (const goal of doc.goals.values()) {
    const m = measures.findIndex(({ key }) => key === goal.measure);
    if (m < 0) continue;
    const total = measures[m].values.reduce((sum, value) => sum + value, 0);
    const shares = sharesOf(goal, live);
    live.forEach((slot, i) => {
      const target = shares[i] * total;
      const deviation = target > 0 ? Math.abs(sums[slot * measures.length + m] - target) / target : 0;
      worstDeviation = Math.max(worstDeviation, deviation);
      if (deviation > goal.tolerance + SLACK) inside = false;
    });
  }
  const pieces = new Map<number, number>();
  const { first } = components(graph, slots);
  for (const unit of first) pieces.set(slots[unit], (pieces.get(slots[unit]) ?? 0) + 1);
  const whole = live.every((slot) => pieces.get(slot) === 1);
  return { seq, feasible: inside && whole && unassignedUnits === 0, worstDeviation, unassignedUnits, territories: live.length };
}
