import { expect, test } from 'vitest';
import { fromEdges } from '../graph/fromEdges.ts';
import { bands } from './bands.ts';
import type { Constraint } from './constraint.ts';
import type { Problem } from './problem.ts';

function problemOf(constraints: Constraint[]): Problem {
  const { graph } = fromEdges({ ids: ['a', 'b'], lngLat: new Float64Array(4), areaKm2: Float64Array.of(1, 1), pairs: Uint32Array.of(0, 1) });
  return {
    graph, k: 2, constraints, measures: [{ key: 'sales', unit: 'count', values: Float64Array.of(60, 40) }, { key: 'visits', unit: 'count', values: Float64Array.of(5, 5) }],
    goals: [{ measure: 'sales', share: Float64Array.of(0.5, 0.5), tolerance: 0.1, weight: 1 }], weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 },
  };
}
const bounds = (min: number, max: number, measure = 'sales'): Constraint => ({ type: 'capacity', measure, slot: 0, min, max });
const first = (...constraints: Constraint[]): number[][] => bands(problemOf(constraints)).map(({ low, high }) => [low[0], high[0]].map((end) => Math.round(end * 1e9) / 1e9));

test('a band is the target and its tolerance, cut by the bounds, all of them', () => {
  expect(first()).toEqual([[45, 55]]);
  expect(first(bounds(48, 52))).toEqual([[48, 52]]);
  expect(first(bounds(48, Infinity), bounds(-Infinity, 52))).toEqual([[48, 52]]);
});

test('bounds win where they leave nothing of it: the band lies at their nearest end', () => {
  expect(first(bounds(0, 30))).toEqual([[20, 30]]);
  expect(first(bounds(70, 90))).toEqual([[70, 80]]);
  expect(first(bounds(70, 72))).toEqual([[70, 72]]);
});

test('a measure may have bounds without being balanced', () => {
  const [, visits] = bands(problemOf([bounds(0, 6, 'visits')]));
  expect(visits).toMatchObject({ measure: 1, key: 'visits', goal: null, total: 10 });
  expect([...visits.low, ...visits.high]).toEqual([0, 0, 6, Infinity]);
});
