import { compactness, openWorkbench, repairPlan, type Problem, type Task } from '@hexalign/engine';
import { balanceOf, worstDeviation, type Weighed } from './balance.ts';

/** How even and how compact a plan is, 0-1 each. */
export interface Evenly {
  readonly worstDeviation: number;
  readonly compactness: number;
}

/** Share of every tolerance that is aimed at: what a lock costs shows below the tolerance, too. */
const AIM = 0.5;

/** How evenly a plan can be made from where it stands: repaired towards half of every tolerance, with the targets it has. */
export function* evenlyRepaired(problem: Problem, demand: Weighed, slots: Uint16Array): Task<Evenly> {
  const tightened: Problem = { ...problem, goals: problem.goals.map((goal) => ({ ...goal, tolerance: goal.tolerance * AIM })) };
  const repaired = yield* repairPlan(openWorkbench(tightened, slots));
  // A search may end worse than it began; the plan as it stands can be had in any case.
  const of = (at: Uint16Array): Evenly => {
    const shapes = compactness(problem.graph, at, demand.k);
    return { worstDeviation: worstDeviation(balanceOf(demand, at), demand.measures.length), compactness: shapes.reduce((sum, shape) => sum + shape.momentCompactness, 0) / Math.max(1, demand.k) };
  };
  const [before, after] = [of(slots), of(repaired.slots)];
  return after.worstDeviation < before.worstDeviation ? after : before;
}
