import { describe, expect, it } from 'vitest';
import { territoryIds } from './territoryIds.ts';

const named = (...names: string[]) => names.map((name) => ({ name, where: '--share' }));

describe('ids of territories that demands speak of', () => {
  it('are today\'s names, and numbers for the rest', () => {
    expect(territoryIds(4, named('West'), ['West', 'North', 'East'])).toEqual(['East', 'North', 'West', 'T04']);
    expect(territoryIds(4, named('T04'), ['West', 'North', 'East'])).toEqual(['East', 'North', 'West', 'T04']);
  });

  it('are new names where there are none today, and numbers keep their place', () => {
    expect(territoryIds(4, named('Alaska', 'T02'), null)).toEqual(['Alaska', 'T02', 'T03', 'T04']);
    expect(territoryIds(2, [], null)).toEqual(['T01', 'T02']);
  });

  it('are the heaviest of today, and those spoken of, where fewer are drawn', () => {
    expect(territoryIds(2, named('Small'), ['Big', 'Middle', 'Small'])).toEqual(['Big', 'Small']);
  });

  it('refuses what is none', () => {
    expect(() => territoryIds(4, named('Wets'), ['West', 'North'])).toThrow('expected a territory of the plan, found "Wets"');
    expect(() => territoryIds(4, named('west'), ['West', 'North'])).toThrow('Did you mean "West"? Case matters.');
    expect(() => territoryIds(4, named('T05'), null)).toThrow('There are "T01", "T02", "T03", "T04".');
    expect(() => territoryIds(2, named('a', 'b', 'c'), null)).toThrow('Say --territories 3 or more.');
    expect(() => territoryIds(2, named('a', 'b', 'T01'), null)).toThrow('Say --territories 3 or more.');
  });
});
