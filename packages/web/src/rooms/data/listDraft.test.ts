import { describe, expect, it } from 'vitest';
import type { SuggestedMapping } from '@hexalign/api/contract';
import { draftOf, ignoredColumns, lacking, likelyKind, mappingOf, withConstant, withField } from './listDraft.ts';

const header = ['No', 'Who', 'Lat', 'Lon', 'Sales', 'Notes'];
const fields = [{ name: 'id', required: true, holds: 'an id' }, { name: 'name', required: false, holds: 'a name' }, { name: 'lat', required: false, holds: 'degrees' }, { name: 'lng', required: false, holds: 'degrees' }];
const mapping = { fields: { id: 'No', name: 'Who', lat: 'Lat', lng: 'Lon' }, constants: { country: 'DE' }, measures: [{ name: 'Revenue', column: 'Sales', unit: 'currency' as const }, { name: 'Accounts', column: '1', unit: 'count' as const }], where: [{ column: 'Notes', op: '!=' as const, value: 'old' }], missing: 'zero' as const };
const suggested = (more: Partial<SuggestedMapping>): SuggestedMapping => ({ kind: 'accounts', mapping, from: 'guess', notes: [], fields, ...more });

describe('the mapping of a list in the making', () => {
  it('gives back what the server remembers when nobody touches it', () => {
    const draft = draftOf(header, { kind: 'accounts', mapping });
    expect(mappingOf(draft)).toEqual({ ...mapping, measures: [mapping.measures[1], mapping.measures[0]] });
    expect(ignoredColumns(draft)).toEqual(['Notes']);
    expect(lacking(draft, fields)).toBeNull();
  });

  it('says what is lacking, first what must be there, then the other half of a coordinate', () => {
    let draft = draftOf(header, { kind: 'accounts', mapping: null });
    expect(lacking(draft, fields)).toBe('id');
    draft = withField(draft, 'No', 'id');
    expect(lacking(draft, fields)).toBeNull();
    draft = withField(draft, 'Lat', 'lat');
    expect(lacking(draft, fields)).toBe('lng');
    expect(lacking(withField(draft, 'Lon', 'lng'), fields)).toBeNull();
  });

  it('lets one column only fill a field, any number be measures, and a column win over what is said for all rows', () => {
    let draft = withField(draftOf(header, { kind: 'accounts', mapping }), 'Who', 'id');
    expect([draft.fields.No, draft.fields.Who, draft.untouched.has('Who')]).toEqual(['', 'id', false]);
    draft = withField(withField(draft, 'No', 'measure:hours'), 'Notes', 'country');
    expect(mappingOf(draft)).toMatchObject({ constants: {}, fields: { id: 'Who', country: 'Notes' } });
    expect(mappingOf(draft).measures.map(({ column }) => column)).toEqual(['1', 'No', 'Sales']);
    expect(withConstant(draft, 'country', ' ').constants).toEqual({});
  });
});

describe('what a list most likely holds', () => {
  it('is what one of its layout held before', () => {
    expect(likelyKind([suggested({}), suggested({ kind: 'people', from: 'layout' })])).toBe('people');
  });

  it('is else the kind that most columns fit, areas where there are polygons, accounts where nothing tells', () => {
    const few = { ...mapping, fields: { account: 'No' }, measures: [] };
    expect(likelyKind([suggested({}), suggested({ kind: 'owners', mapping: few })])).toBe('accounts');
    expect(likelyKind([suggested({}), suggested({ kind: 'areas', mapping: few })])).toBe('areas');
    expect(likelyKind([suggested({ mapping: null }), suggested({ kind: 'postal', mapping: few })])).toBe('postal');
    expect(likelyKind([suggested({ mapping: null })])).toBe('accounts');
  });
});
