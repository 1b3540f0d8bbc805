import { expect, test } from 'vitest';
import { fromEdges } from '../graph/fromEdges.ts';
import type { Problem } from './problem.ts';
import { validate } from './validate.ts';

/** Units of one weight on given borders. */
function ground(n: number, pairs: number[], k: number, tolerance: number, change: Partial<Problem> = {}): Problem {
  const { graph } = fromEdges({ ids: Array.from({ length: n }, (_, u) => `u${u + 100}`), lngLat: Float64Array.from({ length: 2 * n }, (_, j) => (j % 2 ? 50 + 0.1 * ((j >> 1) % 3) : 8 + 0.05 * j)), areaKm2: new Float64Array(n).fill(60), pairs: Uint32Array.from(pairs) });
  return {
    graph, k, measures: [{ key: 'sales', unit: 'currency', values: new Float64Array(n).fill(1) }], constraints: [],
    goals: [{ measure: 'sales', share: new Float64Array(k).fill(1 / k), tolerance, weight: 1 }], weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 }, ...change,
  };
}

const star = Array.from({ length: 19 }, (_, i) => [0, i + 1]).flat();
const row = (n: number): number[] => Array.from({ length: n - 1 }, (_, i) => [i, i + 1]).flat();
const codes = (problem: Problem): string[] => validate(problem).map(({ code }) => code);

test('names the middle of a star, and what hangs on it', () => {
  expect(validate(ground(20, star, 5, 0.5))).toEqual([expect.objectContaining({
    code: 'ground.bottleneck', unit: 0, measure: 'sales', value: 20, limit: 6,
    message: 'Unit u100 is the only way to 19 pieces of the ground, each too small for a territory; with them it holds 100 % of sales, 20, more than the 6 that any territory may hold: link those pieces elsewhere, or ask for fewer territories.',
  })]);
});

test('says nothing where pieces are large enough, where others lead to them, or where territories may lie in pieces', () => {
  expect(codes(ground(20, row(20), 5, 0.1))).toEqual([]);
  const ring = [...star, ...row(20).slice(2), 19, 1];
  expect(codes(ground(20, ring, 5, 0.5))).toEqual([]);
  expect(codes(ground(20, star, 5, 0.5, { constraints: [{ type: 'scattered', slot: 0 }] }))).toEqual([]);
});

test('counts the way back as a piece like others, and what locks and links leave', () => {
  // A row with a bunch of three at its end.
  const bunch = [...row(18), 17, 18, 17, 19, 17, 20];
  expect(codes(ground(21, bunch, 7, 0.1))).toEqual(['ground.bottleneck']);
  expect(codes(ground(21, bunch, 7, 0.1, { constraints: [{ type: 'link', pairs: Uint32Array.of(18, 16, 19, 16) }] }))).toEqual([]);
  expect(codes(ground(21, bunch, 7, 0.1, { baseline: Uint16Array.from({ length: 21 }, (_, u) => (u >= 17 ? 6 : Math.min(5, Math.floor(u / 3)))), constraints: [{ type: 'lock', slot: 6 }] }))).not.toContain('ground.bottleneck');
});
