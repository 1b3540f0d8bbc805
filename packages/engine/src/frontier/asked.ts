import type { Problem } from '../problem/problem.ts';
import type { Preset } from '../solve/preset.ts';
import type { PlanSettings } from './planAt.ts';
import type { PlanFigures } from './planFigures.ts';
import { tolerancesAt } from './tolerancesAt.ts';

/** What a frontier is asked for. */
export interface Asked {
  readonly problem: Problem;
  readonly preset: Preset;
  readonly seed: number;
  /** Key of the measure in which what moves is counted; null where there is no plan in force. */
  readonly counted: string | null;
}

/** A plan that was made. */
export interface Tried {
  readonly slots: Uint16Array;
  readonly settings: PlanSettings;
  readonly figures: PlanFigures;
  /** Every sum is within the tolerance it was made with. */
  readonly reached: boolean;
  /** The search was stopped before its end: the same settings may give another plan. */
  readonly interrupted: boolean;
}

/** Settings of a plan: what is asked for, but for what is given. */
export function settingsAt({ problem, preset, seed, counted }: Asked, given: Partial<Omit<PlanSettings, 'tolerances' | 'counted'>> & { readonly times: number }): PlanSettings {
  return { way: 'solve', price: problem.weights.disruption, preset, seed, ...given, tolerances: tolerancesAt(problem, given.times), counted };
}
