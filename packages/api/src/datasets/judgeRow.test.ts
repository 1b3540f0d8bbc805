import { describe, expect, it } from 'vitest';
import type { Mapping } from '../../contract/datasets.ts';
import { judgeRow, prepareJudge, type JudgeOptions } from './judgeRow.ts';
import { postalLocator, PostalTable, usZip } from './locatePostal.ts';

const HEADER = ['id', 'lat', 'lng', 'beds', 'status', 'rep'];
const MAPPING: Mapping = { id: 'id', name: null, place: { kind: 'lngLat', lat: 'lat', lng: 'lng' }, measures: [{ name: 'beds', column: 'beds', unit: 'count' }, { name: 'accounts', column: '1', unit: 'count' }], where: [], missing: 'reject', current: 'rep' };

function judgeAll(rows: string[][], change: Partial<Mapping> = {}, options: JudgeOptions = {}, header = HEADER) {
  const judge = prepareJudge(header, { ...MAPPING, ...change }, { decimal: '.' }, options);
  return rows.map((fields, i) => judgeRow(judge, { row: i + 2, fields }));
}
const codes = (rows: string[][], change: Partial<Mapping> = {}, options: JudgeOptions = {}) => judgeAll(rows, change, options).map((judged) => (judged.kind === 'rejected' ? judged.problems.map(({ code }) => code).join(' ') : judged.kind));

describe('judgeRow', () => {
  it('keeps an id byte for byte and reads place, measures and territory', () => {
    expect(judgeAll([[' 007', '36.5', '-119.6', '1,049', 'OPEN', ' West ']])).toEqual([
      { kind: 'account', account: { row: 2, id: ' 007', name: null, lng: -119.6, lat: 36.5, approximate: false, values: [1049, 1], current: 'West' } },
    ]);
  });

  it('gives every reason of a row, each with its column', () => {
    const [judged] = judgeAll([['', '95', 'west', '-999', '', '']]);
    expect(judged).toEqual({
      kind: 'rejected',
      problems: [
        { row: 2, column: 'id', code: 'id.empty', found: '', expected: 'an id' },
        { row: 2, column: 'lat', code: 'place.out_of_range', found: '95', expected: 'a latitude from -90 to 90' },
        { row: 2, column: 'lng', code: 'place.not_a_number', found: 'west', expected: 'a longitude in decimal degrees' },
        { row: 2, column: 'beds', code: 'measure.negative', found: '-999', expected: 'a number >= 0 for beds' },
      ],
    });
  });

  it('rejects repeated ids, missing values, unreadable numbers, ragged rows and the null place', () => {
    expect(codes([['a', '1', '2', '3', '', ''], ['a', '1', '2', '3', '', ''], ['b', '1', '2', 'NOT AVAILABLE', '', ''], ['c', '1', '2', 'many', '', ''], ['d', '1', '2'], ['e', '0', '0', '1', '', ''], ['f', 'N/A', '2', '1', '', ''], ['g', '1', '2', '3', '', '', '', '']])).toEqual(['account', 'id.repeated', 'measure.missing', 'measure.not_a_number', 'row.ragged', 'place.missing', 'place.missing', 'account']);
  });

  it('takes missing measures for zero only when told to, and never negative ones', () => {
    expect(codes([['a', '1', '2', '', '', ''], ['b', '1', '2', '-1', '', ''], ['c', '1', '2', 'x', '', '']], { missing: 'zero' })).toEqual(['account', 'measure.negative', 'measure.not_a_number']);
  });

  it('filters by exact text after trimming, joined by AND, before anything is judged', () => {
    const where = [{ column: 'status', op: '=' as const, value: 'OPEN' }, { column: 'beds', op: '!=' as const, value: '-999' }];
    expect(codes([['a', '1', '2', '3', ' OPEN ', ''], ['b', '1', '2', '3', 'open', ''], ['c', '1', '2', '-999', 'OPEN', '']], { where })).toEqual(['account', 'filtered', 'filtered']);
  });

  it('refuses places outside the region', () => {
    expect(codes([['a', '1', '2', '3', '', ''], ['b', '1', '50', '3', '', '']], {}, { inside: { has: (lng) => lng < 10, expected: 'a place in the region' } })).toEqual(['account', 'place.outside_region']);
  });

  it('counts accounts when no measure is given', () => {
    const [judged] = judgeAll([['a', '1', '2', 'x', '', '']], { measures: [] });
    expect(judged.kind === 'account' && judged.account.values).toEqual([1]);
  });

  it('names the nearest columns when one does not exist', () => {
    expect(() => judgeAll([], { measures: [{ name: 'beds', column: 'Beds', unit: 'count' }] })).toThrow('Did you mean "beds"?');
  });
});

describe('postal codes', () => {
  it('brings back the zeros a spreadsheet lost', () => {
    expect(['2139', '02139', '2139.0', '02139-1234', '21391234', '501', "'02139"].map(usZip)).toEqual(['02139', '02139', '02139', '02139', '02139', '00501', '02139']);
    expect(['', 'K1A 0B1', '12', '1234567890'].map(usZip)).toEqual([null, null, null, null]);
  });

  it('asks the own table first, and the US table for the United States only', () => {
    const table = new PostalTable();
    table.add('01067', 'DE', 13.7, 51);
    table.add('1010', null, 16.4, 48.2);
    const locate = postalLocator((zip) => (zip === '02139' ? { lngLat: [-71.1, 42.4], approximate: false } : null), table);
    expect(locate('1067', 'de')?.lngLat).toEqual([13.7, 51]);
    expect(locate('1010', 'AT')?.lngLat).toEqual([16.4, 48.2]);
    expect(locate('2139', null)?.lngLat).toEqual([-71.1, 42.4]);
    expect(locate('2139', 'USA')?.lngLat).toEqual([-71.1, 42.4]);
    expect(locate('2139', 'DE')).toBeNull();
  });

  it('rejects unknown codes and marks approximate places', () => {
    const header = ['id', 'zip'];
    const rows = judgeAll([['a', '2139'], ['b', '99999'], ['c', '-']], { place: { kind: 'postal', postal: 'zip', country: null }, measures: [], current: null }, { locate: postalLocator((zip) => (zip === '02139' ? { lngLat: [-71.1, 42.4], approximate: true } : null)) }, header);
    expect(rows.map((judged) => (judged.kind === 'account' ? judged.account.approximate : judged.kind === 'rejected' ? judged.problems[0].code : ''))).toEqual([true, 'postal.unknown', 'place.missing']);
  });
});
