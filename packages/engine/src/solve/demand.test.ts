import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromEdges } from '../graph/fromEdges.ts';
import type { Constraint } from '../problem/constraint.ts';
import { prepare } from '../problem/prepare.ts';
import type { Problem } from '../problem/problem.ts';
import { anneal } from './anneal.ts';
import { isBarred } from './asks.ts';
import { createBoard, hand, recount, restrain, type Board } from './board.ts';
import { coarsen } from './coarsen.ts';
import { chargeOf, demandCost, mayMove } from './demand.ts';
import { dice } from './dice.ts';
import { createScissors, cutOut, unitsOf } from './region.ts';
import { ownersOf } from './slots.ts';
import { createBuckets, fillBuckets, swapUnits } from './swap.ts';

const RUNS = process.env.HEXALIGN_LONG === '1' ? 1000 : 60;
const WIDTH = 14;
const HEIGHT = 9;
const K = 4;

/** A grid whose territories of today are upright strips, with demands of every kind at random. */
const problems = fc.record({
  weights: fc.array(fc.nat(20), { minLength: WIDTH * HEIGHT, maxLength: WIDTH * HEIGHT }),
  total: fc.option(fc.double({ min: 0, max: 300, noNaN: true }), { nil: undefined }),
  units: fc.option(fc.nat(40), { nil: undefined }),
  leaving: fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: undefined }),
  price: fc.constantFrom(0, 0.5, 3),
  travel: fc.constantFrom(0, 1),
  reach: fc.option(fc.integer({ min: 20, max: 120 }), { nil: undefined }),
  leash: fc.option(fc.integer({ min: 5, max: 60 }), { nil: undefined }),
  scattered: fc.boolean(),
  bounds: fc.option(fc.record({ min: fc.nat(200), max: fc.nat(400) }), { nil: undefined }),
  seed: fc.integer({ min: 1, max: 1e6 }),
});
type Wishes = typeof problems extends fc.Arbitrary<infer T> ? T : never;

function problemOf(wishes: Wishes): Problem {
  const n = WIDTH * HEIGHT;
  const pairs: number[] = [];
  const lngLat = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) {
    const x = i % WIDTH;
    lngLat.set([x * 0.1, Math.floor(i / WIDTH) * 0.1], 2 * i);
    if (x > 0) pairs.push(i - 1, i);
    if (i >= WIDTH) pairs.push(i - WIDTH, i);
  }
  const { graph } = fromEdges({ ids: Array.from({ length: n }, (_, i) => String(1000 + i)), lngLat, areaKm2: new Float64Array(n).fill(123), pairs: Uint32Array.from(pairs) });
  const constraints: Constraint[] = [
    ...(wishes.total === undefined ? [] : [{ type: 'budget' as const, measure: 'sales', max: wishes.total }]),
    ...(wishes.units === undefined ? [] : [{ type: 'budget' as const, measure: null, max: wishes.units }]),
    ...(wishes.leaving === undefined ? [] : [{ type: 'budget' as const, measure: 'sales', max: wishes.leaving, from: 1 }]),
    ...(wishes.reach === undefined && wishes.leash === undefined ? [] : [{ type: 'home' as const, slot: 2, lng: 0.9, lat: 0.4, reachKm: wishes.reach, centreKm: wishes.leash }]),
    ...(wishes.bounds === undefined ? [] : [{ type: 'capacity' as const, measure: 'calls', slot: 0, min: 0, max: wishes.bounds.max }, { type: 'capacity' as const, measure: 'calls', slot: 3, min: wishes.bounds.min, max: Infinity }]),
    ...(wishes.scattered ? [{ type: 'scattered' as const, slot: 3 }] : []),
  ];
  return {
    graph, k: K, constraints, measures: [{ key: 'sales', unit: 'currency', values: Float64Array.from(wishes.weights) }, { key: 'calls', unit: 'count', values: Float64Array.from(wishes.weights, (_, u) => (u * 7) % 11) }],
    goals: [{ measure: 'sales', share: new Float64Array(K).fill(1 / K), tolerance: 0.05, weight: 1 }],
    baseline: Uint16Array.from({ length: n }, (_, u) => Math.min(K - 1, Math.floor(((u % WIDTH) * K) / WIDTH))),
    weights: { balance: 1, compactness: 1, disruption: wishes.price, travel: wishes.travel },
  };
}

function boardOf(wishes: Wishes): Board {
  const problem = problemOf(wishes);
  const ground = prepare(problem);
  return createBoard(ground, ground.level, ownersOf(ground, problem.baseline as Uint16Array));
}

const pressure = { wall: 1000, band: 1, ratio: 0, ratioBand: 0 };

function search(board: Board, seed: number): void {
  const random = dice(seed);
  restrain(board, pressure);
  const buckets = createBuckets(board);
  for (let round = 0; round < 10; round++) {
    anneal(board, random, 0.3, pressure);
    fillBuckets(board, buckets);
    swapUnits(board, random, buckets, 1, 0.3, pressure);
  }
}

