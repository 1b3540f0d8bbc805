/** How far a plan's inertia can be from the least possible around the same centres, with the proof of it. */
export interface InertiaBound {
  /** Key of the measure whose inertia is meant: the first balanced one. */
  readonly measure: string;
  /** Sum over units of mass times squared distance from the centre of mass of their territory, in units of that measure times square kilometres. */
  readonly inertia: number;
  /** No plan in the bands has less around these centres, even when units may be divided and territories torn. */
  readonly lowerBound: number;
  /** inertia / lowerBound - 1; null when the bound is 0. */
  readonly gap: number | null;
  readonly bands: readonly BoundBand[];
}

/** The band of one balanced measure and what its part of the proof is. */
export interface BoundBand {
  readonly measure: string;
  /** Half the width of the band, 0-1: the tolerance asked for, or what the plan needs if that is more. */
  readonly tolerance: number;
  /** k prices per unit of this measure, in units of the first one times square kilometres, rounded to nine digits. */
  readonly multipliers: readonly number[];
}
