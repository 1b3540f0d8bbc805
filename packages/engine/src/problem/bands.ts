import type { Goal } from './goal.ts';
import type { Problem } from './problem.ts';

/** What the sums of one measure have to lie in, per territory. k = territories. */
export interface Band {
  /** Position in `problem.measures`, and its key. */
  readonly measure: number;
  readonly key: string;
  /** Null where a measure has bounds but is not balanced. */
  readonly goal: Goal | null;
  /** All units, and what named accounts carry. */
  readonly total: number;
  /** k ends of the bands, load included; 0 and Infinity where nothing is said. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** k bounds as they were asked for; 0 and Infinity where there are none. */
  readonly min: Float64Array;
  readonly max: Float64Array;
}

/**
 * The bands of all measures with a goal and a total above 0, in the order of the goals, then those with bounds alone. A
 * band is the target +- tolerance, cut by the bounds; where bounds leave nothing of it they win: the band lies at that
 * end of theirs which is nearest to the target.
 */
export function bands(problem: Problem): Band[] {
  const { measures, goals, constraints, k } = problem;
  const bandOf = (measure: number, goal: Goal | null): Band => {
    const { key } = measures[measure];
    const total = totalOf(problem, measure);
    const min = new Float64Array(k);
    const max = new Float64Array(k).fill(Infinity);
    for (const c of constraints) {
      if (c.type !== 'capacity' || c.measure !== key) continue;
      min[c.slot] = Math.max(min[c.slot], c.min);
      max[c.slot] = Math.min(max[c.slot], c.max);
    }
    const [low, high] = [min.slice(), max.slice()];
    for (let t = 0; goal !== null && t < k; t++) {
      const target = goal.share[t] * total;
      const [from, to] = [target * (1 - goal.tolerance), target * (1 + goal.tolerance)];
      low[t] = max[t] < from ? Math.max(min[t], max[t] - (to - from)) : Math.max(min[t], from);
      high[t] = min[t] > to ? Math.min(max[t], min[t] + (to - from)) : Math.min(max[t], to);
      // Bounds that leave nothing: halfway between what they ask.
      if (low[t] > high[t]) low[t] = high[t] = (low[t] + high[t]) / 2;
    }
    return { measure, key, goal, total, low, high, min, max };
  };
  const at = (key: string): number => measures.findIndex((one) => one.key === key);
  const balanced = goals.filter(({ measure }) => at(measure) >= 0).map((goal) => bandOf(at(goal.measure), goal)).filter(({ total }) => total > 0);
  const bounded = new Set(constraints.flatMap((c) => (c.type === 'capacity' && !balanced.some(({ key }) => key === c.measure) ? [at(c.measure)] : [])));
  return [...balanced, ...[...bounded].filter((measure) => measure >= 0).sort((a, b) => a - b).map((measure) => bandOf(measure, null))];
}

/**
 * What all units hold of a measure, and named accounts carry. Summed apart from where bands are made: V8 13.6.233, having optimised that loop
 * while it ran, now and then gave the band of one measure the total of the next.
 */
function totalOf({ measures, load, k }: Problem, measure: number): number {
  const { values } = measures[measure];
  let total = 0;
  for (let u = 0; u < values.length; u++) total += values[u];
  for (let t = 0; load !== undefined && t < k; t++) total += load[t * measures.length + measure];
  return total;
}
