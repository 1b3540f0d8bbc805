import { describe, expect, it } from 'vitest';
import { en } from './en.ts';
import { mirror } from './mirror.ts';

describe('the mirrored catalogue', () => {
  it('says everything English says, marked and longer', () => {
    const mirrored = mirror(en);
    expect(mirrored.shell.close).toBe('[Close··]');
    expect(mirrored.plans.open('North')).toBe('[Open North····]');
    expect(Object.keys(mirrored)).toEqual(Object.keys(en));
  });
});
