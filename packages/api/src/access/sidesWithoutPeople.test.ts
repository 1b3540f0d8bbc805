import { describe, expect, it } from 'vitest';
import type { SideBySide } from '../../contract/sides.ts';
import { sidesWithoutPeople } from './sidesWithoutPeople.ts';

const amounts = { units: 0, accounts: 0, sums: [], tenureDays: null };
const side = { units: 1, accounts: 1, sums: [], deviations: [] };
const figures = { measures: [], worst: null, compactness: null, drawn: 0, whole: 0, disruption: null, km: null };
const loose = { cells: { count: 0, first: [] }, accounts: { count: 0, first: [] }, elsewhere: { count: 1, first: [{ row: 2, key: 'Z', territory: 'Ann Smith', why: 'unknown' as const }] } };
const named = (kind: SideBySide['sides'][number]['kind'], name: string): SideBySide['sides'][number] => ({ pinned: 'owners', kind, name, scenarioId: null, seq: null, read: null });

describe('a comparison for somebody from whom people are hidden', () => {
  it('keeps what an uploaded list alone says to itself, and counts it', () => {
    const answer: SideBySide = {
      sides: [named('scenario', 'Main'), named('file', 'ann-smith.csv')], measures: [], figures: [figures, figures], today: null,
      territories: [{ id: 'T1', name: 'North', slots: [0, null], of: [side, side] }, { id: 'Ann Smith', name: 'Ann Smith', slots: [null, null], of: [null, side] }],
      totals: { of: amounts, held: [amounts, amounts], differs: false }, loose: [loose, loose], moves: [],
    };
    const told = sidesWithoutPeople(answer, { answer: (document) => document });
    expect(told.territories.map(({ name }) => name)).toEqual(['North', '#2']);
    expect(told.loose[1].elsewhere).toEqual({ count: 1, first: [] });
    expect(JSON.stringify(told)).not.toMatch(/ann.smith/i);
  });
});
