import type { Edit, GoalDoc, Hold, Named, Territory } from '@hexalign/api/contract';

/** An assignment of some units to another territory, as the server keeps it. */
export type AssignEdit = Extract<Edit, { type: 'assign' }>;

/** The edit that takes another one back. */
export function inverse(edit: Edit): Edit {
  if (edit.type === 'assign') return { ...edit, patch: { units: edit.patch.units, from: edit.patch.to, to: edit.patch.from } };
  return { ...edit, from: edit.to, to: edit.from } as Edit;
}

/**
 * Puts an assignment on top of what is there now: `from` becomes the present slot of each unit.
 *
 * @param keep says whether a unit may still go from where it stands now to `to`
 * @returns the edit as it can be made now (null when nothing is left of it), how many units somebody else had moved
 *   in between, and how many can no longer be moved at all
 */
export function rebase(edit: AssignEdit, slots: Uint16Array, keep: (u: number, to: number) => boolean): { edit: AssignEdit | null; met: number; lost: number } {
  const units: number[] = [];
  const from: number[] = [];
  const to: number[] = [];
  let met = 0;
  let lost = 0;
  edit.patch.units.forEach((u, i) => {
    if (u >= slots.length) {
      // Its ground was taken away.
      lost++;
      return;
    }
    const now = slots[u];
    if (now !== edit.patch.from[i]) met++;
    if (now === edit.patch.to[i]) return;
    if (!keep(u, edit.patch.to[i])) {
      lost++;
      return;
    }
    units.push(u);
    from.push(now);
    to.push(edit.patch.to[i]);
  });
  return { edit: units.length > 0 ? { ...edit, patch: { units, from, to } } : null, met, lost };
}

/** What pending edits are put on top of. */
export interface Ground {
  readonly slots: Uint16Array;
  territory(slot: number): Territory | null;
  mayMove(u: number, to: number): boolean;
  apply(edit: Edit): void;
}

/**
 * Applies pending gestures to a state that somebody else changed meanwhile; `met` and `lost` as in `rebase`, `kept` as
 * they can be made now. A gesture that needs a slot which somebody else has taken meanwhile is lost as a whole.
 */
export function putOnTop(pending: readonly (readonly Edit[])[], ground: Ground): { kept: Edit[][]; met: number; lost: number } {
  const kept: Edit[][] = [];
  let [met, lost] = [0, 0];
  for (const gesture of pending) {
    const taken = gesture.some((edit) => edit.type === 'territory' && edit.from === null && ground.territory(edit.slot) !== null);
    if (taken) {
      for (const edit of gesture) if (edit.type === 'assign') lost += edit.patch.units.length;
      continue;
    }
    const now: Edit[] = [];
    for (const edit of gesture) {
      let next: Edit | null = edit;
      if (edit.type === 'assign') {
        const result = rebase(edit, ground.slots, (u, to) => ground.mayMove(u, to));
        met += result.met;
        lost += result.lost;
        next = result.edit;
      } else if (edit.type === 'territory') next = { ...edit, from: ground.territory(edit.slot) };
      if (!next) continue;
      ground.apply(next);
      now.push(next);
    }
    if (now.length > 0) kept.push(now);
  }
  return { kept, met, lost };
}

/** What of a scenario the screen shows beside its units. */
export interface Lists {
  readonly territories: readonly (Territory | null)[];
  readonly locks: ReadonlySet<number>;
  readonly goals: readonly GoalDoc[];
  readonly holds: ReadonlyMap<string, Hold>;
  readonly named: ReadonlyMap<string, Named>;
}

/** Territories, locks, goals, holds and exceptions after an edit; what the screen does not show stays as it is. */
export function listsAfter({ territories, locks, goals, holds, named }: Lists, edit: Exclude<Edit, AssignEdit>): Partial<Lists> {
  if (edit.type === 'territory') {
    const copy = [...territories];
    copy[edit.slot] = edit.to;
    return { territories: copy };
  }
  if (edit.type === 'lock') {
    const after = new Set(locks);
    if (edit.to) after.add(edit.slot);
    else after.delete(edit.slot);
    return { locks: after };
  }
  if (edit.type === 'goal') {
    const others = goals.filter(({ measure }) => measure !== edit.measure);
    return { goals: edit.to ? [...others, edit.to] : others };
  }
  if (edit.type === 'hold') return { holds: withEntry(holds, edit.subject, edit.to) };
  if (edit.type === 'named') return { named: withEntry(named, edit.account, edit.to) };
  return {};
}

function withEntry<T>(map: ReadonlyMap<string, T>, key: string, entry: T | null): Map<string, T> {
  const after = new Map(map);
  if (entry === null) after.delete(key);
  else after.set(key, entry);
  return after;
}
