import { describe, expect, it } from 'vitest';
import { namesIn } from './namesIn.ts';

describe('names in texts', () => {
  const told = namesIn([['Ann Smith', 'Position 1'], ['ann.smith@example.com', 'Position 1'], ['Mark', 'Position 2'], ['José Pérez-Gil', 'Position 3'], ['17', 'never'], ['Jo', 'Position 4'], ['J', 'never']]);

  it('are found in any case, with any accents, the last name first, and as an address', () => {
    expect(told('Given on because ANN  SMITH leaves: Smith, Ann.')).toBe('Given on because Position 1 leaves: Position 1.');
    expect(told('mail ann.smith@example.com now')).toBe('mail Position 1 now');
    expect(told('West (jose perez gil)')).toBe('West (Position 3)');
  });

  it('are not found in other words, and names of one word only as they are written', () => {
    expect(told('Mark has a mark in Denmark')).toBe('Position 2 has a mark in Denmark');
    expect(told('Annabel Smithson, 17 units, Jon J')).toBe('Annabel Smithson, 17 units, Jon J');
    expect(told('Ann and Smith')).toBe('Ann and Smith');
  });
});
