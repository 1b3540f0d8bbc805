import fc from 'fast-check';
import { expect, test } from 'vitest';
import { certify } from '../certify/certify.ts';
import { fromEdges } from '../graph/fromEdges.ts';
import { solve } from '../solve/solve.ts';
import { drain } from '../task/task.ts';
import type { Constraint } from './constraint.ts';
import { prepare } from './prepare.ts';
import type { Problem } from './problem.ts';
import { validate } from './validate.ts';

/** Islands that are rows of units, far apart. */
function islands(sizes: readonly number[], share: readonly number[], constraints: Constraint[] = [], tolerance = 0.1): Problem {
  const n = sizes.reduce((sum, size) => sum + size, 0);
  const lngLat: number[] = [];
  const pairs: number[] = [];
  sizes.forEach((size, island) => {
    for (let i = 0; i < size; i++) {
      if (i > 0) pairs.push(lngLat.length / 2 - 1, lngLat.length / 2);
      lngLat.push(i * 0.1, island * 3);
    }
  });
  const { graph } = fromEdges({ ids: Array.from({ length: n }, (_, u) => String(1000 + u)), lngLat: Float64Array.from(lngLat), areaKm2: new Float64Array(n).fill(120), pairs: Uint32Array.from(pairs) });
  const total = share.reduce((sum, s) => sum + s, 0);
  return {
    graph, k: share.length, constraints, measures: [{ key: 'sales', unit: 'count', values: new Float64Array(n).fill(1) }],
    goals: [{ measure: 'sales', share: Float64Array.from(share, (s) => s / total), tolerance, weight: 1 }], weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 },
  };
}

test('islands get the territories whose shares they can hold', () => {
  expect([...prepare(islands([20, 1], [1, 20])).partOf]).toEqual([1, 0]);
  expect([...prepare(islands([14, 6], [7, 1, 1, 1], [], 0.5)).partOf].filter((p) => p === 0)).not.toHaveLength(3);
  const { slots, violations } = drain(solve(islands([20, 1], [1, 20])));
  expect(violations).toEqual([]);
  expect(slots[20]).toBe(0);
});

test('whatever shares were cut from islands are found again', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.integer({ min: 4, max: 12 }), { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 4 }), fc.nat(1000), (cuts, seed) => {
      const sizes = cuts.map((parts) => parts.reduce((sum, size) => sum + size, 0));
      // In any order.
      const share = cuts.flat().map((size, i) => ({ size, key: (i * 7919 + seed) % 101 })).sort((a, b) => a.key - b.key).map(({ size }) => size);
      const problem = islands(sizes, share, [], 0.3);
      expect(validate(problem)).toEqual([]);
      const { slots } = drain(solve(problem, { preset: 'fast' }));
      expect(certify(problem, slots).violations).toEqual([]);
    }),
    { numRuns: process.env.HEXALIGN_LONG ? 500 : 40 },
  );
});

test('what is held decides first', () => {
  const problem = islands([20, 10], [1, 1, 1], [{ type: 'seed', unit: 25, slot: 0 }]);
  expect(prepare(problem).partOf[0]).toBe(1);
  expect(drain(solve(problem)).violations).toEqual([]);
});
