import type { Problem } from '../problem/problem.ts';

/** What a tolerance of 0 counts as where it is widened, or deviations are measured in it. */
export const LEAST_TOLERANCE = 0.01;

/**
 * The tolerances of a problem's goals, so many times as wide as asked for; 1 gives what is asked for, and none gets wider than
 * 1. Capacities do not change: below 1 a tolerance shrinks towards the least at which its band still meets them all.
 *
 * @returns one per goal, in their order
 */
export function tolerancesAt(problem: Problem, times: number): number[] {
  return problem.goals.map(({ measure, share, tolerance }) => {
    if (times === 1) return tolerance;
    if (times > 1) return Math.min(1, times * Math.max(tolerance, LEAST_TOLERANCE));
    const least = Math.min(tolerance, leastFor(problem, measure, share));
    return least + times * (tolerance - least);
  });
}

/** The least tolerance at which no capacity of a measure lies wholly outside its territory's band. */
function leastFor({ measures, constraints, load }: Problem, key: string, share: Float64Array): number {
  const capacities = constraints.filter((c) => c.type === 'capacity').filter((c) => c.measure === key);
  if (capacities.length === 0) return 0;
  const q = measures.length;
  const m = measures.findIndex((one) => one.key === key);
  let total = 0;
  for (const value of measures[m].values) total += value;
  for (let t = 0; load && t < share.length; t++) total += load[t * q + m];
  let least = 0;
  for (const { slot, min, max } of capacities) {
    const target = share[slot] * total;
    if (target > 0) least = Math.max(least, (target - max) / target, (min - target) / target);
  }
  return least;
}
