import { describe, expect, it } from 'vitest';
import type { Editor } from '../../editor/Editor.ts';
import { disputed } from './overlapRepairs.ts';

const NOBODY = 0xffff;
const areas = { a: { id: 'A', name: null }, b: { id: 'B', name: null } };

function plan(slots: readonly number[], ids: readonly string[] = slots.map((_, u) => `u${u}`)): Pick<Editor, 'graph' | 'slots' | 'state'> {
  const territories = [0, 1, 2].map((slot) => ({ id: `T${slot}` }));
  return { graph: { ids }, slots: Uint16Array.from(slots), state: { territories } } as unknown as Pick<Editor, 'graph' | 'slots' | 'state'>;
}

describe('ground that two areas share', () => {
  it('may go whole to a territory that one of both lies in, or that has part of it; what it has stays', () => {
    const { a, b, holders, options } = disputed({ own: false, ...areas }, { units: [0, 1, 2, 3], onlyA: [4, 5, 6], onlyB: [7] }, plan([2, 2, NOBODY, 1, 0, 0, 1, 1]));
    expect([a, b]).toEqual([0, 1]);
    expect(holders).toEqual([{ slot: 2, units: 2 }, { slot: 1, units: 1 }, { slot: NOBODY, units: 1 }]);
    expect(options.map(({ slot, moves }) => [slot, moves.units])).toEqual([[0, [0, 1, 2, 3]], [1, [0, 1, 2]], [2, [2, 3]]]);
    expect(options.every(({ slot, moves }) => moves.to.length === moves.units.length && moves.to.every((to) => to === slot))).toBe(true);
  });

  it('is in no dispute where one territory has it and both areas', () => {
    expect(disputed({ own: false, ...areas }, { units: [0], onlyA: [1], onlyB: [] }, plan([1, 1])).options).toEqual([]);
    expect(disputed({ own: false, ...areas }, { units: [], onlyA: [0], onlyB: [1] }, plan([0, 0])).options).toEqual([]);
  });

  it('has both areas in one territory where they are the units', () => {
    const { a, b, options } = disputed({ own: true, ...areas }, { units: [0], onlyA: [], onlyB: [] }, plan([0, 1, 2], ['A', 'B', 'C']));
    expect([a, b]).toEqual([0, 1]);
    expect(options.map(({ slot, moves }) => [slot, moves.units])).toEqual([[0, [1]], [1, [0]]]);
    expect(disputed({ own: true, ...areas }, { units: [0], onlyA: [], onlyB: [] }, plan([2, 2], ['A', 'B'])).options).toEqual([]);
  });
});
