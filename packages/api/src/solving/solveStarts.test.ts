import { betterOf, isEnough, startSeeds, type Solution } from '@hexalign/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { solveStarts } from './solveStarts.ts';

const UNITS = 1000;

interface Start {
  readonly violation: number;
  readonly score: number;
  /** Order in which starts come through. */
  readonly delay: number;
  readonly outside: number;
}

const start = fc.record({ violation: fc.constantFrom(0, 0.1, 0.2), score: fc.nat(3), delay: fc.nat(5), outside: fc.constantFrom(1, 8) });

function solutionOf({ violation, score, outside }: Start, seed: number): Solution {
  const violations = violation === 0 ? [] : Array.from({ length: outside }, (_, slot) => ({ code: 'balance.outside', message: '', slot }));
  return { slots: Uint16Array.from({ length: UNITS }, (_, u) => u % 16), worstDeviation: violation, violation, score, violations, seed, interrupted: false };
}

/** What one start after another comes to. */
function inOrder(preset: 'fast' | 'balanced' | 'thorough', seed: number, starts: readonly Start[]): Solution {
  let best: Solution | null = null;
  for (const [at, own] of startSeeds(preset, seed, UNITS).entries()) {
    const solution = solutionOf(starts[at], own);
    best = best === null ? solution : betterOf(best, solution);
    if (isEnough(preset, solution)) break;
  }
  return { ...(best as Solution), seed };
}

describe('solveStarts', () => {
  it('comes to the same plan with any number of threads, whichever start is through first', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('fast' as const, 'balanced' as const, 'thorough' as const), fc.nat(0xffffffff), fc.array(start, { minLength: 4, maxLength: 4 }), fc.integer({ min: 1, max: 6 }), async (preset, seed, starts, threads) => {
        const seeds = startSeeds(preset, seed, UNITS);
        let at = 0;
        let most = 0;
        const found = await solveStarts({ preset, seed, units: UNITS, threads }, async (own) => {
          most = Math.max(most, ++at);
          const mine = starts[seeds.indexOf(own)];
          for (let turn = 0; turn < mine.delay; turn++) await Promise.resolve();
          at--;
          return solutionOf(mine, own);
        });
        expect(found).toEqual(inOrder(preset, seed, starts));
        expect(most).toBeLessThanOrEqual(threads);
      }),
    );
  });

  it('gives up starts that do not count any more', async () => {
    const given: AbortSignal[] = [];
    const hopeless: Start = { violation: 0.5, score: 1, delay: 0, outside: 8 };
    await solveStarts({ preset: 'thorough', seed: 1, units: UNITS, threads: 4 }, (own, { abandon }) => {
      given.push(abandon);
      return own === 1 ? Promise.resolve(solutionOf(hopeless, own)) : new Promise((_, reject) => abandon.addEventListener('abort', () => reject(new Error('given up'))));
    });
    expect(given.map(({ aborted }) => aborted)).toEqual([true, true, true, true]);
  });

  it('takes the best of what was stopped, and makes no further start', async () => {
    const finish = new AbortController();
    const scores = [3, 1, 2, 0];
    let made = 0;
    const found = await solveStarts({ preset: 'thorough', seed: 9, units: UNITS, threads: 2, finish: finish.signal }, async (own) => {
      const score = scores[made++];
      finish.abort();
      return { ...solutionOf({ violation: 0, score, delay: 0, outside: 0 }, own), interrupted: true };
    });
    expect(found).toMatchObject({ score: made > 1 ? 1 : 3, seed: 9, interrupted: true });
    expect(made).toBeLessThan(3);
  });

  it('fails as its starts fail', async () => {
    await expect(solveStarts({ preset: 'thorough', seed: 1, units: UNITS, threads: 3 }, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });

  it('tells of the whole: never backwards, and of the best plan so far', async () => {
    const told: { done: number; slots?: Uint16Array }[] = [];
    await solveStarts({ preset: 'thorough', seed: 1, units: UNITS, threads: 1, onProgress: (progress) => told.push(progress) }, async (own, { onProgress }) => {
      const solution = solutionOf({ violation: 0, score: 1, delay: 0, outside: 0 }, own);
      for (const done of [0.1, 0.5, 1]) onProgress({ phase: 'refine', done, worstDeviation: own === 1 ? 0.1 : 0.2, slots: solution.slots });
      return solution;
    });
    expect(told.length).toBe(12);
    for (let i = 1; i < told.length; i++) expect(told[i].done).toBeGreaterThanOrEqual(told[i - 1].done);
    expect(told.at(-1)!.done).toBe(1);
    // Later starts came to worse plans.
    expect(told.slice(3).every(({ slots }) => slots === undefined)).toBe(true);
  });
});
