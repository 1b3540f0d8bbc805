import { expect, it } from 'vitest';
import { csvRow } from '../ui/downloadCsv.ts';
import { formatBalance, formatBytes, formatClock, formatCount, formatDelta, formatMeasure, formatOfTarget, formatShare } from './format.ts';

it('writes numbers as the visual reference asks', () => {
  expect(formatCount(48120)).toBe('48,120');
  expect(formatMeasure(16_400_000, 'currency')).toBe('$16.4M');
  expect(formatMeasure(2600, 'hours')).toBe('2,600 h');
  expect(formatOfTarget(0.46)).toBe('146%');
  expect(formatShare(0.041)).toBe('4.1%');
  expect(formatShare(0.1)).toBe('10%');
  expect(formatShare(0)).toBe('0%');
  expect(formatShare(-0.05)).toBe('−5%');
  expect(formatBalance(0.46, false)).toBe('▲ 146%');
  expect(formatBalance(-0.46, false)).toBe('▼ 54%');
  expect(formatBalance(0.04, true)).toBe('104%');
  expect([formatDelta(11), formatDelta(-11), formatDelta(0)]).toEqual(['+11', '−11', '0']);
  expect(formatClock(102)).toBe('1:42');
  expect([formatBytes(512), formatBytes(177_788), formatBytes(536_870_912)]).toEqual(['512 B', '178 kB', '537 MB']);
});

it('quotes what a CSV reader would take apart, and disarms formulas', () => {
  expect(csvRow(['a', 1, 'b,c', 'say "x"', '=1+1', ''])).toBe(`a,1,"b,c","say ""x""",'=1+1,`);
});
