import { aggregate, type Measure } from '@hexalign/engine';
import type { Accounts } from './accounts.ts';
import type { Disagreement } from './disagreement.ts';

/** Revenue per year of a square kilometre without a known account: farms, pipelines, what no list of customers has. */
const REVENUE_PER_KM2 = 40;

/**
 * What accounts come to in their units, whole numbers. Hours are visits and travel: a part for the ground that has to be
 * watched, and a round trip through the unit's accounts, which is as long as the square root of area times accounts
 * (Beardwood, Halton and Hammersley 1959).
 *
 * @param unitOf unit of each account
 */
export function measuresOf(areaKm2: Float64Array, accounts: Accounts, unitOf: Uint32Array, { travelPerKm2, travelPerKm }: Disagreement): Measure[] {
  const n = areaKm2.length;
  const count = aggregate(n, unitOf, new Float64Array(unitOf.length).fill(1));
  const revenue = aggregate(n, unitOf, accounts.revenue);
  const visits = aggregate(n, unitOf, accounts.hours);
  return [
    { key: 'revenue', unit: 'currency', values: areaKm2.map((area, u) => Math.round(revenue[u] + REVENUE_PER_KM2 * area)) },
    { key: 'hours', unit: 'hours', values: areaKm2.map((area, u) => Math.max(1, Math.round(visits[u] + travelPerKm2 * area + travelPerKm * Math.sqrt(area * count[u])))) },
  ];
}
