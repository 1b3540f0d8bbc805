import type { Problem } from '../problem/problem.ts';
import { checkSlots, withoutTerritories, type WhatIf } from './whatIf.ts';

/**
 * What if a territory, or several at once, were dissolved: somebody leaves and the neighbours take over. The others close up their numbers and
 * share the target of those that are gone in proportion to theirs. Their ground counts as moved.
 *
 * @throws EngineError `slots.length`, `slot.range`, `territories.number` when none would stay
 */
export function vacate(problem: Problem, slots: Uint16Array, slot: number | readonly number[]): WhatIf {
  const gone = typeof slot === 'number' ? [slot] : [...new Set(slot)].sort((a, b) => a - b);
  checkSlots(problem, slots, ...gone);
  return withoutTerritories(problem, slots, gone);
}
