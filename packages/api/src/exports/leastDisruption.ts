import { disruptionBound, UNASSIGNED, type Problem } from '@hexalign/engine';
import type { Disruption } from './planSheet.ts';

export interface LeastDisruptionArgs {
  /** Per measure its key and a weight per point (account, or unit of a graph). */
  readonly keys: readonly string[];
  readonly weights: readonly Float64Array[];
  /** Per point the name of today's territory; null = none. */
  readonly today: readonly (string | null)[];
  /** k ids of the plan's territories. */
  readonly ids: readonly string[];
  /** Per measure k shares, null = equal; and the tolerance, 0-1. */
  readonly shares: readonly (Float64Array | null)[];
  readonly tolerance: readonly number[];
  /** Per measure whether any plan has to balance it; all when left out. */
  readonly balanced?: readonly boolean[];
}

const DIGITS = 9;

/**
 * Puts beside what moved the least that any plan within the tolerance has to move between territories of these names. Points
 * may change hands one by one there, so that plans of whole units move as much or more.
 */
export function withLeast(disruption: Disruption, { keys, weights, today, ids, shares, tolerance, balanced }: LeastDisruptionArgs): Disruption {
  const k = ids.length;
  const slotOf = new Map(ids.map((id, slot) => [id, slot]));
  const held = Uint16Array.from(today, (name) => {
    if (name === null) return UNASSIGNED;
    if (!slotOf.has(name)) slotOf.set(name, Math.min(slotOf.size, UNASSIGNED - 1));
    return slotOf.get(name)!;
  });
  const n = today.length;
  const points: Problem = {
    // Nothing is asked of the ground between points.
    graph: { ids: Array.from(today, (_, p) => String(p)), offsets: new Uint32Array(n + 1), neighbors: new Uint32Array(0), borderM: new Float32Array(0), lngLat: new Float64Array(2 * n), areaKm2: new Float64Array(n), fingerprint: '' },
    measures: keys.map((key, m) => ({ key, unit: 'count', values: weights[m] })),
    k,
    goals: keys.flatMap((measure, m) => (balanced?.[m] === false ? [] : [{ measure, share: shares[m] ?? new Float64Array(k).fill(1 / k), tolerance: tolerance[m], weight: 1 }])),
    constraints: [],
    weights: { balance: 1, compactness: 0, disruption: 1, travel: 0 },
  };
  return {
    ...disruption,
    measures: disruption.measures.map((measure) => {
      const bound = disruptionBound(points, held, { measure: measure.key });
      const values = weights[keys.indexOf(measure.key)];
      const gone = held.reduce((sum, slot, p) => (slot >= k && slot !== UNASSIGNED ? sum + values[p] : sum), 0);
      return { ...measure, least: bound === null ? null : Number(bound.least.toPrecision(DIGITS)), gone };
    }),
  };
}
