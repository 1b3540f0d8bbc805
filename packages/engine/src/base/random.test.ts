import fc from 'fast-check';
import { expect, test } from 'vitest';
import { random } from './random.ts';

test('a seed always gives the stream it gave before', () => {
  const one = random(1);
  expect([one.next(), one.next(), one.next(), one.below(1000)]).toMatchInlineSnapshot(`
    [
      1434614797,
      2334996086,
      3940765073,
      871,
    ]
  `);
});

test('seeds differ, numbers are uint32 and below(n) stays below n', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 0xffffffff }), (seed, n) => {
      const a = random(seed);
      const b = random(seed + 1);
      const stream = [a.next(), a.next(), a.next(), a.next()];
      expect(stream).not.toEqual([b.next(), b.next(), b.next(), b.next()]);
      for (const value of stream) expect(value >>> 0).toBe(value);
      expect(a.below(n)).toBeLessThan(n);
    }),
  );
});

test('every residue comes up about equally often', () => {
  const seen = new Array<number>(7).fill(0);
  const stream = random(42);
  for (let i = 0; i < 70_000; i++) seen[stream.below(7)]++;
  for (const count of seen) expect(Math.abs(count - 10_000)).toBeLessThan(400);
});
