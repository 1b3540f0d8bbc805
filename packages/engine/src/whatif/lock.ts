import type { Problem } from '../problem/problem.ts';
import { checkSlots, inPlace, type WhatIf } from './whatIf.ts';

/**
 * What if these territories neither gained nor lost: from now on the plan at hand is the one in force that locks refer to.
 *
 * @throws EngineError `slots.length`, `slot.range`
 */
export function lock(problem: Problem, slots: Uint16Array, territories: readonly number[]): WhatIf {
  checkSlots(problem, slots, ...territories);
  const known = new Set(problem.constraints.flatMap((c) => (c.type === 'lock' ? [c.slot] : [])));
  const fresh = territories.filter((slot, i) => !known.has(slot) && territories.indexOf(slot) === i).map((slot) => ({ type: 'lock' as const, slot }));
  return inPlace({ ...problem, baseline: slots.slice(), constraints: [...problem.constraints, ...fresh] }, slots.slice(), slots.slice());
}
