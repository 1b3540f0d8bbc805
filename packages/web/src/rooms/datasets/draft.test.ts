import { describe, expect, it } from 'vitest';
import { atMostTerritories, columnOf, draftOf, mappingOf, withField } from './draft.ts';

const header = ['No', 'Who', 'Lat', 'Lon', 'Potential', 'Visits', 'Area'];
const guess = {
  mapping: { id: 'No', name: 'Who', place: { kind: 'lngLat' as const, lat: 'Lat', lng: 'Lon' }, measures: [], where: [], missing: 'reject' as const, current: null },
  notes: [],
  measureColumns: [{ column: 'Potential', unit: 'currency' as const }, { column: 'Visits', unit: 'count' as const }, { column: 'Lat', unit: 'count' as const }],
  currentColumns: ['Area'],
};

describe('a mapping in the making', () => {
  it('begins with the guess, measures and today included', () => {
    const draft = draftOf({ header, guess });
    expect(draft.fields).toEqual({ No: 'id', Who: 'name', Lat: 'lat', Lon: 'lng', Potential: 'currency', Visits: 'count', Area: 'current' });
    expect(mappingOf(draft, 'Accounts')).toEqual({
      id: 'No', name: 'Who', place: { kind: 'lngLat', lat: 'Lat', lng: 'Lon' }, where: [], missing: 'reject', current: 'Area',
      measures: [{ name: 'Potential', column: 'Potential', unit: 'currency' }, { name: 'Visits', column: 'Visits', unit: 'count' }],
    });
  });

  it('says what is missing, the most needed first', () => {
    let draft = draftOf({ header, guess: { ...guess, mapping: null, measureColumns: [], currentColumns: [] } });
    expect(mappingOf(draft, 'Accounts')).toBe('id');
    draft = withField(draft, 'No', 'id');
    expect(mappingOf(draft, 'Accounts')).toBe('place');
    draft = withField(draft, 'Lat', 'lat');
    expect(mappingOf(draft, 'Accounts')).toBe('lng');
    draft = withField(draft, 'Lon', 'lng');
    expect(mappingOf(draft, 'Accounts')).toMatchObject({ measures: [{ name: 'Accounts', column: '1', unit: 'count' }] });
  });

  it('lets one column only be the id, and any number be measures', () => {
    const draft = withField(withField(draftOf({ header, guess }), 'Who', 'id'), 'Area', 'hours');
    expect(columnOf(draft, 'id')).toBe('Who');
    expect(draft.fields.No).toBe('none');
    const mapping = mappingOf(draft, 'Accounts');
    expect(typeof mapping === 'object' && mapping.measures.map(({ column }) => column)).toEqual(['Potential', 'Visits', 'Area']);
  });

  it('knows how many territories the heaviest place allows', () => {
    expect(atMostTerritories(1000, 100, 0)).toBe(10);
    expect(atMostTerritories(1000, 100, 0.1)).toBe(11);
    expect(atMostTerritories(1000, 0, 0.1)).toBe(Infinity);
    expect(atMostTerritories(10, 100, 0.1)).toBe(1);
  });
});
