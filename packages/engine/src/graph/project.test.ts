import fc from 'fast-check';
import { expect, test } from 'vitest';
import { project } from './project.ts';

const RADIUS_M = 6371007.180918475;

/** The textbook form of the projection, with the built-in functions. */
function textbook(lng: number, lat: number, lng0: number, lat0: number): [number, number] {
  const rad = Math.PI / 180;
  const [p, p0, dl] = [lat * rad, lat0 * rad, (lng - lng0) * rad];
  const k = Math.sqrt(2 / (1 + Math.sin(p0) * Math.sin(p) + Math.cos(p0) * Math.cos(p) * Math.cos(dl)));
  return [RADIUS_M * k * Math.cos(p) * Math.sin(dl), RADIUS_M * k * (Math.cos(p0) * Math.sin(p) - Math.sin(p0) * Math.cos(p) * Math.cos(dl))];
}

function centreOf(points: readonly (readonly [number, number])[]): [number, number] {
  const rad = Math.PI / 180;
  let [x, y, z] = [0, 0, 0];
  for (const [lng, lat] of points) {
    x += Math.cos(lat * rad) * Math.cos(lng * rad);
    y += Math.cos(lat * rad) * Math.sin(lng * rad);
    z += Math.sin(lat * rad);
  }
  return [Math.atan2(y, x) / rad, Math.atan2(z, Math.hypot(x, y)) / rad];
}

const flat = (points: readonly (readonly [number, number])[]) =>
  project({ lngLat: Float64Array.from(points.flat()), areaKm2: new Float64Array(points.length).fill(1) });

test('agrees with the textbook formula within a metre', () => {
  const points = fc.array(fc.tuple(fc.double({ min: -60, max: 60, noNaN: true }), fc.double({ min: -50, max: 70, noNaN: true })), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(points, (places) => {
      const [lng0, lat0] = centreOf(places);
      const metres = flat(places);
      places.forEach(([lng, lat], i) => {
        const [x, y] = textbook(lng, lat, lng0, lat0);
        expect(Math.abs(metres[2 * i] - x)).toBeLessThan(1);
        expect(Math.abs(metres[2 * i + 1] - y)).toBeLessThan(1);
        expect(Number.isInteger(metres[2 * i]) && Number.isInteger(metres[2 * i + 1])).toBe(true);
      });
    }),
    { numRuns: 500 },
  );
});

test('the antimeridian is a meridian like any other', () => {
  const west = flat([[-170, 52], [-160, 60], [-150, 55]]);
  const across = flat([[175, 52], [-175, 60], [-165, 55]]);
  west.forEach((value, i) => expect(Math.abs(value - across[i])).toBeLessThanOrEqual(1));
});

test('a point keeps the order east, north; the pole and the whole globe do not break it', () => {
  const [x0, y0, x1, y1] = flat([[10, 50], [11, 51]]);
  expect(x1).toBeGreaterThan(x0);
  expect(y1).toBeGreaterThan(y0);
  for (const places of [[[0, 90]], [[0, 0], [180, 0]], [[0, 90], [0, -90]]] as [number, number][][]) {
    for (const value of flat(places)) expect(Number.isFinite(value)).toBe(true);
  }
});
