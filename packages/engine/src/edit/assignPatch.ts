import { EngineError } from '../base/errors.ts';

/** A difference of two assignments: three lists of one length, every unit at most once. The inverse swaps `from` and `to`. */
export interface AssignPatch {
  readonly units: ArrayLike<number>;
  /** Slots before. */
  readonly from: ArrayLike<number>;
  /** Slots after. */
  readonly to: ArrayLike<number>;
}

/** What turns one assignment into another, units ascending. */
export function diffSlots(before: Uint16Array, after: Uint16Array): { units: Uint32Array; from: Uint16Array; to: Uint16Array } {
  if (before.length !== after.length) throw new EngineError('patch.length', `The assignments have ${before.length} and ${after.length} units; compare assignments of one graph.`, [before.length, after.length]);
  let count = 0;
  for (let u = 0; u < before.length; u++) if (before[u] !== after[u]) count++;
  const patch = { units: new Uint32Array(count), from: new Uint16Array(count), to: new Uint16Array(count) };
  let i = 0;
  for (let u = 0; u < before.length; u++) {
    if (before[u] === after[u]) continue;
    patch.units[i] = u;
    patch.from[i] = before[u];
    patch.to[i++] = after[u];
  }
  return patch;
}

/** Writes a patch into an assignment without looking at what was there. */
export function patchInto(slots: Uint16Array, patch: AssignPatch): void {
  for (let i = 0; i < patch.units.length; i++) slots[patch.units[i]] = patch.to[i];
}

export function invertPatch(patch: AssignPatch): AssignPatch {
  return { units: patch.units, from: patch.to, to: patch.from };
}

/** One patch that does what two do one after the other: units ascending, those left out that end where they began. */
export function squashPatches(first: AssignPatch, second: AssignPatch): AssignPatch {
  const from = new Map<number, number>();
  const to = new Map<number, number>();
  for (const patch of [first, second]) {
    for (let i = 0; i < patch.units.length; i++) {
      const u = patch.units[i];
      if (!from.has(u)) from.set(u, patch.from[i]);
      to.set(u, patch.to[i]);
    }
  }
  const units = Uint32Array.from([...from.keys()].filter((u) => from.get(u) !== to.get(u))).sort();
  return { units, from: Uint16Array.from(units, (u) => from.get(u)!), to: Uint16Array.from(units, (u) => to.get(u)!) };
}
