import { describe, expect, it } from 'vitest';
import { matchSides } from './matchSides.ts';

const scenario = (...territories: [id: string, name: string, slot: number][]) => territories.map(([id, name, slot]) => ({ id, name, slot }));
const list = (...names: string[]) => names.map((name) => ({ id: name, name, slot: null }));

describe('territories of several sides', () => {
  it('are the same by slot where scenarios parted, and by id after that', () => {
    const found = matchSides([
      { territories: scenario(['T1', 'North', 0], ['T2', 'South', 1], ['T3', 'Mine', 2]), shared: 3 },
      { territories: scenario(['T1', 'Renamed', 0], ['T3', 'Theirs', 2]), shared: 2 },
    ]);
    expect(found).toEqual([
      { id: 'T1', name: 'North', at: [0, 0] },
      { id: 'T2', name: 'South', at: [1, null] },
      { id: 'T3', name: 'Mine', at: [2, 1] },
    ]);
  });

  it('are known to lists by id before name, and a list does not decide what they are called', () => {
    const found = matchSides([
      { territories: list('North', 'T2', 'Nowhere'), shared: 0 },
      { territories: scenario(['T1', 'North', 0], ['T2', 'South', 1]), shared: 2 },
      { territories: list('South', 'Nowhere'), shared: 0 },
    ]);
    expect(found).toEqual([
      { id: 'T1', name: 'North', at: [0, 0, null] },
      { id: 'T2', name: 'South', at: [1, 1, 0] },
      { id: 'Nowhere', name: 'Nowhere', at: [2, null, 1] },
    ]);
  });
});
