import { EngineError } from '../base/errors.ts';
import type { Problem } from '../problem/problem.ts';
import { halve } from './halve.ts';
import { checkSlots, withTerritory, type WhatIf } from './whatIf.ts';

/**
 * What if a territory were split in two: a new one, numbered k, takes part of its ground and of its target, so that nobody
 * else has to change. Held units stay with the old one.
 *
 * @param part of the old target that the new one takes, 0-1
 * @throws EngineError `slots.length`, `slot.range`, `whatif.size`, `whatif.locked`
 */
export function split(problem: Problem, slots: Uint16Array, slot: number, part = 0.5): WhatIf {
  checkSlots(problem, slots, slot);
  const { k } = problem;
  if (!(part > 0 && part < 1)) throw new EngineError('whatif.size', `The new territory takes ${part} of the old one; it must be between 0 and 1.`, part);
  const start = slots.slice();
  for (const u of halve(problem, slots, slot, part)) start[u] = k;
  const problemNow = withTerritory(problem, (share) => [...share.map((s, t) => (t === slot ? s * (1 - part) : s)), share[slot] * part]);
  return { problem: problemNow, start, held: slots.slice(), slotNow: Int32Array.from({ length: k }, (_, t) => t) };
}
