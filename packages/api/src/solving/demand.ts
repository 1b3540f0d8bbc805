import { toConstraints, UNASSIGNED, type Constraint, type ScenarioDoc } from '@hexalign/engine';
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
      constraints: [...heldUnits(doc, slots), ...toConstraints(doc.constraints.values(), slots.length, (slot) => (compactOf[slot] === UNASSIGNED ? null : compactOf[slot]))],
      weights: doc.weights,
      // What is in force matters to locks, budgets and the price of moving only; names are given afterwards.
      ...(doc.locks.size > 0 || doc.weights.disruption > 0 || [...doc.constraints.values()].some(({ type }) => type === 'budget') ? { baseline: slots } : {}),
    },
  };
}

/** Units that stay where they are, as the solver's constraints; one that nobody covers cannot be held there. */
function heldUnits(doc: ScenarioDoc, slots: Uint16Array): Constraint[] {
  const bySlot = new Map<number, number[]>();
  for (const subject of doc.holds.keys()) {
    const unit = /^unit (\d+)$/.exec(subject);
    const slot = unit === null ? UNASSIGNED : slots[Number(unit[1])] ?? UNASSIGNED;
    if (slot !== UNASSIGNED) bySlot.set(slot, [...(bySlot.get(slot) ?? []), Number(unit![1])]);
  }
  return [...bySlot].map(([slot, units]) => ({ type: 'hold', units: Uint32Array.from(units), slot }));
}
