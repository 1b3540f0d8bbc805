import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMissing, parseNumber } from './parseNumber.ts';

describe('parseNumber', () => {
  it.each([
    ['12', 12], ['-999', -999], ['1,234', 1234], ['1,234,567.5', 1234567.5], ['$1,234.50', 1234.5], ['1 234', 1234], ["1'234.5", 1234.5],
    ['(120)', -120], ['120-', -120], ['1e3', 1000], ['USD 12', 12], ['12 €', 12], ['.5', 0.5], ['-0', 0], [' 7 ', 7],
    ['12,5', null], ['1,23', null], ['12 beds', null], ['1.2.3', null], ['0x10', null], ['Infinity', null], ['1e999', null], ['', null],
  ])('reads %j with a decimal dot as %j', (text, value) => expect(parseNumber(text, '.')).toBe(value));

  it.each([['12,5', 12.5], ['1.234', 1234], ['1.234,5', 1234.5], ['12.5', 12.5], ['-3,25', -3.25], ['1 234,5', 1234.5], ['1,2,3', null]])('reads %j with a decimal comma as %j', (text, value) => expect(parseNumber(text, ',')).toBe(value));

  it('reads back every number it is given in plain form', () => {
    fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => parseNumber(String(value), '.') === (value === 0 ? 0 : value)));
  });
});

describe('isMissing', () => {
  it('knows the usual words for no value, and takes a zero for a value', () => {
    for (const text of ['', '  ', '-', 'N/A', '#N/A', 'NOT AVAILABLE', 'null', 'NaN']) expect(isMissing(text)).toBe(true);
    for (const text of ['0', '-999', 'x']) expect(isMissing(text)).toBe(false);
  });
});
