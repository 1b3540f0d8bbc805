import type { ScenarioDoc } from '@hexalign/engine';
import type { Edit } from '../../contract/scenarios.ts';
import type { SolveAsked } from '../../contract/solving.ts';

/** What a request changes of a scenario before the design begins, in one gesture: goals, and what is given up. Lifting what is not there says nothing. */
export function askedEdits(doc: ScenarioDoc, { tolerance, goals = [], lift = {} }: SolveAsked): Edit[] {
  const edits: Edit[] = [];
  for (const goal of doc.goals.values()) {
    const own = goals.find(({ measure }) => measure === goal.measure);
    const to = { ...goal, tolerance: own?.tolerance ?? tolerance ?? goal.tolerance, weight: own?.weight ?? goal.weight };
    if (to.tolerance !== goal.tolerance || to.weight !== goal.weight) edits.push({ type: 'goal', measure: goal.measure, from: goal, to } as Edit);
  }
  for (const slot of new Set(lift.locks)) if (doc.locks.has(slot)) edits.push({ type: 'lock', slot, from: true, to: false });
  for (const subject of new Set(lift.holds)) {
    const hold = doc.holds.get(subject);
    if (hold !== undefined) edits.push({ type: 'hold', subject, from: hold, to: null });
  }
  for (const { id, numbers } of new Map((lift.constraints ?? []).map((one) => [one.id, one])).values()) {
    const from = doc.constraints.get(id);
    if (from === undefined) continue;
    const to = numbers === null ? null : { ...from, ...Object.fromEntries(Object.entries(numbers).filter(([key]) => key in from)) };
    edits.push({ type: 'constraint', id, from, to } as Edit);
  }
  return edits;
}
