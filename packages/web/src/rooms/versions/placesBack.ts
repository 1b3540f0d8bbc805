import { UNASSIGNED } from '@hexalign/engine';
import type { EditorState } from '../../editor/EditorState.ts';

/** Units that go back to where they were. */
export interface WayBack {
  readonly units: number[];
  readonly to: number[];
  /** Units that differ and stay: locked or held, or the territory they were in is gone. */
  readonly stay: number;
}

/** The present state, as far as going back needs it. */
export interface Now {
  readonly slots: Uint16Array;
  readonly state: Pick<EditorState, 'territories'>;
  refusalOf(u: number, to: number): unknown;
}

/**
 * What brings back one place alone: a territory to the ground it had, or some units to who had them. Everything else
 * stays as it is now.
 *
 * @param then slots of the earlier state, by the units there are now
 */
export function wayBack(then: Uint16Array, now: Now, place: { readonly slot: number } | { readonly cells: ReadonlySet<number> }): WayBack {
  const back = { units: [] as number[], to: [] as number[], stay: 0 };
  const asked = 'slot' in place ? (u: number): boolean => then[u] === place.slot || now.slots[u] === place.slot : (u: number): boolean => place.cells.has(u);
  for (let u = 0; u < now.slots.length; u++) {
    if (then[u] === now.slots[u] || !asked(u)) continue;
    const to = then[u];
    const stands = to === UNASSIGNED || now.state.territories[to]?.level === 0;
    if (!stands || now.refusalOf(u, to) !== null) {
      back.stay++;
      continue;
    }
    back.units.push(u);
    back.to.push(to);
  }
  return back;
}

/** Slots whose ground was another one then, most units first, with the units that would move or stay. */
export function slotsChanged(then: Uint16Array, now: Now): { slot: number; units: number }[] {
  const counts = new Map<number, number>();
  const count = (slot: number): void => void counts.set(slot, (counts.get(slot) ?? 0) + 1);
  for (let u = 0; u < now.slots.length; u++) {
    if (then[u] === now.slots[u]) continue;
    count(then[u]);
    count(now.slots[u]);
  }
  return [...counts].filter(([slot]) => slot !== UNASSIGNED && now.state.territories[slot]?.level === 0).map(([slot, units]) => ({ slot, units })).toSorted((a, b) => b.units - a.units);
}
