import { expect, test } from 'vitest';
import { compactness } from '../shape/compactness.ts';
import { fromEdges } from '../graph/fromEdges.ts';
import { prepare } from '../problem/prepare.ts';
import type { Problem } from '../problem/problem.ts';
import { drain } from '../task/task.ts';
import { EVEN, leanOf } from './lean.ts';
import { solve } from './solve.ts';

const SIDE = 60;
const K = 144;

/** A square country of 60 by 60 units for 144 territories, whose two measures differ by up to `lean` from west to east. */
function country(lean: number, constraints: Problem['constraints'] = []): Problem {
  const units = Array.from({ length: SIDE * SIDE }, (_, i) => i);
  const pairs = units.flatMap((i) => [...(i % SIDE > 0 ? [i - 1, i] : []), ...(i >= SIDE ? [i - SIDE, i] : [])]);
  const { graph, order } = fromEdges({
    ids: units.map((i) => String(10000 + i)), lngLat: Float64Array.from(units.flatMap((i) => [(i % SIDE) * 0.1, Math.floor(i / SIDE) * 0.1])),
    areaKm2: new Float64Array(units.length).fill(123), pairs: Uint32Array.from(pairs),
  });
  const share = new Float64Array(K).fill(1 / K);
  return {
    graph, k: K, constraints, weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 },
    measures: [1, -1].map((sign) => ({ key: sign > 0 ? 'revenue' : 'hours', unit: 'count', values: Float64Array.from(order, (i) => Math.round(1000 * (1 + sign * lean * ((2 * (i % SIDE)) / (SIDE - 1) - 1)))) })),
    goals: ['revenue', 'hours'].map((measure) => ({ measure, share, tolerance: 0.03, weight: 1 })),
  };
}

/** Square territories of 5 by 5 units. */
const squares = Int32Array.from({ length: SIDE * SIDE }, (_, i) => Math.floor((i % SIDE) / 5) + 12 * Math.floor(i / (5 * SIDE)));
const leanIn = (problem: Problem): ReturnType<typeof leanOf> => {
  const ground = prepare(problem);
  return leanOf(ground, ground.level, squares);
};

test('the tolerance is loosened where a whole country leans and territories are many, never where it does not or a capacity binds', () => {
  expect(leanIn(country(0))).toEqual({ ...EVEN, strain: expect.closeTo(0, 6) });
  expect(leanIn(country(0.05))).toMatchObject({ charged: false, loosen: 1 });
  const harsh = leanIn(country(0.4));
  expect(harsh.charged).toBe(false);
  expect(harsh.loosen).toBeGreaterThan(8);
  expect(harsh.strain).toBeLessThan(1);
  expect(leanIn(country(0.4, [{ type: 'capacity', slot: 7, measure: 'hours', min: 0, max: 25_100 }]))).toMatchObject({ charged: true, loosen: 1 });
});

test('a tolerance that only strips across the country could keep gives way to shape, and the plan says by how much it is missed', () => {
  const problem = country(0.4);
  const { slots, violations, worstDeviation } = drain(solve(problem, { preset: 'fast' }));
  const shapes = compactness(problem.graph, slots, K);
  expect(shapes.reduce((sum, { momentCompactness }) => sum + momentCompactness, 0) / K).toBeGreaterThan(0.75);
  expect(worstDeviation).toBeLessThan(0.55);
  expect(new Set(violations.map(({ code }) => code))).toEqual(new Set(['balance.outside']));
});
