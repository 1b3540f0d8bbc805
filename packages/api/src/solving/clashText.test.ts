import { fromEdges, type Problem } from '@hexalign/engine';
import { expect, it } from 'vitest';
import { clashText } from './clashText.ts';

/** Units in a row of runs that do not touch. */
function runs(lengths: readonly number[], k: number): Problem {
  const n = lengths.reduce((sum, length) => sum + length, 0);
  const pairs: number[] = [];
  let from = 0;
  for (const length of lengths) {
    for (let u = from; u < from + length - 1; u++) pairs.push(u, u + 1);
    from += length;
  }
  const { graph } = fromEdges({ ids: Array.from({ length: n }, (_, u) => `u${u + 10}`), lngLat: Float64Array.from({ length: 2 * n }, (_, j) => (j % 2 ? 0 : j * 0.05)), areaKm2: new Float64Array(n).fill(1), pairs: Uint32Array.from(pairs) });
  return {
    graph, k, measures: [{ key: 'sales', unit: 'currency', values: new Float64Array(n).fill(1) }], constraints: [],
    goals: [{ measure: 'sales', share: new Float64Array(k).fill(1 / k), tolerance: 0.1, weight: 1 }], weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 },
  };
}

it('has nothing to say about a sound problem', () => {
  expect(clashText(runs([20], 4), [])).toEqual([]);
});

it('says that the ground is to blame where no demand is', () => {
  expect(clashText(runs([17, 1, 1, 1], 3), ['A', 'B', 'C'])).toEqual(['The ground has 4 separate parts for 3 territories. Join parts by links, or ask for at least 4 territories.']);
});

it('says once what would help a part that fits no territory', () => {
  expect(clashText(runs([19, 1], 4), ['A', 'B', 'C', 'D'])).toEqual(['Unit u29 alone holds 5 % of sales: it cannot be a territory of its own at 25 % +- 10 %. Link it to its neighbour, or give a territory the share that fits it.']);
});

it('says how many more clash in the same way', () => {
  const problem = runs([20], 4);
  const bounds = [0, 1, 2].map((slot) => ({ type: 'capacity' as const, measure: 'sales', slot, min: 0, max: 2 }));
  const [said] = clashText({ ...problem, constraints: bounds }, ['A', 'B', 'C', 'D']);
  expect(said).toMatch(/^By its share [ABC] should hold 5 of sales, .* 2 more clashes are of this kind\.$/);
});
