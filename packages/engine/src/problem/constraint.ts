/** What may not happen. Each kind is rewritten by `prepare` into the few things the solver knows. */
export type Constraint =
  /** These units stay in this territory. */
  | { readonly type: 'hold'; readonly units: Uint32Array; readonly slot: number }
  /** This territory neither gains nor loses. Needs a baseline. */
  | { readonly type: 'lock'; readonly slot: number }
  /** A territory starts at, and keeps, this unit. */
  | { readonly type: 'seed'; readonly unit: number; readonly slot: number }
  /** Units with the same group number (> 0) stay together; 0 is no group. Length n. */
  | { readonly type: 'keepTogether'; readonly group: Uint32Array }
  /** Pairs of units that do not count as neighbours, or do. Length 2 per pair. */
  | { readonly type: 'barrier' | 'link'; readonly pairs: Uint32Array }
  /** Sum of a measure in a territory stays within these bounds. */
  | { readonly type: 'capacity'; readonly measure: string; readonly slot: number; readonly min: number; readonly max: number }
  /** At most so much of a measure (null: of units, counted) leaves its territory of today: out of territory `from`, or all together. Needs a baseline. */
  | { readonly type: 'budget'; readonly measure: string | null; readonly max: number; readonly from?: number; readonly counts?: Counted }
  /** The place a territory is worked from; its centre stays within `centreKm` of it and all its units' centres within `reachKm`. */
  | { readonly type: 'home'; readonly slot: number; readonly lng: number; readonly lat: number; readonly centreKm?: number; readonly reachKm?: number }
  /** This territory may lie in pieces. */
  | { readonly type: 'scattered'; readonly slot: number };

/** What a budget counts where the values of a measure do not say it: accounts, or what only a part of a unit has. */
export interface Counted {
  readonly name: string;
  /** n amounts that move when the unit leaves its territory of today. */
  readonly amounts: Float64Array;
  /** What moves whatever the plan: accounts in units of another territory than theirs. */
  readonly already: number;
}
