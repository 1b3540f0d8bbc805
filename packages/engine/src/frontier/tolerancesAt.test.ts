import { expect, test } from 'vitest';
import { fromEdges } from '../graph/fromEdges.ts';
import type { Problem } from '../problem/problem.ts';
import { validate } from '../problem/validate.ts';
import { problemAt } from './planAt.ts';
import { settingsAt } from './asked.ts';
import { tolerancesAt } from './tolerancesAt.ts';

const n = 12;
const { graph } = fromEdges({
  ids: Array.from({ length: n }, (_, i) => String(100 + i)), lngLat: Float64Array.from({ length: 2 * n }, (_, j) => (j % 2 === 0 ? 0.05 * j : 0)),
  areaKm2: new Float64Array(n).fill(100), pairs: Uint32Array.from({ length: 2 * (n - 1) }, (_, i) => (i + 1) >> 1),
});
const share = new Float64Array(3).fill(1 / 3);
const problem: Problem = {
  graph, k: 3, measures: [{ key: 'sales', unit: 'currency', values: new Float64Array(n).fill(25) }, { key: 'visits', unit: 'count', values: new Float64Array(n).fill(1) }],
  goals: [{ measure: 'sales', share, tolerance: 0.2, weight: 1 }, { measure: 'visits', share, tolerance: 0, weight: 1 }],
  constraints: [], weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 },
};

test('every goal keeps its own tolerance in proportion, up to 1; one of 0 counts as a hundredth where it is widened', () => {
  expect(tolerancesAt(problem, 1)).toEqual([0.2, 0]);
  expect(tolerancesAt(problem, 0.5)).toEqual([0.1, 0]);
  expect(tolerancesAt(problem, 3)).toEqual([0.2 * 3, 0.01 * 3]);
  expect(tolerancesAt(problem, 8)).toEqual([1, 0.08]);
});

test('no tolerance shrinks so far that a capacity and a target clash', () => {
  const capped: Problem = { ...problem, constraints: [{ type: 'capacity', measure: 'sales', slot: 1, min: 0, max: 90 }, { type: 'capacity', measure: 'sales', slot: 2, min: 85, max: 200 }] };
  expect(validate(capped)).toEqual([]);
  for (const times of [0.9, 0.5, 0.1, 0.01]) {
    const [tolerance] = tolerancesAt(capped, times);
    expect(tolerance).toBeCloseTo(0.1 + 0.1 * times, 12);
    const asked = { problem: capped, preset: 'fast' as const, seed: 1, counted: null };
    expect(validate(problemAt(capped, settingsAt(asked, { times })))).toEqual([]);
  }
});
