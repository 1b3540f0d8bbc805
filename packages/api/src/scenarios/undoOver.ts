import { same, UNASSIGNED, type ScenarioDoc } from '@hexalign/engine';
import type { Edit } from '../../contract/scenarios.ts';
import { AppError } from '../http/appError.ts';
import { applyEdits, type ScenarioState } from './document.ts';

/** Edits with the entry that each takes back. */
export type Undoing = readonly { readonly edit: Edit; readonly undoes: number | null }[];

type Assign = Extract<Edit, { type: 'assign' }>;

/** What others changed since of what an undo would change: units, and where it would put them. */
export interface Overlap {
  readonly units: readonly number[];
  readonly to: readonly number[];
}

/** Units that are no longer as one's own change left them. */
export function overlapOf({ slots }: Pick<ScenarioDoc, 'slots'>, undoing: Undoing): Overlap {
  const units: number[] = [];
  const to: number[] = [];
  for (const { edit } of undoing) {
    if (edit.type !== 'assign') continue;
    edit.patch.units.forEach((u, i) => {
      if (slots[u] === edit.patch.from[i] || slots[u] === edit.patch.to[i]) return;
      units.push(u);
      to.push(edit.patch.to[i]);
    });
  }
  return { units, to };
}

/**
 * An undo where others changed the same since. With `theirs` what they changed stays as it is, and so does what is locked or
 * held; where nothing is left, an empty change stands for the gesture that is given up. With `mine` what they changed is put
 * back as if they had not; what is locked or gone still stands in the way of it.
 */
export function undoOver(given: ScenarioState, undoing: Undoing, over: 'theirs' | 'mine'): Undoing {
  let state = given;
  const rest = undoing.flatMap(({ edit, undoes }) => {
    const made = edit.type === 'assign' ? assignOver(state.doc, edit, over) : fieldOver(state.doc, edit, over);
    if (made === null) return [];
    try {
      // The next one may need it, as ground needs the territory that comes back for it.
      state = applyEdits(state, [made]);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (over === 'theirs') return [];
    }
    return [{ edit: made, undoes }];
  });
  if (rest.length > 0) return rest;
  return undoing.slice(0, 1).map(({ undoes }) => ({ edit: { type: 'assign', by: 'brush', patch: { units: [], from: [], to: [] } }, undoes }));
}

function assignOver({ slots, locks, holds, territories }: ScenarioDoc, { patch, ...edit }: Assign, over: 'theirs' | 'mine'): Assign | null {
  const free = (u: number, from: number, to: number): boolean =>
    slots[u] === from && !locks.has(from) && !locks.has(to) && !holds.has(`unit ${u}`) && (to === UNASSIGNED || (territories[to] ?? null) !== null);
  const at = patch.units.flatMap((u, i) => (over === 'mine' ? slots[u] !== patch.to[i] : free(u, patch.from[i], patch.to[i])) ? [i] : []);
  if (at.length === 0) return null;
  return { ...edit, patch: { units: at.map((i) => patch.units[i]), from: at.map((i) => slots[patch.units[i]]), to: at.map((i) => patch.to[i]) } };
}

function fieldOver(doc: ScenarioDoc, edit: Exclude<Edit, Assign>, over: 'theirs' | 'mine'): Edit | null {
  const now = valueIn(doc, edit);
  if (same(now, edit.from)) return edit;
  return over === 'theirs' || same(now, edit.to) ? null : ({ ...edit, from: now } as Edit);
}

function valueIn(doc: ScenarioDoc, edit: Exclude<Edit, Assign>): unknown {
  switch (edit.type) {
    case 'territory':
      return doc.territories[edit.slot] ?? null;
    case 'lock':
      return doc.locks.has(edit.slot);
    case 'hold':
      return doc.holds.get(edit.subject) ?? null;
    case 'named':
      return doc.named.get(edit.account) ?? null;
    case 'goal':
      return doc.goals.get(edit.measure) ?? null;
    case 'constraint':
      return doc.constraints.get(edit.id) ?? null;
    case 'weights':
      return doc.weights;
    case 'measures':
      return edit.from;
  }
}
