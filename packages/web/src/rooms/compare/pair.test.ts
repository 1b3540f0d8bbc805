import type { Amounts, SideBySide } from '@hexalign/api/contract';
import { describe, expect, it } from 'vitest';
import { pairOf } from './pair.ts';

const amounts = (units: number): Amounts => ({ units, accounts: 2 * units, sums: [10 * units], tenureDays: null });
const side = (units: number) => ({ units, accounts: 0, sums: [0], deviations: [0] });

describe('two sides out of a comparison', () => {
  it('are told in either order: what one gives the other takes', () => {
    const answer: Pick<SideBySide, 'measures' | 'territories' | 'moves'> = {
      measures: [{ key: 'Revenue', unit: 'currency', tolerance: 0.1 }],
      territories: ['N', 'S'].map((id, i) => ({ id, name: id, slots: [i, i, null], of: [side(5), side(6), null] })),
      moves: [{ a: 0, b: 1, moved: amounts(4), flows: [{ from: 0, to: 1, amounts: amounts(3) }, { from: -1, to: 0, amounts: amounts(1) }] }],
    };
    const there = pairOf(answer as SideBySide, [0, 1]);
    expect(there.territories.map(({ gained, lost, after }) => [gained.units, lost.units, after.units])).toEqual([[1, 3, 6], [3, 0, 6]]);
    const back = pairOf(answer as SideBySide, [1, 0]);
    expect(back.flows.map(({ from, to }) => [from, to])).toEqual([[1, 0], [0, -1]]);
    expect(back.territories.map(({ gained, lost, after }) => [gained.units, lost.units, after.units])).toEqual([[3, 1, 5], [0, 3, 5]]);
    expect(back.moved.sums).toEqual([40]);
  });
});
