import { compactness, territoryCentres, UNASSIGNED } from '@hexalign/engine';
import type { SideBySide } from '../../contract/sides.ts';
import { kmBetween } from '../whatif/sides.ts';
import type { SharedGround, SideState } from './sideState.ts';

type Figures = SideBySide['figures'][number];

/** What one side comes to, and what each of its territories has. */
export interface Figured {
  readonly figures: Figures;
  /** k territories of the side, in its numbers. */
  readonly of: readonly NonNullable<SideBySide['territories'][number]['of'][number]>[];
}

const SLACK = 1e-9;

/**
 * Figures of one side, on the accounts that all sides share. O(n + accounts x measures).
 *
 * @param goals per measure the k shares of the targets, and the tolerance (null: none is known)
 * @param today per account a number of the side, -1 = nobody knows, others = somebody who is not on this side; null = nobody knows any
 */
export function sideFigures({ territories, slots, slotOfAccount }: SideState, { loaded, accounts }: SharedGround, goals: readonly { readonly shares: Float64Array; readonly tolerance: number | null }[], today: Int32Array | null): Figured {
  const [k, q] = [territories.length, accounts.values.length];
  const units = new Uint32Array(k);
  for (const slot of slots) if (slot < k) units[slot]++;
  const counts = new Uint32Array(k);
  const sums = Array.from({ length: k }, () => new Float64Array(q));
  slotOfAccount.forEach((slot, a) => {
    if (slot >= k) return;
    counts[slot]++;
    for (let m = 0; m < q; m++) sums[slot][m] += accounts.values[m][a];
  });
  const totals = accounts.values.map((values) => values.reduce((sum, value) => sum + value, 0));
  const deviations = sums.map((own, t) => totals.map((total, m) => {
    const target = goals[m].shares[t] * total;
    return target > 0 ? (own[m] - target) / target : 0;
  }));
  const measures = totals.map((_, m) => {
    const sizes = deviations.map((own) => Math.abs(own[m]));
    const { tolerance } = goals[m];
    return { worst: Math.max(0, ...sizes), mean: k === 0 ? 0 : sizes.reduce((sum, size) => sum + size, 0) / k, outside: tolerance === null ? 0 : sizes.filter((size) => size > tolerance + SLACK).length, busiest: Math.max(0, ...sums.map((own) => own[m])) };
  });
  const shapes = compactness(loaded.graph, slots, k).filter((_, t) => units[t] > 0);
  return {
    of: territories.map((_, t) => ({ units: units[t], accounts: counts[t], sums: [...sums[t]], deviations: deviations[t] })),
    figures: {
      measures, worst: k === 0 ? null : Math.max(0, ...measures.map(({ worst }) => worst)),
      compactness: shapes.length === 0 ? null : shapes.reduce((sum, { momentCompactness }) => sum + momentCompactness, 0) / shapes.length,
      drawn: shapes.length, whole: shapes.filter(({ pieces }) => pieces === 1).length,
      disruption: today === null ? null : disruptionOf(slotOfAccount, today, accounts.values),
      km: meanWay(slots, slotOfAccount, k, { loaded, accounts }),
    },
  };
}

function disruptionOf(slotOfAccount: Uint16Array, today: Int32Array, values: readonly Float64Array[]): NonNullable<Figures['disruption']> {
  const found = { accounts: 0, of: 0, sums: values.map(() => 0) };
  today.forEach((owner, a) => {
    if (owner === -1) return;
    found.of++;
    if (owner === slotOfAccount[a]) return;
    found.accounts++;
    values.forEach((column, m) => (found.sums[m] += column[a]));
  });
  return found;
}

function meanWay(slots: Uint16Array, slotOfAccount: Uint16Array, k: number, { loaded: { graph }, accounts }: Pick<SharedGround, 'loaded' | 'accounts'>): number | null {
  const weight = new Float64Array(slots.length);
  for (const unit of accounts.units) weight[unit]++;
  const centres = territoryCentres(graph, slots, k, weight).lngLat;
  let [way, count] = [0, 0];
  slotOfAccount.forEach((slot, a) => {
    if (slot === UNASSIGNED || slot >= k || Number.isNaN(centres[2 * slot])) return;
    count++;
    way += kmBetween(centres[2 * slot], centres[2 * slot + 1], accounts.lngLat[2 * a], accounts.lngLat[2 * a + 1]);
  });
  return count === 0 ? null : way / count;
}
