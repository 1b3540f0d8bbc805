import { EngineError } from '../base/errors.ts';
import { same } from '../base/same.ts';
import { UNASSIGNED } from '../problem/problem.ts';
import { patchInto, type AssignPatch } from './assignPatch.ts';
import type { Edit } from './edit.ts';
import type { ScenarioDoc, UnitsUsed } from './scenario.ts';
import { faultOf, slotsOf } from './scenarioConstraint.ts';

/** Slots are uint16 and the last one means nobody. */
const MOST_TERRITORIES = UNASSIGNED;

/**
 * Makes an edit in a document. An edit that does not fit changes nothing: its `from` must be what is there now,
 * territories must exist, locked ones neither gain nor lose, units stay that are held until the hold is lifted.
 *
 * @throws EngineError `edit.stale` when `from` is not what is there, `edit.invalid` for anything else; the value is
 *   `{ where, expected, found }`, the path within the edit
 */
export function applyEdit(doc: ScenarioDoc, edit: Edit): void {
  switch (edit.type) {
    case 'assign':
      checkPatch(doc, edit.patch);
      patchInto(doc.slots, edit.patch);
      return;
    case 'territory':
      checkTerritory(doc, edit);
      // A slot keeps its place for good: the first one after the last is the next to be given.
      doc.territories[edit.slot] = edit.to;
      return;
    case 'lock':
      if (!stands(doc, edit.slot)) invalid('slot', 'the slot of a territory', edit.slot);
      expectNow('from', doc.locks.has(edit.slot), edit.from);
      if (edit.to) doc.locks.add(edit.slot);
      else doc.locks.delete(edit.slot);
      return;
    case 'hold':
      if (!/^(unit \d+|account .+)$/s.test(edit.subject)) invalid('subject', '"unit 17" or "account A-17"', edit.subject);
      return replace(doc.holds, edit.subject, edit.from, edit.to);
    case 'named':
      if (edit.to !== null && !stands(doc, edit.to.slot)) invalid('to.slot', 'the slot of a territory', edit.to.slot);
      return replace(doc.named, edit.account, edit.from, edit.to);
    case 'goal':
      if (edit.to !== null && edit.to.measure !== edit.measure) invalid('to.measure', edit.measure, edit.to.measure);
      if (edit.to !== null && !(edit.to.tolerance >= 0 && edit.to.tolerance <= 1)) invalid('to.tolerance', 'a number from 0 to 1', edit.to.tolerance);
      return replace(doc.goals, edit.measure, edit.from, edit.to);
    case 'constraint': {
      const fault = edit.to && faultOf(edit.to, doc);
      if (fault) invalid(`to.${fault.where}`, fault.expected, fault.found);
      return replace(doc.constraints, edit.id, edit.from, edit.to);
    }
    case 'weights':
      expectNow('from', doc.weights, edit.from);
      doc.weights = edit.to;
      return;
    case 'measures':
      takeUnits(doc, edit.from, edit.to);
  }
}

/** Positions stay what they are, so that every earlier edit still fits; ground can be taken away only while it is nobody's. */
function takeUnits(doc: ScenarioDoc, from: UnitsUsed, to: UnitsUsed): void {
  expectNow('from', [doc.fingerprint, doc.slots.length], [from.fingerprint, from.units]);
  if (doc.unitsId !== null) expectNow('from.unitsId', doc.unitsId, from.unitsId);
  for (let u = to.units; u < doc.slots.length; u++) if (doc.slots[u] !== UNASSIGNED) invalid('to.units', 'ground that is nobody\'s to be taken away', doc.territories[doc.slots[u]]?.name ?? doc.slots[u]);
  const slots = new Uint16Array(to.units).fill(UNASSIGNED);
  slots.set(doc.slots.subarray(0, to.units));
  doc.slots = slots;
  doc.fingerprint = to.fingerprint;
  doc.unitsId = to.unitsId;
}