describe('demands on a board', () => {
  test('keep the same sums move by move as counted anew', () => {
    fc.assert(fc.property(problems, (wishes) => {
      const board = boardOf(wishes);
      search(board, wishes.seed);
      const { demand } = board;
      if (demand === null) return;
      const before = [demand.moved.slice(), demand.left.slice(), demand.haul.slice(), demand.held.slice()];
      recount(board);
      [demand.moved, demand.left, demand.haul, demand.held].forEach((sums, j) => sums.forEach((sum, at) => expect(before[j][at]).toBeCloseTo(sum, 6)));
    }), { numRuns: RUNS });
  });

  test('charge for a move what it changes in the whole', () => {
    fc.assert(fc.property(problems, fc.array(fc.tuple(fc.nat(WIDTH * HEIGHT - 1), fc.nat(K - 1)), { minLength: 1, maxLength: 20 }), (wishes, moves) => {
      const free = { ...wishes, total: undefined, units: undefined, leaving: undefined };
      const board = boardOf(free);
      const { demand } = board;
      if (demand === null) return;
      for (const [i, t] of moves) {
        const s = board.owner[i];
        if (s === t || board.count[s] === 1 || !mayMove(demand, i, s, t)) continue;
        const charge = chargeOf(demand, i, s, t);
        const before = demandCost(demand);
        hand(board, i, t);
        const change = demandCost(demand) - before;
        expect(Math.abs(change - charge)).toBeLessThanOrEqual(1e-6 + 1e-11 * Math.abs(before));
      }
    }), { numRuns: RUNS });
  });

  test('never let a search exceed a budget or take what is out of reach', () => {
    fc.assert(fc.property(problems, (wishes) => {
      const problem = problemOf(wishes);
      const board = boardOf(wishes);
      const bad = new Set<number>();
      const { asks } = board.level;
      if (asks) for (let i = 0; i < board.level.n; i++) if (isBarred(asks.barred[board.owner[i]], i)) bad.add(i);
      search(board, wishes.seed);
      let moved = 0;
      let units = 0;
      let left = 0;
      board.owner.forEach((t, u) => {
        if (t === problem.baseline?.[u]) return;
        units++;
        moved += wishes.weights[u];
        if (problem.baseline?.[u] === 1) left += wishes.weights[u];
      });
      expect(moved).toBeLessThanOrEqual((wishes.total ?? Infinity) + 1e-6);
      expect(units).toBeLessThanOrEqual(wishes.units ?? Infinity);
      expect(left).toBeLessThanOrEqual((wishes.leaving ?? Infinity) + 1e-6);
      if (asks) for (let i = 0; i < board.level.n; i++) if (isBarred(asks.barred[board.owner[i]], i)) expect(bad.has(i)).toBe(true);
    }), { numRuns: RUNS });
  });

  test('mean the same for clusters and for a region cut out', () => {
    fc.assert(fc.property(problems, (wishes) => {
      const board = boardOf(wishes);
      search(board, wishes.seed);
      recount(board);
      const { demand, level, ground } = board;
      if (demand === null) return;
      // Clusters of what lies together: nothing a member may not, the same cost at the same owners.
      const fence = Uint16Array.from(board.owner);
      const coarse = coarsen(level, board.q, Float64Array.of(Infinity), 1e9, fence);
      const owner = new Int32Array(coarse.level.n);
      coarse.group.forEach((g, i) => (owner[g] = board.owner[i]));
      const rough = createBoard(ground, coarse.level, owner);
      expect([...(rough.demand?.moved ?? [])]).toEqual([...demand.moved].map((sum) => expect.closeTo(sum, 6)));
      for (let i = 0; i < level.n; i++) for (let t = 0; t < K; t++) if (isBarred(demand.asks.barred[t], i)) expect(isBarred(rough.demand?.asks.barred[t] ?? null, coarse.group[i])).toBe(true);
      // A region may move what is left of the budgets.
      const members = [1, 2];
      const scissors = createScissors(level.n, K);
      const units = unitsOf(board, members, scissors);
      if (units === null) return;
      const region = cutOut(board, members, units, scissors);
      const small = createBoard(region.ground, region.ground.level, region.owner.slice());
      small.demand?.moved.forEach((sum, j) => expect((region.ground.rules?.total[j] ?? 0) - sum).toBeCloseTo(demand.rules.total[j] - demand.moved[j], 6));
      search(small, wishes.seed);
      region.units.forEach((u, i) => board.owner[u] !== members[small.owner[i]] && hand(board, u, members[small.owner[i]]));
      demand.moved.forEach((sum, j) => expect(sum).toBeLessThanOrEqual(demand.rules.total[j] + 1e-6));
      demand.left.forEach((sum, j) => expect(sum).toBeLessThanOrEqual(demand.rules.leaving[j] + 1e-6));
    }), { numRuns: RUNS });
  });

  test('are none where none were made', () => {
    const wishes: Wishes = { weights: new Array<number>(WIDTH * HEIGHT).fill(1), total: undefined, units: undefined, leaving: undefined, price: 0, travel: 0, reach: undefined, leash: undefined, scattered: false, bounds: undefined, seed: 1 };
    expect(boardOf(wishes).demand).toBeNull();
  });
});
