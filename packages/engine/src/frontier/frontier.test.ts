import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assignmentHash } from '../base/hash.ts';
import { certify } from '../certify/certify.ts';
import { fromEdges } from '../graph/fromEdges.ts';
import type { Constraint } from '../problem/constraint.ts';
import { UNASSIGNED, type Problem } from '../problem/problem.ts';
import { solve } from '../solve/solve.ts';
import { drain } from '../task/task.ts';
import { frontier, type Frontier, type FrontierOptions } from './frontier.ts';
import { planAt } from './planAt.ts';
import { axesOf } from './undominated.ts';

const LONG = Boolean(process.env.HEXALIGN_LONG);
const [WIDTH, HEIGHT] = [20, 14];

/** A board of squares with towns, and two measures that lean to different sides. */
function board(k: number, change: Partial<Problem> = {}, width = WIDTH, height = HEIGHT, bump = 7): Problem {
  const n = width * height;
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
    { key: 'revenue', unit: 'currency' as const, values: Float64Array.from({ length: n }, (_, i) => 20 + ((i * bump) % 11) * 4 + (i % width)) },
    { key: 'visits', unit: 'count' as const, values: Float64Array.from({ length: n }, (_, i) => 10 + ((i * 13) % bump) * 2 + Math.floor(i / width)) },
  ];
  return {
    graph, k, measures, constraints: [], goals: measures.map(({ key }) => ({ measure: key, share, tolerance: 0.06, weight: 1 })),
    weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 }, ...change,
  };
}

const strips = (k: number): Uint16Array => Uint16Array.from({ length: WIDTH * HEIGHT }, (_, u) => Math.floor(((u % WIDTH) * k) / WIDTH));
const fast = (problem: Problem, options: FrontierOptions = {}): Frontier => drain(frontier(problem, { preset: 'fast', ...options }));

/** Pieces per territory by a plain search. */
function piecesOf({ graph, k }: Problem, slots: Uint16Array): number[] {
  const pieces = new Array<number>(k).fill(0);
  const seen = new Set<number>();
  for (let start = 0; start < slots.length; start++) {
    if (seen.has(start)) continue;
    pieces[slots[start]]++;
    const open = [start];
    seen.add(start);
    for (let u = open.pop(); u !== undefined; u = open.pop()) {
      for (const v of graph.neighbors.subarray(graph.offsets[u], graph.offsets[u + 1])) {
        if (slots[v] === slots[u] && !seen.has(v)) open.push(v);
        if (slots[v] === slots[u]) seen.add(v);
      }
    }
  }
  return pieces;
}

function expectRealAndUndominated(problem: Problem, { plans }: Frontier): void {
  for (const { slots, figures } of plans) {
    expect(piecesOf(problem, slots)).toEqual(new Array(problem.k).fill(1));
    expect(certify(problem, slots).violations.filter(({ code }) => code !== 'balance.outside')).toEqual([]);
    expect(figures.broken).toEqual([]);
  }
  for (const one of plans) for (const other of plans) if (one !== other) expect(axesOf(one.figures).every((value, axis) => value <= axesOf(other.figures)[axis])).toBe(false);
}

