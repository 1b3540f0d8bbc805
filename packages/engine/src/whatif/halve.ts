import { EngineError } from '../base/errors.ts';
import { prepare } from '../problem/prepare.ts';
import type { Problem } from '../problem/problem.ts';
import { subproblem } from '../problem/subproblem.ts';
import { dice } from '../solve/dice.ts';
import { ratioBisect } from '../solve/ratioBisect.ts';
import { repair } from '../solve/repair.ts';
import { slotsOf } from '../solve/slots.ts';

/**
 * Cuts a territory in two by the most compact line that divides all measures alike. Held units stay with the old one. O(n) to
 * find its ground, then its units alone.
 *
 * @param part of the sums that the new one takes, 0-1
 * @param home unit that lies in the new one; -1 when left out
 * @returns the units of the new one
 * @throws EngineError `whatif.size`, `whatif.locked`
 */
export function halve(problem: Problem, slots: Uint16Array, slot: number, part: number, home = -1): Uint32Array {
  if (problem.constraints.some((c) => c.type === 'lock' && c.slot === slot)) throw new EngineError('whatif.locked', `Territory ${slot} is locked and cannot give ground away; lift the lock.`, slot);
  const alone = subproblem(problem, slots, [slot]);
  const { units } = alone;
  if (units.length < 2) throw new EngineError('whatif.size', `Territory ${slot} has ${units.length} ${units.length === 1 ? 'unit' : 'units'}; it takes two to divide it.`, units.length);
  const q = problem.measures.length;
  const { load, goals, constraints } = alone.problem;
  const start = home < 0 ? [] : [{ type: 'seed' as const, unit: units.indexOf(home), slot: 1 }];
  const halves: Problem = {
    ...alone.problem, k: 2, baseline: undefined, constraints: [...constraints.filter((c) => c.type !== 'capacity'), ...start],
    load: load && Float64Array.from({ length: 2 * q }, (_, j) => (j < q ? load[j] : 0)),
    goals: goals.map((goal) => ({ ...goal, share: Float64Array.of(1 - part, part) })),
  };
  const ground = prepare(halves);
  const { owner } = ratioBisect(ground, ground.level, dice(1));
  // Where the line leaves the home on the old side, the sides change names.
  const at = home < 0 ? -1 : ground.unitOf[units.indexOf(home)];
  if (at >= 0 && owner[at] === 0) for (let i = 0; i < owner.length; i++) owner[i] = owner[i] < 0 ? -1 : 1 - owner[i];
  repair(ground, ground.level, owner);
  const sides = slotsOf(halves, ground, owner);
  return units.filter((_, i) => sides[i] === 1);
}
