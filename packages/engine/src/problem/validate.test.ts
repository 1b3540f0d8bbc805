import { describe, expect, test } from 'vitest';
import { fromEdges } from '../graph/fromEdges.ts';
import { apportion } from './apportion.ts';
import type { Problem } from './problem.ts';
import { isBroken, validate } from './validate.ts';

/** A row of n units of weight 1 and k territories. */
function row(n: number, k: number, change: Partial<Problem> = {}): Problem {
  const { graph } = fromEdges({
    ids: Array.from({ length: n }, (_, i) => `u${i + 10}`), lngLat: Float64Array.from({ length: 2 * n }, (_, i) => (i % 2 === 0 ? i * 0.05 : 0)),
    areaKm2: new Float64Array(n).fill(1), pairs: Uint32Array.from({ length: 2 * (n - 1) }, (_, i) => (i + 1) >> 1),
  });
  return {
    graph, k, measures: [{ key: 'sales', unit: 'currency', values: new Float64Array(n).fill(1) }],
    goals: [{ measure: 'sales', share: new Float64Array(k).fill(1 / k), tolerance: 0.1, weight: 1 }], constraints: [],
    weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 }, ...change,
  };
}

const codes = (problem: Problem): string[] => validate(problem).map((v) => v.code);

describe('validate', () => {
  test('has nothing to say about a sound problem', () => {
    expect(validate(row(10, 5))).toEqual([]);
  });

  test.each([
    ['more territories than units', row(3, 4), 'territories.too_many'],
    ['a number of territories that is none', row(3, 1, { k: 1.5 }), 'territories.number'],
    ['a weight that is no number', row(3, 1, { measures: [{ key: 'sales', unit: 'count', values: Float64Array.of(1, NaN, 1) }] }), 'measure.value'],
    ['a weight below zero', row(3, 1, { measures: [{ key: 'sales', unit: 'count', values: Float64Array.of(1, -1, 1) }] }), 'measure.value'],
    ['weights of another graph', row(3, 1, { measures: [{ key: 'sales', unit: 'count', values: Float64Array.of(1) }] }), 'measure.length'],
    ['a goal for nothing', row(3, 1, { measures: [] }), 'goal.measure'],
    ['a demand on a unit that is not there', row(3, 1, { constraints: [{ type: 'seed', unit: 3, slot: 0 }] }), 'constraint.unit'],
    ['a lock without a plan in force', row(3, 1, { constraints: [{ type: 'lock', slot: 0 }] }), 'territories.locked'],
  ])('refuses %s', (_, problem, code) => {
    expect(codes(problem)).toContain(code);
    expect(validate(problem).every(isBroken)).toBe(true);
  });

  test('names a unit too heavy for its territory and how many territories it would allow', () => {
    const values = new Float64Array(10).fill(1);
    values[4] = 6;
    const [violation] = validate(row(10, 5, { measures: [{ key: 'sales', unit: 'currency', values }] }));
    expect(violation).toMatchObject({ code: 'unit.too_heavy', unit: 4, measure: 'sales' });
    expect(violation.message).toContain('at most 2 territories');
  });

  test('names demands that clash', () => {
    expect(codes(row(6, 2, { constraints: [{ type: 'hold', units: Uint32Array.of(1), slot: 0 }, { type: 'seed', unit: 1, slot: 1 }] }))).toContain('hold.twice');
    expect(codes(row(6, 2, { constraints: [{ type: 'keepTogether', group: Uint32Array.of(1, 0, 0, 0, 0, 1) }] }))).toContain('group.not_connected');
    expect(codes(row(6, 2, { constraints: [{ type: 'capacity', measure: 'sales', slot: 0, min: 0, max: 1 }] }))).toContain('capacity.band');
  });
});

describe('apportion', () => {
  test('gives every part one territory first and the others by weight', () => {
    expect([...apportion(10, Float64Array.of(7, 2.6, 0.1), Int32Array.of(0, 0, 0), Int32Array.of(99, 99, 99))]).toEqual([7, 2, 1]);
  });

  test('never gives a part more territories than units', () => {
    expect([...apportion(5, Float64Array.of(9, 1), Int32Array.of(0, 0), Int32Array.of(2, 9))]).toEqual([2, 3]);
  });
});
