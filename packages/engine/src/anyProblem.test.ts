import fc from 'fast-check';
import { expect, test } from 'vitest';
import { certify } from './certify/certify.ts';
import { inertiaBound } from './certify/bounds.ts';
import { fromEdges } from './graph/fromEdges.ts';
import type { Constraint } from './problem/constraint.ts';
import { UNASSIGNED, type Problem } from './problem/problem.ts';
import { isBroken, validate } from './problem/validate.ts';
import { solve } from './solve/solve.ts';
import { drain, type Task } from './task/task.ts';

/** Any problem somebody could pose, sound or not: the engine answers with a plan or with named reasons, in bounded work. */
const RUNS = process.env.HEXALIGN_LONG ? 3000 : 200;

/** Pauses a task may take before it counts as a hang; the longest honest one of this size takes a few hundred. */
const PATIENCE = 20_000;

type Shape = 'grid' | 'holes' | 'path' | 'star' | 'clique' | 'islands' | 'random' | 'none';

function pairsOf(shape: Shape, n: number, dice: () => number): number[] {
  const pairs = new Set<number>();
  const add = (a: number, b: number): void => void (a !== b && pairs.add(Math.min(a, b) * n + Math.max(a, b)));
  const wide = Math.max(1, Math.floor(Math.sqrt(n)));
  for (let i = 0; i < n; i++) {
    if (shape === 'path' && i > 0) add(i - 1, i);
    if (shape === 'star' && i > 0) add(0, i);
    if (shape === 'clique') for (let j = 0; j < Math.min(i, 12); j++) add(i, j);
    if (shape === 'random') for (let e = 0; e < 2; e++) add(i, Math.floor(dice() * n));
    if (shape === 'grid' || shape === 'holes' || shape === 'islands') {
      const hole = (u: number): boolean => shape === 'holes' && (u * 7919) % 5 === 0;
      const cutAway = (u: number): boolean => shape === 'islands' && Math.floor((u % wide) / 3) !== Math.floor(((u + 1) % wide) / 3);
      if ((i + 1) % wide !== 0 && i + 1 < n && !hole(i) && !hole(i + 1) && !cutAway(i)) add(i, i + 1);
      if (i + wide < n && !hole(i) && !hole(i + wide)) add(i, i + wide);
    }
  }
  return [...pairs].flatMap((pair) => [Math.floor(pair / n), pair % n]);
}

const value = fc.oneof(
  { weight: 10, arbitrary: fc.nat(100) },
  { weight: 2, arbitrary: fc.constantFrom(0, 0.001, 1e15, 123456.789) },
  { weight: 1, arbitrary: fc.constantFrom(NaN, -1, Infinity, -0) },
);

const anyProblem = fc.record({
  shape: fc.constantFrom<Shape>('grid', 'holes', 'path', 'star', 'clique', 'islands', 'random', 'none'),
  n: fc.integer({ min: 1, max: 70 }),
  k: fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 9 }) }, { weight: 1, arbitrary: fc.constantFrom(0, 70, 71, -3, 2.5) }),
  q: fc.integer({ min: 1, max: 8 }),
  tame: fc.boolean(),
  values: fc.array(value, { minLength: 1, maxLength: 40 }),
  place: fc.constantFrom('spread', 'one point', 'pole', 'antimeridian'),
  tolerance: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.05, 0.3, 1)),
  demands: fc.array(fc.record({ kind: fc.nat(12), a: fc.nat(200), b: fc.nat(200), x: fc.double({ min: 0, max: 2, noNaN: true }) }), { maxLength: 4 }),
  today: fc.constantFrom('none', 'even', 'random', 'gaps'),
  uneven: fc.boolean(),
  /** Measures at the end that are not balanced, but may have bounds. */
  bare: fc.nat(2),
  seed: fc.integer(),
});

type Posed = typeof anyProblem extends fc.Arbitrary<infer T> ? T : never;

