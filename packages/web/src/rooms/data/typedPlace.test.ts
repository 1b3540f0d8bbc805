import { describe, expect, it } from 'vitest';
import { typedPlace } from './typedPlace.ts';

describe('typed coordinates', () => {
  it.each([
    ['41.88, -87.63', 41.88, -87.63], ['41.88 -87.63', 41.88, -87.63], ['48,137; 11,575', 48.137, 11.575], ['  -33.9° 151.2° ', -33.9, 151.2], ['41.88,−87.63', 41.88, -87.63], ['90, 180', 90, 180],
  ])('reads %s', (text, lat, lng) => expect(typedPlace(text)).toEqual({ lat, lng }));

  it.each(['', '41.88', 'here', '91, 0', '0, 181', '41.88, -87.63, 5', '1e3 2'])('refuses %s', (text) => expect(typedPlace(text)).toBeNull());
});
