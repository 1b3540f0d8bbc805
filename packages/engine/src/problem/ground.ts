import type { Level } from '../solve/level.ts';
import type { Rules } from './rules.ts';

/**
 * A problem rewritten into the few things the solver knows: units with borders, weights, bands the sums have to stay
 * in, and units that are fixed. Territories that are locked are gone, groups are single units, every other demand is
 * a number in one of these rows.
 */
export interface Ground {
  /** The finest level the solver works on. */
  readonly level: Level;
  /** Measures that are balanced. */
  readonly q: number;
  /** Open territories. */
  readonly k: number;
  /** Unit of the problem -> unit of the level, or -1 where a locked territory lies. */
  readonly unitOf: Int32Array;
  /** Open territory -> slot of the problem. */
  readonly slotOf: Int32Array;
  /** Open territory -> connected part of the ground it has to lie in. */
  readonly partOf: Int32Array;
  /** Parts that got no territory because there are more parts than territories. */
  readonly leftOver: Uint8Array;
  /** k * q: middle of the band a territory's sum has to stay in, half its width, and 1 / target. */
  readonly mid: Float64Array;
  readonly half: Float64Array;
  readonly inverse: Float64Array;
  /** q: the mean target, the measure of what a heavy unit is. */
  readonly mean: Float64Array;
  /** q: relative importance of the measures, mean 1. */
  readonly importance: Float64Array;
  /** Metres per unit of length of the level. */
  readonly metres: number;
  /** Demands that are neither a band nor a fixed unit; left out where there are none. `level.asks` says what they mean per unit. */
  readonly rules?: Rules;
}
