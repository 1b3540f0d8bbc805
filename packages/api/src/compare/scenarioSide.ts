import { UNASSIGNED } from '@hexalign/engine';
import { liveSlots, sharesOf } from '../scenarios/verdict.ts';
import { namedOn } from '../scenarios/standing.ts';
import type { OpenScenario } from '../scenarios/service.ts';
import type { SharedGround, SideState } from './sideState.ts';

/**
 * A state of a scenario on the ground of the comparison. A unit that it did not know yet, since the ground grew, is nobody's.
 *
 * @param ids the units that the state stands on, where they are others than the shared ones
 * @param day on which exceptions must hold
 */
export function scenarioSide({ row, state }: OpenScenario, kind: 'scenario' | 'force', { loaded, accounts }: SharedGround, ids: readonly string[] | null, day: string): SideState {
  const { doc } = state;
  const live = liveSlots(doc);
  const own = new Uint16Array(0x10000).fill(UNASSIGNED);
  live.forEach((slot, i) => (own[slot] = i));
  const slots = ids === null ? Uint16Array.from(doc.slots, (slot) => own[slot]) : onGround(Uint16Array.from(doc.slots, (slot) => own[slot]), ids, loaded.graph.ids);
  const named = namedOn(doc, day);
  return {
    side: { pinned: `${row.id}@${state.seq}`, kind, name: row.name, scenarioId: row.id, seq: state.seq, read: null },
    territories: live.map((slot) => ({ id: doc.territories[slot]!.id, name: doc.territories[slot]!.name, slot })),
    slots,
    slotOfAccount: Uint16Array.from(accounts.units, (unit, a) => {
      const exception = named.size > 0 ? named.get(accounts.ids[a]) : undefined;
      return exception === undefined ? slots[unit] : own[exception.slot];
    }),
    goals: loaded.units.measures.map(({ key }) => {
      const goal = doc.goals.get(key) ?? { share: null, tolerance: 1 };
      return { shares: sharesOf(goal, live), tolerance: goal.tolerance };
    }),
    elsewhere: [],
  };
}

function onGround(slots: Uint16Array, ids: readonly string[], wanted: readonly string[]): Uint16Array {
  const at = new Map(ids.map((id, u) => [id, u]));
  return Uint16Array.from(wanted, (id) => slots[at.get(id) ?? -1] ?? UNASSIGNED);
}
