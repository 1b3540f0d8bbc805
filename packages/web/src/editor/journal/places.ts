import { fieldOf, same, UNASSIGNED } from '@hexalign/engine';
import type { Edit, Territory } from '@hexalign/api/contract';
import { valueNow, type AssignEdit, type Lists } from '../changes.ts';
import type { Unsettled } from './Line.ts';

/** Why a change of one's own waits for a decision, and whether it can be made now. */
export type PlaceReason =
  /** Others changed it too. */
  | 'both'
  /** The territory it goes to was removed: it would come back. */
  | 'removed'
  /** The server did not take it. */
  | 'refused'
  /** A territory is locked, a unit held, a territory not empty, the ground taken away, the scenario no draft: not now. */
  | 'locked' | 'held' | 'needed' | 'noGround' | 'frozen';

/** A place that both sides changed: units that went the same way, or one field. Slots are those of the open scenario. */
export interface Place {
  readonly key: string;
  /** `units`, or the name of a field. */
  readonly place: string;
  readonly units: readonly number[];
  readonly base: unknown;
  readonly mine: unknown;
  /** What is there now. */
  readonly theirs: unknown;
  readonly reason: PlaceReason;
  /** Mine can be made in this scenario as it is now. */
  readonly fits: boolean;
}

/** The present state, as far as places need it. */
export interface Present {
  readonly slots: Uint16Array;
  readonly lists: Lists;
  readonly frozen: boolean;
  held(u: number): boolean;
}

const FITS: ReadonlySet<PlaceReason> = new Set(['both', 'removed', 'refused']);

/** Places to decide, beside what is there now. What others made the same meanwhile is no place any more, nor is what I had put back myself. */
export function placesOf(unsettled: readonly Unsettled[], now: Present): Place[] {
  const units = new Map<number, { base: number; mine: number; refused: boolean }>();
  const fields = new Map<string, { base: unknown; mine: unknown; edit: Exclude<Edit, AssignEdit>; refused: boolean }>();
  for (const { edits, refused } of unsettled) {
    for (const edit of edits) {
      if (edit.type === 'assign') edit.patch.units.forEach((u, i) => units.set(u, { base: units.get(u)?.base ?? edit.patch.from[i], mine: edit.patch.to[i], refused: refused !== undefined }));
      else {
        const name = fieldOf(edit)!;
        const before = fields.get(name);
        fields.set(name, { base: before ? before.base : edit.from, mine: edit.to, edit, refused: refused !== undefined });
      }
    }
  }
  const groups = new Map<string, Place & { units: number[] }>();
  for (const [u, { base, mine, refused }] of [...units].sort(([a], [b]) => a - b)) {
    const theirs = u < now.slots.length ? now.slots[u] : UNASSIGNED;
    const reason = reasonOfUnit(u, theirs, mine, refused, now);
    if (mine === base || (theirs === mine && reason !== 'noGround')) continue;
    const key = `units ${base} ${mine} ${theirs} ${reason}`;
    const group = groups.get(key);
    if (group) group.units.push(u);
    else groups.set(key, { key, place: 'units', units: [u], base, mine, theirs, reason, fits: FITS.has(reason) });
  }
  const places: Place[] = [...groups.values()];
  for (const [name, { base, mine, edit, refused }] of fields) {
    const theirs = valueNow(now.lists, edit);
    if (same(theirs, mine) || same(base, mine)) continue;
    const reason = reasonOfField(edit, refused, now);
    places.push({ key: name, place: name, units: [], base, mine, theirs: theirs ?? null, reason, fits: FITS.has(reason) });
  }
  return places;
}

function reasonOfUnit(u: number, theirs: number, mine: number, refused: boolean, { slots, lists, frozen, held }: Present): PlaceReason {
  if (u >= slots.length) return 'noGround';
  if (frozen) return 'frozen';
  if (lists.locks.has(theirs) || lists.locks.has(mine)) return 'locked';
  if (held(u)) return 'held';
  if (mine !== UNASSIGNED && (lists.territories[mine] ?? null) === null) return 'removed';
  return refused ? 'refused' : 'both';
}

function reasonOfField(edit: Exclude<Edit, AssignEdit>, refused: boolean, { slots, lists, frozen }: Present): PlaceReason {
  if (frozen) return 'frozen';
  if (edit.type === 'territory' && edit.to === null && slots.includes(edit.slot)) return 'needed';
  if (edit.type === 'lock' && (lists.territories[edit.slot] ?? null) === null) return 'needed';
  return refused ? 'refused' : 'both';
}

