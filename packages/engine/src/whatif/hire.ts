import { EngineError } from '../base/errors.ts';
import type { Problem } from '../problem/problem.ts';
import { checkSlots, withTerritory, type WhatIf } from './whatIf.ts';

/**
 * What if somebody were hired: a territory more, numbered k, around a home that it keeps. Every territory's target gives
 * way in proportion. The newcomer starts with nothing but its home; the repair finds its ground.
 *
 * @param home unit of the newcomer's home
 * @param size target of the newcomer in mean targets of the others; 1 when left out
 * @throws EngineError `slots.length`, `whatif.unit`, `whatif.size`, `whatif.locked`
 */
export function hire(problem: Problem, slots: Uint16Array, home: number, size = 1): WhatIf {
  checkSlots(problem, slots);
  const { k, graph, constraints } = problem;
  if (!(Number.isInteger(home) && home >= 0 && home < slots.length)) throw new EngineError('whatif.unit', `The home is unit ${home}, which is not one of ${slots.length}.`, home);
  if (!(size > 0 && size < Infinity)) throw new EngineError('whatif.size', `The newcomer's target is ${size} times the mean; it must be above 0.`, size);
  for (const c of constraints) {
    const taken = c.type === 'seed' ? c.unit === home : c.type === 'hold' ? c.units.includes(home) : c.type === 'lock' && slots[home] === c.slot;
    if (taken && 'slot' in c) throw new EngineError('whatif.unit', `The home ${graph.ids[home]} has to stay in territory ${c.slot}; choose another, or lift the ${c.type}.`, home);
  }
  const problemNow = withTerritory(problem, (share) => [...share, size / k]);
  const start = slots.slice();
  start[home] = k;
  return {
    problem: { ...problemNow, constraints: [...constraints, { type: 'seed', unit: home, slot: k }] },
    start, held: slots.slice(), slotNow: Int32Array.from({ length: k }, (_, t) => t),
  };
}
