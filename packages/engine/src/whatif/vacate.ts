import type { Problem } from '../problem/problem.ts';
import { checkSlots, withoutTerritories, type WhatIf } from './whatIf.ts';

/**
 * What if a territory were dissolved: somebody leaves and the neighbours take over. The others close up their numbers and
 * share the target of the one that is gone in proportion to theirs. Its ground counts as moved.
 *
 * @throws EngineError `slots.length`, `slot.range`, `territories.number` when none would stay
 */
export function vacate(problem: Problem, slots: Uint16Array, slot: number): WhatIf {
  checkSlots(problem, slots, slot);
  return withoutTerritories(problem, slots, [slot]);
}