describe('without a plan in force', () => {
  const problem = board(6);
  const found = fast(problem);

  test('gives 4 to 6 real plans from tight balance to best shapes', () => {
    expect(found.plans.length).toBeGreaterThanOrEqual(4);
    expect(found.plans.length).toBeLessThanOrEqual(6);
    expect(found.reasons).toEqual([]);
    expect([found.today, found.leastMoved, found.interrupted]).toEqual([null, null, false]);
    expectRealAndUndominated(problem, found);
    const shapes = found.plans.map(({ figures }) => figures.meanCompactness);
    expect([...shapes].sort((a, b) => a - b)).toEqual(shapes);
    expect(found.plans[0].figures.worstDeviation).toBeLessThan(found.plans[found.plans.length - 1].figures.worstDeviation);
    expect(found.plans.some(({ settings }) => settings.times === 1)).toBe(true);
  });

  test('a plan is what plain solve makes of its tolerances and seed', () => {
    for (const { figures, settings } of found.plans) {
      const goals = problem.goals.map((goal, g) => ({ ...goal, tolerance: settings.tolerances[g] }));
      const { slots, worstDeviation } = drain(solve({ ...problem, goals }, { seed: settings.seed, preset: settings.preset }));
      expect(assignmentHash(problem.graph.fingerprint, slots)).toBe(figures.assignmentHash);
      expect(figures.worstDeviation).toBeCloseTo(worstDeviation, 12);
    }
  });

  test('the same seed gives the same plans, whoever listens', () => {
    let heard = 0;
    const again = drain(frontier(problem, { preset: 'fast' }), ({ plans, done }) => {
      expect(done).toBeLessThan(1);
      if (plans) heard = Math.max(heard, plans.length);
    });
    expect(again).toEqual(found);
    expect(heard).toBe(found.plans.length);
  });

  test('ends on demand with the plans so far, at least one', () => {
    let yields = 0;
    drain(frontier(problem, { preset: 'fast' }), () => yields++);
    for (const after of [0, 1, 5, Math.floor(yields / 2), yields - 2]) {
      const task = frontier(problem, { preset: 'fast' });
      let step = task.next();
      let plans = 1;
      for (let i = 0; i < after && !step.done; i++) {
        plans = step.value.plans?.length || plans;
        step = task.next();
      }
      for (let more = 0; more < 6 && !step.done; more++) step = task.next(true);
      if (!step.done) throw new Error('the task does not end');
      expect(step.value.interrupted).toBe(true);
      expect(step.value.plans.length).toBeGreaterThanOrEqual(plans);
      if (step.value.plans.length < 4) expect(step.value.reasons.map(({ code }) => code)).toEqual(['frontier.few']);
      expectRealAndUndominated(problem, step.value);
    }
    const hurried = fast(problem, { maxSeconds: 0 });
    expect([hurried.plans.length, hurried.interrupted]).toEqual([1, true]);
  });

  test('keeps demands and capacities at every tolerance', () => {
    const n = WIDTH * HEIGHT;
    const group = new Uint32Array(n);
    group[100] = group[101] = group[121] = 3;
    const total = problem.measures[0].values.reduce((sum, value) => sum + value, 0);
    const constraints: Constraint[] = [
      { type: 'hold', units: Uint32Array.of(0, 19), slot: 2 }, { type: 'seed', unit: 150, slot: 4 }, { type: 'keepTogether', group },
      { type: 'capacity', measure: 'revenue', slot: 1, min: 0, max: (0.99 * total) / 6 }, { type: 'barrier', pairs: Uint32Array.of(210, 211, 230, 231) },
    ];
    const asked = board(6, { constraints });
    const { plans } = fast(asked);
    expect(plans.length).toBeGreaterThanOrEqual(3);
    for (const { slots } of plans) expect(certify(asked, slots).violations.filter(({ code }) => code !== 'balance.outside')).toEqual([]);
  });

  test('none is as good as another on any small board', () => {
    fc.assert(fc.property(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 2, max: 6 }), fc.integer({ min: 1, max: 5 }), fc.constantFrom(0, 0.02, 0.1, 0.5), fc.nat(), (width, height, k, tolerance, seed) => {
      const small = board(k, {}, width, height, 3 + (seed % 7));
      const problemAsked = { ...small, goals: small.goals.map((goal) => ({ ...goal, tolerance })) };
      const answer = fast(problemAsked, { seed });
      expect(answer.plans.length).toBeGreaterThan(0);
      expect(answer.plans.length).toBeLessThanOrEqual(6);
      expect(answer.reasons.length > 0).toBe(answer.plans.length < 4);
      expectRealAndUndominated(problemAsked, answer);
    }), { numRuns: LONG ? 200 : 10 });
  });
});

describe('where there is little to choose', () => {
  test.each([
    ['one territory', board(1, {}, 5, 4), 'one territory'],
    ['as many territories as units', board(12, {}, 4, 3), 'Every unit'],
    ['a row that only comes apart in one way', board(2, { measures: [{ key: 'revenue', unit: 'count', values: Float64Array.of(1, 0, 0, 1) }], goals: [{ measure: 'revenue', share: Float64Array.of(0.5, 0.5), tolerance: 0.1, weight: 1 }] }, 4, 1), 'plans were made'],
  ])('gives fewer plans for %s, and says why', (_, problem, reason) => {
    const { plans, reasons } = fast(problem);
    expect(plans.length).toBe(1);
    expect(reasons.map(({ code }) => code)).toEqual(['frontier.few']);
    expect(reasons[0].message).toContain(reason);
  });

  test('gives no plans for broken input, but the reasons, and throws nothing', () => {
    const problem = board(4);
    for (const broken of [{ ...problem, k: 0 }, { ...problem, priced: 'nothing' }, { ...problem, constraints: [{ type: 'capacity' as const, measure: 'nothing', slot: 0, min: 0, max: 1 }] }]) {
      const { plans, reasons } = fast(broken);
      expect(plans).toEqual([]);
      expect(reasons.length).toBeGreaterThan(0);
    }
    expect(fast(board(4, { baseline: strips(4) }), { counted: 'nothing' }).plans).toEqual([]);
  });

  test('says so where no plan keeps all demands', () => {
    const apart = board(3, { constraints: [{ type: 'hold', units: Uint32Array.of(0, 279), slot: 0 }, { type: 'hold', units: Uint32Array.of(20, 21, 1), slot: 1 }] });
    const { plans, reasons } = fast(apart);
    expect(plans.length).toBeGreaterThan(0);
    expect(reasons.map(({ code }) => code)).toContain('frontier.demands');
    expect(plans[0].figures.broken.length).toBeGreaterThan(0);
  });
});

