import { packNames, unpackNames, type PackedAccounts } from '@hexalign/api/contract';
import { UNASSIGNED } from '@hexalign/engine';
import { describe, expect, it } from 'vitest';
import { AccountIndex, type AccountAsked } from './AccountIndex.ts';

const ids = ['A2', 'A10', 'B7', 'C1'];
const accounts: PackedAccounts = { lngLat: Float64Array.of(8, 50, 9, 51, 10, 52, 11, 53), unit: Uint32Array.of(0, 0, 1, 2), values: [Float64Array.of(5, 1, 9, 3)] };
const names = unpackNames(packNames({ ids, names: ['Müller Straße', 'Quarry Works', 'Zoë Ångström', 'müller Nord'], current: ['Nord', 'T1', null, 'Nord'], approximate: Uint8Array.of(0, 0, 1, 0) }).buffer);
const index = new AccountIndex(accounts, names);
const asked: AccountAsked = { text: '', filter: 'all', sort: 'id', down: false, slots: Uint16Array.of(0, 1, UNASSIGNED), slot: -1, box: null, territories: [{ id: 'T1', name: 'Nord' }, { id: 'T2', name: 'Alpha' }] };
const found = (more: Partial<AccountAsked>): string[] => Array.from(index.rows({ ...asked, ...more }), (i) => ids[i]);

describe('accounts of a table', () => {
  it('are found by words in id or name, whatever case and accents', () => {
    expect(found({ text: 'muller' })).toEqual(['A2', 'C1']);
    expect(found({ text: 'strasse MÜLL' })).toEqual(['A2']);
    expect(found({ text: 'b7' })).toEqual(['B7']);
    expect(found({ text: 'angstrom zoe' })).toEqual(['B7']);
    expect(found({ text: 'nobody' })).toEqual([]);
    expect(index.best('a', 2)).toEqual([0, 1]);
    expect(index.best('nord', 5)).toEqual([3]);
  });

  it('are filtered by territory, picture, what moved and how sure their place is', () => {
    expect(found({ filter: 'territory', slot: 0 })).toEqual(['A2', 'A10']);
    expect(found({ filter: 'territory', slot: UNASSIGNED })).toEqual(['C1']);
    expect(found({ filter: 'view', box: [8.5, 50, 10.5, 60] })).toEqual(['A10', 'B7']);
    // Today's name is the id of one and the name of another; without a today nothing has moved.
    expect(found({ filter: 'moved' })).toEqual(['C1']);
    expect(found({ filter: 'approximate' })).toEqual(['B7']);
  });

  it('are sorted by any column, numbers as numbers', () => {
    expect(found({})).toEqual(['A2', 'A10', 'B7', 'C1']);
    expect(found({ down: true })).toEqual(['C1', 'B7', 'A10', 'A2']);
    expect(found({ sort: 0, down: true })).toEqual(['B7', 'A2', 'C1', 'A10']);
    expect(found({ sort: 'name' })).toEqual(['C1', 'A2', 'A10', 'B7']);
    expect(found({ sort: 'territory' })).toEqual(['C1', 'B7', 'A2', 'A10']);
    expect(found({ sort: 'today' })).toEqual(['B7', 'A2', 'C1', 'A10']);
  });
});
