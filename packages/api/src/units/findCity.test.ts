import { expect, it } from 'vitest';
import { findCities, searchCities } from './findCity.ts';

it('finds cities by name, state and country, whatever the case and accents', () => {
  expect(findCities('denver')[0]?.label).toBe('Denver, CO');
  expect(findCities('Portland, ME').map(({ label }) => label)).toEqual(['Portland, ME']);
  expect(findCities('Portland')[0]?.label).toBe('Portland, OR');
  expect(findCities('Lyon (FR)')[0]?.label).toBe('Lyon (FR)');
  expect(findCities('münchen').length + findCities('Munich').length).toBeGreaterThan(0);
  expect(findCities('São Paulo')[0]?.label).toBe('Sao Paulo (BR)');
  expect(findCities('Nowhere at all')).toEqual([]);
});

it('offers cities by how they begin, the largest first', () => {
  const found = (text: string, limit = 3) => searchCities(text, limit).map(({ label }) => label);
  expect(found('denv')[0]).toBe('Denver, CO');
  expect(found('são pau')[0]).toBe('Sao Paulo (BR)');
  expect(found('springfield, mo')).toEqual(['Springfield, MO']);
  expect(found('rapids', 5)).toContain('Grand Rapids, MI');
  expect(found('san', 4)).toHaveLength(4);
  expect(found('zzzz')).toEqual([]);
});
