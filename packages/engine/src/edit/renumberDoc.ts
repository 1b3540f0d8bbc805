import { UNASSIGNED } from '../problem/problem.ts';
import type { ScenarioDoc, ScenarioGoal, Territory } from './scenario.ts';
import type { ScenarioConstraint } from './scenarioConstraint.ts';

/**
 * Where the slots of one document go in another that grew from the same base: those of the base stay, a territory that
 * both added under one id is one, and every other gets the next free slot.
 *
 * @returns a slot of `mine` or after its end for every slot of `theirs`; -1 for those that came and went in it
 */
export function slotsInto(base: ScenarioDoc, mine: ScenarioDoc, theirs: ScenarioDoc): number[] {
  const shared = base.territories.length;
  const added = new Map(mine.territories.flatMap((territory, slot) => (territory && slot >= shared ? [[territory.id, slot]] : [])) as [string, number][]);
  let next = mine.territories.length;
  return theirs.territories.map((territory, slot) => (slot < shared ? slot : territory === null ? -1 : (added.get(territory.id) ?? next++)));
}

/** The same document with its territories at other slots; slots that nobody gets stay empty. */
export function renumberDoc(doc: ScenarioDoc, slotOf: readonly number[]): ScenarioDoc {
  const territories: (Territory | null)[] = new Array<null>(Math.max(0, ...slotOf.map((slot) => slot + 1))).fill(null);
  doc.territories.forEach((territory, slot) => {
    if (territory !== null) territories[slotOf[slot]] = { ...territory, parent: territory.parent === null ? null : slotOf[territory.parent] };
  });
  return {
    ...doc, territories,
    slots: doc.slots.map((slot) => (slot === UNASSIGNED ? slot : slotOf[slot])),
    locks: new Set([...doc.locks].map((slot) => slotOf[slot])),
    holds: new Map(doc.holds),
    named: new Map([...doc.named].map(([account, named]) => [account, { ...named, slot: slotOf[named.slot] }])),
    goals: new Map([...doc.goals].map(([measure, goal]) => [measure, renumberGoal(goal, slotOf)])),
    constraints: new Map([...doc.constraints].map(([id, constraint]) => [id, renumberConstraint(constraint, slotOf)])),
  };
}

function renumberGoal(goal: ScenarioGoal, slotOf: readonly number[]): ScenarioGoal {
  if (goal.share === null || goal.share.every((_, slot) => slotOf[slot] === slot)) return goal;
  const length = Math.max(...slotOf) + 1;
  const share = new Array<number>(length).fill(1 / length);
  goal.share.forEach((part, slot) => {
    if (slotOf[slot] >= 0) share[slotOf[slot]] = part;
  });
  const sum = share.reduce((total, part) => total + part, 0);
  return { ...goal, share: share.map((part) => part / sum) };
}

function renumberConstraint(constraint: ScenarioConstraint, slotOf: readonly number[]): ScenarioConstraint {
  if (constraint.type === 'budget') return constraint.from === null ? constraint : { ...constraint, from: slotOf[constraint.from] };
  return 'slot' in constraint ? { ...constraint, slot: slotOf[constraint.slot] } : constraint;
}
