import { expect, it } from 'vitest';
import { nearTown, withTowns } from './nearTown.ts';

it('names the town next to a place, the largest of several', () => {
  expect(nearTown(-149.75, 61.28)).toBe('Anchorage, AK');
  expect(nearTown(-165.4, 64.5)).toBe('Nome, AK');
  expect(nearTown(4.83, 45.76)).toMatch(/\(FR\)$/);
  expect(nearTown(-150, -40)).toBeNull();
  // Across 180 degrees.
  expect(nearTown(-179.5, -18.1)).toMatch(/\(FJ\)$/);
});

it('says where the cells of a sentence lie, once', () => {
  const graph = { ids: ['840c105ffffffff', '8a28308280fffff'], lngLat: Float64Array.of(-165.4, 64.5, -150, -40) };
  const said = withTowns(['The part of 12 units around 840c105ffffffff holds 0.4 %, unit 8a28308280fffff nothing, unit 8a28308280effff is none.', 'T01 is 7 % above.'], graph);
  expect(said).toEqual(['The part of 12 units around 840c105ffffffff (near Nome, AK) holds 0.4 %, unit 8a28308280fffff nothing, unit 8a28308280effff is none.', 'T01 is 7 % above.']);
  expect(withTowns(said, graph)).toEqual(said);
});
