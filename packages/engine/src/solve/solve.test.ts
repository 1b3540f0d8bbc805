import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { components } from '../graph/components.ts';
import { fromEdges } from '../graph/fromEdges.ts';
import type { Constraint } from '../problem/constraint.ts';
import type { Problem } from '../problem/problem.ts';
import { drain } from '../task/task.ts';
import { refineBetween } from './refineBetween.ts';
import { solve } from './solve.ts';

/** A problem on a graph made of places and pairs; weights default to 1 each. */
function problemOf(points: number[][], pairs: number[], k: number, more: { weights?: number[][]; tolerance?: number; constraints?: Constraint[]; baseline?: Uint16Array; names?: string[] } = {}): Problem {
  const n = points.length;
  const { graph, order } = fromEdges({
    ids: more.names ?? points.map((_, i) => String(1000 + i)),
    lngLat: Float64Array.from(points.flat()),
    areaKm2: new Float64Array(n).fill(100),
    pairs: Uint32Array.from(pairs),
  });
  const rows = more.weights ?? [points.map(() => 1)];
  const measures = rows.map((row, m) => ({ key: `m${m}`, unit: 'count' as const, values: Float64Array.from(order, (i) => row[i]) }));
  const share = new Float64Array(k).fill(1 / k);
  return {
    graph, measures, k,
    goals: measures.map(({ key }) => ({ measure: key, share, tolerance: more.tolerance ?? 0.05, weight: 1 })),
    constraints: more.constraints ?? [], baseline: more.baseline,
    weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 },
  };
}

function grid(width: number, height: number): { points: number[][]; pairs: number[] } {
  const points: number[][] = [];
  const pairs: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      points.push([x * 0.1, y * 0.1]);
      const i = y * width + x;
      if (x > 0) pairs.push(i - 1, i);
      if (y > 0) pairs.push(i - width, i);
    }
  }
  return { points, pairs };
}

function path(n: number): { points: number[][]; pairs: number[] } {
  return grid(n, 1);
}

function star(n: number): { points: number[][]; pairs: number[] } {
  return { points: Array.from({ length: n }, (_, i) => [(i % 7) * 0.1, Math.floor(i / 7) * 0.1]), pairs: Array.from({ length: n - 1 }, (_, i) => [0, i + 1]).flat() };
}

/** Every territory in one piece, none empty. */
function expectSound(problem: Problem, slots: Uint16Array): void {
  const parts = components(problem.graph, slots);
  const pieces = new Int32Array(problem.k);
  for (const u of parts.first) pieces[slots[u]]++;
  expect([...pieces]).toEqual(new Array(problem.k).fill(1));
}

