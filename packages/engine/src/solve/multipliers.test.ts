import { expect, test } from 'vitest';
import { fromEdges } from '../graph/fromEdges.ts';
import { prepare } from '../problem/prepare.ts';
import { createBoard, excess, type Board } from './board.ts';
import { dice } from './dice.ts';
import { createMultipliers, followWalls } from './multipliers.ts';
import { beginStage, runStage, type Stage } from './stage.ts';

const WIDE = 60;
const HIGH = 6;
const K = 6;

/** Six territories side by side, ten columns each, with two measures that lean apart from end to end. */
function strip(tolerance: number, lean: number): Board {
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
  // Along the strip from -1 to 1, and from row to row against it, so that neighbours have something to trade.
  const slant = (i: number): number => (2 * (i % WIDE)) / (WIDE - 1) - 1;
  const grain = (i: number): number => (Math.floor(i / WIDE) % 2 === 0 ? 0.3 : -0.3);
  const measure = (key: string, sign: number) => ({ key, unit: 'hours' as const, values: Float64Array.from(order, (i) => Math.round(1000 * (1 + sign * (lean * slant(i) + grain(i))))) });
  const ground = prepare({
    graph, k: K, constraints: [], measures: [measure('revenue', 1), measure('hours', -1)],
    goals: ['revenue', 'hours'].map((key) => ({ measure: key, share: new Float64Array(K).fill(1 / K), tolerance, weight: 1 })),
    weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 },
  });
  return createBoard(ground, ground.level, Int32Array.from(order, (i) => Math.floor((i % WIDE) / (WIDE / K))));
}

const PRESSURE = { wall: 100, band: 1, ratio: 100, ratioBand: 0.02 };

test('a multiplier rises with what lies outside and falls to nothing where there is room', () => {
  const board = strip(0.05, 0.1);
  const multipliers = createMultipliers(board);
  followWalls(board, multipliers, { ratio: 0.5, sum: 0.5 }, PRESSURE);
  // The ends lean most, in opposite directions, and the middle is in its band.
  for (const j of [0, 1, 2 * K - 2, 2 * K - 1]) expect(board.price[j] * (board.sum[j] - board.ground.mid[j])).toBeGreaterThan(0);
  expect([...board.price.subarray(K, K + 2)]).toEqual([0, 0]);
  const first = Math.abs(board.price[0]);
  followWalls(board, multipliers, { ratio: 0.5, sum: 0.5 }, PRESSURE);
  expect(Math.abs(board.price[0])).toBeGreaterThan(first);

  for (let t = 0; t < 2 * K; t++) board.sum[t] = board.ground.mid[t];
  for (let round = 0; round < 100; round++) followWalls(board, multipliers, { ratio: 0.5, sum: 0.5 }, PRESSURE);
  expect([...board.price].every((price) => price === 0)).toBe(true);
});

test('carries ratio through territories at the edge of their bands where the same walls alone leave it', () => {
  const stage: Stage = { phase: 'balance', passes: 600, swaps: 0.3, heat: [0.1, 0.001], wall: [10, 100], band: [0.97, 0.97], ratio: [10, 100], ratioBand: [0.02, 0.02], learn: 0 };
  const left = (follow?: Stage['follow']): number => {
    const board = strip(0.03, 0.1);
    runStage(board, dice(1), beginStage(board, { ...stage, ...(follow ? { follow } : {}) }), stage.passes);
    expect([...board.count].every((units) => units > 0)).toBe(true);
    expect([...board.price].every((price) => price === 0)).toBe(true);
    return excess(board).total;
  };
  const walls = left();
  expect(walls).toBeGreaterThan(0.01);
  expect(left({ ratio: 0.3, sum: 0.3 })).toBeLessThan(0.2 * walls);
});