describe('with a plan in force', () => {
  const baseline = strips(5);
  const problem = board(5, { baseline });
  const found = fast(problem);

  test('gives 4 to 6 real plans from what moves least to what moves most, and today\'s for reference', () => {
    expect(found.plans.length).toBeGreaterThanOrEqual(4);
    expect(found.plans.length).toBeLessThanOrEqual(6);
    expectRealAndUndominated(problem, found);
    expect(found.plans.some(({ settings }) => settings.way === 'repair')).toBe(true);
    const moved = found.plans.map(({ figures }) => figures.moved?.counted ?? NaN);
    expect([...moved].sort((a, b) => a - b)).toEqual(moved);
    expect(found.today?.moved).toEqual({ counted: 0, units: 0, measures: [0, 0] });
    expect(found.today?.assignmentHash).toBe(assignmentHash(problem.graph.fingerprint, baseline));
  });

  test('counts what moves by hand, loses nothing, and no plan within tolerance moves less than the certified least', () => {
    for (const { slots, figures } of found.plans) {
      problem.measures.forEach(({ values }, m) => {
        let [total, moved] = [0, 0];
        values.forEach((value, u) => {
          total += value;
          if (slots[u] !== baseline[u]) moved += value;
        });
        expect(figures.moved?.measures[m]).toBeCloseTo(moved / total, 12);
        const sums = certify(problem, slots).measures[m].sums.reduce((sum, value) => sum + value, 0);
        expect(sums).toBeCloseTo(total, 6);
      });
      expect(figures.moved?.counted).toBe(figures.moved?.measures[0]);
      const { least, covered } = found.leastMoved ?? { least: NaN, covered: NaN };
      if (figures.beyond === 0) expect(least / covered).toBeLessThanOrEqual(figures.moved?.counted ?? NaN);
    }
    expect(found.plans.some(({ figures }) => figures.beyond === 0)).toBe(true);
  });

  test('every plan can be made again from its settings', () => {
    for (const { slots, settings } of found.plans) expect(drain(planAt(problem, settings)).slots).toEqual(slots);
    expect(fast(problem)).toEqual(found);
  });

  test('locks, holds and budgets hold, and ground that nobody covers is given to somebody', () => {
    const gaps = baseline.map((slot, u) => (u % 9 === 4 && slot !== 2 ? UNASSIGNED : slot));
    const constraints: Constraint[] = [{ type: 'lock', slot: 2 }, { type: 'hold', units: Uint32Array.of(3), slot: 0 }, { type: 'budget', measure: 'visits', max: 700 }];
    const asked = board(5, { baseline: gaps, constraints });
    const answer = fast(asked, { counted: 'visits' });
    expect(answer.plans.length).toBeGreaterThan(0);
    for (const { slots, figures } of answer.plans) {
      expect(certify(asked, slots).violations.filter(({ code }) => code !== 'balance.outside')).toEqual([]);
      expect([...slots].every((slot, u) => (slot === 2) === (gaps[u] === 2))).toBe(true);
      expect(figures.moved?.counted).toBe(figures.moved?.measures[1]);
    }
  });

  test('starts with today\'s plan as it is where that keeps its bands', () => {
    const solved = drain(solve(board(5), { preset: 'fast', seed: 3 })).slots;
    const { plans, leastMoved } = fast(board(5, { baseline: solved }));
    expect(plans[0].slots).toEqual(solved);
    expect(plans[0].figures.moved?.counted).toBe(0);
    expect(leastMoved?.least).toBe(0);
  });
});
