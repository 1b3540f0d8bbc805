import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromEdges } from '../graph/fromEdges.ts';
import type { Ground } from '../problem/ground.ts';
import { prepare } from '../problem/prepare.ts';
import { chargedStart } from './chargedStart.ts';
import { unevenness } from './lean.ts';
import { dice } from './dice.ts';
import { ratioBisect } from './ratioBisect.ts';

/** A rectangle of square units; `weigh` gives each its measures. */
function rectangle(width: number, height: number, k: number, weigh: (x: number, y: number) => number[], share = new Float64Array(k).fill(1 / k)): Ground {
  const points: number[] = [];
  const pairs: number[] = [];
  const weights: number[][] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      points.push(x * 0.1, y * 0.1);
      weights.push(weigh(x, y));
      if (x > 0) pairs.push(i - 1, i);
      if (y > 0) pairs.push(i - width, i);
    }
  }
  const { graph, order } = fromEdges({ ids: weights.map((_, i) => String(10000 + i)), lngLat: Float64Array.from(points), areaKm2: new Float64Array(weights.length).fill(100), pairs: Uint32Array.from(pairs) });
  const measures = weights[0].map((_, m) => ({ key: `m${m}`, unit: 'count' as const, values: Float64Array.from(order, (i) => weights[i][m]) }));
  return prepare({
    graph, measures, k, constraints: [], weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 },
    goals: measures.map(({ key }) => ({ measure: key, share, tolerance: 0.05, weight: 1 })),
  });
}

/** Pieces of each territory, and the worst deviation of any. */
function look({ level, k, q, mid, inverse }: Ground, owner: Int32Array): { pieces: number[]; worst: number } {
  const pieces = new Array<number>(k).fill(0);
  const sum = new Float64Array(k * q);
  const seen = new Uint8Array(level.n);
  for (let s = 0; s < level.n; s++) {
    for (let m = 0; m < q; m++) sum[owner[s] * q + m] += level.weight[s * q + m];
    if (seen[s]) continue;
    seen[s] = 1;
    pieces[owner[s]]++;
    const stack = [s];
    while (stack.length > 0) {
      const u = stack.pop() as number;
      for (let e = level.offsets[u]; e < level.offsets[u + 1]; e++) {
        const v = level.neighbors[e];
        if (seen[v] || owner[v] !== owner[s]) continue;
        seen[v] = 1;
        stack.push(v);
      }
    }
  }
  let worst = 0;
  for (let j = 0; j < k * q; j++) worst = Math.max(worst, Math.abs((sum[j] - mid[j]) * inverse[j]));
  return { pieces, worst };
}

describe('a start for measures that disagree by region', () => {
  /** The first measure weighs nine times as much at one end as at the other, the second the other way round. */
  const opposed = (x: number): number[] => [10 + 2 * x, 90 - 2 * x];

  test('carries the surplus of one side to the other', () => {
    const ground = rectangle(41, 30, 8, opposed);
    for (const seed of [1, 2, 3]) {
      const { pieces, worst } = look(ground, ratioBisect(ground, ground.level, dice(seed)).owner);
      expect(pieces).toEqual(new Array(8).fill(1));
      expect(worst).toBeLessThan(0.1);
    }
  });

  test('gives the same division for the same seed', () => {
    const ground = rectangle(41, 30, 8, opposed);
    const once = ratioBisect(ground, ground.level, dice(7));
    expect(ratioBisect(ground, ground.level, dice(7))).toEqual(once);
    expect(ratioBisect(ground, ground.level, dice(8)).owner).not.toEqual(once.owner);
  });

  test('keeps to targets of different size', () => {
    const share = Float64Array.of(0.1, 0.2, 0.3, 0.4);
    const ground = rectangle(41, 30, 4, opposed, share);
    expect(look(ground, ratioBisect(ground, ground.level, dice(1)).owner).worst).toBeLessThan(0.15);
  });

  test('makes compact territories where the measures agree', () => {
    const ground = rectangle(40, 40, 16, () => [1, 3]);
    const { owner, cost } = ratioBisect(ground, ground.level, dice(1));
    expect(look(ground, owner).worst).toBeLessThan(0.1);
    // 1 / moment compactness is 1.05 for a square, 1.31 for two side by side, 1.75 for three; 8.4 for a strip of this ground.
    expect(cost / 16).toBeLessThan(1.6);
  });

  test('owns every unit in one piece per territory, for any weights', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 3 }), fc.integer(), (k, q, seed) => {
        const roll = fc.sample(fc.integer({ min: 0, max: 100 }), { seed, numRuns: 20 * 15 * q });
        const ground = rectangle(20, 15, k, (x, y) => roll.slice((y * 20 + x) * q, (y * 20 + x + 1) * q));
        const { owner } = ratioBisect(ground, ground.level, dice(seed));
        expect(look(ground, owner).pieces).toEqual(new Array(k).fill(1));
      }),
      { numRuns: 40 },
    );
  });

  test('unevenness tells whether surplus has to be carried, and a charged start carries it', () => {
    const ground = rectangle(40, 30, 12, opposed);
    // Four columns by three rows: all of a column lean the same way.
    const columns = Int32Array.from({ length: 1200 }, (_, i) => Math.floor((i % 40) / 10) + 4 * Math.floor(i / 400));
    expect(unevenness(ground, ground.level, columns)).toBeGreaterThan(0.5);
    const owner = chargedStart(ground, ground.level, dice(3), 2, 0.04);
    expect(look(ground, owner).pieces).toEqual(new Array(12).fill(1));
    expect(unevenness(ground, ground.level, owner)).toBeLessThan(0.06);
    const alike = rectangle(40, 30, 12, () => [1, 2]);
    expect(unevenness(alike, alike.level, columns)).toBeLessThan(0.01);
  });
});
