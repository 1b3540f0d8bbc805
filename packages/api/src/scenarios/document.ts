import { isDeepStrictEqual } from 'node:util';
import { UNASSIGNED } from '@hexalign/engine';
import type { Edit, GoalDoc, Territory } from '../../contract/scenarios.ts';
import { AppError } from '../http/appError.ts';

/** A scenario at one point of its history. Never changed: an edit makes another one. n = units. */
export interface ScenarioDoc {
  readonly seq: number;
  /** Slot = position; null = removed. */
  readonly territories: readonly (Territory | null)[];
  /** Slots that neither gain nor lose, ascending. */
  readonly locks: readonly number[];
  readonly goals: readonly GoalDoc[];
  /** n slots. */
  readonly slots: Uint16Array<ArrayBuffer>;
}

const MOST_TERRITORIES = 5000;

/**
 * The document after some edits, numbered on from its own seq.
 *
 * @throws AppError `edit.invalid` naming the edit and what does not fit; the document stays as it was
 */
export function applyEdits(doc: ScenarioDoc, edits: readonly Edit[]): ScenarioDoc {
  const next = { seq: doc.seq + edits.length, territories: [...doc.territories], locks: [...doc.locks], goals: [...doc.goals], slots: doc.slots.slice() };
  edits.forEach((edit, i) => applyInto(next, edit, `edits.${i}`));
  return next;
}

/** The edit that takes another one back. */
export function invertEdit(edit: Edit): Edit {
  switch (edit.type) {
    case 'assign':
      return { ...edit, patch: { units: edit.patch.units, from: edit.patch.to, to: edit.patch.from } };
    case 'territory':
      return { ...edit, from: edit.to, to: edit.from };
    case 'lock':
      return { ...edit, from: edit.to, to: edit.from };
    case 'goal':
      return { ...edit, from: edit.to, to: edit.from };
  }
}

interface Draft {
  territories: (Territory | null)[];
  locks: number[];
  goals: GoalDoc[];
  slots: Uint16Array<ArrayBuffer>;
}

function applyInto(doc: Draft, edit: Edit, where: string): void {
  switch (edit.type) {
    case 'assign':
      return assignInto(doc, edit, where);
    case 'territory':
      return territoryInto(doc, edit, where);
    case 'lock':
      return lockInto(doc, edit, where);
    case 'goal':
      return goalInto(doc, edit, where);
  }
}

function assignInto(doc: Draft, { patch: { units, from, to } }: Edit & { type: 'assign' }, where: string): void {
  if (units.length !== from.length || units.length !== to.length) throw refuse(where, 'three lists of one length', `${units.length}, ${from.length} and ${to.length}`);
  const open = (slot: number): boolean => slot === UNASSIGNED || (doc.territories[slot] ?? null) !== null;
  const locked = new Set(doc.locks);
  for (let i = 0; i < units.length; i++) {
    const u = units[i];
    if (u >= doc.slots.length) throw refuse(`${where}.patch.units.${i}`, `a unit below ${doc.slots.length}`, String(u));
    if (doc.slots[u] !== from[i]) throw refuse(`${where}.patch.from.${i}`, `slot ${doc.slots[u]}, where unit ${u} is now`, String(from[i]));
    if (!open(to[i])) throw refuse(`${where}.patch.to.${i}`, 'the slot of a territory, or 65535', String(to[i]));
    if (locked.has(from[i]) || locked.has(to[i])) {
      throw new AppError('edit.invalid', { where: `${where}.patch.units.${i}`, expected: 'territories that are not locked', found: doc.territories[locked.has(from[i]) ? from[i] : to[i]]?.name, repair: 'Unlock the territory first.' });
    }
    doc.slots[u] = to[i];
  }
}

function territoryInto(doc: Draft, { slot, from, to }: Edit & { type: 'territory' }, where: string): void {
  if (slot > doc.territories.length || slot >= MOST_TERRITORIES) throw refuse(`${where}.slot`, `a slot up to ${Math.min(doc.territories.length, MOST_TERRITORIES - 1)}`, String(slot));
  const now = doc.territories[slot] ?? null;
  if (!isDeepStrictEqual(now, from)) throw refuse(`${where}.from`, 'the territory as it is now', from === null ? 'none' : from.name);
  if (to !== null && doc.territories.some((other, s) => s !== slot && other?.id === to.id)) throw refuse(`${where}.to.id`, 'an id of its own', to.id);
  if (to !== null && to.parent !== null && !isAbove(doc, to.parent, slot)) throw refuse(`${where}.to.parent`, 'the slot of another territory that does not lie below this one', String(to.parent));
  if (to === null) {
    if (doc.slots.includes(slot)) throw new AppError('edit.invalid', { where, expected: 'a territory without units', found: now?.name, repair: 'Give its units to others first.' });
    if (doc.territories.some((other) => other?.parent === slot)) throw refuse(where, 'a territory with none below it', now?.name ?? '');
    doc.locks = doc.locks.filter((lock) => lock !== slot);
  }
  doc.territories[slot] = to;
}

/** Whether a slot may be the parent of another: a territory, and no ring comes of it. */
function isAbove(doc: Draft, parent: number, slot: number): boolean {
  for (let at: number | null = parent, steps = 0; at !== null; at = doc.territories[at]!.parent, steps++) {
    if (at === slot || (doc.territories[at] ?? null) === null || steps > 10) return false;
  }
  return true;
}

function lockInto(doc: Draft, { slot, from, to }: Edit & { type: 'lock' }, where: string): void {
  if ((doc.territories[slot] ?? null) === null) throw refuse(`${where}.slot`, 'the slot of a territory', String(slot));
  if (doc.locks.includes(slot) !== from) throw refuse(`${where}.from`, String(!from), String(from));
  doc.locks = doc.locks.filter((lock) => lock !== slot);
  if (to) doc.locks = [...doc.locks, slot].sort((a, b) => a - b);
}

function goalInto(doc: Draft, { measure, from, to }: Edit & { type: 'goal' }, where: string): void {
  const at = doc.goals.findIndex((goal) => goal.measure === measure);
  if (!isDeepStrictEqual(at < 0 ? null : doc.goals[at], from)) throw refuse(`${where}.from`, 'the goal as it is now', from === null ? 'none' : from.measure);
  if (at < 0) throw refuse(`${where}.measure`, `one of ${doc.goals.map((goal) => goal.measure).join(', ')}`, measure);
  if (to === null || to.measure !== measure) throw refuse(`${where}.to`, `a goal for ${measure}`, to === null ? 'none' : to.measure);
  if (to.share !== null) {
    const sum = to.share.reduce((total, share) => total + share, 0);
    if (to.share.length !== doc.territories.length || Math.abs(sum - 1) > 1e-9) throw refuse(`${where}.to.share`, `${doc.territories.length} shares that sum to 1`, `${to.share.length} that sum to ${sum}`);
  }
  doc.goals[at] = to;
}

function refuse(where: string, expected: string, found: string): AppError {
  return new AppError('edit.invalid', { where, expected, found: found.slice(0, 200) });
}
