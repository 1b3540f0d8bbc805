import { describe, expect, it } from 'vitest';
import { marksOf } from './figureRows.ts';

const row = (values: (number | null)[], better: 'less' | 'more' | null = 'less') => ({ key: 'x', name: 'x', values, told: values.map((value) => (value === null ? '–' : value.toFixed(1))), better });

describe('best and worst of a row', () => {
  it('are marked on every side that has them', () => {
    expect(marksOf(row([0.1, 0.3, 0.1, 0.2]))).toEqual(['best', 'worst', 'best', null]);
    expect(marksOf(row([0.1, 0.3], 'more'))).toEqual(['worst', 'best']);
  });

  it('are not marked where sides are alike to the eye, where nothing is known, or where neither end is good', () => {
    expect(marksOf(row([0.1, 0.101]))).toEqual([null, null]);
    expect(marksOf(row([0.1, null]))).toEqual([null, null]);
    expect(marksOf(row([1, 2], null))).toEqual([null, null]);
  });
});
