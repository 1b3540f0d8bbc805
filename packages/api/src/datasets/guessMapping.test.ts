import { describe, expect, it } from 'vitest';
import { guessMapping } from './guessMapping.ts';

const guess = (header: string[], ...rows: (string | number)[][]) => guessMapping(header, rows.map((fields, i) => ({ row: i + 2, fields: fields.map(String) })), { decimal: '.' });

describe('guessMapping', () => {
  it('passes over projected coordinates and counters for the columns that fit', () => {
    const { mapping, guesses } = guess(['X', 'Y', 'FID', 'ID', 'NAME', 'LATITUDE', 'LONGITUDE', 'STATE_ID', 'BEDS'], [-13318894, 4346975, 1, '0005', 'A', 36.3, -119.6, 'NOT AVAILABLE', 49], [-13226507, 4049625, 2, '0006', 'B', 34.1, -118.8, 'NOT AVAILABLE', 62]);
    expect(mapping).toMatchObject({ id: 'ID', name: 'NAME', place: { kind: 'lngLat', lat: 'LATITUDE', lng: 'LONGITUDE' } });
    expect(guesses).toHaveLength(2);
  });

  it('pairs coordinates by what else their names say', () => {
    expect(guess(['account_id', 'billingLatitude', 'billingLongitude'], ['a', 1, 2]).mapping?.place).toEqual({ kind: 'lngLat', lat: 'billingLatitude', lng: 'billingLongitude' });
    expect(guess(['id', 'y', 'x'], ['a', 1, 2]).mapping?.place).toEqual({ kind: 'lngLat', lat: 'y', lng: 'x' });
  });

  it('falls back to postal codes, with a country column when there is one', () => {
    expect(guess(['id', 'ZIP Code', 'Country'], ['a', '02139', 'US']).mapping?.place).toEqual({ kind: 'postal', postal: 'ZIP Code', country: 'Country' });
  });

  it('names both when two columns fit equally well', () => {
    const { mapping, faults } = guess(['customer_id', 'account_id', 'lat', 'lng', 'latitude', 'longitude'], ['a', 'b', 1, 2, 1, 2]);
    expect(mapping).toBeNull();
    expect(faults.map(({ code }) => code)).toEqual(['guess.id_ambiguous', 'guess.place_ambiguous']);
    expect(faults[0].found).toContain('"customer_id", "account_id"');
  });

  it('does not take a column for an id that repeats itself, but bears a single repeat', () => {
    const rows = Array.from({ length: 20 }, (_, i) => [i % 2, 1, 2]);
    expect(guess(['id', 'lat', 'lng'], ...rows).faults[0].code).toBe('guess.id_none');
    const once = Array.from({ length: 20 }, (_, i) => [i === 7 ? 6 : i, 1, 2]);
    expect(guess(['id', 'lat', 'lng'], ...once).mapping?.id).toBe('id');
  });

  it('says so when latitude and longitude are swapped', () => {
    const { faults } = guess(['id', 'lat', 'lng'], ['a', -119, 36], ['b', -118, 34]);
    expect(faults[0].repair).toContain('--lat "lng" --lng "lat"');
  });

  it('offers numeric columns as measures, telling names first', () => {
    expect(guess(['id', 'lat', 'lng', 'floor', 'revenue', 'visit_minutes'], ['a', 1, 2, 3, '1,200', 30]).measureColumns).toEqual([
      { column: 'revenue', unit: 'currency' },
      { column: 'visit_minutes', unit: 'hours' },
      { column: 'floor', unit: 'count' },
    ]);
  });
});
