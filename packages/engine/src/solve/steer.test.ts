import { describe, expect, test } from 'vitest';
import { fromEdges } from '../graph/fromEdges.ts';
import { prepare } from '../problem/prepare.ts';
import { around } from './around.ts';
import { createBoard, excess, restrain, type Board } from './board.ts';
import { beginClosing, runClosing } from './closeBands.ts';
import { dice } from './dice.ts';
import { lumps } from './lumps.ts';
import { steer } from './steer.ts';

const WIDE = 40;
const HIGH = 6;
const K = 5;

/** A strip of five territories side by side, eight columns each: nothing passes but through all between. */
function strip(weightAt: (column: number, row: number) => number, tolerance: number): Board {
  const points: number[][] = [];
  const pairs: number[] = [];
  for (let y = 0; y < HIGH; y++) {
    for (let x = 0; x < WIDE; x++) {
      points.push([x * 0.1, y * 0.1]);
      if (x > 0) pairs.push(y * WIDE + x - 1, y * WIDE + x);
      if (y > 0) pairs.push((y - 1) * WIDE + x, y * WIDE + x);
    }
  }
  const { graph, order } = fromEdges({
    ids: points.map((_, i) => String(1000 + i)), lngLat: Float64Array.from(points.flat()), areaKm2: new Float64Array(points.length).fill(100), pairs: Uint32Array.from(pairs),
  });
  const ground = prepare({
    graph, k: K, constraints: [],
    measures: [{ key: 'work', unit: 'hours', values: Float64Array.from(order, (i) => weightAt(i % WIDE, Math.floor(i / WIDE))) }],
    goals: [{ measure: 'work', share: new Float64Array(K).fill(1 / K), tolerance, weight: 1 }],
    weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 },
  });
  return createBoard(ground, ground.level, Int32Array.from(order, (i) => Math.floor((i % WIDE) / (WIDE / K))));
}

/** Per mille of the target: the first territory outside 10 %, the next one full, the others with room. */
const LEANING = [1110, 1097, 945, 930, 918];
const leaning = (column: number): number => LEANING[Math.floor(column / 8)];

describe('steer', () => {
  test('prices surplus by its way over full territories to room', () => {
    const board = strip(leaning, 0.1);
    steer(board, 10, 0.97);
    expect([...board.price]).toEqual([20, 10, 0, 0, 0].map((price) => expect.closeTo(price, 9)));
  });

  test('asks nothing where every sum is in its band', () => {
    const board = strip(() => 1000, 0.02);
    board.price.fill(7);
    steer(board, 10, 0.97);
    expect([...board.price]).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('closing', () => {
  test('brings surplus home through territories that have no room themselves', () => {
    const board = strip(leaning, 0.1);
    const before = excess(board).total;
    expect(before).toBeGreaterThan(0);
    restrain(board, { wall: 0, band: 1, ratio: 0, ratioBand: 0 });
    const closer = beginClosing(board, {
      moves: 4000,
      stage: { phase: 'close', swaps: 0.3, heat: [0.2, 0.001], wall: [500, 50_000], band: [0.97, 0.97], ratio: [0, 0], ratioBand: [1, 1], learn: 0, steer: [30, 300] },
    });
    const random = dice(1);
    while (runClosing(closer, random, 50));
    expect(excess(board).total).toBe(0);
    expect([...board.count].every((units) => units > 0)).toBe(true);
  });
});

test('around lists each neighbour once', () => {
  const board = strip(() => 1000, 0.02);
  expect(around(board).map((list) => [...list].sort())).toEqual([[1], [0, 2], [1, 3], [2, 4], [3]]);
});

test('lumps names territories with a unit heavier than their band is wide', () => {
  const board = strip((column, row) => (column === 20 && row === 2 ? 4000 : 1000), 0.05);
  expect([...lumps(board, [0, 2])]).toEqual([0, 0, 1, 0, 0]);
  expect([...lumps(board, [0])]).toEqual([0, 0, 0, 0, 0]);
});
