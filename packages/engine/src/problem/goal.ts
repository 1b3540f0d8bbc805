/** What one measure should come to in every territory. */
export interface Goal {
  /** Key of the measure. */
  readonly measure: string;
  /** k shares of the total, each > 0, summing to 1. */
  readonly share: Float64Array;
  /** Largest allowed |deviation| from the target, 0 to 1, inclusive. */
  readonly tolerance: number;
  /** Relative importance, > 0. */
  readonly weight: number;
}
