import { expect, test } from 'vitest';
import { simpleRings, type HalfArc } from './simpleRings.ts';

test('rings do not cross where two shapes overlap, whichever arc comes first', () => {
  // Two squares and the points where their sides cross, 4 and 5.
  const lngLat = Float64Array.of(0, 0, 2, 0, 2, 2, 0, 2, 2, 1, 1, 2, 1, 1, 3, 1, 3, 3, 1, 3);
  const sides = [[0, 1], [1, 4], [4, 2], [2, 5], [5, 3], [3, 0], [6, 4], [4, 7], [7, 8], [8, 9], [9, 5], [5, 6]];
  for (let first = 0; first < sides.length; first++) {
    const halves = sides.map(([start, end], arc): HalfArc => ({ arc, start, after: end, end, before: start }));
    const rings = simpleRings([...halves.slice(first), ...halves.slice(0, first)], lngLat);
    // What both cover is a ring of its own within the outline of the two.
    expect(rings.map((ring) => ring.toSorted((p, q) => p - q)).sort((p, q) => p.length - q.length)).toEqual([[2, 3, 6, 11], [0, 1, 4, 5, 7, 8, 9, 10]]);
  }
});
