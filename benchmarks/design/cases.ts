/** What is asked of designs: every line of the table of goals, with the least that has to be reached and what is aimed for. */

/** Figures that a case has to come to, medians over its seeds. */
export interface Target {
  /** Largest |deviation| of any territory in any measure, 0-1. */
  readonly deviation?: number;
  /** Mean moment compactness. */
  readonly compactness?: number;
  /** Moment compactness of the worst territory. */
  readonly worstCompactness?: number;
  /** CPU seconds of a warm solve; `peer`: no more than gpmetis in the same run. */
  readonly cpuSeconds?: number | 'peer';
  /** How far the plan's inertia is from the least around its centres, as proved by a bound that takes at most three solves' CPU. */
  readonly gap?: number;
  /** Peak of memory beyond the parsed input. */
  readonly megabytes?: number;
  /** Not worse than gpmetis in deviation, compactness, Polsby-Popper, pieces and CPU. */
  readonly beatsPeer?: true;
}

/** One line of the table. */
export interface Case {
  readonly instance: string;
  readonly k: number;
  /** Asked of the solver. */
  readonly tolerance: number;
  /** Seeds 1 to this, two in a process: cold, then warm. Even. */
  readonly seeds: number;
  /** Part of `--quick`. */
  readonly quick?: true;
  readonly floor?: Target;
  readonly goal?: Target;
}

const at5 = { deviation: 0.05, worstCompactness: 0.35 };
const at3 = { deviation: 0.03, worstCompactness: 0.25 };
const mixedGoal = { deviation: 0.01, compactness: 0.75 };
const mixedFloor = { deviation: 0.02, compactness: 0.7 };

export const CASES: readonly Case[] = [
  { instance: 'us-r5l', k: 50, tolerance: 0.03, seeds: 8, floor: { ...at3, compactness: 0.84 } },
  { instance: 'us-r5l', k: 50, tolerance: 0.02, seeds: 8, quick: true, goal: { deviation: 0.02, compactness: 0.84, cpuSeconds: 1.5 } },
  { instance: 'us-r5m', k: 50, tolerance: 0.05, seeds: 8, quick: true, floor: { ...at5, compactness: 0.87 }, goal: { ...at5, compactness: 0.88, cpuSeconds: 2, gap: 0.2 } },
  { instance: 'us-r5m', k: 50, tolerance: 0.035, seeds: 8, floor: { deviation: 0.035, compactness: 0.72 } },
  { instance: 'us-r5m', k: 50, tolerance: 0.03, seeds: 8, quick: true, goal: { ...at3, compactness: 0.75, cpuSeconds: 2, gap: 0.25 } },
  { instance: 'us-r5m', k: 50, tolerance: 0.02, seeds: 8, quick: true, goal: { deviation: 0.02, compactness: 0.7, cpuSeconds: 2 } },
  { instance: 'us-r5', k: 50, tolerance: 0.07, seeds: 8, floor: { deviation: 0.07, compactness: 0.47, cpuSeconds: 4 } },
  { instance: 'us-r5', k: 50, tolerance: 0.05, seeds: 8, quick: true, goal: { deviation: 0.05, compactness: 0.55, cpuSeconds: 3 } },
  { instance: 'us-r6m', k: 50, tolerance: 0.04, seeds: 4, floor: { deviation: 0.04, compactness: 0.65, cpuSeconds: 6 } },
  { instance: 'us-r6m', k: 50, tolerance: 0.02, seeds: 4, quick: true, goal: { deviation: 0.02, compactness: 0.75, cpuSeconds: 3 } },
  { instance: 'us-r6m', k: 50, tolerance: 0.01, seeds: 2 },
  { instance: 'us-r6l', k: 200, tolerance: 0.06, seeds: 4, floor: { deviation: 0.06, compactness: 0.85, cpuSeconds: 4 } },
  { instance: 'us-r6l', k: 200, tolerance: 0.03, seeds: 4, goal: { ...at3, compactness: 0.8, cpuSeconds: 'peer' } },
  { instance: 'us-r6m', k: 200, tolerance: 0.06, seeds: 4, quick: true, floor: { deviation: 0.06, compactness: 0.85, cpuSeconds: 4 } },
  { instance: 'us-r6m', k: 200, tolerance: 0.03, seeds: 4, goal: { ...at3, compactness: 0.8, cpuSeconds: 'peer', gap: 0.25 } },
  { instance: 'us-r6', k: 200, tolerance: 0.05, seeds: 4, floor: { beatsPeer: true }, goal: { deviation: 0.05, compactness: 0.6, cpuSeconds: 4 } },
  { instance: 'us-r7', k: 500, tolerance: 0.03, seeds: 2, floor: { beatsPeer: true, megabytes: 1500 }, goal: { deviation: 0.03, compactness: 0.7, cpuSeconds: 'peer' } },
  { instance: 'mixed', k: 50, tolerance: 0.02, seeds: 4, floor: mixedFloor },
  { instance: 'mixed', k: 50, tolerance: 0.01, seeds: 4, quick: true, goal: { ...mixedGoal, cpuSeconds: 2 } },
  { instance: 'mixed', k: 200, tolerance: 0.02, seeds: 4, floor: mixedFloor },
  { instance: 'mixed', k: 200, tolerance: 0.01, seeds: 4, goal: { ...mixedGoal, cpuSeconds: 3 } },
  { instance: 'mixed', k: 500, tolerance: 0.02, seeds: 4, floor: mixedFloor },
  { instance: 'mixed', k: 500, tolerance: 0.01, seeds: 4, goal: { ...mixedGoal, cpuSeconds: 4 } },
  { instance: 'hospitals', k: 40, tolerance: 0.05, seeds: 8, quick: true, floor: { deviation: 0.12 }, goal: { deviation: 0.05, compactness: 0.55, cpuSeconds: 3 } },
  { instance: 'counties', k: 50, tolerance: 0.05, seeds: 4 },
  { instance: 'counties-divided', k: 50, tolerance: 0.05, seeds: 4, quick: true },
];

/** Cases for a graph that is not in the table: 50 territories, or 200 where units are many, at 5 %. */
export function casesForStranger(instance: string, units: number): Case[] {
  return [{ instance, k: units > 100_000 ? 200 : 50, tolerance: 0.05, seeds: 4 }];
}
