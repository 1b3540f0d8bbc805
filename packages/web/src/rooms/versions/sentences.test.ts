import type { EditEntry } from '@hexalign/api/contract';
import { describe, expect, it } from 'vitest';
import { en } from '../../text/en.ts';
import { changesOf, sentenceOf } from './sentences.ts';

const names = ['North', 'South', 'West'];
const nameOf = (slot: number): string => names[slot] ?? 'Unassigned';

function entry(seq: number, more: Partial<EditEntry>): EditEntry {
  return { seq, gesture: seq, at: '2026-11-26T10:00:00.000Z', actor: { id: 'u1', name: 'Ada' }, undoes: null, cause: { kind: 'hand' }, summary: { type: 'assign', by: 'brush', units: 12, from: [0], to: [1] }, edit: null, ...more };
}

const said = (...entries: EditEntry[]): string[] => changesOf(entries).map((change) => sentenceOf(change, nameOf, en));

describe('sentences of the history', () => {
  it('says what moved from whom to whom', () => {
    expect(said(entry(1, {}))).toEqual(['Moved 12 cells from North to South']);
    expect(said(entry(1, { summary: { type: 'assign', by: 'lasso', units: 1, from: [0, 1, 2], to: [0xffff] } }))).toEqual(['Moved 1 cell from 3 territories to Unassigned']);
  });

  it('says why, where somebody or something did', () => {
    expect(said(entry(1, { cause: { kind: 'leave', person: 'Grace' } }))).toEqual(['Moved 12 cells from North to South (Grace left)']);
    expect(said(entry(1, { cause: { kind: 'solver', jobId: null, preset: 'fast', seed: 7, tolerance: null, start: null, engineVersion: null }, summary: { type: 'assign', by: 'solver', units: 900, from: [0xffff], to: [0, 1, 2] } }))).toEqual(['A design placed 900 cells in 3 territories (fast, seed 7)']);
  });

  it('tells what was undone in the words of what it was', () => {
    expect(said(entry(2, { undoes: 1, cause: { kind: 'undo' } }))).toEqual(['Undid: moved 12 cells from North to South']);
  });

  it('counts what was made together as one change, the largest part first', () => {
    const [change, ...others] = changesOf([entry(3, { gesture: 2, summary: { type: 'lock', by: null, units: 0, from: [2], to: [2] } }), entry(2, { gesture: 2 })]);
    expect(others).toEqual([]);
    expect([change.seq, change.upTo, [...change.slots].toSorted()]).toEqual([2, 3, [0, 1, 2]]);
    expect(sentenceOf(change, nameOf, en)).toBe('Moved 12 cells from North to South, and 1 more');
  });
});
