import { cellToBoundary, cellToChildren, gridDisk, latLngToCell } from 'h3-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellPatches, PLACES } from '../../test/fixtures/cellPatch.ts';
import { fromCells } from '../graph/fromCells.ts';
import { borderMesh } from './borderMesh.ts';
import { labelPoint } from './labelPoint.ts';
import { outline, type Outline } from './outline.ts';
import { screenOutline } from './screenOutline.ts';
import { simplifyMesh } from './simplifyMesh.ts';
import { unitPolygon } from './unitPolygon.ts';

const countPoints = (shapes: readonly Outline[]): number => shapes.reduce((sum, shape) => sum + shape.coordinates.flat().reduce((all, ring) => all + ring.length, 0), 0);

function area(shape: Outline): number {
  return shape.coordinates.flat().reduce((sum, ring) => {
    for (let i = 1; i < ring.length; i++) sum += (ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1]) / 2;
    return sum;
  }, 0);
}

describe('screenOutline', () => {
  const cells = gridDisk(latLngToCell(39, -98, 6), 30).sort();
  const graph = fromCells(cells);
  const quarters = Uint16Array.from(cells, (cell) => {
    const [lat, lng] = cellToBoundary(cell)[0];
    return (lat > 39 ? 2 : 0) + (lng > -98 ? 1 : 0);
  });

  it('keeps far fewer points and almost the same area', () => {
    const exact = outline(graph, quarters, 4)!;
    const rough = screenOutline(graph, quarters, 4, 8000)!;
    expect(countPoints(rough)).toBeLessThan(countPoints(exact) / 4);
    rough.forEach((shape, slot) => expect(area(shape) / area(exact[slot])).toBeCloseTo(1, 1));
  });

  it('rounds finer units to coarser cells when those are no larger than the tolerance', () => {
    const finer = fromCells(gridDisk(latLngToCell(39, -98, 4), 3).flatMap((cell) => cellToChildren(cell, 8)));
    const sides = Uint16Array.from(finer.ids, (_, u) => (finer.lngLat[2 * u] > -98.1 ? 1 : 0));
    const rough = screenOutline(finer, sides, 2, 10_000)!;
    const exact = outline(finer, sides, 2)!;
    expect(countPoints(rough)).toBeLessThan(countPoints(exact) / 20);
    rough.forEach((shape, slot) => expect(Math.abs(area(shape) / area(exact[slot]) - 1)).toBeLessThan(0.03));
  });

  it('is the exact outline when no detail is to go', () => {
    expect(screenOutline(graph, quarters, 4, 0)).toEqual(outline(graph, quarters, 4));
  });

  it('keeps the topology: the same polygons, all their nodes, and no point that was not there', () => {
    fc.assert(
      fc.property(cellPatches(), fc.double({ min: 0, max: 100_000, noNaN: true }), ({ cells: ids, slots, k }, toleranceM) => {
        const exact = borderMesh({ ids }, slots, k)!;
        const rough = simplifyMesh(exact, toleranceM);
        expect(rough.polygons).toEqual(exact.polygons);
        for (let arc = 0; arc < exact.left.length; arc++) {
          const full = [...exact.points.subarray(exact.arcOffsets[arc], exact.arcOffsets[arc + 1])];
          const kept = [...rough.points.subarray(rough.arcOffsets[arc], rough.arcOffsets[arc + 1])];
          expect([kept[0], kept.at(-1)]).toEqual([full[0], full.at(-1)]);
          // Kept points stand in the order they had.
          expect(kept.slice(0, -1)).toEqual(full.slice(0, -1).filter((point) => kept.includes(point)));
          expect(kept.length).toBeGreaterThanOrEqual(full[0] === full.at(-1) ? 4 : 2);
        }
        // No territory disappears: every ring still has an area to paint.
        for (const polygon of rough.polygons.flat()) for (const ring of polygon) {
          const points = new Set(ring.flatMap((arc) => [...rough.points.subarray(rough.arcOffsets[arc < 0 ? ~arc : arc], rough.arcOffsets[(arc < 0 ? ~arc : arc) + 1])]));
          expect(points.size).toBeGreaterThanOrEqual(3);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('labelPoint', () => {
  it('is the middle of a square, and keeps out of a hole', () => {
    const square = (size: number): [number, number][] => [[-size, -size], [size, -size], [size, size], [-size, size], [-size, -size]];
    const [lng, lat] = labelPoint({ type: 'MultiPolygon', coordinates: [[square(1)]] })!;
    expect([lng, lat]).toEqual([expect.closeTo(0, 1), expect.closeTo(0, 1)]);
    const [x, y] = labelPoint({ type: 'MultiPolygon', coordinates: [[square(1), square(0.5).reverse()]] })!;
    expect(Math.max(Math.abs(x), Math.abs(y))).toBeGreaterThan(0.6);
  });

  it('lies in the thick end of an L, not in its middle', () => {
    const shape: Outline = { type: 'MultiPolygon', coordinates: [[[[0, 0], [10, 0], [10, 1], [4, 1], [4, 4], [0, 4], [0, 0]]]] };
    const [lng, lat] = labelPoint(shape)!;
    expect(lng).toBeCloseTo(2, 0);
    expect(lat).toBeCloseTo(2, 0);
  });

  it('is null for a territory without ground', () => {
    expect(labelPoint({ type: 'MultiPolygon', coordinates: [] })).toBeNull();
  });
});

describe('unitPolygon', () => {
  it('is the boundary of the cell', () => {
    const id = latLngToCell(39, -98, 5);
    expect(unitPolygon(id)).toEqual({ type: 'MultiPolygon', coordinates: [[cellToBoundary(id, true)]] });
  });

  it('is cut where the cell lies on the antimeridian', () => {
    const { coordinates } = unitPolygon(latLngToCell(PLACES.antimeridian[1], 179.9999, 3));
    expect(coordinates).toHaveLength(2);
    for (const polygon of coordinates) {
      const signs = new Set(polygon[0].map(([lng]) => Math.sign(lng)));
      expect(signs.size).toBe(1);
    }
  });
});
