import { cellToBoundary, cellToParent, getPentagons, gridDisk, isPentagon, isValidCell, latLngToCell } from 'h3-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ancestorKey, childKey, idOf, isCell, isPentagonKey, keyOf, resolutionOf, wordsOf } from './cellKey.ts';
import { childRingInto, ringByDigits, ringInto, sidesOf } from './cellRing.ts';

/** Cells of any resolution anywhere, those around pentagons more often than chance would have it. */
const cell = fc
  .record({ lat: fc.double({ min: -90, max: 90, noNaN: true }), lng: fc.double({ min: -180, max: 180, noNaN: true }), resolution: fc.nat(15), pentagon: fc.integer({ min: -24, max: 11 }), near: fc.nat(18) })
  .map(({ lat, lng, resolution, pentagon, near }) => {
    if (pentagon < 0) return latLngToCell(lat, lng, resolution);
    const disk = gridDisk(getPentagons(resolution)[pentagon], 2);
    return disk[near % disk.length];
  });

const around = (id: string): Set<string> => new Set(gridDisk(id, 1).filter((near) => near !== id));

describe('keys of cells', () => {
  it('hold the whole cell, its ancestors and its children', () => {
    fc.assert(
      fc.property(cell, (id) => {
        const key = keyOf(id);
        const resolution = resolutionOf(id);
        expect(idOf(key, resolution)).toBe(id);
        expect(isCell(id)).toBe(true);
        expect(isPentagonKey(key, resolution)).toBe(isPentagon(id));
        expect(cellToBoundary(wordsOf(key, resolution))).toEqual(cellToBoundary(id));
        for (let r = 0; r < resolution; r++) expect(idOf(ancestorKey(key, r), r)).toBe(cellToParent(id, r));
        if (resolution < 15) expect(cellToParent(idOf(childKey(key, resolution + 1, 3), resolution + 1), resolution)).toBe(id);
      }),
    );
  });

  it('know texts that are no cells', () => {
    fc.assert(
      fc.property(cell, fc.nat(14), fc.nat(15), (id, at, digit) => {
        const other = id.slice(0, at) + digit.toString(16) + id.slice(at + 1);
        expect(isCell(other)).toBe(isValidCell(other));
      }),
      { numRuns: 500 },
    );
    expect(['', '06001', '85283473ffffff', '85283473fffffff ', '85283473FFFFFFF'].map(isCell)).toEqual([false, false, false, false, false]);
  });
});

describe('neighbours by digits', () => {
  it('are those of h3-js, counter-clockwise', () => {
    const ring = new Float64Array(6);
    fc.assert(
      fc.property(cell, (id) => {
        const key = keyOf(id);
        const resolution = resolutionOf(id);
        const count = ringInto(key, resolution, ring);
        expect(new Set([...ring.subarray(0, count)].map((near) => idOf(near, resolution)))).toEqual(around(id));
        const sides = sidesOf(key, resolution);
        expect(new Set(sides.map(({ beyond }) => idOf(beyond, resolution)))).toEqual(around(id));
        expect(sides.flatMap(({ points }) => points.slice(0, -1))).toHaveLength(cellToBoundary(id).length);
        if (!ringByDigits(key, resolution, ring)) return;
        const start = sides.findIndex(({ beyond }) => beyond === ring[0]);
        expect([...ring]).toEqual(sides.map((_, i) => sides[(start + i) % 6].beyond));
      }),
      { numRuns: 300 },
    );
  });

  it('pass from a parent to its children', () => {
    const ring = new Float64Array(6);
    const own = new Float64Array(6);
    const inside = new Int8Array(6);
    fc.assert(
      fc.property(cell, fc.nat(6), (id, digit) => {
        const key = keyOf(id);
        const resolution = resolutionOf(id);
        fc.pre(resolution < 15 && ringByDigits(key, resolution, ring));
        childRingInto(key, ring, resolution + 1, digit, own, inside);
        const child = idOf(childKey(key, resolution + 1, digit), resolution + 1);
        expect(new Set([...own].map((near) => idOf(near, resolution + 1)))).toEqual(around(child));
        own.forEach((near, i) => expect(ancestorKey(near, resolution)).toBe(inside[i] < 0 ? key : ring[inside[i]]));
      }),
      { numRuns: 300 },
    );
  });
});
