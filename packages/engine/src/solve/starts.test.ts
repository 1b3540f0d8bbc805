import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betterOf, isEnough, startSeeds } from './starts.ts';
import type { Solution } from './solution.ts';

const solution = fc.record({ violation: fc.constantFrom(0, 0.1, 0.2), score: fc.nat(3), seed: fc.nat(9) }).map(
  (own): Solution => ({ slots: Uint16Array.of(0, 1), worstDeviation: own.violation, violations: [], interrupted: false, ...own }),
);

describe('starts of a preset', () => {
  it('begin with the seed itself, and are as many as the preset makes', () => {
    fc.assert(
      fc.property(fc.nat(0xffffffff), (seed) => {
        for (const [preset, many] of [['fast', 1], ['balanced', 2], ['thorough', 4]] as const) {
          const seeds = startSeeds(preset, seed, 151);
          expect(seeds[0]).toBe(seed);
          expect(new Set(seeds).size).toBe(many);
          expect(seeds.every((one) => one >= 0 && one <= 0xffffffff)).toBe(true);
        }
      }),
    );
  });

  it('are chosen by violation, then score, then order', () => {
    fc.assert(
      fc.property(fc.array(solution, { minLength: 1, maxLength: 6 }), (all) => {
        const best = all.reduce(betterOf);
        const expected = all.map((one, at) => ({ one, at })).sort((a, b) => a.one.violation - b.one.violation || a.one.score - b.one.score || a.at - b.at)[0];
        expect(best).toBe(expected.one);
      }),
    );
  });

  it('end with the first plan within tolerance, except thorough ones, and where no seed would help', () => {
    const base: Solution = { slots: Uint16Array.from({ length: 160 }, (_, u) => u % 16), worstDeviation: 0, violation: 0, score: 1, violations: [], seed: 1, interrupted: false };
    expect(isEnough('balanced', base)).toBe(true);
    expect(isEnough('thorough', base)).toBe(false);
    const outside = (many: number): Solution => ({ ...base, violation: 0.1, violations: Array.from({ length: many }, (_, slot) => ({ code: 'balance.outside', message: '', slot })) });
    expect(isEnough('balanced', outside(4))).toBe(false);
    expect(isEnough('thorough', outside(5))).toBe(true);
    expect(isEnough('thorough', { ...base, interrupted: true })).toBe(true);
  });

  it('are more on few units, and all made', () => {
    expect(['fast', 'balanced', 'thorough'].map((preset) => startSeeds(preset as 'fast', 7, 150).length)).toEqual([1, 4, 12]);
    const small: Solution = { slots: Uint16Array.of(0, 1), worstDeviation: 0, violation: 0, score: 1, violations: [], seed: 1, interrupted: false };
    expect(isEnough('balanced', small)).toBe(false);
  });
});
