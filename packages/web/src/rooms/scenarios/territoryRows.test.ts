import type { Territory } from '@hexalign/api/contract';
import { describe, expect, it } from 'vitest';
import { balanceOf, type Figure } from '../../editor/figures.ts';
import { ranksOf } from './ranksOf.ts';
import { hasHierarchy, rollUp, territoryRows } from './territoryRows.ts';

const territory = (name: string, level: number, parent: number | null, person: string | null = null): Territory => ({ id: name.slice(0, 2), name, colour: null, person, parent, level });
const territories = [territory('Öst', 0, 4), territory('Nord', 0, 4, 'Zoë'), territory('Alpha', 0, 5), null, territory('Upper', 1, 6), territory('Lower', 1, 6), territory('All', 2, null), territory('Alone', 0, null)];
const figures = [120, 80, 50, 0, 0, 0, 0, 10].map((sum, slot): Figure => ({ slot, units: 1, accounts: sum, areaKm2: 1, balance: [balanceOf(sum, 100, 0.1)] }));
const ask = { territories, figures, query: '', sort: { kind: 'measure', at: 0 } as const, grouped: false, shut: new Set<number>() };
const told = (more: Partial<Parameters<typeof territoryRows>[0]>): string[] => territoryRows({ ...ask, ...more }).map(({ kind, slot, depth }) => `${'-'.repeat(depth)}${kind === 'group' ? '[' : ''}${territories[slot]?.name}`);

describe('ranks', () => {
  it('put the fullest against its target first, by measure, and let those equally full share a place', () => {
    const figure = (slot: number, a: number, b: number): Figure => ({ slot, units: 1, accounts: 1, areaKm2: 1, balance: [balanceOf(a, slot === 1 ? 200 : 100, 0.1), balanceOf(b, 0, 0.1)] });
    const one = { id: 'T', name: 'T', colour: null, person: null, parent: null, level: 0 };
    const ranks = ranksOf([one, one, null, one], [figure(0, 100, 5), figure(1, 150, 9), figure(2, 0, 0), figure(3, 100, 7)]);
    expect([...ranks]).toEqual([[0, [1, 3]], [1, [3, 1]], [3, [1, 2]]]);
  });
});

describe('rows of the list', () => {
  it('stand by value, worst or name', () => {
    expect(told({})).toEqual(['Öst', 'Nord', 'Alpha', 'Alone']);
    expect(told({ sort: { kind: 'worst' } })).toEqual(['Alone', 'Alpha', 'Nord', 'Öst']);
    expect(told({ sort: { kind: 'name' } })).toEqual(['Alone', 'Alpha', 'Nord', 'Öst']);
  });

  it('stand under what is above them, group by group', () => {
    expect(hasHierarchy(territories)).toBe(true);
    expect(told({ grouped: true })).toEqual(['[All', '-[Lower', '--Alpha', '-[Upper', '--Öst', '--Nord', 'Alone']);
    expect(told({ grouped: true, shut: new Set([4]) })).toEqual(['[All', '-[Lower', '--Alpha', '-[Upper', 'Alone']);
  });

  it('are found without accents, by person too, in shut groups too', () => {
    expect(told({ query: 'ost' })).toEqual(['Öst']);
    expect(told({ query: 'zoe', grouped: true, shut: new Set([4, 6]) })).toEqual(['[All', '-[Upper', '--Nord']);
    expect(told({ query: 'nothing', grouped: true })).toEqual([]);
  });

  it('add up in groups', () => {
    expect(rollUp([0, 1], figures)).toEqual([expect.objectContaining({ sum: 200, target: 200, deviation: 0, inside: true })]);
    expect(rollUp([0, 1, 2], figures)[0].deviation).toBeCloseTo(-1 / 6, 12);
  });

  it('do not run for ever where parents run in a circle', () => {
    const round = [territory('A', 0, 1), territory('B', 1, 2), territory('C', 1, 1)];
    expect(territoryRows({ ...ask, territories: round, figures: figures.slice(0, 3), grouped: true }).length).toBeLessThan(4);
  });
});
