import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromEdges } from '../graph/fromEdges.ts';
import { UNASSIGNED, type Problem } from '../problem/problem.ts';
import { numberByToday } from './numberByToday.ts';

const [n, k] = [14, 4];
const { graph } = fromEdges({
  ids: Array.from({ length: n }, (_, i) => String(100 + i)), lngLat: Float64Array.from({ length: 2 * n }, (_, j) => (j % 2 === 0 ? 0.05 * j : 0)),
  areaKm2: new Float64Array(n).fill(100), pairs: Uint32Array.from({ length: 2 * (n - 1) }, (_, i) => (i + 1) >> 1),
});
const slot = fc.integer({ min: 0, max: k - 1 });

function problemOf(baseline: Uint16Array, shares: readonly number[], change: Partial<Problem> = {}): Problem {
  return {
    graph, k, baseline, measures: [], constraints: [], weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 },
    goals: [{ measure: 'sales', share: Float64Array.from(shares), tolerance: 0.1, weight: 1 }], ...change,
  };
}

test('territories alike take the numbers under which least moves, others keep theirs, and the plan stays the same', () => {
  fc.assert(fc.property(
    fc.array(fc.oneof(slot, fc.constant(UNASSIGNED)), { minLength: n, maxLength: n }), fc.array(slot, { minLength: n, maxLength: n }),
    fc.array(fc.nat(9), { minLength: n, maxLength: n }), fc.constantFrom([0.25, 0.25, 0.25, 0.25], [0.3, 0.2, 0.3, 0.2]),
    (today, plan, values, shares) => {
      const [baseline, slots, weight] = [Uint16Array.from(today), Uint16Array.from(plan), Float64Array.from(values)];
      const named = numberByToday(problemOf(baseline, shares), slots, weight);
      const nameOf = new Map(plan.map((t, u) => [t, named[u]]));
      expect([...named]).toEqual(plan.map((t) => nameOf.get(t)));
      expect(new Set(nameOf.values()).size).toBe(nameOf.size);
      for (const [t, name] of nameOf) expect(shares[name]).toBe(shares[t]);
      const kept = (now: Uint16Array): number => now.reduce((sum, t, u) => sum + (t === baseline[u] ? weight[u] : 0), 0);
      for (let a = 0; a < k; a++) {
        for (let b = 0; b < a; b++) {
          if (shares[a] === shares[b]) expect(kept(named.map((t) => (t === a ? b : t === b ? a : t)))).toBeLessThanOrEqual(kept(named));
        }
      }
      expect(kept(named)).toBeGreaterThanOrEqual(kept(slots));
    },
  ));
});

test('a territory with a demand of its own keeps its number, and all do where a budget counts by number', () => {
  const baseline = Uint16Array.from({ length: n }, (_, u) => (u < 7 ? 0 : 1));
  const slots = Uint16Array.from({ length: n }, (_, u) => (u < 7 ? 1 : 0));
  const ones = new Float64Array(n).fill(1);
  const even = [0.25, 0.25, 0.25, 0.25];
  expect(numberByToday(problemOf(baseline, even), slots, ones)).toEqual(baseline);
  expect(numberByToday(problemOf(baseline, even, { constraints: [{ type: 'seed', unit: 0, slot: 1 }] }), slots, ones)).toEqual(slots);
  expect(numberByToday(problemOf(baseline, even, { constraints: [{ type: 'budget', measure: null, max: 20 }] }), slots, ones)).toEqual(slots);
  expect(numberByToday(problemOf(baseline, even, { load: Float64Array.of(5, 0, 0, 0), measures: [{ key: 'sales', unit: 'count', values: ones }] }), slots, ones)).toEqual(slots);
});
