import { fieldOf, same } from '@hexalign/engine';
import type { Edit, Territory } from '@hexalign/api/contract';
import { valueNow, type AssignEdit, type Lists } from '../changes.ts';
import type { Line, Unsettled } from './Line.ts';
import { newId } from './newId.ts';

/** What gestures that wait are laid on. */
export interface Ground {
  readonly slots: Uint16Array;
  readonly lists: Lists;
  /** Whether a unit may go from where it is now to `to`: nothing is locked, held or missing. */
  mayMove(u: number, to: number): boolean;
  apply(edit: Edit): void;
}

/** Gestures as they can be made now, and what of them waits for a decision. */
export interface Laid {
  readonly kept: Line[];
  readonly unsettled: Unsettled[];
  /** Units of others that gave way to a gesture made at the same moment. */
  readonly met: number;
}

/**
 * Lays gestures, in their order, on a state that others have changed since they were made, and applies them to it. Three-way
 * and place by place: a unit or field that nobody else touched, or that others made the same, is simply made. One that
 * others changed stays theirs and goes, as it was meant, to what waits for a decision, with everything later gestures did
 * to it. Nothing is lost: kept and unsettled together are what came in, but for what is there already.
 *
 * @param patient whether a gesture has waited for the server. One that has not was made while both were at work: it goes on
 *   top, as the later of the two, and only what cannot be made waits for a decision.
 */
export function layOnTop(lines: readonly Line[], ground: Ground, patient: (line: Line) => boolean): Laid {
  const laid: Laid & { met: number } = { kept: [], unsettled: [], met: 0 };
  const met = { units: new Set<number>(), fields: new Set<string>() };
  const renumbered = new Map<number, number>();
  for (const line of lines) {
    const made: Edit[] = [];
    const left: Edit[] = [];
    for (const given of line.edits) {
      const edit = withSlots(given, renumbered);
      if (edit.type === 'assign') {
        const parts = layUnits(edit, ground, patient(line), met.units);
        laid.met += parts.met;
        if (parts.made) {
          ground.apply(parts.made);
          made.push(parts.made);
        }
        if (parts.left) left.push(parts.left);
        continue;
      }
      const next = layField(edit, ground, patient(line), met.fields, renumbered);
      if (next === 'left') {
        met.fields.add(fieldOf(edit)!);
        left.push(edit);
      } else if (next) {
        ground.apply(next);
        made.push(next);
      }
    }
    const into = line.into.map(([slot, territory]) => [renumbered.get(slot) ?? slot, territory] as const);
    if (made.length > 0) laid.kept.push({ ...line, edits: made, into });
    if (left.length > 0) laid.unsettled.push({ ...line, id: newId(), edits: left, into });
  }
  return laid;
}

function layUnits(edit: AssignEdit, { slots, mayMove }: Ground, patient: boolean, waiting: Set<number>): { made: AssignEdit | null; left: AssignEdit | null; met: number } {
  const made: AssignEdit['patch'] = { units: [], from: [], to: [] };
  const left: AssignEdit['patch'] = { units: [], from: [], to: [] };
  let met = 0;
  edit.patch.units.forEach((u, i) => {
    const [from, to] = [edit.patch.from[i], edit.patch.to[i]];
    const now = u < slots.length ? slots[u] : -1;
    const changed = now !== from;
    if (!waiting.has(u) && now === to) return;
    if (waiting.has(u) || now < 0 || (changed && patient) || !mayMove(u, to)) {
      waiting.add(u);
      add(left, u, from, to);
      return;
    }
    if (changed) met++;
    add(made, u, now, to);
  });
  return { made: made.units.length > 0 ? { ...edit, patch: made } : null, left: left.units.length > 0 ? { ...edit, patch: left } : null, met };
}

/** The edit as it can be made; null when it is made already; `left` when it waits for a decision. */
function layField(edit: Exclude<Edit, AssignEdit>, ground: Ground, patient: boolean, waiting: ReadonlySet<string>, renumbered: Map<number, number>): Edit | null | 'left' {
  const { territories } = ground.lists;
  if (waiting.has(fieldOf(edit)!)) return 'left';
  const now = valueNow(ground.lists, edit);
  if (edit.type === 'territory' && edit.from === null && edit.to !== null) {
    if (same(now, edit.to)) return null;
    // A new territory wants a slot and an id of its own; if others took these meanwhile, the next ones do as well.
    const slot = now === null && edit.slot <= territories.length ? edit.slot : territories.length;
    if (slot !== edit.slot) renumbered.set(edit.slot, slot);
    return { ...edit, slot, to: { ...edit.to, id: freeId(edit.to.id, slot, territories) } };
  }
  if (now === undefined) return edit;
  if (same(now, edit.to)) return null;
  if (!same(now, edit.from) && patient) return 'left';
  return stands(edit, ground) ? ({ ...edit, from: now } as Edit) : 'left';
}

/** What an edit needs is still there, and what it takes away is not needed. */
function stands(edit: Exclude<Edit, AssignEdit>, { slots, lists: { territories, named } }: Ground): boolean {
  if (edit.type === 'lock') return (territories[edit.slot] ?? null) !== null;
  if (edit.type === 'named') return edit.to === null || (territories[edit.to.slot] ?? null) !== null;
  if (edit.type !== 'territory' || edit.to !== null) return true;
  return !slots.includes(edit.slot) && !territories.some((other) => other?.parent === edit.slot) && ![...named.values()].some(({ slot }) => slot === edit.slot);
}

function add(patch: AssignEdit['patch'], u: number, from: number, to: number): void {
  patch.units.push(u);
  patch.from.push(from);
  patch.to.push(to);
}

function freeId(id: string, slot: number, territories: readonly (Territory | null)[]): string {
  const taken = new Set(territories.flatMap((territory, other) => (territory && other !== slot ? [territory.id] : [])));
  let number = slot;
  let free = id;
  while (taken.has(free)) free = `T${String(++number).padStart(2, '0')}`;
  return free;
}

/** An edit of a gesture that made a territory which has another slot now. */
function withSlots(edit: Edit, slots: ReadonlyMap<number, number>): Edit {
  if (slots.size === 0) return edit;
  const at = (slot: number): number => slots.get(slot) ?? slot;
  switch (edit.type) {
    case 'assign':
      return { ...edit, patch: { units: edit.patch.units, from: edit.patch.from.map(at), to: edit.patch.to.map(at) } };
    case 'lock':
      return { ...edit, slot: at(edit.slot) };
    case 'territory': {
      // A new one is told its slot where it is made; it may lie below another new one.
      const below = <T extends Territory | null>(one: T): T => (one && one.parent !== null ? { ...one, parent: at(one.parent) } : one);
      return { ...edit, slot: edit.from === null ? edit.slot : at(edit.slot), from: below(edit.from), to: below(edit.to) };
    }
    case 'named':
      return { ...edit, from: edit.from && { ...edit.from, slot: at(edit.from.slot) }, to: edit.to && { ...edit.to, slot: at(edit.to.slot) } };
    default:
      return edit;
  }
}
