import { expect, test } from 'vitest';
import { designTables } from '../report/designTable.ts';
import type { Quality } from '../report/quality.ts';
import { CASES, type Case } from './cases.ts';
import { casesOf, chooseCases } from './chooseCases.ts';
import { lowMedian, median, METIS, summarise, type CaseFigures } from './figures.ts';
import { judgeTarget } from './verdict.ts';
import { readOptions } from '../options.ts';

function quality(worst: number, compactness: number, more: Partial<Quality> = {}): Quality {
  return { worst: [worst, worst / 2], within: [1, 2, 3], broken: 0, empty: 0, momentCompactness: compactness, leastCompactness: 0.4, polsbyPopper: 0.4, rmsKm: 100, ...more };
}

function cost(cpuSeconds: number) {
  return { cpuSeconds, wallSeconds: cpuSeconds };
}

function figures(of: Partial<CaseFigures> = {}): CaseFigures {
  const one: Case = { instance: 'us-r5m', k: 50, tolerance: 0.05, seeds: 4, goal: { deviation: 0.05, compactness: 0.88, cpuSeconds: 2 } };
  return {
    case: one, units: 29_953, from: 'made', megabytes: [30, 50], bounds: [{ ...cost(0.5), gap: 0.12 }],
    solved: [
      { seed: 1, warm: false, cost: cost(2.5), quality: quality(0.049, 0.88) },
      { seed: 2, warm: true, cost: cost(1.5), quality: quality(0.05, 0.9) },
      { seed: 3, warm: false, cost: cost(3), quality: quality(0.048, 0.89) },
      { seed: 4, warm: true, cost: cost(1.9), quality: quality(0.07, 0.86, { leastCompactness: 0.2 }) },
    ],
    peers: { [METIS]: { cost: cost(0.3), quality: quality(0.3, 0.7) }, Lloyd: { cost: cost(0.2), quality: quality(5, 0.9, { broken: 3 }) } },
    ...of,
  };
}

function options(...args: string[]) {
  return readOptions(args, '/somewhere', '/work');
}

test('an even number of figures is never made to look better by the middle one', () => {
  expect(median([1, 4, 2, 3])).toBe(3);
  expect(lowMedian([1, 4, 2, 3])).toBe(2);
  expect(median([5])).toBe(5);
});

test('a case is summed up by medians, its worst seed beside them, and cold and warm apart', () => {
  expect(summarise(figures())).toMatchObject({
    deviation: 0.05, worstDeviation: 0.07, compactness: 0.88, worstCompactness: 0.4, leastCompactness: 0.2, coldSeconds: 3, warmSeconds: 1.9, megabytes: 50, gap: 0.12, broken: 0,
  });
});

test('a target is met or the figures that miss it are named', () => {
  expect(judgeTarget(figures(), { deviation: 0.05, compactness: 0.88, cpuSeconds: 2 })).toEqual({ met: true, missed: [], open: [] });
  const missed = judgeTarget(figures(), { deviation: 0.03, compactness: 0.9, worstCompactness: 0.5, cpuSeconds: 1, megabytes: 40 });
  expect(missed.met).toBe(false);
  expect(missed.missed).toEqual(['deviation 5.00 % > 3.00 %', 'compactness 0.8800 < 0.9', 'worst shape 0.4000 < 0.5', 'memory 50 MB > 40 MB', 'CPU 1.90 s > 1.00 s']);
});

test('a cold solve may take twice a warm one and a second', () => {
  const slow = figures({ solved: figures().solved.map((plan) => (plan.warm ? plan : { ...plan, cost: cost(9) })) });
  expect(judgeTarget(slow, { cpuSeconds: 2 }).missed).toEqual(['cold CPU 9.00 s > 4.80 s']);
});

test('a gap counts with what it cost to prove', () => {
  expect(judgeTarget(figures(), { gap: 0.12 }).met).toBe(true);
  expect(judgeTarget(figures({ bounds: [{ ...cost(9), gap: 0.3 }] }), { gap: 0.25 }).missed).toEqual(['gap 30.0 % > 25.0 %', 'CPU of the bound 4.7 solves > 3.0 solves']);
  expect(judgeTarget(figures({ bounds: [] }), { gap: 0.25 }).met).toBe(false);
});

test('a plan in pieces meets nothing', () => {
  const torn = figures({ solved: figures().solved.map((plan) => ({ ...plan, quality: { ...plan.quality, broken: 1 } })) });
  expect(judgeTarget(torn, {}).met).toBe(false);
});

test('beside a peer every column counts; without one it is said what could not be judged', () => {
  expect(judgeTarget(figures(), { beatsPeer: true }).missed).toEqual(['CPU 1.90 s > 0.30 s']);
  const alone = judgeTarget(figures({ peers: {} }), { beatsPeer: true, cpuSeconds: 'peer' });
  expect(alone.open).toHaveLength(2);
});

test('the tables show targets and peers', () => {
  const text = designTables([figures()]);
  expect(text).toContain('| us-r5m | 29,953 | 50 | 5 % | 4 | 5.00 % (7.00 %) | 0.880 |');
  expect(text).toContain('**met**');
  expect(text).toContain(`| us-r5m | 50 | ${METIS} | 0.30 | 0.16 x | 30.0 % |`);
  expect(designTables([figures({ peers: { [METIS]: null } })])).toContain('no plan');
});

test('seeds of the table come in pairs, and each case has a place of its own', () => {
  expect(CASES.filter(({ seeds }) => seeds % 2 !== 0)).toEqual([]);
  expect(new Set(CASES.map(({ instance, k, tolerance }) => `${instance} ${k} ${tolerance}`)).size).toBe(CASES.length);
});

test('cases are chosen by name and by quickness, hospitals only with a file', () => {
  expect(chooseCases(options()).some((one) => 'instance' in one && one.instance === 'hospitals')).toBe(false);
  expect(chooseCases(options('--hospitals', 'list.csv')).length).toBe(CASES.length);
  expect(chooseCases(options('--only', 'us-r5m')).length).toBe(4);
  expect(chooseCases(options('--only', 'us-r5m', '--quick')).length).toBe(3);
  expect(() => chooseCases(options('--only', 'hospitals'))).toThrow('--hospitals FILE');
  expect(casesOf({ stranger: 'x' }, 200_000)).toMatchObject([{ instance: 'x', k: 200, tolerance: 0.05 }]);
});

test('options name what is wrong and what there is', () => {
  expect(options('--quick')).toMatchObject({ quick: true, seeds: 2, only: null, json: '/work/results.json' });
  expect(options('--json', 'out.json', '--seeds', '4')).toMatchObject({ json: '/somewhere/out.json', seeds: 4 });
  expect(() => options('--size', '30k')).toThrow('--only');
  expect(() => options('--only')).toThrow('cannot read "--only"');
  expect(() => options('--only', 'us-r9')).toThrow('no instance or topic "us-r9"; there are us-r5l');
  expect(() => options('--seeds', '3')).toThrow('even number');
  expect(() => options('--preset', 'best')).toThrow('fast, balanced, thorough');
  expect(() => options('--graphs', 'nowhere')).toThrow('a folder per graph');
});
