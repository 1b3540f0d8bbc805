import { UNASSIGNED } from '@hexalign/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { relabel } from './relabel.ts';

const K = 5;
const slots = fc.array(fc.nat(K - 1), { minLength: 12, maxLength: 12 }).map((values) => Uint16Array.from(values));

describe('relabel', () => {
  it('only gives other numbers to the same division', () => {
    fc.assert(
      fc.property(slots, slots, (found, before) => {
        const named = relabel(K, found, before, new Float64Array(12).fill(1));
        for (let u = 0; u < 12; u++) for (let v = 0; v < 12; v++) expect(named[u] === named[v]).toBe(found[u] === found[v]);
        expect(Math.max(...named)).toBeLessThan(K);
      }),
    );
  });

  it('gives a division that was only renumbered its old numbers back', () => {
    fc.assert(
      fc.property(slots, fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), (before, shuffled) => {
        expect(relabel(K, before.map((slot) => shuffled[slot]), before, new Float64Array(12))).toEqual(before);
      }),
    );
  });

  it('lets weight decide, and gets by without anything before', () => {
    const found = Uint16Array.of(0, 0, 1, 1);
    expect(relabel(2, found, Uint16Array.of(1, 0, 0, 1), Float64Array.of(9, 1, 1, 1))).toEqual(Uint16Array.of(1, 1, 0, 0));
    expect(relabel(2, found, new Uint16Array(4).fill(UNASSIGNED), new Float64Array(4))).toEqual(found);
  });
});
