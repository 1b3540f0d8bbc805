import { UNASSIGNED } from '@hexalign/engine';
import { todayAlignment } from '../units/todayAlignment.ts';
import type { SharedGround, SideState } from './sideState.ts';

/** Who has the accounts by the list they came in: each is its owner's; ground is who has most of it. Null where the list names nobody. */
export function ownersSide({ loaded, accounts }: SharedGround): SideState | null {
  const { current } = accounts;
  if (current === null) return null;
  const names = [...new Set(current.flatMap((name) => name ?? []))].sort();
  const slotOf = new Map(names.map((name, slot) => [name, slot]));
  const slotOfAccount = Uint16Array.from(current, (name) => (name === null ? UNASSIGNED : slotOf.get(name)!));
  return {
    side: { pinned: 'owners', kind: 'owners', name: '', scenarioId: null, seq: null, read: null },
    territories: names.map((name) => ({ id: name, name, slot: null })),
    slots: groundOf(loaded.graph, accounts.units, slotOfAccount, accounts.values[0]),
    slotOfAccount, goals: null, elsewhere: [],
  };
}

/** Who has most of each unit, ground without any going to the nearest. */
export function groundOf(graph: SharedGround['loaded']['graph'], unitOf: Uint32Array, slotOf: Uint16Array, weight: Float64Array = new Float64Array(unitOf.length).fill(1)): Uint16Array {
  return todayAlignment(graph, unitOf, Int32Array.from(slotOf, (slot) => (slot === UNASSIGNED ? -1 : slot)), weight);
}
