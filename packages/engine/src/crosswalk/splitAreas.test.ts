import fc from 'fast-check';
import type { Feature, FeatureCollection, Position } from 'geojson';
import { expect, test } from 'vitest';
import { components } from '../graph/components.ts';
import { contract } from '../graph/contract.ts';
import { fromPolygons } from '../graph/fromPolygons.ts';
import { areNeighbors } from '../graph/link.ts';
import { areasOfPoints } from './areasOfPoints.ts';
import { splitAreas } from './splitAreas.ts';

const box = (west: number, south: number, east: number, north: number): Position[] => [[west, south], [east, south], [east, north], [west, north], [west, south]];
const area = (id: string, ...parts: Position[][]): Feature => ({ type: 'Feature', properties: { id }, geometry: { type: 'MultiPolygon', coordinates: parts.map((ring) => [ring]) } });

/** A row of narrow and wide areas; the last one has a second part across the water. */
const rows = fc.array(fc.constantFrom(0.01, 0.1, 0.3), { minLength: 2, maxLength: 4 }).map((widths): FeatureCollection => {
  let west = 8;
  return {
    type: 'FeatureCollection',
    features: widths.map((width, i) => {
      const ring = box(west, 47, west + width, 47.3);
      west += width;
      return area(`a${i}`, ring, ...(i === widths.length - 1 ? [box(west + 0.2, 47, west + 0.4, 47.2)] : []));
    }),
  };
});

test('pieces have the ground, the neighbours, the points and the connection of their areas', () => {
  fc.assert(
    fc.property(rows, fc.array(fc.nat(3), { maxLength: 3 }), fc.array(fc.tuple(fc.integer({ min: 790, max: 930 }), fc.integer({ min: 4690, max: 4740 })), { maxLength: 20 }), (input, chosen, places) => {
      const whole = fromPolygons(input, 'id');
      const split = [...new Set(chosen)].filter((i) => i < whole.ids.length).map((i) => whole.ids[i]);
      const { graph, areaOf, unitsOf } = splitAreas(input, 'id', { split, resolution: 6 });
      const group = Uint32Array.from(areaOf, (id) => whole.ids.indexOf(id));
      whole.ids.forEach((id, a) => {
        const km2 = graph.areaKm2.filter((_, u) => areaOf[u] === id).reduce((sum, value) => sum + value, 0);
        expect(km2).toBeCloseTo(whole.areaKm2[a], 6);
        if (!split.includes(id)) expect(graph.ids).toContain(id);
      });
      const again = contract(graph, group);
      for (let a = 0; a < whole.ids.length; a++) for (let b = a + 1; b < whole.ids.length; b++) if (areNeighbors(whole, a, b)) expect(areNeighbors(again.graph, again.groupOf[group.indexOf(a)], again.groupOf[group.indexOf(b)])).toBe(true);
      expect(components(graph).count).toBe(components(whole).count);
      const points = Float64Array.from(places.flatMap(([x, y]) => [x / 100 + 0.001, y / 100 + 0.001]));
      const units = unitsOf(points);
      expect([...units].map((u) => (u < 0 ? '' : areaOf[u]))).toEqual(areasOfPoints(points, input, 'id'));
      expect(splitAreas({ ...input, features: input.features.toReversed() }, 'id', { split: split.toReversed(), resolution: 6 }).graph).toEqual(graph);
    }),
    { numRuns: process.env.HEXALIGN_LONG ? 300 : 30 },
  );
});

test('what cannot be divided is named or stays whole', () => {
  const input: FeatureCollection = { type: 'FeatureCollection', features: [area('speck', box(8, 47, 8.001, 47.001))] };
  expect(splitAreas(input, 'id', { split: ['speck'], resolution: 5 }).graph.ids).toEqual(['speck']);
  expect(() => splitAreas(input, 'id', { split: ['spot'], resolution: 5 })).toThrow('no area "spot"');
  expect(() => splitAreas(input, 'id', { split: [], resolution: 16 })).toThrow('Resolution 16');
});
