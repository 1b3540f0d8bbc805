import fc from 'fast-check';
import { expect, test } from 'vitest';
import { components } from '../graph/components.ts';
import { fromEdges } from '../graph/fromEdges.ts';
import type { Problem } from '../problem/problem.ts';
import { isBroken, validate } from '../problem/validate.ts';
import { solve } from '../solve/solve.ts';
import { drain } from '../task/task.ts';
import { drag } from './drag.ts';
import { hire } from './hire.ts';
import { lock } from './lock.ts';
import { merge } from './merge.ts';
import { reweigh } from './reweigh.ts';
import { split } from './split.ts';
import { vacate } from './vacate.ts';

const [width, height] = [14, 10];
const n = width * height;

/** A board of squares with two measures that lean a little to one side each. */
function board(k: number, tolerance: number): Problem {
  const pairs: number[] = [];
  for (let i = 0; i < n; i++) {
    if (i % width > 0) pairs.push(i - 1, i);
    if (i >= width) pairs.push(i - width, i);
  }
  const { graph } = fromEdges({
    ids: Array.from({ length: n }, (_, i) => `u${1000 + i}`),
    lngLat: Float64Array.from({ length: 2 * n }, (_, j) => 0.1 * (j % 2 === 0 ? (j / 2) % width : Math.floor(j / 2 / width))),
    areaKm2: new Float64Array(n).fill(100), pairs: Uint32Array.from(pairs),
  });
  const share = new Float64Array(k).fill(1 / k);
  const measures = [
    { key: 'revenue', unit: 'currency' as const, values: Float64Array.from({ length: n }, (_, i) => 20 + (i % 7) + (i % width)) },
    { key: 'visits', unit: 'count' as const, values: Float64Array.from({ length: n }, (_, i) => 10 + (i % 5) + Math.floor(i / width)) },
  ];
  return { graph, k, measures, constraints: [], goals: measures.map(({ key }) => ({ measure: key, share, tolerance, weight: 1 })), weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 } };
}

const k = 6;
const problem = board(k, 0.1);
const { slots } = drain(solve(problem, { preset: 'fast' }));

const sums = (values: Float64Array, at: Uint16Array, count: number): number[] => Array.from({ length: count }, (_, t) => values.reduce((sum, value, u) => sum + (at[u] === t ? value : 0), 0));

test('every what-if asks for something sound, and only what it is about moves', () => {
  const unit = fc.nat(n - 1);
  const slot = fc.nat(k - 1);
  fc.assert(
    fc.property(unit, slot, slot, (u, a, b) => {
      const asked = [
        reweigh(problem, slots, [{ measure: 'revenue', units: [u], values: [99] }]),
        vacate(problem, slots, a), hire(problem, slots, u), split(problem, slots, a), drag(problem, slots, [u], b), lock(problem, slots, [a, b]),
      ];
      for (const { problem: next, start, held, slotNow } of asked) {
        expect(validate(next).filter(isBroken)).toEqual([]);
        for (const { share } of next.goals) expect(share.reduce((sum, s) => sum + s, 0)).toBeCloseTo(1, 9);
        // Everybody who stays holds what he held.
        slots.forEach((was, v) => (slotNow[was] < 0 ? expect(held[v]).toBeGreaterThanOrEqual(next.k) : expect(held[v]).toBe(slotNow[was])));
        expect(start.length).toBe(n);
      }
    }),
    { numRuns: 40 },
  );
});

test('a dissolved territory leaves ground that needs somebody, and its target to all in proportion', () => {
  const { problem: next, start, slotNow } = vacate(problem, slots, 2);
  expect(next.k).toBe(k - 1);
  expect([...slotNow]).toEqual([0, 1, -1, 2, 3, 4]);
  expect(start.filter((t) => t >= next.k).length).toBe(slots.filter((t) => t === 2).length);
  expect(next.goals[0].share[0]).toBeCloseTo(1 / (k - 1), 12);
  expect(() => vacate(board(1, 0.1), new Uint16Array(n), 0)).toThrow('At least one');
});

test('a newcomer has his home, which he keeps, and nothing else yet', () => {
  const home = 77;
  const { problem: next, start, held } = hire(problem, slots, home);
  expect(next.k).toBe(k + 1);
  expect(next.constraints).toEqual([{ type: 'seed', unit: home, slot: k }]);
  expect([...start.keys()].filter((u) => start[u] === k)).toEqual([home]);
  expect(held).toEqual(slots);
  expect(() => hire({ ...problem, constraints: [{ type: 'seed', unit: home, slot: slots[home] }] }, slots, home)).toThrow('choose another');
  expect(() => hire(problem, slots, n)).toThrow('not one of');
});

test('a split gives half of ground and target away, a merge takes all, and nobody else is asked anything', () => {
  const halved = split(problem, slots, 3);
  expect(halved.problem.goals[0].share[3]).toBeCloseTo(1 / (2 * k), 12);
  expect(halved.problem.goals[0].share[k]).toBeCloseTo(1 / (2 * k), 12);
  for (const { values } of problem.measures) {
    const [old, fresh] = [sums(values, halved.start, k + 1)[3], sums(values, halved.start, k + 1)[k]];
    expect(fresh / (old + fresh)).toBeGreaterThan(0.35);
    expect(fresh / (old + fresh)).toBeLessThan(0.65);
  }
  expect(components(problem.graph, halved.start).count).toBe(k + 1);

  const beside = [...Array(k).keys()].find((t) => t !== 3 && components(problem.graph, slots.map((s) => (s === t ? 3 : s))).count === k - 1)!;
  const merged = merge(problem, slots, 3, beside);
  expect(merged.problem.goals[0].share[merged.slotNow[beside]]).toBeCloseTo(2 / k, 12);
  expect(components(problem.graph, merged.start).count).toBe(k - 1);
  const apart = [...Array(k).keys()].find((t) => t !== 3 && components(problem.graph, slots.map((s) => (s === t ? 3 : s))).count === k);
  if (apart !== undefined) expect(() => merge(problem, slots, 3, apart)).toThrow('do not touch');
});

test('locked ground cannot be dragged, split or built upon', () => {
  const locked = lock(problem, slots, [1]).problem;
  const inside = slots.indexOf(1);
  expect(() => drag(locked, slots, [inside], 0)).toThrow('locked');
  expect(() => split(locked, slots, 1)).toThrow('locked');
  expect(() => hire(locked, slots, inside)).toThrow('lock');
  expect(() => reweigh(problem, slots, [{ measure: 'sales', units: [0], values: [1] }])).toThrow('revenue, visits');
  expect(() => reweigh(problem, slots, [{ measure: 'visits', units: [0], values: [-1] }])).toThrow('at least 0');
});
