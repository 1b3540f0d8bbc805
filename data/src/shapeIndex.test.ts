import { booleanPointInPolygon, multiPolygon } from '@turf/turf';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { regionShapes } from './regionShapes.ts';
import { shapeIndex, wrap } from './shapeIndex.ts';

const shapes = regionShapes();
const index = shapeIndex(shapes);

it('holds a point exactly where a plain point-in-polygon test does', () => {
  const boxed = shapes.map((shape) => multiPolygon(shape.polygons));
  fc.assert(
    fc.property(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -60, max: 80, noNaN: true }), (lng, lat) => {
      const plain = boxed.map((shape, s) => (booleanPointInPolygon([lng, lat], shape) ? s : -1)).filter((s) => s >= 0);
      expect(index.holding(lng, lat)).toEqual(plain);
    }),
    { numRuns: 60 },
  );
});

it('finds a near coast within reach and none beyond, also over the 180th meridian', () => {
  const square = (west: number, east: number) => ({ polygons: [[[[west, 10], [east, 10], [east, 11], [west, 11], [west, 10]]]] });
  const two = shapeIndex([square(179.5, 180), square(20, 21)]);
  expect(two.nearest(-179.9, 10.5, 30)).toBe(0);
  expect(two.nearest(-179.7, 10.5, 30)).toBe(-1);
  expect(two.nearest(21.2, 10.5, 30)).toBe(1);
  expect(two.nearest(21.5, 10.5, 30)).toBe(-1);
  expect(two.nearest(20.5, 11.2, 30)).toBe(1);
});

it('wraps longitudes into the map', () => {
  expect([190, -190, 540, 180, -180, 12].map(wrap)).toEqual([-170, 170, -180, 180, -180, 12]);
});
