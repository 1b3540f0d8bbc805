import { afterEach, describe, expect, it } from 'vitest';
import { de } from './de.ts';
import { formatDay } from './days.ts';
import { formatBalance, formatBytes, formatCount, formatDelta, formatMeasure, formatShare } from './format.ts';
import { localeOf, writeAs } from './locale.ts';
import { count, pluralOf } from './plural.ts';

afterEach(() => writeAs(localeOf('en')));

describe('the way of writing', () => {
  it('writes numbers, shares, money and days as a German reader does', () => {
    writeAs(localeOf('de'));
    expect(formatCount(48120)).toBe('48.120');
    expect(formatShare(0.041)).toBe('4,1\u00a0%');
    expect(formatBalance(-0.46, false)).toBe('▼ 54\u00a0%');
    expect(formatDelta(-1100)).toBe('−1.100');
    expect(formatBytes(1_200_000)).toBe('1,2 MB');
    expect(formatMeasure(16_400_000, 'currency')).toBe('16,4\u00a0Mio.\u00a0$');
    expect(formatDay('2027-01-04')).toBe('4. Jan. 2027');
    expect(de.workspace.cellsAndAccounts(1, 2400)).toBe('1 Zelle · 2.400 Kunden');
  });

  it('takes the region of the reader where it speaks the language, and no other', () => {
    expect(localeOf('de', ['en-US', 'de-CH'])).toEqual({ language: 'de', numbers: 'de-CH', days: 'de-CH' });
    expect(localeOf('en', ['de-DE', 'en-IN'])).toEqual({ language: 'en', numbers: 'en-IN', days: 'en-GB' });
    expect(localeOf('en', ['fr-FR', 'en'])).toEqual(localeOf('en'));
    expect(localeOf('en', ['en-US@posix'])).toEqual(localeOf('en'));
  });

  it('takes the plural form that the language asks for', () => {
    expect([count(0, 'cell', 'cells'), count(1, 'cell', 'cells'), count(1240, 'cell', 'cells')]).toEqual(['0 cells', '1 cell', '1,240 cells']);
    writeAs({ language: 'pl', numbers: 'pl-PL', days: 'pl-PL' });
    expect([1, 2, 5, 22].map((n) => pluralOf(n, 'pole', 'pola', { few: 'pola', many: 'pól' }))).toEqual(['pole', 'pola', 'pól', 'pola']);
  });
});
