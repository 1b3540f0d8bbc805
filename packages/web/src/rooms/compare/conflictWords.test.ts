import { describe, expect, it } from 'vitest';
import { en } from '../../text/en.ts';
import { placeOf, valueOf, type Conflict } from './conflictWords.ts';

const nameOf = (slot: number): string => ['North', 'South'][slot] ?? 'Unassigned';
const conflict = (place: string, mine: unknown, units: number[] = []): Conflict => ({ place, units, base: null, mine, theirs: null, reason: 'both' });
const said = (of: Conflict): [string, string] => [placeOf(of, nameOf, en), valueOf(of, of.mine, nameOf, en)];

describe('a conflict in words', () => {
  it('speaks of cells by who would have them', () => {
    expect(said(conflict('units', 1, [4, 5]))).toEqual(['2 cells', 'South']);
    expect(said(conflict('units', 0xffff, [4]))).toEqual(['1 cell', 'Unassigned']);
  });

  it('speaks of fields by what they would say', () => {
    expect(said(conflict('lock 0', true))).toEqual(['Lock of North', 'locked']);
    expect(said(conflict('territory 1', { id: 'T02', name: 'Far South', colour: null, person: 'Ada', parent: null, level: 0 }))).toEqual(['Territory South', 'Far South, Ada']);
    expect(said(conflict('goal Revenue', { measure: 'Revenue', share: null, tolerance: 0.05, weight: 1 }))).toEqual(['Target for Revenue', 'tolerance 5%']);
    expect(said(conflict('named A-17', { slot: 0, reason: 'key account', owner: 'Ada', expires: null }))).toEqual(['Exception for account A-17', 'North']);
    expect(said(conflict('hold unit 17', null))).toEqual(['Hold of unit 17', 'none']);
    expect(said(conflict('weights', { balance: 1, compactness: 2, disruption: 0, travel: 0 }))).toEqual(['Weights', 'balance 1, compactness 2, disruption 0, travel 0']);
  });
});
