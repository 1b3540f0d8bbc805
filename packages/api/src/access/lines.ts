import type { ScenarioDoc } from '@hexalign/engine';
import type { Edit, GoalDoc } from '../../contract/scenarios.ts';
import { liveSlots, sharesOf } from '../scenarios/verdict.ts';

/** What lines are found in. */
export type LinedDoc = Pick<ScenarioDoc, 'territories'> & Partial<Pick<ScenarioDoc, 'slots'>>;

/**
 * The territories that changes touch, each as its id and the ids of all above it.
 *
 * What belongs to no territory (unassigned ground, the tolerance of the whole plan) is a line without ids, which lies in
 * nobody's branch.
 *
 * @param unitOf unit of an account by external id: who holds one, or makes an exception of it, touches the territory of its ground
 */
export function linesOf(doc: LinedDoc, edits: readonly Edit[], unitOf: ReadonlyMap<string, number> = new Map()): string[][] {
  const { territories } = doc;
  function above(slot: number | null): string[] {
    const line: string[] = [];
    for (let at = slot; at !== null && line.length <= territories.length; at = territories[at]?.parent ?? null) {
      const territory = territories[at];
      if (territory) line.push(territory.id);
    }
    return line;
  }
  const ground = (unit: number | undefined): number | null => (unit === undefined ? null : (doc.slots?.[unit] ?? null));
  const slots = new Set<number | null>();
  const lines: string[][] = [];
  for (const edit of edits) {
    if (edit.type === 'assign') for (const slot of [...edit.patch.from, ...edit.patch.to]) slots.add(slot);
    else if (edit.type === 'lock') slots.add(edit.slot);
    else if (edit.type === 'hold') slots.add(ground(edit.subject.startsWith('unit ') ? Number(edit.subject.slice('unit '.length)) : unitOf.get(edit.subject.slice('account '.length))));
    else if (edit.type === 'named') {
      slots.add(ground(unitOf.get(edit.account)));
      for (const side of [edit.from, edit.to]) if (side !== null) slots.add(side.slot);
    } else if (edit.type === 'goal') for (const slot of goalSlots(doc, edit.from, edit.to)) slots.add(slot);
    else if (edit.type === 'territory') {
      if (edit.from !== null) slots.add(edit.slot);
      // A new place, or a new name, counts by what it comes to lie under: whoever answers for a branch may build below it, not beside it.
      if (edit.to !== null) lines.push([...(edit.from === null ? [] : [edit.to.id]), ...above(edit.to.parent)]);
    } else slots.add(null);
  }
  return [...lines, ...Array.from(slots, (slot) => above(slot))];
}

/** Territories whose share of a measure changes; null among them when something changes that is the whole plan's. Shares that change among some leave those of all others as they are. */
function goalSlots(doc: LinedDoc, from: GoalDoc | null, to: GoalDoc | null): (number | null)[] {
  if (from === null || to === null || from.measure !== to.measure || from.tolerance !== to.tolerance || from.weight !== to.weight) return [null];
  const live = liveSlots(doc);
  const [before, after] = [sharesOf(from, live), sharesOf(to, live)];
  return live.filter((_, i) => Math.abs(before[i] - after[i]) > 1e-9);
}
