import type { Measure } from '@hexalign/engine';

/** What limits the number of territories in one measure, before anything is drawn. */
export interface Heaviest {
  readonly measure: string;
  readonly total: number;
  /** total / k. */
  readonly target: number;
  /** Position of the heaviest unit, and what it weighs. */
  readonly unit: number;
  readonly unitValue: number;
  /** Position of the heaviest account and what it weighs; null without accounts. */
  readonly account: number | null;
  readonly accountValue: number | null;
  /** With more territories than this the heaviest unit alone is above every target at this tolerance. */
  readonly atMostTerritories: number;
}

/**
 * Finds the heaviest unit and account of each measure: neither can be divided.
 *
 * @param accountValues per measure one value per account
 */
export function heaviest(measures: readonly Measure[], k: number, tolerance: number, accountValues: readonly Float64Array[] | null): Heaviest[] {
  return measures.map(({ key, values }, m) => {
    let total = 0;
    let unit = 0;
    for (let u = 0; u < values.length; u++) {
      total += values[u];
      if (values[u] > values[unit]) unit = u;
    }
    const points = accountValues?.[m];
    let account: number | null = null;
    if (points && points.length > 0) {
      account = 0;
      for (let p = 1; p < points.length; p++) if (points[p] > points[account]) account = p;
    }
    const unitValue = values[unit] ?? 0;
    return {
      measure: key,
      total,
      target: total / k,
      unit,
      unitValue,
      account,
      accountValue: account === null ? null : points![account],
      atMostTerritories: unitValue > 0 ? Math.max(1, Math.floor(((1 + tolerance) * total) / unitValue + 1e-9)) : Infinity,
    };
  });
}
