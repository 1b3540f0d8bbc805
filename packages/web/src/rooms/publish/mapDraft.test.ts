import { FieldMap } from '@hexalign/api/contract';
import { describe, expect, it } from 'vitest';
import { draftFor, draftOf, mapOf, wrongLine } from './mapDraft.ts';

describe('a field map as it is typed', () => {
  it.each(['salesforce', 'hubspot', 'dynamics', 'veeva'] as const)('is the standard one of %s as long as nothing is typed', (crm) => {
    expect(mapOf(draftFor(crm), null)).toEqual(FieldMap.parse({ crm }));
  });

  it('keeps what the form does not ask about', () => {
    const before = FieldMap.parse({ crm: 'salesforce', access: { account: 'All' }, roles: { owner: 'Head' }, rules: { country: 'Germany' }, people: { p1: 'a@example.com' } });
    expect(mapOf({ ...draftOf(before), accountKey: ' ERP_No__c ', model: 'Force' }, before)).toEqual({ ...before, accountKey: 'ERP_No__c', model: 'Force' });
    expect(mapOf({ ...draftOf(before), rules: false }, before)).toMatchObject({ rules: null, access: { account: 'All' } });
  });

  it('reads people line by line, and says which line says nothing', () => {
    const draft = { ...draftFor('hubspot'), people: 'p1 = ada@example.com\n\n p 2=bea@example.com ' };
    expect([wrongLine(draft), mapOf(draft, null).people]).toEqual([null, { p1: 'ada@example.com', 'p 2': 'bea@example.com' }]);
    expect(wrongLine({ ...draft, people: 'p1 = a\np2' })).toBe(2);
    expect(wrongLine({ ...draft, people: '= a' })).toBe(1);
  });
});
