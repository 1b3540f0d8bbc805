import { invertEdit } from '@hexalign/engine';
import { describe, expect, it } from 'vitest';
import type { Edit, Territory } from '../../contract/scenarios.ts';
import { applyEdits, firstState, type ScenarioState } from './document.ts';
import { overlapOf, undoOver } from './undoOver.ts';

const territory = (id: string): Territory => ({ id, name: id, colour: null, person: null, parent: null, level: 0 });
const start = firstState('f', Uint16Array.from([0, 0, 0, 0, 1, 1]), { territories: ['T01', 'T02', 'T03'].map(territory), locks: [], goals: [] });
const paint = (state: ScenarioState, units: readonly number[], to: number): Edit => ({ type: 'assign', by: 'brush', patch: { units: [...units], from: units.map((u) => state.doc.slots[u]), to: units.map(() => to) } });
/** What takes a gesture back, newest first, as the log gives it. */
const inverse = (edits: readonly Edit[]): { edit: Edit; undoes: number }[] => edits.map((edit, i) => ({ edit: invertEdit(edit) as Edit, undoes: i + 1 })).toReversed();
const after = (state: ScenarioState, undone: ReturnType<typeof undoOver>): number[] => [...applyEdits(state, undone.map(({ edit }) => edit)).doc.slots];

describe('an undo that meets what others changed since', () => {
  const mine = paint(start, [0, 1, 2], 1);
  const painted = applyEdits(start, [mine]);
  const met = applyEdits(painted, [paint(painted, [1, 2], 2)]);

  it('tells where, and leaves theirs or restores mine', () => {
    const undoing = inverse([mine]);
    expect(overlapOf(met.doc, undoing)).toEqual({ units: [1, 2], to: [0, 0] });
    expect(after(met, undoOver(met, undoing, 'theirs'))).toEqual([0, 2, 2, 0, 1, 1]);
    expect(after(met, undoOver(met, undoing, 'mine'))).toEqual([0, 0, 0, 0, 1, 1]);
  });

  it('gives a gesture up that is theirs all over, by a change that changes nothing and can be taken back', () => {
    const over = applyEdits(painted, [paint(painted, [0, 1, 2], 2)]);
    const given = undoOver(over, inverse([mine]), 'theirs');
    expect(given).toEqual([{ edit: { type: 'assign', by: 'brush', patch: { units: [], from: [], to: [] } }, undoes: 1 }]);
    expect(after(over, given)).toEqual([...over.doc.slots]);
    expect(after(over, inverse(given.map(({ edit }) => edit)))).toEqual([...over.doc.slots]);
  });

  it('leaves what is locked or held, and follows the order of a merge: the territory first, then its ground', () => {
    const locked = applyEdits(met, [{ type: 'lock', slot: 0, from: false, to: true }]);
    expect(after(locked, undoOver(locked, inverse([mine]), 'theirs'))).toEqual([...met.doc.slots]);
    const merge: Edit[] = [paint(start, [4, 5], 0), { type: 'territory', slot: 1, from: territory('T02'), to: null }];
    const merged = applyEdits(start, merge);
    const theirs = applyEdits(merged, [paint(merged, [5], 2)]);
    expect(after(theirs, undoOver(theirs, inverse(merge), 'theirs'))).toEqual([0, 0, 0, 0, 1, 2]);
    expect(after(theirs, undoOver(theirs, inverse(merge), 'mine'))).toEqual([0, 0, 0, 0, 1, 1]);
  });

  it('goes by fields too', () => {
    const rename: Edit = { type: 'territory', slot: 2, from: territory('T03'), to: { ...territory('T03'), name: 'Mine' } };
    const named = applyEdits(start, [rename]);
    const renamed = applyEdits(named, [{ type: 'territory', slot: 2, from: { ...territory('T03'), name: 'Mine' }, to: { ...territory('T03'), name: 'Theirs' } }]);
    const name = (over: 'theirs' | 'mine'): string | undefined => applyEdits(renamed, undoOver(renamed, inverse([rename]), over).map(({ edit }) => edit)).doc.territories[2]?.name;
    expect([name('theirs'), name('mine')]).toEqual(['Theirs', 'T03']);
  });
});
