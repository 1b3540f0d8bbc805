import { describe, expect, it } from 'vitest';
import { baselineNames, nameTerritories, plainIds } from './nameTerritories.ts';

const name = (k: number, slots: number[], current: (string | null)[], weight: number[]) => {
  const { names, nameOf } = baselineNames(current);
  return nameTerritories(k, slots, names, nameOf, Float64Array.from(weight));
};

describe('nameTerritories', () => {
  it('gives each name to the territory that keeps most of it', () => {
    expect(name(2, [0, 0, 1, 1], ['West', 'West', 'East', 'West'], [5, 1, 4, 5])).toEqual(['West', 'East']);
  });
  it('gives ties to the lower name, and numbers to what has no name', () => {
    expect(name(3, [0, 0, 1, 2], ['B', 'A', 'B', null], [1, 1, 1, 1])).toEqual(['A', 'B', 'T03']);
  });
  it('never gives a name twice, not even one that looks like a number', () => {
    expect(name(2, [0, 1], [null, 'T01'], [1, 1])).toEqual(['T01a', 'T01']);
  });
  it('pads ids to one width', () => {
    expect(plainIds(2)).toEqual(['T01', 'T02']);
    expect(plainIds(100)[6]).toBe('T007');
  });
});
