import fc from 'fast-check';
import { expect, it } from 'vitest';
import { apportion } from './apportion.ts';

const given = (k: number, share: number[], least = share.map(() => 0), most = share.map(() => 99)): number[] => [...apportion(k, Float64Array.from(share), Int32Array.from(least), Int32Array.from(most))];

it('gives every part a territory where there are enough', () => {
  expect(given(5, [100, 1, 1])).toEqual([3, 1, 1]);
});

it('leaves islets without one where there are more parts than territories, not the mainland', () => {
  expect(given(4, [40, 1, 0.5, 0.2, 11])).toEqual([3, 0, 0, 0, 1]);
  expect(given(3, [1, 1, 1, 1])).toEqual([1, 1, 1, 0]);
});

it('gives away all it can, whatever the limits', () => {
  const part = fc.record({ share: fc.nat(50), least: fc.nat(2), most: fc.integer({ min: 2, max: 5 }) });
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), fc.integer({ min: 1, max: 20 }), (parts, k) => {
      const found = given(k, parts.map(({ share }) => share), parts.map(({ least }) => least), parts.map(({ most }) => most));
      const room = parts.reduce((sum, { most }) => sum + most, 0);
      expect(found.reduce((sum, many) => sum + many, 0)).toBe(Math.min(k, room));
      found.forEach((many, p) => expect(many).toBeLessThanOrEqual(parts[p].most));
    }),
  );
});
