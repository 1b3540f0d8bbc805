import { expect, it } from 'vitest';
import { findCities } from './findCity.ts';

it('finds cities by name, state and country, whatever the case and accents', () => {
  expect(findCities('denver')[0]?.label).toBe('Denver, CO');
  expect(findCities('Portland, ME').map(({ label }) => label)).toEqual(['Portland, ME']);
  expect(findCities('Portland')[0]?.label).toBe('Portland, OR');
  expect(findCities('Lyon (FR)')[0]?.label).toBe('Lyon (FR)');
  expect(findCities('münchen').length + findCities('Munich').length).toBeGreaterThan(0);
  expect(findCities('São Paulo')[0]?.label).toBe('Sao Paulo (BR)');
  expect(findCities('Nowhere at all')).toEqual([]);
});
