/** What the numbers of a measure are. */
export type MeasureUnit = 'currency' | 'count' | 'hours' | 'km2';

/** A number per unit that can be summed. */
export interface Measure {
  readonly key: string;
  readonly unit: MeasureUnit;
  /** n values, finite and >= 0. */
  readonly values: Float64Array;
}
