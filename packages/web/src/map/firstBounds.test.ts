import { expect, it } from 'vitest';
import { firstBounds } from './firstBounds.ts';
import { mercatorX, mercatorY } from './mercator.ts';

const at = (...places: [number, number][]): number[] => places.flatMap(([lng, lat]) => [mercatorX(lng), mercatorY(lat)]);

it('shows all of what does not go round the date line', () => {
  expect(firstBounds(at([-125, 40], [30, 50]), [-125, 40, 30, 50])).toEqual([-125, 40, 30, 50]);
  expect(firstBounds(at([-100, 40], [100, 50]), [-100, 40, 100, 50])).toEqual([-100, 40, 100, 50]);
});

it('shows the side with more of a country whose islands lie beyond the date line', () => {
  const shown = firstBounds(at([-124, 48], [-67, 45], [-160, 21], [144.8, 13.5]), [-160, 13.5, 144.8, 48]);
  [-160, 21, -67, 48].forEach((edge, i) => expect(shown[i]).toBeCloseTo(edge, 6));
});
