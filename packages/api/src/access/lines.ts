import type { ScenarioDoc } from '@hexalign/engine';
import type { Edit } from '../../contract/scenarios.ts';

/**
 * The territories that changes touch, each as its id and the ids of all above it.
 *
 * What belongs to no territory (unassigned ground, a goal of the whole plan) is a line without ids, which lies in
 * nobody's branch.
 */
export function linesOf({ territories }: Pick<ScenarioDoc, 'territories'>, edits: readonly Edit[]): string[][] {
  function above(slot: number | null): string[] {
    const line: string[] = [];
    for (let at = slot; at !== null && line.length <= territories.length; at = territories[at]?.parent ?? null) {
      const territory = territories[at];
      if (territory) line.push(territory.id);
    }
    return line;
  }
  const slots = new Set<number | null>();
  const lines: string[][] = [];
  for (const edit of edits) {
    if (edit.type === 'assign') for (const slot of [...edit.patch.from, ...edit.patch.to]) slots.add(slot);
    else if (edit.type === 'lock') slots.add(edit.slot);
    else if (edit.type === 'territory') {
      if (edit.from !== null) slots.add(edit.slot);
      // A new place, or a new name, counts by what it comes to lie under: whoever answers for a branch may build below it, not beside it.
      if (edit.to !== null) lines.push([...(edit.from === null ? [] : [edit.to.id]), ...above(edit.to.parent)]);
    } else slots.add(null);
  }
  return [...lines, ...Array.from(slots, (slot) => above(slot))];
}