describe('solve', () => {
  test.each([
    ['a grid', grid(20, 15), 6],
    ['a path', path(40), 5],
    ['a star, where all but one territory are single leaves', star(30), 8],
    ['as many territories as units', grid(4, 4), 16],
    ['one territory', grid(5, 4), 1],
    ['a single unit', grid(1, 1), 1],
  ])('divides %s into whole territories', (_, { points, pairs }, k) => {
    const problem = problemOf(points, pairs, k);
    const solution = drain(solve(problem, { preset: 'fast' }));
    expectSound(problem, solution.slots);
    expect(solution.interrupted).toBe(false);
  });

  test('meets the tolerance in two measures where it can', () => {
    const { points, pairs } = grid(30, 20);
    const problem = problemOf(points, pairs, 6, { weights: [points.map(() => 10), points.map(([x, y]) => 8 + 2 * Math.round(x) + Math.round(2 * y))] });
    const solution = drain(solve(problem, { preset: 'balanced' }));
    expectSound(problem, solution.slots);
    expect(solution.violations).toEqual([]);
    expect(solution.worstDeviation).toBeLessThanOrEqual(0.05 + 1e-9);
  });

  test('survives weights of zero and one gigantic unit, and names it', () => {
    const { points, pairs } = grid(12, 12);
    const zero = problemOf(points, pairs, 4, { weights: [points.map(() => 0)] });
    expectSound(zero, drain(solve(zero, { preset: 'fast' })).slots);
    const giant = problemOf(points, pairs, 4, { weights: [points.map((_, i) => (i === 70 ? 1e9 : 1))] });
    const solution = drain(solve(giant, { preset: 'fast' }));
    expectSound(giant, solution.slots);
    expect(solution.violations.map((v) => v.code)).toContain('unit.too_heavy');
    expect(solution.violations.find((v) => v.code === 'unit.too_heavy')?.message).toContain('at most 1 territory');
  });

  test('keeps held units, seeds, groups and locked territories', () => {
    const { points, pairs } = grid(16, 10);
    const n = points.length;
    const baseline = Uint16Array.from({ length: n }, (_, u) => (u % 16 < 4 ? 3 : 0));
    const group = new Uint32Array(n);
    group[70] = group[71] = group[72] = 9;
    const constraints: Constraint[] = [
      { type: 'lock', slot: 3 }, { type: 'hold', units: Uint32Array.of(15, 31), slot: 1 }, { type: 'seed', unit: 150, slot: 2 }, { type: 'keepTogether', group },
    ];
    const problem = problemOf(points, pairs, 4, { constraints, baseline });
    const { slots } = drain(solve(problem, { preset: 'fast' }));
    expectSound(problem, slots);
    for (let u = 0; u < n; u++) expect(slots[u] === 3).toBe(baseline[u] === 3);
    expect([slots[15], slots[31], slots[150]]).toEqual([1, 1, 2]);
    expect(new Set([slots[70], slots[71], slots[72]]).size).toBe(1);
  });

  test('joins held units that lie apart by a path through the same territory', () => {
    const { points, pairs } = grid(14, 9);
    const problem = problemOf(points, pairs, 3, { constraints: [{ type: 'hold', units: Uint32Array.of(0, 13, 125), slot: 0 }, { type: 'hold', units: Uint32Array.of(60), slot: 1 }] });
    const { slots } = drain(solve(problem, { preset: 'fast' }));
    expectSound(problem, slots);
    expect([slots[0], slots[13], slots[125], slots[60]]).toEqual([0, 0, 0, 1]);
  });

  test('respects barriers and links', () => {
    const { points, pairs } = grid(10, 6);
    const barrier = Uint32Array.from(Array.from({ length: 6 }, (_, y) => [y * 10 + 4, y * 10 + 5]).flat());
    const problem = problemOf(points, pairs, 2, { constraints: [{ type: 'barrier', pairs: barrier }] });
    const { slots } = drain(solve(problem, { preset: 'fast' }));
    for (let u = 0; u < 60; u++) expect(slots[u]).toBe(u % 10 < 5 ? 0 : 1);
  });

  test('gives every island territories of its own, or says why it cannot', () => {
    const left = grid(8, 6);
    const points = [...left.points, ...left.points.map(([x, y]) => [x + 5, y])];
    const pairs = [...left.pairs, ...left.pairs.map((p) => p + 48)];
    const problem = problemOf(points, pairs, 4);
    const solution = drain(solve(problem, { preset: 'fast' }));
    expectSound(problem, solution.slots);
    expect(solution.violations).toEqual([]);
    const one = drain(solve(problemOf(points, pairs, 1), { preset: 'fast' }));
    expect(one.violations.map((v) => v.code)).toContain('graph.too_many_parts');
    expect(drain(solve(problemOf(points, pairs, 3), { preset: 'fast' })).violations.map((v) => v.code)).toContain('part.uneven');
  });

  test('gives the same plan for the same seed, and whatever order the units came in', () => {
    const { points, pairs } = grid(15, 12);
    const weights = [points.map((_, i) => 1 + (i * 7919) % 13), points.map((_, i) => 1 + (i * 104729) % 11)];
    const names = points.map((_, i) => `u${String(i).padStart(4, '0')}`);
    const plan = (order: number[]): string[] => {
      const at = order.map(() => 0);
      order.forEach((from, to) => (at[from] = to));
      const problem = problemOf(order.map((i) => points[i]), pairs.map((p) => at[p]), 5, { weights: weights.map((row) => order.map((i) => row[i])), names: order.map((i) => names[i]) });
      return Array.from(drain(solve(problem, { seed: 7, preset: 'fast' })).slots, String);
    };
    const straight = points.map((_, i) => i);
    const once = plan(straight);
    expect(plan(straight)).toEqual(once);
    expect(plan([...straight].reverse())).toEqual(once);
  });

  test('ends at once with the best so far when asked to finish', () => {
    const { points, pairs } = grid(20, 20);
    const problem = problemOf(points, pairs, 5);
    for (const after of [0, 3, 12]) {
      const task = solve(problem);
      let step = task.next();
      for (let i = 0; i < after && !step.done; i++) step = task.next();
      let more = 0;
      while (!step.done && more++ < 5) step = task.next(true);
      expect(step.done).toBe(true);
      if (!step.done) return;
      expectSound(problem, step.value.slots);
      expect(step.value.interrupted).toBe(true);
    }
  });

  test('returns a plan or a named reason for any graph', () => {
    const anything = fc.record({
      n: fc.integer({ min: 1, max: 40 }), k: fc.integer({ min: 0, max: 45 }), q: fc.integer({ min: 1, max: 3 }), seed: fc.integer(),
      edges: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 120 }),
      values: fc.array(fc.oneof(fc.nat(100), fc.constant(0), fc.constant(1e12), fc.constant(NaN), fc.constant(-1)), { minLength: 3, maxLength: 120 }),
      hold: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 3 }), tolerance: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(fc.property(anything, ({ n, k, q, seed, edges, values, hold, tolerance }) => {
      const pairs = new Set<number>();
      for (const [a, b] of edges) if (a % n !== b % n) pairs.add(Math.min(a % n, b % n) * n + Math.max(a % n, b % n));
      const problem = problemOf(
        Array.from({ length: n }, (_, i) => [(i % 6) * 0.2, Math.floor(i / 6) * 0.2]),
        [...pairs].flatMap((p) => [Math.floor(p / n), p % n]), k,
        {
          weights: Array.from({ length: q }, (_, m) => Array.from({ length: n }, (_, i) => values[(i * q + m) % values.length])), tolerance,
          constraints: hold.map(([u, t]) => ({ type: 'hold', units: Uint32Array.of(u % n), slot: k > 0 ? t % k : 0 })),
        },
      );
      const solution = drain(solve(problem, { preset: 'fast', seed }));
      expect(solution.slots.length).toBe(n);
      if (solution.violations.length > 0) {
        for (const v of solution.violations) expect(v.message.length).toBeGreaterThan(10);
        return;
      }
      expectSound(problem, solution.slots);
      expect(solution.worstDeviation).toBeLessThanOrEqual(tolerance + 1e-9);
      for (const [u, t] of hold) expect(solution.slots[u % n]).toBe(t % k);
    }), { numRuns: 150 });
  });

  test('stays whole on connected random graphs', () => {
    const tree = fc.record({ parents: fc.array(fc.nat(), { minLength: 3, maxLength: 60 }), extra: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 60 }), k: fc.integer({ min: 1, max: 12 }), seed: fc.nat() });
    fc.assert(fc.property(tree, ({ parents, extra, k, seed }) => {
      const n = parents.length + 1;
      const pairs = new Set<number>();
      parents.forEach((p, i) => pairs.add((p % (i + 1)) * n + i + 1));
      for (const [a, b] of extra) if (a % n !== b % n) pairs.add(Math.min(a % n, b % n) * n + Math.max(a % n, b % n));
      const problem = problemOf(Array.from({ length: n }, (_, i) => [(i % 8) * 0.1, Math.floor(i / 8) * 0.1]), [...pairs].flatMap((p) => [Math.floor(p / n), p % n]), Math.min(k, n));
      expectSound(problem, drain(solve(problem, { preset: 'fast', seed })).slots);
    }), { numRuns: 150 });
  });
});

test('refuses options that are none', () => {
  const { points, pairs } = grid(4, 4);
  const problem = problemOf(points, pairs, 2);
  for (const options of [{ preset: 'best' as 'fast' }, { seed: NaN }, { seed: 1.5 }, { starts: 0 }, { maxSeconds: -1 }, { start: new Uint16Array(3) }]) expect(() => drain(solve(problem, options))).toThrow(/, expected /);
});

describe('refineBetween', () => {
  test('evens out two territories and moves nothing else', () => {
    const { points, pairs } = grid(18, 6);
    const slots = Uint16Array.from(points, (_, u) => (u % 18 < 3 ? 0 : u % 18 < 12 ? 1 : 2));
    const problem = problemOf(points, pairs, 3);
    const { slots: after } = drain(refineBetween(problem, slots, 0, 1));
    expectSound(problem, after);
    const count = [0, 0, 0];
    for (const t of after) count[t]++;
    expect(count).toEqual([36, 36, 36]);
    for (let u = 0; u < slots.length; u++) if (slots[u] === 2) expect(after[u]).toBe(2);
  });
});
