/** What demands say about territories beside their bands. k = open territories, kinds = things whose moving is limited. */
export interface Rules {
  /** kinds: how much may move from today's territories in all; Infinity where nothing is said. */
  readonly total: Float64Array;
  /** k * kinds: how much may leave each territory of today. */
  readonly leaving: Float64Array;
  /** k * 2: the home a territory is bound to, in lengths of the level; NaN where it has none. */
  readonly home: Float64Array;
  /** k: square of the distance from home that its centre may have; Infinity where it may lie anywhere. */
  readonly leash: Float64Array;
  /** k flags: may lie in pieces. */
  readonly scattered: Uint8Array;
  /** Any flag set. */
  readonly pieces: boolean;
  /** What travel costs beside shape; 0: nothing. */
  readonly travel: number;
  /** k * bounded: the bounds of sums of measures that have any, load taken off. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** bounded: a mean territory's worth of each. */
  readonly worth: Float64Array;
}

/** Rules that say nothing, for k territories and `bounded` measures with bounds. */
export function noRules(k: number, kinds = 0, bounded = 0): Rules {
  return {
    total: new Float64Array(kinds).fill(Infinity), leaving: new Float64Array(k * kinds).fill(Infinity), home: new Float64Array(2 * k).fill(NaN), leash: new Float64Array(k).fill(Infinity),
    scattered: new Uint8Array(k), pieces: false, travel: 0, low: new Float64Array(k * bounded), high: new Float64Array(k * bounded).fill(Infinity), worth: new Float64Array(bounded).fill(1),
  };
}