/** What to keep and what to drop of what waits. */
export interface Shrunk {
  readonly open: Unsettled[];
  readonly close: string[];
}

/** What is left to decide when some places are decided. */
export function withoutPlaces(unsettled: readonly Unsettled[], decided: readonly Place[]): Shrunk {
  const { units, fields } = whereOf(decided);
  return shrink(unsettled, (u) => !units.has(u), (field) => !fields.has(field));
}

/** What is left to decide when these are all the places there are. */
export function onlyPlaces(unsettled: readonly Unsettled[], places: readonly Place[]): Shrunk {
  const { units, fields } = whereOf(places);
  return shrink(unsettled, (u) => units.has(u), (field) => fields.has(field));
}

function whereOf(places: readonly Place[]): { units: Set<number>; fields: Set<string> } {
  return { units: new Set(places.flatMap(({ units }) => units)), fields: new Set(places.flatMap(({ place }) => (place === 'units' ? [] : [place]))) };
}

function shrink(unsettled: readonly Unsettled[], wantedUnit: (u: number) => boolean, wantedField: (field: string) => boolean): Shrunk {
  const open: Unsettled[] = [];
  const close: string[] = [];
  for (const one of unsettled) {
    const edits = one.edits.flatMap((edit): Edit[] => {
      if (edit.type !== 'assign') return wantedField(fieldOf(edit)!) ? [edit] : [];
      const rest = only(edit, wantedUnit);
      return rest ? [rest] : [];
    });
    if (edits.length === 0) close.push(one.id);
    else if (edits.length < one.edits.length || edits.some((edit, i) => edit !== one.edits[i])) open.push({ ...one, edits });
  }
  return { open, close };
}

/** The part of an assignment that some units are; the same edit when all are. */
function only(edit: AssignEdit, wanted: (u: number) => boolean): AssignEdit | null {
  const at = edit.patch.units.flatMap((u, i) => (wanted(u) ? [i] : []));
  if (at.length === edit.patch.units.length) return edit;
  const { units, from, to } = edit.patch;
  return at.length === 0 ? null : { ...edit, patch: { units: at.map((i) => units[i]), from: at.map((i) => from[i]), to: at.map((i) => to[i]) } };
}

/**
 * One's own side of some places, as edits on a state: in this scenario as it is now, or in a copy of it.
 *
 * @param free lifts locks and holds that stand in the way: in a copy one does as one likes
 */
export function editsOfMine(places: readonly Place[], unsettled: readonly Unsettled[], now: Present, free: boolean): Edit[] {
  const into = new Map<number, Territory>(unsettled.flatMap((one) => one.into));
  const before: Edit[] = [];
  const after: Edit[] = [];
  const patch: AssignEdit['patch'] = { units: [], from: [], to: [] };
  const unlocked = new Set<number>();
  const given = (slot: number): boolean => slot !== UNASSIGNED && (now.lists.territories[slot] ?? null) === null;
  const unlock = (slot: number): void => {
    if (!free || !now.lists.locks.has(slot) || unlocked.has(slot)) return;
    unlocked.add(slot);
    before.push({ type: 'lock', slot, from: true, to: false });
  };
  const back = new Set<number>();
  for (const { units, place, mine } of places) {
    if (place !== 'units') continue;
    const to = mine as number;
    const territory = into.get(to);
    if (given(to) && territory && !back.has(to)) {
      back.add(to);
      before.push({ type: 'territory', slot: to, from: null, to: { ...territory, parent: territory.parent !== null && given(territory.parent) ? null : territory.parent } });
    }
    for (const u of units) {
      if (u >= now.slots.length || now.slots[u] === to) continue;
      unlock(now.slots[u]);
      unlock(to);
      const hold = now.lists.holds.get(`unit ${u}`);
      if (free && hold) before.push({ type: 'hold', subject: `unit ${u}`, from: hold, to: null });
      patch.units.push(u);
      patch.from.push(now.slots[u]);
      patch.to.push(to);
    }
  }
  for (const { place, mine } of places) {
    const edit = place === 'units' ? undefined : unsettled.flatMap(({ edits }) => edits).findLast((one): one is Exclude<Edit, AssignEdit> => one.type !== 'assign' && fieldOf(one) === place);
    if (!edit) continue;
    const from = valueNow(now.lists, edit);
    const next = { ...edit, from: from === undefined ? edit.from : from, to: mine } as Edit;
    if (edit.type === 'territory' && mine === null) after.push(next);
    else before.push(next);
  }
  return [...before, ...(patch.units.length > 0 ? [{ type: 'assign', by: 'brush', patch } as AssignEdit] : []), ...after];
}
