import { EngineError } from '../base/errors.ts';
import type { Problem } from '../problem/problem.ts';
import { checkSlots, inPlace, type WhatIf } from './whatIf.ts';

/**
 * What if these units belonged to that territory, come what may: they are held there.
 *
 * @throws EngineError `slots.length`, `slot.range`, `whatif.unit`, `whatif.locked`
 */
export function drag(problem: Problem, slots: Uint16Array, units: ArrayLike<number>, slot: number): WhatIf {
  checkSlots(problem, slots, slot);
  const list = Uint32Array.from(units).sort();
  const locked = new Set(problem.constraints.flatMap((c) => (c.type === 'lock' ? [c.slot] : [])));
  const start = slots.slice();
  for (const u of list) {
    if (!(u < slots.length)) throw new EngineError('whatif.unit', `Unit ${u} is not one of ${slots.length}.`, u);
    for (const t of [slots[u], slot]) {
      if (slots[u] !== slot && locked.has(t)) throw new EngineError('whatif.locked', `Unit ${problem.graph.ids[u]} cannot go from territory ${slots[u]} to ${slot}: territory ${t} is locked.`, t);
    }
    start[u] = slot;
  }
  const elsewhere = problem.constraints.map((c) => {
    if (c.type === 'hold' && c.slot !== slot) return { ...c, units: c.units.filter((u) => start[u] !== slot || slots[u] === slot) };
    return c;
  });
  return inPlace({ ...problem, constraints: [...elsewhere, { type: 'hold', units: list, slot }] }, start, slots.slice());
}
