import type { ScenarioDoc } from '@hexalign/engine';
import type { Drifted } from '../../contract/alerts.ts';
import { deviationsOf } from '../scenarios/verdict.ts';
import type { CompactScenario } from '../solving/demand.ts';

const SLACK = 1e-9;

/** The territories of a document outside the band of a goal, farthest first. */
export function driftOf(doc: Pick<ScenarioDoc, 'territories' | 'goals'>, { live, slots, demand }: CompactScenario): Drifted[] {
  const found: Drifted[] = [];
  for (const { measure, slot, deviation, tolerance } of deviationsOf(doc, live, slots, demand)) {
    if (Math.abs(deviation) > tolerance + SLACK) found.push({ slot, territory: doc.territories[slot]!.id, measure, deviation, tolerance });
  }
  return found.sort((a, b) => Math.abs(b.deviation) - b.tolerance - (Math.abs(a.deviation) - a.tolerance) || a.slot - b.slot);
}

/** Deviations (sum - target) / target by slot of the document, in the order of the measures; 0 where a measure has no goal. */
export function deviationsBySlot(doc: Pick<ScenarioDoc, 'goals'>, { live, slots, demand }: CompactScenario): Map<number, number[]> {
  const found = new Map(live.map((slot) => [slot, demand.measures.map(() => 0)]));
  for (const { measure, slot, deviation } of deviationsOf(doc, live, slots, demand)) found.get(slot)![demand.measures.findIndex(({ key }) => key === measure)] = deviation;
  return found;
}
