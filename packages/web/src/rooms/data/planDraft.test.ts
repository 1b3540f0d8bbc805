import { describe, expect, it } from 'vitest';
import { draftOf, mappingOf } from './listDraft.ts';
import { draftForPlan } from './planDraft.ts';

const plan = {
  id: 'No', name: null, place: { kind: 'lngLat' as const, lat: 'Lat', lng: 'Lon' }, current: null, where: [{ column: 'State', op: '=' as const, value: 'CO' }], missing: 'reject' as const,
  measures: [{ name: 'Revenue', column: 'sales_usd', unit: 'currency' as const }, { name: 'Accounts', column: '1', unit: 'count' as const }],
};
const mapping = (measures: { name: string; column: string; unit: 'currency' | 'hours' | 'count' }[]) => ({ fields: { id: 'Code' }, constants: {}, measures, where: [], missing: 'keep' as const });

describe('an accounts list of a plan', () => {
  it('is read as the plan was made, with the plan’s measures and none beside them', () => {
    const header = ['No', 'Code', 'Lat', 'Lon', 'sales_usd', 'visits'];
    const draft = draftForPlan(draftOf(header, { kind: 'accounts', mapping: mapping([{ name: 'visits', column: 'visits', unit: 'count' }]) }), plan, false);
    expect(mappingOf(draft)).toEqual({ fields: { id: 'No', lat: 'Lat', lng: 'Lon' }, constants: {}, where: [], missing: 'reject', measures: [plan.measures[1], plan.measures[0]] });
  });

  it('finds a measure by its name, or by its unit where nothing else has it', () => {
    const byName = draftForPlan(draftOf(['Code', 'revenue', 'other'], { kind: 'accounts', mapping: mapping([{ name: 'other', column: 'other', unit: 'currency' }]) }), plan, false);
    expect(mappingOf(byName).measures).toContainEqual({ name: 'Revenue', column: 'revenue', unit: 'currency' });
    const byUnit = draftForPlan(draftOf(['Code', 'other'], { kind: 'accounts', mapping: mapping([{ name: 'other', column: 'other', unit: 'currency' }]) }), plan, false);
    expect(mappingOf(byUnit).measures).toContainEqual({ name: 'Revenue', column: 'other', unit: 'currency' });
  });

  it('keeps what was remembered of its columns', () => {
    const draft = draftForPlan(draftOf(['No', 'Code', 'State'], { kind: 'accounts', mapping: mapping([]) }), plan, true);
    expect(mappingOf(draft)).toMatchObject({ fields: { id: 'Code' }, where: [], missing: 'keep', measures: [plan.measures[1]] });
  });
});
