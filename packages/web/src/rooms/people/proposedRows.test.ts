import { describe, expect, it } from 'vitest';
import type { CoverProposal } from '@hexalign/api/contract';
import { proposedChanges, proposedRows } from './proposedRows.ts';
import type { Person, Staff } from './staff.ts';

const cover = (territory: string, person: string, today: string | null): CoverProposal['covers'][number] => ({ territory, territoryName: `Name ${territory}`, person, name: null, fixed: false, today, km: 10, kept: 1, used: null });
const proposal: CoverProposal = { covers: [cover('T1', 'ada', 'ada'), cover('T2', 'ben', 'cy'), cover('T3', 'di', null)], vacant: ['T4', 'T5'], spare: [], total: { covers: 3, km: 30, kept: 3 }, today: null };
const person = (id: string, leaves: string | null): Person => ({ id, name: id, home: null, capacity: null, hired: null, leaves });
const staff: Staff = { people: new Map([['ben', person('ben', '2026-12-31')], ['di', person('di', null)]]), covers: [] };
const rows = proposedRows(proposal, new Map([['T1', 'ada'], ['T2', 'cy'], ['T4', 'ben']]), new Map([['T4', 'Name T4']]));

describe('a proposal under review', () => {
  it('names what becomes vacant first, then what changes, then what stays', () => {
    expect(rows.map(({ name, person: who, today }) => [name, who, today])).toEqual([['Name T4', null, 'ben'], ['T5', null, null], ['Name T2', 'ben', 'cy'], ['Name T3', 'di', null], ['Name T1', 'ada', 'ada']]);
  });

  it('asks for what changes and is taken, nobody longer than they are there', () => {
    expect(proposedChanges(rows, new Set(['T3']), staff, '2026-06-01')).toEqual({
      wishes: [{ territory: 'T4', person: null, from: '2026-06-01', to: null }, { territory: 'T2', person: 'ben', from: '2026-06-01', to: '2026-12-31' }],
      filled: 0, changed: 1, vacated: 1, twice: [],
    });
  });

  it('warns of people who would own two positions because a row is left out', () => {
    expect(proposedChanges(rows, new Set(['T4']), staff, '2026-06-01').twice).toEqual([{ person: 'ben', positions: ['Name T4', 'Name T2'] }]);
  });
});