function checkPatch(doc: ScenarioDoc, { units, from, to }: AssignPatch): void {
  if (units.length !== from.length || units.length !== to.length) invalid('patch', 'three lists of one length', `${units.length}, ${from.length} and ${to.length}`);
  const seen = new Set<number>();
  for (let i = 0; i < units.length; i++) {
    const u = units[i];
    if (!(u < doc.slots.length)) invalid(`patch.units.${i}`, `a unit below ${doc.slots.length}`, u);
    if (seen.has(u)) invalid(`patch.units.${i}`, 'every unit once', u);
    seen.add(u);
    expectNow(`patch.from.${i}`, doc.slots[u], from[i]);
    if (to[i] !== UNASSIGNED && doc.territories[to[i]]?.level !== 0) invalid(`patch.to.${i}`, 'the slot of a territory that holds units, or 65535 for none', to[i]);
    if (from[i] === to[i]) continue;
    for (const slot of [from[i], to[i]]) if (doc.locks.has(slot)) invalid(`patch.units.${i}`, 'territories that are not locked', doc.territories[slot]?.name ?? slot);
    // A hold with a last day binds on days up to it, which whoever makes the edit knows: a log is replayed on any day.
    if (doc.holds.size > 0 && doc.holds.get(`unit ${u}`)?.expires === null) invalid(`patch.units.${i}`, 'a unit that is not held', u);
  }
}

function checkTerritory(doc: ScenarioDoc, { slot, from, to }: Edit & { type: 'territory' }): void {
  const { territories } = doc;
  if (!(Number.isInteger(slot) && slot >= 0 && slot <= territories.length && slot < MOST_TERRITORIES)) invalid('slot', `a slot from 0 to ${Math.min(territories.length, MOST_TERRITORIES - 1)}`, slot);
  expectNow('from', territories[slot] ?? null, from);
  if (to === null) {
    if (doc.slots.includes(slot)) invalid('to', 'a territory without units', from?.name ?? slot);
    if (territories.some((other) => other?.parent === slot)) invalid('to', 'a territory with none below it', from?.name ?? slot);
    if (doc.locks.has(slot)) invalid('to', 'a territory that is not locked', from?.name ?? slot);
    for (const named of doc.named.values()) if (named.slot === slot) invalid('to', 'a territory without named accounts', from?.name ?? slot);
    for (const constraint of doc.constraints.values()) if (slotsOf(constraint).includes(slot)) invalid('to', 'a territory without constraints of its own', from?.name ?? slot);
    return;
  }
  if (from !== null && from.level !== to.level) {
    if (to.level > 0 && doc.slots.includes(slot)) invalid('to.level', '0 for a territory that has units', to.level);
    if (territories.some((other) => other?.parent === slot && other.level >= to.level)) invalid('to.level', 'a level above those of the territories below it', to.level);
  }
  if (territories.some((other, s) => s !== slot && other?.id === to.id)) invalid('to.id', 'an id that no other territory has', to.id);
  // Up from the new parent: it must stand, and the way must not come back here.
  let steps = 0;
  for (let at = to.parent; at !== null; at = territories[at]!.parent) {
    if (at === slot || !stands(doc, at) || ++steps > territories.length) invalid('to.parent', 'the slot of a territory that does not lie below this one', to.parent);
  }
  if (to.parent !== null && territories[to.parent]!.level <= to.level) invalid('to.parent', `the slot of a territory above level ${to.level}`, to.parent);
}

function stands(doc: ScenarioDoc, slot: number): boolean {
  return (doc.territories[slot] ?? null) !== null;
}

function replace<V>(map: Map<string, V>, key: string, from: V | null, to: V | null): void {
  expectNow('from', map.get(key) ?? null, from);
  if (to === null) map.delete(key);
  else map.set(key, to);
}

function expectNow(where: string, now: unknown, from: unknown): void {
  if (!same(now, from)) refuse('edit.stale', where, now, from);
}

function invalid(where: string, expected: unknown, found: unknown): never {
  refuse('edit.invalid', where, expected, found);
}

function refuse(code: string, where: string, expected: unknown, found: unknown): never {
  const words = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 200);
  throw new EngineError(code, `The edit does not fit at ${where}: expected ${words(expected)}, found ${words(found)}.`, { where, expected, found });
}
