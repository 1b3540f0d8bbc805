import { describe, expect, it } from 'vitest';
import type { EditorState } from '../../editor/EditorState.ts';
import type { SlotPaint } from '../../map/unitLayer.ts';
import { hideRow, isolate, isRowShown, pickedPaints, wholeLegend, type LegendPick } from './legendPick.ts';

const balance = (deviation: number): object => ({ sum: 1, target: 1, deviation, tolerance: 0.1, inside: Math.abs(deviation) <= 0.1 });
const state = { locks: new Set([2]), figures: [0.3, -0.4, 0].map((deviation) => ({ balance: [balance(deviation)] })) } as unknown as EditorState;
const paints = ['#111111', '#222222', '#333333', '#999999'].map((fill): SlotPaint => ({ fill, pattern: 1 }));
const left = (pick: LegendPick): number[] => pickedPaints(paints, pick, state, { kind: 'territory' }, 'light').flatMap(({ pattern }, at) => (pattern === 1 ? [at] : []));

describe('picking in the legend', () => {
  it('shows one row alone, and everything again by the same', () => {
    const above = isolate(wholeLegend, 'above');
    expect(left(above)).toEqual([0]);
    expect(left(isolate(above, 'slot 1'))).toEqual([1]);
    expect(left(isolate(wholeLegend, 'locked'))).toEqual([2]);
    expect(left(isolate(above, 'above'))).toEqual([0, 1, 2, 3]);
    expect([isRowShown(above, 'above'), isRowShown(above, 'below')]).toEqual([true, false]);
  });

  it('hides rows one by one, and shows them again', () => {
    const none = hideRow(wholeLegend, 'unassigned');
    expect(left(none)).toEqual([0, 1, 2]);
    expect(left(hideRow(none, 'below'))).toEqual([0, 2]);
    expect(left(hideRow(hideRow(none, 'below'), 'unassigned'))).toEqual([0, 2, 3]);
    expect(left(hideRow(isolate(wholeLegend, 'above'), 'above'))).toEqual([1, 2, 3]);
  });
});
