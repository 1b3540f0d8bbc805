import { tally, type Measure, type ScenarioDoc } from '@hexalign/engine';
import type { Drifted } from '../../contract/alerts.ts';
import { liveSlots, sharesOf } from '../scenarios/verdict.ts';

const SLACK = 1e-9;

/** The territories of a document outside the band of a goal, farthest first. */
export function driftOf(doc: Pick<ScenarioDoc, 'territories' | 'slots' | 'goals'>, measures: readonly Measure[]): Drifted[] {
  const live = liveSlots(doc);
  const sums = tally(measures, doc.slots, doc.territories.length);
  const found: Drifted[] = [];
  for (const goal of doc.goals.values()) {
    const m = measures.findIndex(({ key }) => key === goal.measure);
    if (m < 0) continue;
    const total = measures[m].values.reduce((sum, value) => sum + value, 0);
    const shares = sharesOf(goal, live);
    live.forEach((slot, i) => {
      const target = shares[i] * total;
      const deviation = target > 0 ? (sums[slot * measures.length + m] - target) / target : 0;
      if (Math.abs(deviation) > goal.tolerance + SLACK) found.push({ slot, territory: doc.territories[slot]!.id, measure: goal.measure, deviation, tolerance: goal.tolerance });
    });
  }
  return found.sort((a, b) => Math.abs(b.deviation) - b.tolerance - (Math.abs(a.deviation) - a.tolerance) || a.slot - b.slot);
}

/** Deviations (sum - target) / target by territory, in the order of `measures`; 0 where a measure has no goal. */
export function deviationsOf(doc: Pick<ScenarioDoc, 'territories' | 'goals'>, slots: Uint16Array, measures: readonly Measure[]): Map<number, number[]> {
  const live = liveSlots(doc);
  const sums = tally(measures, slots, doc.territories.length);
  const shares = measures.map(({ key }) => doc.goals.get(key)).map((goal) => goal && sharesOf(goal, live));
  const totals = measures.map(({ values }) => values.reduce((sum, value) => sum + value, 0));
  return new Map(live.map((slot, i) => [slot, measures.map((_, m) => {
    const target = (shares[m]?.[i] ?? 0) * totals[m];
    return target > 0 ? (sums[slot * measures.length + m] - target) / target : 0;
  })]));
}
