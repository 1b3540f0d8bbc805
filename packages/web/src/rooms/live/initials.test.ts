import { describe, expect, it } from 'vitest';
import { initialsOf } from './initials.ts';

describe('initials', () => {
  it('takes the first and the last word', () => {
    expect(['Ada Lovelace', 'Grace Brewster Hopper', 'Øyvind', 'é', '  ', 'Owner'].map(initialsOf)).toEqual(['AL', 'GH', 'ØY', 'É', '?', 'OW']);
  });
});
