import { invertPatch, squashPatches, type AssignPatch } from './assignPatch.ts';
import { same } from '../base/same.ts';
import type { Hold, Named, ScenarioGoal, Territory, UnitsUsed, Weights } from './scenario.ts';
import type { ScenarioConstraint } from './scenarioConstraint.ts';

/** Where an assignment came from. */
export type EditBy = 'brush' | 'lasso' | 'solver' | 'import' | 'whatif' | 'merge';

/** One change of a scenario. Every edit carries what was and what is to be, so that its inverse is a swap. */
export type Edit =
  | { readonly type: 'assign'; readonly patch: AssignPatch; readonly by: EditBy }
  /** Add (from null), rename, recolour, re-parent, remove (to null). */
  | { readonly type: 'territory'; readonly slot: number; readonly from: Territory | null; readonly to: Territory | null }
  | { readonly type: 'lock'; readonly slot: number; readonly from: boolean; readonly to: boolean }
  /** `subject`: `unit 17` or `account A-17`. */
  | { readonly type: 'hold'; readonly subject: string; readonly from: Hold | null; readonly to: Hold | null }
  | { readonly type: 'named'; readonly account: string; readonly from: Named | null; readonly to: Named | null }
  | { readonly type: 'goal'; readonly measure: string; readonly from: ScenarioGoal | null; readonly to: ScenarioGoal | null }
  | { readonly type: 'constraint'; readonly id: string; readonly from: ScenarioConstraint | null; readonly to: ScenarioConstraint | null }
  | { readonly type: 'weights'; readonly from: Weights; readonly to: Weights }
  /** Measures were summed anew. Units keep their positions; new ground comes after them and belongs to nobody. */
  | { readonly type: 'measures'; readonly from: UnitsUsed; readonly to: UnitsUsed };

/** The edit that takes another one back. */
export function invertEdit(edit: Edit): Edit {
  if (edit.type === 'assign') return { ...edit, patch: invertPatch(edit.patch) };
  return { ...edit, from: edit.to, to: edit.from } as Edit;
}

/** The field that an edit changes, by name; null for an assignment, which changes units. Two edits with one name change the same thing. */
export function fieldOf(edit: Edit): string | null {
  switch (edit.type) {
    case 'assign': return null;
    case 'territory':
    case 'lock': return `${edit.type} ${edit.slot}`;
    case 'hold': return `hold ${edit.subject}`;
    case 'named': return `named ${edit.account}`;
    case 'goal': return `goal ${edit.measure}`;
    case 'constraint': return `constraint ${edit.id}`;
    case 'weights':
    case 'measures': return edit.type;
  }
}

/**
 * Fewer edits that do the same in the same order. Neighbours that change the same field, or assignments made the same
 * way, become one; what ends where it began drops out, and then its neighbours may meet. Nothing changes places, since
 * a territory must stand before units enter it and a lock must be open while they pass.
 */
export function squashEdits(edits: readonly Edit[]): Edit[] {
  const kept: Edit[] = [];
  for (const edit of edits) {
    const last = kept.at(-1);
    const merged = last && merge(last, edit);
    if (merged) kept.pop();
    const next = merged ?? edit;
    if (!changesNothing(next)) kept.push(next);
  }
  return kept;
}

function merge(first: Edit, second: Edit): Edit | null {
  if (first.type === 'assign' && second.type === 'assign') {
    return first.by === second.by ? { ...second, patch: squashPatches(first.patch, second.patch) } : null;
  }
  const field = fieldOf(first);
  return field !== null && field === fieldOf(second) ? ({ ...second, from: (first as { from: unknown }).from } as Edit) : null;
}

function changesNothing(edit: Edit): boolean {
  // A territory that came and went has used its slot up: what follows counts on it.
  if (edit.type === 'territory' && edit.from === null && edit.to === null) return false;
  if (edit.type !== 'assign') return same(edit.from, edit.to);
  const { units, from, to } = edit.patch;
  for (let i = 0; i < units.length; i++) if (from[i] !== to[i]) return false;
  return true;
}
