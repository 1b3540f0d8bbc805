import { describe, expect, it } from 'vitest';
import { developerName, developerNames } from './developerName.ts';

describe('names that Salesforce takes', () => {
  it.each([
    ['Zürich Ost', 'Zurich_Ost'], ['Straße 7', 'Strasse_7'], ['7 Seas', 'T_7_Seas'], ['__a__b__', 'a_b'], ['Łódź', 'Lodz'], ['T01', 'T01'], ['A/B (c)', 'A_B_c'],
  ])('%s becomes %s', (text, name) => expect(developerName(text)).toBe(name));

  it('are made of a hash where no letter is left, and are never too long', () => {
    expect(developerName('東京')).toMatch(/^T_[0-9a-f]{8}$/);
    expect(developerName('東京')).not.toBe(developerName('大阪'));
    for (const text of ['a '.repeat(100), 'é'.repeat(300), '1'.repeat(300)]) expect(developerName(text)).toMatch(/^[A-Za-z](?!.*__)[A-Za-z0-9_]{0,79}(?<!_)$/);
  });

  it('are unique whatever their case, and do not depend on the order', () => {
    const names = developerNames(['T-1', 't 1', 'T_2', 'x'], 'M', ['m_X']);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(4);
    expect(names[2]).toBe('M_T_2');
    expect(names[3]).toMatch(/^M_x_[0-9a-f]{8}$/);
    expect(developerNames(['x', 'T_2', 't 1', 'T-1'], 'M', ['m_X'])).toEqual([...names].reverse());
  });
});
