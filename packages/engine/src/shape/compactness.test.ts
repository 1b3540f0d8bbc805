import { cellArea, gridDisk, latLngToCell } from 'h3-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellPatches } from '../../test/fixtures/cellPatch.ts';
import { fromCells } from '../graph/fromCells.ts';
import { fromEdges } from '../graph/fromEdges.ts';
import { link } from '../graph/link.ts';
import { compactness } from './compactness.ts';
import { outline } from './outline.ts';

/** Metres along all rings of a shape, by the haversine formula. */
function perimeterM(rings: readonly (readonly [number, number])[][]): number {
  const radians = Math.PI / 180;
  return rings.reduce((sum, ring) => {
    for (let i = 1; i < ring.length; i++) {
      const [aLng, aLat] = ring[i - 1];
      const [bLng, bLat] = ring[i];
      const h = Math.sin(((bLat - aLat) / 2) * radians) ** 2 + Math.cos(aLat * radians) * Math.cos(bLat * radians) * Math.sin(((bLng - aLng) / 2) * radians) ** 2;
      sum += 2 * 6371007.180918475 * Math.asin(Math.sqrt(h));
    }
    return sum;
  }, 0);
}

/** A strip of equal square units in graph terms only: a row of `n`, 1 km wide. */
function strip(n: number) {
  const pairs = Uint32Array.from({ length: 2 * (n - 1) }, (_, i) => (i >> 1) + (i & 1));
  const lngLat = Float64Array.from({ length: 2 * n }, (_, i) => (i % 2 === 0 ? ((i / 2) * 180) / (Math.PI * 6371.007) : 0));
  return fromEdges({ ids: Array.from({ length: n }, (_, i) => `u${String(i).padStart(3, '0')}`), lngLat, areaKm2: new Float64Array(n).fill(1), pairs }).graph;
}

describe('compactness', () => {
  it('is 0.99 for a single cell, and that of a hexagonal cluster of cells beyond', () => {
    const one = fromCells([latLngToCell(40, -100, 5)]);
    expect(compactness(one, Uint16Array.of(0), 1)[0].momentCompactness).toBeCloseTo(0.9924, 4);
    const disk = fromCells(gridDisk(latLngToCell(40, -100, 6), 20));
    const [shape] = compactness(disk, new Uint16Array(disk.ids.length), 1);
    expect(shape.momentCompactness).toBeCloseTo(0.9924, 1);
    expect(shape.polsbyPopper).toBeGreaterThan(0.64);
    expect(shape.polsbyPopper).toBeLessThan(0.7);
    expect(shape.pieces).toBe(1);
  });

  it('falls with the length of a strip as theory says: second moment n^3 / 12 plus the units of their own', () => {
    for (const n of [1, 4, 16, 64]) {
      const [shape] = compactness(strip(n), new Uint16Array(n), 1);
      const moment = (n * (n * n - 1)) / 12 + (n * 5) / (18 * Math.sqrt(3));
      expect(shape.momentCompactness).toBeCloseTo((n * n) / (2 * Math.PI * moment), 3);
      expect(shape.areaKm2).toBe(n);
    }
  });

  it('counts an empty territory as nothing', () => {
    expect(compactness(strip(3), new Uint16Array(3), 2)[1]).toEqual({ areaKm2: 0, momentCompactness: 0, polsbyPopper: 0, pieces: 0 });
  });

  it('takes linked pieces one by one and torn ones as a whole', () => {
    const cells = [...gridDisk(latLngToCell(40, -100, 6), 2), ...gridDisk(latLngToCell(40, -90, 6), 2)];
    const apart = fromCells(cells);
    const slots = new Uint16Array(apart.ids.length);
    const [torn] = compactness(apart, slots, 1);
    const far = apart.ids.indexOf(latLngToCell(40, -90, 6));
    const [joined] = compactness(link(apart, Uint32Array.of(apart.ids.indexOf(latLngToCell(40, -100, 6)), far)), slots, 1);
    expect([torn.pieces, joined.pieces]).toEqual([2, 2]);
    expect(torn.momentCompactness).toBeLessThan(0.1);
    expect(joined.momentCompactness).toBeGreaterThan(0.97);
    expect(joined.polsbyPopper / torn.polsbyPopper).toBeCloseTo(2, 1);
  });

  it('is the same shape far from the middle of the map', () => {
    const cluster = (lat: number, lng: number) => gridDisk(latLngToCell(lat, lng, 5), 6);
    const graph = fromCells([...cluster(39, -98), ...cluster(64, -150), ...cluster(13.4, 144.8)]);
    const alaska = new Set(cluster(64, -150));
    const guam = new Set(cluster(13.4, 144.8));
    const shapes = compactness(graph, Uint16Array.from(graph.ids, (id) => (alaska.has(id) ? 1 : guam.has(id) ? 2 : 0)), 3);
    for (const shape of shapes) expect(shape.momentCompactness).toBeCloseTo(0.992, 2);
  });

  it('walks the perimeter of cells along the outline, mixed resolution included', () => {
    fc.assert(
      fc.property(cellPatches(), ({ cells, slots, k }) => {
        fc.pre(cells.every((cell) => Number.parseInt(cell[1], 16) >= 3));
        const graph = fromCells(cells);
        const unitOf = new Map(cells.map((cell, u) => [cell, u]));
        const own = Uint16Array.from(graph.ids, (id) => slots[unitOf.get(id)!]);
        const shapes = compactness(graph, own, k);
        const outlines = outline(graph, own, k)!;
        shapes.forEach((shape, slot) => {
          const { coordinates } = outlines[slot];
          // Rings cut at the antimeridian run along it, which is no border.
          if (shape.pieces !== 1 || coordinates.flat(2).some(([lng]) => Math.abs(lng) === 180)) return;
          const metres = perimeterM(coordinates.flat());
          // The graph takes its borders from the area of its cells: single sides are up to 3 % off.
          expect(Math.abs(shape.polsbyPopper / ((4 * Math.PI * shape.areaKm2 * 1e6) / (metres * metres)) - 1)).toBeLessThan(0.05);
        });
      }),
      { numRuns: 50 },
    );
  });

  it('adds up the area of the cells', () => {
    const cells = gridDisk(latLngToCell(40, -100, 6), 3);
    const graph = fromCells(cells);
    const expected = cells.reduce((sum, cell) => sum + cellArea(cell, 'km2'), 0);
    expect(compactness(graph, new Uint16Array(cells.length), 1)[0].areaKm2 / expected).toBeCloseTo(1, 6);
  });
});
