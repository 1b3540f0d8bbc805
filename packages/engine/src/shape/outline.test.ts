import { cellToBoundary, cellToChildren, cellToLatLng, cellToParent, cellsToMultiPolygon, getResolution, latLngToCell } from 'h3-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellPatches, PLACES } from '../../test/fixtures/cellPatch.ts';
import { type Outline, outline } from './outline.ts';

type Ring = [number, number][];

function ringArea(ring: Ring): number {
  let area = 0;
  for (let i = 1; i < ring.length; i++) area += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  return area / 2;
}

const areaOf = (shape: Outline): number => shape.coordinates.flat().reduce((sum, ring) => sum + ringArea(ring as Ring), 0);

function inRing(ring: Ring, [x, y]: readonly [number, number]): boolean {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1];
    const [bx, by] = ring[i];
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
  }
  return inside;
}

const inShape = (shape: Outline, point: readonly [number, number]): boolean => shape.coordinates.some((polygon) => polygon.every((ring, i) => inRing(ring, point) === (i === 0)));

/** Metres from a point to the nearest side of a shape, on a plane about the point. */
function metresToBorder(shape: Outline, [x, y]: readonly [number, number]): number {
  const perLng = 111_195 * Math.cos((y * Math.PI) / 180);
  let least = Infinity;
  for (const ring of shape.coordinates.flat()) {
    for (let i = 1; i < ring.length; i++) {
      const ax = (ring[i - 1][0] - x) * perLng;
      const ay = (ring[i - 1][1] - y) * 111_195;
      const bx = (ring[i][0] - x) * perLng - ax;
      const by = (ring[i][1] - y) * 111_195 - ay;
      const t = Math.min(1, Math.max(0, -(ax * bx + ay * by) / (bx * bx + by * by || 1)));
      least = Math.min(least, Math.hypot(ax + t * bx, ay + t * by));
    }
  }
  return least;
}

/** Sides of all rings by their text, without those along the antimeridian or over a pole. */
function sidesOf(shape: Outline): string[] {
  return shape.coordinates.flat().flatMap((ring) => ring.slice(1).map((to, i) => `${ring[i]} ${to}`).filter((_, i) => !(Math.abs(ring[i][0]) === 180 && Math.abs(ring[i + 1][0]) === 180)));
}

