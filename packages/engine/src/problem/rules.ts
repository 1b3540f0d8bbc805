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
}
