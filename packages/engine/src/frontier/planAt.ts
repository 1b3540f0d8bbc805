import type { Problem } from '../problem/problem.ts';
import type { Preset } from '../solve/preset.ts';
import { solve } from '../solve/solve.ts';
import type { Task } from '../task/task.ts';
import { repairPlan } from '../whatif/repairPlan.ts';
import { openWorkbench } from '../whatif/workbench.ts';
import { numberByToday } from './numberByToday.ts';

/** Everything that makes a plan out of a problem, so that anybody can make it again (`planAt`). */
export interface PlanSettings {
  /** `solve`, from scratch or, where moving has a price or a budget, from today's plan; or `repair`, today's plan brought into its bands by moving as little as possible. */
  readonly way: 'solve' | 'repair';
  /** How many times as wide as asked for the tolerances are. */
  readonly times: number;
  /** One per goal of the problem. */
  readonly tolerances: readonly number[];
  /** In place of `weights.disruption`. */
  readonly price: number;
  /** Key of the measure in which what moves is priced and counted; null where there is no plan in force. */
  readonly counted: string | null;
  readonly preset: Preset;
  readonly seed: number;
}

/** The problem that settings pose: the same demands and capacities; only tolerances and the price of moving change. */
export function problemAt(problem: Problem, { tolerances, price, counted }: PlanSettings): Problem {
  return {
    ...problem,
    goals: problem.goals.map((goal, g) => ({ ...goal, tolerance: tolerances[g] })),
    weights: { ...problem.weights, disruption: price },
    ...(counted === null ? {} : { priced: counted }),
  };
}

/**
 * Makes the plan of these settings: `solve(problemAt(problem, settings), settings)`, whose territories then take the numbers
 * of those of today they overlap most where there is a plan in force; or `repairPlan` of today's plan on the same problem.
 * Deterministic; a truthy value sent in ends it with what there is.
 */
export function* planAt(problem: Problem, settings: PlanSettings): Task<{ slots: Uint16Array; interrupted: boolean }> {
  const posed = problemAt(problem, settings);
  const { way, seed, preset, counted } = settings;
  if (way === 'repair' && problem.baseline !== undefined) {
    return yield* repairPlan(openWorkbench(posed, problem.baseline, counted ?? undefined));
  }
  const { slots, interrupted } = yield* solve(posed, { seed, preset });
  return { slots: numberByToday(problem, slots, countedValues(problem, counted)), interrupted };
}

/** n values of the measure that is counted; ones where none is. */
export function countedValues({ measures, graph }: Problem, counted: string | null): Float64Array {
  return measures.find(({ key }) => key === counted)?.values ?? new Float64Array(graph.ids.length).fill(1);
}
