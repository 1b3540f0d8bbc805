import type { UnitGraph } from '../graph/unitGraph.ts';
import type { Measure } from '../measure/measure.ts';
import type { Constraint } from './constraint.ts';
import type { Goal } from './goal.ts';

/** No territory: the slot of a unit that nobody covers. */
export const UNASSIGNED = 0xffff;

/** Measures that can be balanced at once. */
export const MOST_MEASURES = 8;

/** What is asked of the solver. n = units, k = territories, q = measures. */
export interface Problem {
  readonly graph: UnitGraph;
  /** 1 to 8 measures. */
  readonly measures: readonly Measure[];
  /** Number of territories, 1 to 65,534. */
  readonly k: number;
  /** One per measure that is to be balanced. */
  readonly goals: readonly Goal[];
  readonly constraints: readonly Constraint[];
  /** n slots in force today, `UNASSIGNED` where nobody covers the unit. */
  readonly baseline?: Uint16Array;
  /** k * q sums that territories carry before any unit, from named accounts; row per slot. */
  readonly load?: Float64Array;
  /** Measure that `weights.disruption` prices the moving of; units, counted, when left out. */
  readonly priced?: string;
  /**
   * Weights >= 0 beside each other. `compactness` is the shape of territories; `disruption` the price of moving a whole mean
   * territory's worth away from its territory of today; `travel` that of the first measure's inertia about homes, or about
   * territories' own centres. Balance is a band, not a price, and comes first: beyond 1,000 times (disruption) and 100 times (travel) the weight of
   * compactness more changes nothing. `balance` is kept for readers of older plans.
   */
  readonly weights: { readonly balance: number; readonly compactness: number; readonly disruption: number; readonly travel: number };
}

/** A reason why a problem cannot be solved as asked, or a plan does not keep its promises. */
export interface Violation {
  /** Stable code, e.g. `unit.too_heavy`, `territory.empty`, `territory.not_contiguous`, `balance.outside`. */
  readonly code: string;
  /** One sentence for a planner. */
  readonly message: string;
  readonly slot?: number;
  readonly unit?: number;
  readonly measure?: string;
  readonly value?: number;
  readonly limit?: number;
}
