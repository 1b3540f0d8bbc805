import type { Edit, GoalDoc, Hold, Named, Territory } from '@hexalign/api/contract';

/** An assignment of some units to another territory, as the server keeps it. */
export type AssignEdit = Extract<Edit, { type: 'assign' }>;

/** The edit that takes another one back. */
export function inverse(edit: Edit): Edit {
  if (edit.type === 'assign') return { ...edit, patch: { units: edit.patch.units, from: edit.patch.to, to: edit.patch.from } };
  return { ...edit, from: edit.to, to: edit.from } as Edit;
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

/** What a field holds now that an edit would change; undefined where the screen does not know it. */
export function valueNow({ territories, locks, goals, holds, named }: Lists, edit: Exclude<Edit, AssignEdit>): unknown {
  switch (edit.type) {
    case 'territory':
      return territories[edit.slot] ?? null;
    case 'lock':
      return locks.has(edit.slot);
    case 'goal':
      return goals.find(({ measure }) => measure === edit.measure) ?? null;
    case 'hold':
      return holds.get(edit.subject) ?? null;
    case 'named':
      return named.get(edit.account) ?? null;
    default:
      return undefined;
  }
}
