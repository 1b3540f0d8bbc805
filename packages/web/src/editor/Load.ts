/** An account that belongs elsewhere than its ground: what it carries is taken out of its unit and counted at the slot that has it. */
export interface Load {
  readonly unit: number;
  readonly slot: number;
  /** One per measure, in the order of the units' measures. */
  readonly values: readonly number[];
}
