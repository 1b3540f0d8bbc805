import fc from 'fast-check';
import { expect, it } from 'vitest';
import { smallestSet } from './smallestSet.ts';

/** Fails where all of some core are there. */
const failing = (cores: readonly (readonly number[])[]) => (some: readonly number[]): boolean => cores.some((core) => core.every((one) => some.includes(one)));

it('finds the smallest of several sets that fail', () => {
  const core = fc.uniqueArray(fc.nat(11), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(core, { minLength: 1, maxLength: 4 }), (cores) => {
      const fails = failing(cores);
      const found = smallestSet(Array.from({ length: 12 }, (_, one) => one), fails, 1000);
      expect(fails(found)).toBe(true);
      expect(found.length).toBe(Math.min(...cores.map((one) => one.length)));
    }),
  );
});

it('ends with a set that nothing can leave where there is no work left for smaller ones', () => {
  // From both ends the deletion filter meets the larger set.
  const fails = failing([[1, 2, 13, 14], [7, 8]]);
  const many = 16;
  let tests = 0;
  const found = smallestSet(Array.from({ length: many }, (_, one) => one), (some) => (tests++, fails(some)), 60);
  expect(fails(found)).toBe(true);
  for (const one of found) expect(fails(found.filter((other) => other !== one))).toBe(false);
  expect(tests).toBeLessThanOrEqual(180);
});
