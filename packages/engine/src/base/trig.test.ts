import fc from 'fast-check';
import { expect, test } from 'vitest';
import { atan2Degrees, cosDegrees, sinDegrees } from './trig.ts';

test('sine and cosine agree with the built-in ones', () => {
  fc.assert(
    fc.property(fc.double({ min: -720, max: 720, noNaN: true }), (degrees) => {
      const radians = (degrees * Math.PI) / 180;
      expect(Math.abs(sinDegrees(degrees) - Math.sin(radians))).toBeLessThan(4e-15);
      expect(Math.abs(cosDegrees(degrees) - Math.cos(radians))).toBeLessThan(4e-15);
    }),
    { numRuns: 2000 },
  );
});

test('quarter turns are exact', () => {
  expect([0, 90, 180, 270, 360, -90].map(sinDegrees).map((v) => v + 0)).toEqual([0, 1, 0, -1, 0, -1]);
  expect([0, 90, 180, 270, 360, -90].map(cosDegrees).map((v) => v + 0)).toEqual([1, 0, -1, 0, 1, 0]);
});

test('angles agree with the built-in ones, in all four quarters', () => {
  const side = fc.double({ min: -1e3, max: 1e3, noNaN: true });
  fc.assert(
    fc.property(side, side, (y, x) => {
      expect(Math.abs(atan2Degrees(y + 0, x + 0) - (Math.atan2(y + 0, x + 0) * 180) / Math.PI)).toBeLessThan(1e-13);
    }),
    { numRuns: 2000 },
  );
  expect([[0, 1], [1, 0], [0, -1], [-1, 0], [0, 0]].map(([y, x]) => atan2Degrees(y, x))).toEqual([0, 90, 180, -90, 0]);
});
