import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cosDegrees, sinDegrees } from './trig.ts';

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