function problemOf({ shape, n, k, q, tame, values, place, tolerance, demands, today, uneven, bare, seed }: Posed): Problem {
  let state = seed | 1;
  const dice = (): number => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x80000000;
  };
  const { graph } = fromEdges({
    ids: Array.from({ length: n }, (_, i) => String(1000 + i)),
    lngLat: Float64Array.from({ length: 2 * n }, (_, j) => {
      const [i, lat] = [j >> 1, j % 2 === 1];
      if (place === 'one point') return 7;
      if (place === 'pole') return lat ? 89.9 - 0.05 * (i % 9) : (i * 37) % 180;
      if (place === 'antimeridian') return lat ? 0.2 * Math.floor(i / 8) : i % 2 ? 179.9 : -179.9;
      return lat ? 0.2 * Math.floor(i / 8) : 0.2 * (i % 8);
    }),
    areaKm2: new Float64Array(n).fill(100),
    pairs: Uint32Array.from(pairsOf(shape, n, dice)),
  });
  const whole = Number.isInteger(k) && k > 0 ? k : 1;
  const sound = (v: number): number => (tame && !(v >= 0 && v < 1e14) ? 1 : v);
  const measures = Array.from({ length: q }, (_, m) => ({ key: `m${m}`, unit: 'count' as const, values: Float64Array.from({ length: n }, (_, i) => sound(values[(i * q + m) % values.length])) }));
  const raw = Float64Array.from({ length: whole }, (_, t) => (uneven ? 1 + (t % 3) : 1));
  const all = raw.reduce((sum, s) => sum + s, 0);
  return {
    graph, measures, k,
    goals: measures.slice(0, Math.max(1, q - bare)).map(({ key }, m) => ({ measure: key, share: raw.map((s) => s / all), tolerance, weight: 1 + m })),
    constraints: demands.map(({ kind, a, b, x }): Constraint => {
      const [u, v, slot, measure] = [a % n, b % n, b % whole, `m${a % q}`];
      const group = new Uint32Array(n);
      group[u] = group[v] = group[(u + v) % n] = 5;
      const kinds: Constraint[] = [
        { type: 'hold', units: Uint32Array.of(u, v), slot }, { type: 'lock', slot }, { type: 'seed', unit: u, slot }, { type: 'keepTogether', group },
        { type: 'barrier', pairs: Uint32Array.of(u, v) }, { type: 'link', pairs: Uint32Array.of(u, v) },
        { type: 'capacity', measure, slot, min: 0, max: 100 * x }, { type: 'budget', measure: a % 2 ? measure : null, max: 20 * x },
        { type: 'home', slot, lng: 0.2 * (a % 8), lat: 0.2, centreKm: 60 * x, reachKm: 200 * x }, { type: 'scattered', slot },
        { type: 'capacity', measure: `m${q - 1}`, slot, min: 50 * x, max: a % 3 ? Infinity : 60 * x + 40 }, { type: 'budget', measure: null, max: 10 * x, from: slot },
        { type: 'budget', measure: null, max: 30 * x, counts: { name: 'accounts', amounts: Float64Array.from({ length: n }, (_, i) => (i * 7) % 5), already: b % 4 } },
      ];
      return kinds[kind];
    }),
    ...(today === 'none' ? {} : { baseline: Uint16Array.from({ length: n }, (_, i) => (today === 'gaps' && i % 4 === 0 ? UNASSIGNED : today === 'even' ? Math.floor((i * whole) / n) : Math.floor(dice() * whole))) }),
    weights: { balance: 1, compactness: 1, disruption: seed & 4 ? 0.5 : 0, travel: seed & 8 ? 0.5 : 0 },
  };
}

function patiently<T>(task: Task<T>): T {
  for (let pause = 0; pause < PATIENCE; pause++) {
    const step = task.next();
    if (step.done) return step.value;
  }
  throw new Error('the task does not end');
}

test('answers any problem with a plan that its judge agrees with, or with named reasons', () => {
  fc.assert(
    fc.property(anyProblem, (posed) => {
      const problem = problemOf(posed);
      const { n } = posed;
      const reasons = validate(problem);
      const solution = patiently(solve(problem, { preset: 'fast', seed: posed.seed }));
      expect(solution.slots.length).toBe(n);
      for (const { code, message } of solution.violations) {
        expect(code).toMatch(/^[a-z]+(\.[a-z_]+)+$/);
        expect(message.length).toBeGreaterThan(10);
      }
      if (reasons.some(isBroken)) {
        expect(solution.violations.some(isBroken)).toBe(true);
        return;
      }
      for (const slot of solution.slots) expect(slot).toBeLessThan(problem.k);
      const certificate = certify(problem, solution.slots);
      // The solver never claims more than the judge, who shares nothing with it.
      if (solution.violations.length === 0) expect(certificate.violations).toEqual([]);
      // Every reason why there is no plan is a proof: where there is one, none is given.
      if (certificate.violations.length === 0) expect(reasons).toEqual([]);
      const bound = patiently(inertiaBound(problem, solution.slots));
      if (bound !== null) expect(bound.lowerBound).toBeLessThanOrEqual(bound.inertia * (1 + 1e-6) + 1e-9);
    }),
    { numRuns: RUNS },
  );
});

test('gives the same answer twice, also as one of many steps', () => {
  fc.assert(
    fc.property(anyProblem, (posed) => {
      const problem = problemOf({ ...posed, tame: true });
      expect(patiently(solve(problem, { preset: 'fast', seed: posed.seed })).slots).toEqual(drain(solve(problem, { preset: 'fast', seed: posed.seed })).slots);
    }),
    { numRuns: Math.ceil(RUNS / 4) },
  );
});
