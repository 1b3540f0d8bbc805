import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeAlike } from './mergeAlike.ts';
import { emptyLists, listNearest, nearPart, shortenLists } from './nearLists.ts';
import { exactPart, type Transport } from './transportDual.ts';

const runs = { numRuns: process.env.HEXALIGN_LONG ? 1000 : 100 };

const posed = fc
  .record({
    k: fc.integer({ min: 2, max: 12 }),
    q: fc.integer({ min: 1, max: 4 }),
    units: fc.array(fc.record({ x: fc.nat(100), y: fc.nat(100), weights: fc.array(fc.nat(20), { minLength: 4, maxLength: 4 }), tied: fc.integer({ min: -6, max: 11 }) }), { minLength: 1, maxLength: 40 }),
    centres: fc.array(fc.nat(100), { minLength: 24, maxLength: 24 }),
    closed: fc.nat(11),
    multipliers: fc.array(fc.integer({ min: -3000, max: 3000 }), { minLength: 48, maxLength: 48 }),
  })
  .map(({ k, q, units, centres, closed, multipliers }) => {
    const shut = Uint8Array.from({ length: k }, (_, t) => (t > 0 && t === closed ? 1 : 0));
    const transport: Transport = {
      n: units.length, k, q,
      places: Float64Array.from(units.flatMap(({ x, y }) => [x, y])),
      centres: Float64Array.from(centres.slice(0, 2 * k)),
      mass: Float64Array.from(units, ({ weights }) => weights[0] / 1000),
      weights: Float64Array.from(units.flatMap(({ weights }) => weights.slice(0, q).map((value) => value / 1000))),
      low: new Float64Array(k * q), high: new Float64Array(k * q).fill(1),
      tied: Int32Array.from(units, ({ tied }) => (tied >= 0 && tied < k ? tied : -1)),
      closed: shut,
    };
    return { transport, multipliers: Float64Array.from(multipliers.slice(0, k * q)) };
  });

describe('near lists', () => {
  it('give the exact part when they hold every territory, and an estimate from above when they hold the cheapest at other multipliers', () => {
    fc.assert(
      fc.property(posed, fc.integer({ min: 1, max: 5 }), ({ transport, multipliers }, width) => {
        const { n, k, q } = transport;
        const exact = exactPart(transport, multipliers, 0, n);
        const whole = emptyLists(n, k, k);
        listNearest(whole, transport, new Float64Array(k * q), 0, n);
        const sums = new Float64Array(k * q);
        expect(nearPart(transport, multipliers, whole, sums, 0, n)).toBeCloseTo(exact, 9);
        for (let m = 0; m < q; m++) {
          const handed = sums.filter((_, j) => j % q === m).reduce((sum, one) => sum + one, 0);
          expect(handed).toBeCloseTo(transport.weights.filter((_, j) => j % q === m).reduce((sum, one) => sum + one, 0), 9);
        }
        const short = emptyLists(n, k, width);
        shortenLists(short, whole, transport, new Float64Array(k * q), 0, n);
        expect(nearPart(transport, multipliers, short, new Float64Array(k * q), 0, n)).toBeGreaterThanOrEqual(exact - 1e-9);
        // The cheapest at these multipliers are all it takes.
        shortenLists(short, whole, transport, multipliers, 0, n);
        expect(nearPart(transport, multipliers, short, new Float64Array(k * q), 0, n)).toBeCloseTo(exact, 9);
      }),
      runs,
    );
  });
});

describe('mergeAlike', () => {
  it('keeps every total, and never merges what is tied to different territories', () => {
    fc.assert(
      fc.property(posed, fc.integer({ min: 1, max: 200 }), ({ transport }, side) => {
        const merged = mergeAlike(transport, side);
        const { k, q } = transport;
        const total = (of: Transport, tied: number, m: number): number => Array.from({ length: of.n }, (_, i) => (of.tied[i] === tied ? (m < 0 ? of.mass[i] : of.weights[i * q + m]) : 0)).reduce((sum, one) => sum + one, 0);
        expect(merged.n).toBeLessThanOrEqual(transport.n);
        for (let tied = -1; tied < k; tied++) for (let m = -1; m < q; m++) expect(total(merged, tied, m)).toBeCloseTo(total(transport, tied, m), 9);
        for (const place of merged.places) expect(place >= -1e-9 && place <= 100 + 1e-9).toBe(true);
      }),
      runs,
    );
  });
});
