import { UNASSIGNED, type ScenarioDoc } from '@hexalign/engine';
import type { Demand } from '../engine/methods.ts';
import { liveSlots, sharesOf } from '../scenarios/verdict.ts';
import type { LoadedUnits } from '../units/service.ts';

/** A scenario in the engine's terms: territories numbered without gaps. */
export interface CompactScenario {
  /** Slot of the document for each of the engine's. */
  readonly live: readonly number[];
  /** n slots of the engine, `UNASSIGNED` where nobody covers the unit. */
  readonly slots: Uint16Array<ArrayBuffer>;
  readonly demand: Demand;
}

/** Whether any territory could as well have any other's number: equal shares throughout. */
export function interchangeable(doc: ScenarioDoc): boolean {
  return [...doc.goals.values()].every(({ share }) => share === null);
}

/** Leaves out slots that hold no units by themselves: removed territories and those above others. */
export function compact(doc: ScenarioDoc, { shared, measures }: LoadedUnits): CompactScenario {
  const live = liveSlots(doc);
  const compactOf = new Uint16Array(0x10000).fill(UNASSIGNED);
  live.forEach((slot, i) => (compactOf[slot] = i));
  const slots = Uint16Array.from(doc.slots, (slot) => compactOf[slot]);
  const goals = measures.map(({ key }) => doc.goals.get(key) ?? { share: null, tolerance: 1, weight: 1 });
  return {
    live, slots,
    demand: {
      graph: shared, measures, k: live.length,
      shares: goals.map((goal) => sharesOf(goal, live)),
      tolerance: goals.map((goal) => goal.tolerance),
      weight: goals.map((goal) => goal.weight),
      locks: [...doc.locks].map((slot) => compactOf[slot]).filter((slot) => slot !== UNASSIGNED),
      // What is in force matters to locks only; names are given afterwards.
      ...(doc.locks.size > 0 ? { baseline: slots } : {}),
    },
  };
}
