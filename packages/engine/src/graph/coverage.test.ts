import fc from 'fast-check';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { cellToLatLng, cellToParent, getRes0Cells, getResolution, latLngToCell, cellToChildren } from 'h3-js';
import { describe, expect, test } from 'vitest';
import { coverage } from './coverage.ts';
import { fillRegion } from './fillRegion.ts';
import { fromCells } from './fromCells.ts';
import { RegionGround } from './regionGround.ts';

const polygon = (...rings: Position[][]): Polygon => ({ type: 'Polygon', coordinates: rings });
const box = (west: number, south: number, east: number, north: number): Position[] => [[west, south], [east, south], [east, north], [west, north], [west, south]];

/** A star with random radii: any shape that a planner's region may have, within 5 degrees of its middle. */
const stars = fc.tuple(fc.double({ min: -175, max: 175, noNaN: true }), fc.double({ min: -70, max: 70, noNaN: true }), fc.array(fc.double({ min: 0.3, max: 5, noNaN: true }), { minLength: 3, maxLength: 30 })).map(([x, y, radii]) => {
  const ring = radii.map((radius, i): Position => {
    const angle = (2 * Math.PI * i) / radii.length;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
  return polygon([...ring, ring[0]]);
});

/** The textbook test for one ring, moved by whole turns. */
function inRing(lng: number, lat: number, ring: Position[]): boolean {
  let inside = false;
  for (const x of [lng - 360, lng, lng + 360]) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [[xi, yi], [xj, yj]] = [ring[i], ring[j]];
      if (yi > lat !== yj > lat && x < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside;
    }
  }
  return inside;
}

function everyCell(resolution: number): string[] {
  return getRes0Cells().flatMap((cell) => cellToChildren(cell, resolution)).sort();
}

describe('fillRegion', () => {
  const globe = everyCell(3).map((cell) => ({ cell, place: cellToLatLng(cell) }));
  const byHand = (shape: Polygon | MultiPolygon): string[] => {
    const polygons = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
    return globe.filter(({ place: [lat, lng] }) => polygons.some(([outer, ...holes]) => inRing(lng, lat, outer) && !holes.some((hole) => inRing(lng, lat, hole)))).map(({ cell }) => cell);
  };
  const filled = (shape: Polygon | MultiPolygon): string[] => fillRegion(new RegionGround(shape), 3);

  test('gives the cells whose centre lies inside, for any shape', () => {
    fc.assert(
      fc.property(stars, (star) => {
        expect(filled(star)).toEqual(byHand(star));
      }),
      { numRuns: 30 },
    );
  });

  test('knows holes, several parts, parts that overlap, and large shapes', () => {
    const shapes: (Polygon | MultiPolygon)[] = [
      polygon(box(-120, 25, -70, 49), box(-100, 30, -90, 40)),
      { type: 'MultiPolygon', coordinates: [[box(0, 0, 20, 20), box(5, 5, 15, 15)], [box(8, 8, 12, 12)], [box(-60, -40, -40, 10)]] },
      { type: 'MultiPolygon', coordinates: [[box(0, 0, 20, 20)], [box(10, 10, 30, 30)]] },
      polygon(box(-180, -90, 180, 90)),
    ];
    for (const shape of shapes) {
      expect(filled(shape)).toEqual(byHand(shape));
      expect(filled(shape).length).toBeGreaterThan(10);
    }
    expect(filled(shapes[3])).toHaveLength(globe.length);
  });

  test('crosses the antimeridian by longitudes beyond 180, by a jump of sign, or cut in two', () => {
    const beyond = filled(polygon(box(170, 50, 195, 65)));
    expect(beyond.length).toBeGreaterThan(20);
    expect(filled(polygon([[170, 50], [-165, 50], [-165, 65], [170, 65], [170, 50]]))).toEqual(beyond);
    expect(filled(polygon([[170, 50], [180, 50], [-180, 50], [-165, 50], [-165, 65], [-180, 65], [180, 65], [170, 65], [170, 50]]))).toEqual(beyond);
    expect(filled(polygon(box(-190, 50, -165, 65)))).toEqual(beyond);
    expect(filled({ type: 'MultiPolygon', coordinates: [[box(170, 50, 180, 65)], [box(-180, 50, -165, 65)]] })).toEqual(beyond);
  });

  test('closes a ring around the pole', () => {
    const cap = filled(polygon(box(-180, -90, 180, -70)));
    expect(cap).toEqual(globe.filter(({ place }) => place[0] < -70).map(({ cell }) => cell));
  });
});

const country = polygon(box(-105, 36, -95, 44));
const clouds = fc.array(fc.tuple(fc.double({ min: -106, max: -94, noNaN: true }), fc.double({ min: 35, max: 45, noNaN: true }), fc.integer({ min: 0, max: 1000 })), { minLength: 1, maxLength: 80 });
const pointsOf = (cloud: [number, number, number][]) => ({ lngLat: Float64Array.from(cloud.flatMap(([x, y]) => [x, y])), values: [Float64Array.from(cloud, ([, , value]) => value), Float64Array.from(cloud, () => 1)] });

describe('coverage', () => {
  test('holds every point by its parents, covers the region, and nothing twice', () => {
    fc.assert(
      fc.property(clouds, fc.integer({ min: 2, max: 4 }), fc.integer({ min: 0, max: 4 }), (cloud, coarse, depth) => {
        const points = pointsOf(cloud);
        const { cells, unitOfPoint, resolution } = coverage({ region: country, points, k: 3, resolution: [coarse, coarse + depth] });
        expect(resolution).toEqual([coarse, coarse + depth]);
        expect(cells).toEqual([...new Set(cells)].sort());
        expect(fromCells(cells).ids).toEqual(cells);
        cloud.forEach(([lng, lat], i) => {
          const unit = cells[unitOfPoint[i]];
          expect(cellToParent(latLngToCell(lat, lng, coarse + depth), getResolution(unit))).toBe(unit);
        });
        const expected = new Set(fillRegion(new RegionGround(country), coarse));
        cloud.forEach(([lng, lat]) => expected.add(cellToParent(latLngToCell(lat, lng, coarse + depth), coarse)));
        expect(new Set(cells.map((cell) => cellToParent(cell, coarse)))).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  test('divides what weighs too much and nothing else', () => {
    fc.assert(
      fc.property(clouds, (cloud) => {
        const points = pointsOf(cloud);
        const [coarse, fine, k, maxShare] = [3, 6, 2, 0.1];
        const { cells, unitOfPoint } = coverage({ region: country, points, k, resolution: [coarse, fine], maxShare });
        const tooHeavy = (members: number[]): boolean =>
          points.values.some((values) => {
            const total = values.reduce((sum, value) => sum + value, 0);
            return total > 0 && members.reduce((sum, i) => sum + values[i], 0) > (maxShare * total) / k;
          });
        const indexes = [...cloud.keys()];
        cells.forEach((cell, u) => {
          const resolution = getResolution(cell);
          if (resolution < fine) expect(tooHeavy(indexes.filter((i) => unitOfPoint[i] === u))).toBe(false);
          if (resolution > coarse) {
            const parent = cellToParent(cell, resolution - 1);
            expect(tooHeavy(indexes.filter((i) => cellToParent(latLngToCell(cloud[i][1], cloud[i][0], fine), resolution - 1) === parent))).toBe(true);
          }
        });
      }),
      { numRuns: 30 },
    );
  });

  test('takes the coarsest resolution with 120 cells per territory, four finer for the metropolis', () => {
    const none = { lngLat: Float64Array.of(-100, 40), values: [Float64Array.of(1)] };
    for (const k of [1, 5, 40]) {
      const { resolution, cells, notes } = coverage({ region: country, points: none, k });
      const [coarse, fine] = resolution;
      expect(fillRegion(new RegionGround(country), coarse).length).toBeGreaterThanOrEqual(120 * k);
      expect(fillRegion(new RegionGround(country), coarse - 1).length).toBeLessThan(120 * k);
      expect(fine).toBe(Math.min(10, coarse + 4));
      expect(cells.some((cell) => getResolution(cell) === fine)).toBe(true);
      expect(notes).toEqual([]);
    }
  });

  test('keeps below the cap and says so', () => {
    const points = pointsOf(Array.from({ length: 400 }, (_, i) => [-105 + (i % 20) / 2, 36 + Math.floor(i / 20) * 0.4, 1 + i]));
    const coarser = coverage({ region: country, points, k: 40, cap: 3000 });
    expect(coarser.cells.length).toBeLessThanOrEqual(3000);
    expect(coarser.notes.join()).toContain('more than the limit of 3,000');
    const asked = coverage({ region: country, points, k: 2, cap: 3000, resolution: [8, 9] });
    expect(asked.cells.length).toBeLessThanOrEqual(3000);
    expect(asked.resolution[0]).toBeLessThan(8);
    const deep = coverage({ region: country, points, k: 40, cap: 800, resolution: [3, 10] });
    expect(deep.cells.length).toBeLessThanOrEqual(800);
    expect(deep.notes.join()).toContain('only those above');
  });

  test('works without a region, across the antimeridian, and names what is unusable', () => {
    const points = { lngLat: Float64Array.of(179.999, 52, -179.999, 52), values: [Float64Array.of(1, 1)] };
    const alone = coverage({ region: null, points, k: 1, resolution: [4, 6] });
    expect(alone.cells.length).toBeGreaterThan(0);
    expect(fromCells(alone.cells).ids[alone.unitOfPoint[0]]).toBe(alone.cells[alone.unitOfPoint[0]]);
    const empty = { lngLat: new Float64Array(0), values: [] };
    expect(() => coverage({ region: null, points: empty, k: 1 })).toThrow('Neither the region nor');
    expect(() => coverage({ region: country, points: empty, k: 0 })).toThrow('at least 1');
    expect(() => coverage({ region: country, points: empty, k: 1, resolution: [5, 4] })).toThrow('5..4');
    expect(() => coverage({ region: country, points: { lngLat: Float64Array.of(NaN, 1), values: [] }, k: 1 })).toThrow('Point 0');
  });
});
