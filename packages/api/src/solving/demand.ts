import { numberByToday, toConstraints, UNASSIGNED, type Constraint, type ScenarioDoc } from '@hexalign/engine';
import type { Demand } from '../engine/methods.ts';
import { liveSlots, sharesOf } from '../scenarios/verdict.ts';
import { NOTHING_STANDS, standingOn, type Standing } from '../scenarios/standing.ts';
import { today } from '../timeline/today.ts';
import { apartFromGround } from '../units/apartFromGround.ts';
import type { LoadedUnits, UnitSets } from '../units/service.ts';

/** A scenario in the engine's terms: territories numbered without gaps. */
export interface CompactScenario {
  /** Slot of the document for each of the engine's. */
  readonly live: readonly number[];
  /** n slots of the engine, `UNASSIGNED` where nobody covers the unit. */
  readonly slots: Uint16Array<ArrayBuffer>;
  readonly demand: Demand;
}

/** A state of a scenario, and the units it stands on. */
export interface StateOfPlan {
  readonly row: { readonly unit_set_id: string };
  readonly state: { readonly doc: ScenarioDoc };
}

/** What a state of a scenario demands on a day, with its units. */
export interface DemandedScenario extends CompactScenario {
  readonly loaded: LoadedUnits;
  readonly standing: Standing;
}

/**
 * A state of a scenario in the engine's terms: named accounts count where they belong, and what is held stays.
 *
 * @param day on which exceptions and holds are asked whether they still stand; today when left out
 */
export async function demandOf(units: UnitSets, workspaceId: string, { row, state: { doc } }: StateOfPlan, day = today()): Promise<DemandedScenario> {
  const loaded = await units.load(workspaceId, row.unit_set_id);
  const standing = await standingOn(units, workspaceId, row.unit_set_id, doc, day);
  return { loaded, standing, ...compact(doc, loaded, standing) };
}

/** Leaves out slots that hold no units by themselves: removed territories and those above others. */
export function compact(doc: ScenarioDoc, { shared, measures: ground }: Pick<LoadedUnits, 'shared' | 'measures'>, { named, held, accounts }: Standing = NOTHING_STANDS): CompactScenario {
  const live = liveSlots(doc);
  const compactOf = new Uint16Array(0x10000).fill(UNASSIGNED);
  live.forEach((slot, i) => (compactOf[slot] = i));
  const slots = Uint16Array.from(doc.slots, (slot) => compactOf[slot]);
  const apart = accounts === null ? null : apartFromGround(ground, accounts, new Map(named.map(({ position, slot }) => [position, compactOf[slot]])), live.length);
  const measures = apart?.measures ?? ground;
  const goals = measures.map(({ key }) => doc.goals.get(key) ?? { share: null, tolerance: 1, weight: 1 });
  return {
    live, slots,
    demand: {
      graph: shared, measures, k: live.length,
      shares: goals.map((goal) => sharesOf(goal, live)),
      tolerance: goals.map((goal) => goal.tolerance),
      weight: goals.map((goal) => goal.weight),
      locks: [...doc.locks].map((slot) => compactOf[slot]).filter((slot) => slot !== UNASSIGNED),
      ...(apart === null ? {} : { load: apart.load }),
      constraints: [...heldUnits(held, slots), ...toConstraints(doc.constraints.values(), slots.length, (slot) => (compactOf[slot] === UNASSIGNED ? null : compactOf[slot]))],
      weights: doc.weights,
      // What is in force matters to locks, budgets and the price of moving only; names are given afterwards.
      ...(doc.locks.size > 0 || doc.weights.disruption > 0 || [...doc.constraints.values()].some(({ type }) => type === 'budget') ? { baseline: slots } : {}),
    },
  };
}

/**
 * A division with the numbers of the territories of today that it overlaps most, so that names and colours stay where they were; what has
 * something of its own (a share, a hold, an exception, a bound) keeps its number.
 *
 * @param found n slots of the engine
 * @param slots n slots of the engine as they were
 */
export function numberedAsBefore({ measures, shares, locks, constraints = [], load, k }: Demand, found: Uint16Array, slots: Uint16Array): Uint16Array {
  const own: Constraint[] = [...constraints, ...locks.map((slot) => ({ type: 'lock' as const, slot }))];
  return numberByToday({ baseline: slots, goals: shares.map((share) => ({ share })), constraints: own, measures, load, k }, found, measures[0].values);
}

/** Units that stay where they are, as the solver's constraints; one that nobody covers cannot be held there. */
function heldUnits(held: readonly number[], slots: Uint16Array): Constraint[] {
  const bySlot = new Map<number, number[]>();
  for (const unit of held) {
    const slot = slots[unit];
    if (slot !== UNASSIGNED) bySlot.set(slot, [...(bySlot.get(slot) ?? []), unit]);
  }
  return [...bySlot].map(([slot, units]) => ({ type: 'hold', units: Uint32Array.from(units), slot }));
}
