import { EngineError } from '../base/errors.ts';
import { UNASSIGNED } from '../problem/problem.ts';
import type { GroundOverlap } from './groundOverlap.ts';

/**
 * A plan on areas, such as today's list of postal codes, as a plan on the units they overlap: each unit goes to the
 * territory that has most of its ground, ties to the lower slot.
 *
 * @param slotOfArea a slots in the order of `overlap.areaIds`, `UNASSIGNED` for nobody, who takes a unit only when no territory has any of it
 * @param n number of units
 * @returns n slots
 * @throws EngineError `crosswalk.length`
 */
export function slotsFromAreas(overlap: GroundOverlap, slotOfArea: Uint16Array, n: number): Uint16Array {
  const { areaIds, unit, area, share } = overlap;
  if (slotOfArea.length !== areaIds.length) throw new EngineError('crosswalk.length', `${slotOfArea.length} territories for ${areaIds.length} areas; give one per area.`, slotOfArea.length);
  const last = unit.length > 0 ? unit[unit.length - 1] : -1;
  if (last >= n) throw new EngineError('crosswalk.length', `The overlap knows unit ${last}, but there are ${n} units; they must be of one graph.`, last);
  const slots = new Uint16Array(n).fill(UNASSIGNED);
  for (let i = 0; i < unit.length; ) {
    const u = unit[i];
    const shares = new Map<number, number>();
    for (; i < unit.length && unit[i] === u; i++) {
      const slot = slotOfArea[area[i]];
      if (slot !== UNASSIGNED && share[i] > 0) shares.set(slot, (shares.get(slot) ?? 0) + share[i]);
    }
    let most = 0;
    for (const [slot, sum] of shares) {
      if (sum < most || (sum === most && slot > slots[u])) continue;
      slots[u] = slot;
      most = sum;
    }
  }
  return slots;
}
