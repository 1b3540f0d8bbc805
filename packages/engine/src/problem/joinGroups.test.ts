import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { certify } from '../certify/certify.ts';
import { fromEdges } from '../graph/fromEdges.ts';
import { solve } from '../solve/solve.ts';
import { drain } from '../task/task.ts';
import type { Constraint } from './constraint.ts';
import { prepare } from './prepare.ts';
import type { Problem } from './problem.ts';

const RUNS = process.env.HEXALIGN_LONG ? 300 : 12;
const WIDTH = 12;
const HEIGHT = 8;
const N = WIDTH * HEIGHT;

const pairs: number[] = [];
for (let i = 0; i < N; i++) {
  if (i % WIDTH > 0) pairs.push(i - 1, i);
  if (i >= WIDTH) pairs.push(i - WIDTH, i);
}
const { graph } = fromEdges({
  ids: Array.from({ length: N }, (_, i) => String(1000 + i)), lngLat: Float64Array.from({ length: 2 * N }, (_, j) => (j % 2 === 0 ? ((j >> 1) % WIDTH) * 0.1 : Math.floor((j >> 1) / WIDTH) * 0.1)),
  areaKm2: new Float64Array(N).fill(123), pairs: Uint32Array.from(pairs),
});

function problemOf(constraints: Constraint[]): Problem {
  return {
    graph, k: 4, constraints, measures: [{ key: 'sales', unit: 'currency', values: new Float64Array(N).fill(1) }],
    goals: [{ measure: 'sales', share: new Float64Array(4).fill(0.25), tolerance: 0.15, weight: 1 }], weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 },
  };
}
const groups = (...lists: number[][]): Constraint => ({ type: 'keepTogether', group: Uint32Array.from({ length: N }, (_, u) => lists.findIndex((list) => list.includes(u)) + 1) });
const together = (problem: Problem): number[][] => {
  const { unitOf } = prepare(problem);
  return [...new Set(unitOf)].map((i) => [...unitOf.keys()].filter((u) => unitOf[u] === i)).filter(({ length }) => length > 1);
};

describe('groups', () => {
  test('that lie in pieces take in the shortest way between them', () => {
    expect(together(problemOf([groups([0, 3])]))).toEqual([[0, 1, 2, 3]]);
    expect(together(problemOf([groups([0, 1, 12])]))).toEqual([[0, 1, 12]]);
  });

  test('go around what others hold, and around each other', () => {
    const held: Constraint = { type: 'hold', units: Uint32Array.of(1, 13), slot: 1 };
    const [way] = together(problemOf([groups([0, 2]), held, { type: 'hold', units: Uint32Array.of(0), slot: 0 }]));
    expect(way).toEqual([0, 2, 12, 14, 24, 25, 26]);
    const [around, other] = together(problemOf([groups([0, 2], [1, 13, 25])]));
    expect(around).toContain(37);
    expect(other).toEqual([1, 13, 25]);
    // Where there is no other way they become one.
    expect(together(problemOf([groups([0, 2], Array.from({ length: HEIGHT }, (_, y) => y * WIDTH + 1))]))).toHaveLength(1);
  });

  test('of accounts here and there end up in one territory each, which is in one piece', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(WIDTH - 4), fc.nat(HEIGHT - 4), fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 2, maxLength: 4 })), { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 100 }), (families, seed) => {
      const problem = problemOf(families.map(([x, y, members]) => groups(members.map(([dx, dy]) => (y + dy) * WIDTH + x + dx))));
      const { slots, violations } = drain(solve(problem, { preset: 'fast', seed }));
      expect(violations.filter(({ code }) => code !== 'balance.outside')).toEqual([]);
      expect(certify(problem, slots).violations.filter(({ code }) => code !== 'balance.outside')).toEqual([]);
    }), { numRuns: RUNS });
  });
});
