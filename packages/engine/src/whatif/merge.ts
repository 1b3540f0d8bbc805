import { EngineError } from '../base/errors.ts';
import { areTouching } from './areTouching.ts';
import type { Problem } from '../problem/problem.ts';
import { checkSlots, withoutTerritories, type WhatIf } from './whatIf.ts';

/**
 * What if two territories became one: `into` takes over `slot`, its ground and its target, so that nobody else has to
 * change. The ground of `slot` counts as moved.
 *
 * @throws EngineError `slots.length`, `slot.range`, `whatif.apart` when the two do not touch
 */
export function merge(problem: Problem, slots: Uint16Array, slot: number, into: number): WhatIf {
  checkSlots(problem, slots, slot, into);
  if (slot === into) throw new EngineError('whatif.apart', `Territory ${slot} cannot be merged with itself; name another.`, slot);
  if (!areTouching(problem, slots, slot, into)) throw new EngineError('whatif.apart', `Territories ${slot} and ${into} do not touch, so that one territory of both would lie in pieces; merge neighbours, or link them.`, [slot, into]);
  const gone = withoutTerritories(problem, slots, [slot]);
  const { k } = gone.problem;
  const to = gone.slotNow[into];
  const goals = gone.problem.goals.map((goal, g) => {
    const share = new Float64Array(k);
    gone.slotNow.forEach((now, t) => (share[now < 0 ? to : now] += problem.goals[g].share[t]));
    return { ...goal, share };
  });
  return { ...gone, problem: { ...gone.problem, goals }, start: gone.start.map((t) => (t === k ? to : t)) };
}
