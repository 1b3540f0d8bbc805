import { expect, it } from 'vitest';
import { coordinates } from './coordinates.ts';

it('takes pairs of degrees, latitude first, as people write them', () => {
  expect(coordinates('39.74, -104.99')).toEqual([-104.99, 39.74]);
  expect(coordinates(' 39.74 −104.99 ')).toEqual([-104.99, 39.74]);
  expect(coordinates('39,74; -104,99')).toEqual([-104.99, 39.74]);
  expect(coordinates('39.74° N, 104.99° W')).toEqual([-104.99, 39.74]);
  expect(coordinates('33.8 S 151.2 E')).toEqual([151.2, -33.8]);
  expect(coordinates('39°44′24″N 104°59′24″W')).toEqual([-104.99, 39.74]);
  expect(coordinates(`39°44'24" N, 104°59.4' W`)).toEqual([-104.99, 39.74]);
  // Only one of the two can be a latitude: the pair is the other way round.
  expect(coordinates('-104.99, 39.74')).toEqual([-104.99, 39.74]);
});

it('leaves anything else alone', () => {
  for (const text of ['80202', '39 105', '139.74, -104.99', '39°74′ 104°59′', '39.74', 'Denver, CO', '12, Main', '']) expect(coordinates(text)).toBeNull();
});