describe('outline', () => {
  it('has no shape for units that are not cells', () => {
    expect(outline({ ids: ['06001', '06003'] }, Uint16Array.of(0, 0), 1)).toBeNull();
  });

  it('has no shape for units that lie inside one another', () => {
    const child = latLngToCell(40, -100, 6);
    const ids = [cellToParent(child, 5), child].sort();
    expect(outline({ ids }, Uint16Array.of(0, 0), 1)).toBeNull();
  });

  it('is the cell itself for a single cell', () => {
    for (const [lng, lat] of [PLACES.kansas, PLACES.pentagon, PLACES.icosahedron]) {
      for (const resolution of [1, 4, 5, 9]) {
        const id = latLngToCell(lat, lng, resolution);
        const [shape] = outline({ ids: [id] }, Uint16Array.of(0), 1)!;
        const corners = new Set((cellToBoundary(id, true) as Ring).map(([x, y]) => `${x.toFixed(7)} ${y.toFixed(7)}`));
        expect(new Set(shape.coordinates[0][0].map(([x, y]) => `${x.toFixed(7)} ${y.toFixed(7)}`))).toEqual(corners);
      }
    }
  });

  it('gives each territory the ground of its cells, as h3-js dissolves it', () => {
    fc.assert(
      fc.property(cellPatches(), ({ cells, slots, k, finest }) => {
        fc.pre(cells.every((cell) => Math.abs(cellToLatLng(cell)[1]) < 150 && Math.abs(cellToLatLng(cell)[0]) < 80));
        const shapes = outline({ ids: cells }, slots, k)!;
        for (let t = 0; t < k; t++) {
          const own = cells.filter((_, u) => slots[u] === t).flatMap((cell) => cellToChildren(cell, finest));
          const expected = own.length === 0 ? 0 : (cellsToMultiPolygon(own, true) as Ring[][]).flat().reduce((sum, ring) => sum + ringArea(ring), 0);
          const points = own.length === 0 ? 0 : (cellsToMultiPolygon(own, true) as Ring[][]).flat().reduce((sum, ring) => sum + ring.length, 0);
          expect(areaOf(shapes[t])).toBeCloseTo(expected, 5);
          expect(shapes[t].coordinates.flat().reduce((sum, ring) => sum + ring.length, 0)).toBe(points);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('tiles: every side stands once, and once the other way round in the neighbour or not at all', () => {
    fc.assert(
      fc.property(cellPatches(), ({ cells, slots, k }) => {
        const shapes = outline({ ids: cells }, slots, k)!;
        const all = shapes.flatMap(sidesOf);
        expect(new Set(all).size).toBe(all.length);
        const inner = new Set(all.filter((side) => all.includes(side.split(' ').reverse().join(' '))));
        const [whole] = outline({ ids: cells }, new Uint16Array(cells.length), 1)!;
        // What is left without the sides between territories is the outer border of the ground.
        expect(new Set(all.filter((side) => !inner.has(side)))).toEqual(new Set(sidesOf(whole)));
        expect(shapes.reduce((sum, shape) => sum + areaOf(shape), 0)).toBeCloseTo(areaOf(whole), 6);
      }),
      { numRuns: 60 },
    );
  });

  it('is made of valid rings: closed, outer counter-clockwise, holes clockwise and inside, within the map', () => {
    fc.assert(
      fc.property(cellPatches(), ({ cells, slots, k }) => {
        for (const shape of outline({ ids: cells }, slots, k)!) {
          for (const polygon of shape.coordinates) {
            // Next to a pole sides that are straight in degrees are far from straight on the ground.
            const isPolar = polygon.some((ring) => ring.some(([, lat]) => Math.abs(lat) > 80));
            polygon.forEach((ring, i) => {
              expect(ring.length).toBeGreaterThanOrEqual(4);
              expect(ring.at(-1)).toEqual(ring[0]);
              expect(isPolar || Math.sign(ringArea(ring)) === (i === 0 ? 1 : -1)).toBe(true);
              // A hole shares no corner with its outer ring, so its first corner lies strictly inside.
              expect(i === 0 || inRing(polygon[0], ring[0]) || isPolar).toBe(true);
              for (let p = 1; p < ring.length; p++) {
                expect(Math.abs(ring[p][0])).toBeLessThanOrEqual(180);
                expect(Math.abs(ring[p][1]) < 85 ? Math.abs(ring[p][0] - ring[p - 1][0]) : 0).toBeLessThan(120);
              }
            });
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('holds every point of its units, by logical containment and up to 10 m', () => {
    fc.assert(
      fc.property(cellPatches(), fc.array(fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true })), { minLength: 20, maxLength: 20 }), ({ cells, slots, k, finest }, offsets) => {
        // Sides are drawn straight in degrees: below resolution 5 they bulge by more than 10 m, near a pole by any amount.
        fc.pre(finest >= 5 && Math.abs(cellToLatLng(cells[0])[0]) < 75);
        const shapes = outline({ ids: cells }, slots, k)!;
        const unitOf = new Map(cells.map((cell, u) => [cell, u]));
        offsets.forEach(([dx, dy], i) => {
          const middle = cellToLatLng(cells[(i * 7919) % cells.length]);
          const spread = 3 / 2.6 ** getResolution(cells[0]);
          const lng = ((middle[1] + dx * spread * 40 + 540) % 360) - 180;
          const lat = middle[0] + dy * spread * 20;
          let cell = latLngToCell(lat, lng, finest);
          while (!unitOf.has(cell) && getResolution(cell) > 0) cell = cellToParent(cell, getResolution(cell) - 1);
          const owner = unitOf.has(cell) ? slots[unitOf.get(cell)!] : -1;
          shapes.forEach((shape, t) => {
            const agrees = inShape(shape, [lng, lat]) === (t === owner);
            expect(agrees ? 0 : metresToBorder(shape, [lng, lat])).toBeLessThan(10);
          });
        });
      }),
      { numRuns: 60 },
    );
  });

  it('leaves unassigned units out', () => {
    const cells = cellToChildren(latLngToCell(39, -98, 4), 5).sort();
    const slots = new Uint16Array(cells.length);
    slots[0] = 0xffff;
    const [shape] = outline({ ids: cells }, slots, 1)!;
    const [lat, lng] = cellToLatLng(cells[0]);
    expect(inShape(shape, [lng, lat])).toBe(false);
    expect(shape.coordinates).toHaveLength(1);
  });
});
