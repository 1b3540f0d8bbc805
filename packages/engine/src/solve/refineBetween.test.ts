import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { certify } from '../certify/certify.ts';
import { fromEdges } from '../graph/fromEdges.ts';
import type { Constraint } from '../problem/constraint.ts';
import type { Problem } from '../problem/problem.ts';
import { drain } from '../task/task.ts';
import { refineBetween } from './refineBetween.ts';

const RUNS = process.env.HEXALIGN_LONG === '1' ? 500 : 30;
const WIDTH = 16;
const HEIGHT = 10;
const N = WIDTH * HEIGHT;
const K = 4;

const pairs: number[] = [];
for (let i = 0; i < N; i++) {
  if (i % WIDTH > 0) pairs.push(i - 1, i);
  if (i >= WIDTH) pairs.push(i - WIDTH, i);
}
const { graph } = fromEdges({
  ids: Array.from({ length: N }, (_, i) => String(1000 + i)), lngLat: Float64Array.from({ length: 2 * N }, (_, j) => (j % 2 === 0 ? ((j >> 1) % WIDTH) * 0.1 : Math.floor((j >> 1) / WIDTH) * 0.1)),
  areaKm2: new Float64Array(N).fill(123), pairs: Uint32Array.from(pairs),
});
const strips = Uint16Array.from({ length: N }, (_, u) => Math.floor(((u % WIDTH) * K) / WIDTH));
const unit = fc.nat(N - 1);
const together = (units: readonly number[]): Constraint => ({ type: 'keepTogether', group: Uint32Array.from({ length: N }, (_, u) => (units.includes(u) ? 3 : 0)) });
const demand: fc.Arbitrary<Constraint> = fc.oneof(
  fc.uniqueArray(unit, { minLength: 1, maxLength: 3 }).map((units): Constraint => ({ type: 'hold', units: Uint32Array.from(units.filter((u) => strips[u] === strips[units[0]])), slot: strips[units[0]] })),
  unit.map((u): Constraint => ({ type: 'seed', unit: u, slot: strips[u] })),
  fc.uniqueArray(unit, { minLength: 2, maxLength: 4 }).map((units) => together(units.filter((u) => strips[u] === strips[units[0]]))),
  fc.nat(K - 1).map((slot): Constraint => ({ type: 'lock', slot })),
  fc.nat(K - 1).map((slot): Constraint => ({ type: 'scattered', slot })),
  unit.map((u): Constraint => ({ type: 'barrier', pairs: Uint32Array.of(u, (u + 1) % N) })),
  fc.tuple(fc.nat(K - 1), fc.nat(20)).map(([slot, room]): Constraint => ({ type: 'capacity', measure: 'calls', slot, min: 120 - room, max: 120 + room })),
  fc.tuple(fc.constantFrom(null, 'sales'), fc.nat(30)).map(([measure, max]): Constraint => ({ type: 'budget', measure, max })),
  fc.tuple(fc.nat(K - 1), fc.nat(30)).map(([from, max]): Constraint => ({ type: 'budget', measure: null, max, from })),
  fc.tuple(fc.nat(K - 1), fc.integer({ min: 60, max: 90 })).map(([slot, reachKm]): Constraint => ({ type: 'home', slot, lng: 0.15 + 0.4 * slot, lat: 0.45, reachKm, centreKm: 20 })),
);

function problemOf(values: readonly number[], constraints: readonly Constraint[]): Problem {
  return {
    graph, k: K, constraints, baseline: strips,
    measures: [{ key: 'sales', unit: 'currency', values: Float64Array.from(values) }, { key: 'calls', unit: 'count', values: new Float64Array(N).fill(3) }],
    goals: [{ measure: 'sales', share: new Float64Array(K).fill(1 / K), tolerance: 0.05, weight: 1 }], weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 },
  };
}

describe('evening out two territories', () => {
  test('keeps every demand that the plan kept, and moves nobody else', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: N, maxLength: N }), fc.array(demand, { maxLength: 4 }), fc.nat(K - 2), (values, demands, a) => {
      const problem = problemOf(values, demands);
      const broken = (slots: Uint16Array): Set<string> => new Set(certify(problem, slots).violations.filter(({ code }) => code !== 'balance.outside').map(({ message }) => message.replace(/\d+(\.\d+)?/g, '#')));
      const before = broken(strips);
      const { slots } = drain(refineBetween(problem, strips, a, a + 1));
      strips.forEach((t, u) => t !== a && t !== a + 1 && expect(slots[u]).toBe(t));
      for (const fault of broken(slots)) expect([...before]).toContain(fault);
    }), { numRuns: RUNS });
  });

  test('leaves a group alone that reaches beyond them', () => {
    const values = Array.from({ length: N }, (_, u) => (u % WIDTH < 6 ? 9 : 1));
    const apart = together([3, 3 + WIDTH, 12]);
    const { slots } = drain(refineBetween({ ...problemOf(values, [apart]), baseline: undefined }, strips, 0, 1));
    expect([slots[3], slots[3 + WIDTH]]).toEqual([0, 0]);
    expect(slots.filter((t) => t === 0).length).toBeLessThan(40);
  });
});
