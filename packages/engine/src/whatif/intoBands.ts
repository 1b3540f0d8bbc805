import type { Problem } from '../problem/problem.ts';
import { solve } from '../solve/solve.ts';
import type { Task } from '../task/task.ts';
import { repairPlan, type RepairedPlan } from './repairPlan.ts';
import type { WhatIf } from './whatIf.ts';
import { layOut, type Workbench } from './workbench.ts';

/** Repairs on top of a repair; each begins where the one before got stuck. */
const ROUNDS = 3;

/** What moving is worth to the solver when it takes over, beside balance and shapes. */
const DISRUPTION = 1;

/**
 * Answers a what-if with the least that brings the plan into its bands. Where a repair gets stuck outside them, the next one begins
 * there, with other borders to move; where those get stuck too, the solver draws anew from what is held, with a price on moving, and
 * its plan is repaired in turn. Of all these the first within its bands counts, else the one that is nearest to them. Deterministic; a truthy value
 * sent into the task ends it with the best so far.
 *
 * @param bench laid out for the problem before
 */
export function* intoBands(bench: Workbench, asked: WhatIf): Task<RepairedPlan> {
  let best = yield* repairPlan(layOut(bench, asked));
  for (let round = 0; round < ROUNDS && isStuck(best); round++) {
    const next = yield* repairPlan(layOut(bench, { ...asked, start: best.slots }));
    if (!isNearer(next, best)) break;
    best = next;
  }
  if (!isStuck(best)) return best;
  const drawn = yield* solve(priced(asked, best.slots));
  const repaired = yield* repairPlan(layOut(bench, { ...asked, start: drawn.slots }));
  return isNearer(repaired, best) ? repaired : best;
}

function isStuck({ outside, interrupted }: RepairedPlan): boolean {
  return outside.length > 0 && !interrupted;
}

function isNearer(a: RepairedPlan, b: RepairedPlan): boolean {
  return a.outside.length < b.outside.length || (a.outside.length === b.outside.length && a.worstDeviation < b.worstDeviation - 1e-9);
}

/** The problem with what is held as the plan of today, unless budgets of change count from another; ground that needs somebody is with whom the repair gave it to. */
function priced({ problem, held }: WhatIf, repaired: Uint16Array): Problem {
  const weights = { ...problem.weights, disruption: Math.max(DISRUPTION, problem.weights.disruption) };
  if (problem.baseline && problem.constraints.some(({ type }) => type === 'budget')) return { ...problem, weights };
  return { ...problem, weights, baseline: held.map((slot, u) => (slot < problem.k ? slot : repaired[u])) };
}
