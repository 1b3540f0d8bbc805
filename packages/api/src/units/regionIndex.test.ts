import fc from 'fast-check';
import type { MultiPolygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { regionIndex } from './regionIndex.ts';

/** A square with a hole, and a small square apart. */
const region: MultiPolygon = {
  type: 'MultiPolygon',
  coordinates: [
    [[[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]], [[4, 4], [4, 6], [6, 6], [6, 4], [4, 4]]],
    [[[20, 0], [21, 0], [21, 1], [20, 1], [20, 0]]],
  ],
};

describe('regionIndex', () => {
  it('agrees with the plain definition everywhere', () => {
    const index = regionIndex(region);
    const plain = (x: number, y: number) => (x > 0 && x < 10 && y > 0 && y < 10 && !(x > 4 && x < 6 && y > 4 && y < 6)) || (x > 20 && x < 21 && y > 0 && y < 1);
    const off = fc.double({ min: -2, max: 23, noNaN: true }).filter((v) => ![0, 1, 4, 6, 10, 20, 21].includes(v));
    fc.assert(fc.property(off, off, (x, y) => index.has(x, y) === plain(x, y)), { numRuns: 2000 });
  });

  it('reaches as far beyond the border as it is told', () => {
    const index = regionIndex(region);
    expect(index.hasNear(10.05, 5, 10)).toBe(true);
    expect(index.hasNear(10.2, 5, 10)).toBe(false);
    expect(index.hasNear(5, -0.08, 10)).toBe(true);
    expect(index.hasNear(5, 5, 10)).toBe(false);
    expect(index.hasNear(5, 5, 120)).toBe(true);
  });
});
