import fc from 'fast-check';
import type { Feature, FeatureCollection, Position } from 'geojson';
import { cellArea, cellToBoundary, gridDisk, latLngToCell } from 'h3-js';
import { topology } from 'topojson-server';
import { expect, test } from 'vitest';
import { components } from './components.ts';
import { fromCells } from './fromCells.ts';
import { fromPolygons } from './fromPolygons.ts';
import type { UnitGraph } from './unitGraph.ts';

const box = (west: number, south: number, east: number, north: number): Position[] => [[west, south], [east, south], [east, north], [west, north], [west, south]];
const unit = (id: string, ...rings: Position[][]): Feature => ({ type: 'Feature', properties: { id }, geometry: { type: 'Polygon', coordinates: rings } });
const collection = (...features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features });
const bordersOf = (graph: UnitGraph): Record<string, number> => {
  const found: Record<string, number> = {};
  for (let u = 0; u < graph.ids.length; u++) {
    for (let i = graph.offsets[u]; i < graph.offsets[u + 1]; i++) if (graph.neighbors[i] > u) found[`${graph.ids[u]} ${graph.ids[graph.neighbors[i]]}`] = graph.borderM[i];
  }
  return found;
};
/** Length of a degree on the sphere of H3. */
const DEGREE_M = (6371007.180918475 * Math.PI) / 180;

test('cells drawn as polygons are neighbours as cells are, with their areas and lengths', () => {
  fc.assert(
    fc.property(fc.double({ min: -70, max: 70, noNaN: true }), fc.double({ min: -180, max: 180, noNaN: true }), fc.integer({ min: 4, max: 7 }), (lat, lng, resolution) => {
      const cells = gridDisk(latLngToCell(lat, lng, resolution), 3);
      const features = cells.map((cell) => unit(cell, cellToBoundary(cell, true)));
      const [drawn, known] = [fromPolygons(collection(...features), 'id', { snapM: 5 }), fromCells(cells)];
      expect([drawn.ids, drawn.neighbors, drawn.offsets]).toEqual([known.ids, known.neighbors, known.offsets]);
      drawn.ids.forEach((cell, u) => {
        expect(drawn.areaKm2[u] / cellArea(cell, 'km2')).toBeCloseTo(1, 2);
        expect(Math.abs(drawn.lngLat[2 * u + 1] - known.lngLat[2 * u + 1])).toBeLessThan(0.02);
      });
      drawn.borderM.forEach((metres, i) => expect(Math.abs(metres / known.borderM[i] - 1)).toBeLessThan(0.35));
    }),
    { numRuns: 40 },
  );
});

test('GeoJSON and TopoJSON of the same shapes give the same graph', () => {
  const cells = gridDisk(latLngToCell(47, 8, 5), 2);
  const shapes = collection(...cells.map((cell) => unit(cell, cellToBoundary(cell, true))));
  const topo = topology({ cells: shapes });
  expect({ ...fromPolygons(topo, 'id') }).toEqual({ ...fromPolygons(shapes, 'id') });
  expect(() => fromPolygons({ ...topo, objects: { ...topo.objects, more: topo.objects.cells } }, 'id')).toThrow('cells, more');
  expect(fromPolygons({ ...topo, objects: { ...topo.objects, more: topo.objects.cells } }, 'id', { object: 'more' }).ids).toHaveLength(19);
});

test('a hole is a neighbour of what fills it, and an enclave beside a corner is none', () => {
  const graph = fromPolygons(collection(unit('ring', box(0, 0, 3, 3), box(1, 1, 2, 2)), unit('yolk', box(1, 1, 2, 2)), unit('corner', box(3, 3, 4, 4))), 'id');
  const borders = bordersOf(graph);
  expect(Object.keys(borders)).toEqual(['ring yolk']);
  expect(borders['ring yolk'] / (4 * DEGREE_M)).toBeCloseTo(1, 2);
  const ring = graph.ids.indexOf('ring');
  const [x, y] = graph.lngLat.subarray(2 * ring, 2 * ring + 2);
  expect(x > 0 && x < 3 && y > 0 && y < 3 && !(x > 1 && x < 2 && y > 1 && y < 2)).toBe(true);
  expect(graph.areaKm2[ring] / ((8 * DEGREE_M * DEGREE_M) / 1e6)).toBeCloseTo(1, 2);
});

test('borders drawn with different vertices, with slivers and small overlaps, are found', () => {
  const gap = 0.0001;
  const graph = fromPolygons(
    collection(unit('west', box(0, 0, 1, 1)), unit('south-east', box(1, 0, 2, 0.4)), unit('middle-east', box(1 + gap, 0.4, 2, 0.7)), unit('north-east', box(1 - gap, 0.7, 2, 1)), unit('far', box(2.01, 0, 3, 1))),
    'id',
  );
  const borders = bordersOf(graph);
  expect(Object.keys(borders)).toEqual(['middle-east north-east', 'middle-east south-east', 'middle-east west', 'north-east west', 'south-east west']);
  expect(borders['south-east west'] / (0.4 * DEGREE_M)).toBeCloseTo(1, 2);
  expect(borders['middle-east west'] / (0.3 * DEGREE_M)).toBeCloseTo(1, 2);
  expect(Object.keys(bordersOf(fromPolygons(collection(unit('a', box(0, 0, 1, 1)), unit('b', box(1 + gap, 0, 2, 1))), 'id', { snapM: 1 })))).toEqual([]);
});

test('corners that overlap along both their sides are no border, a border as short as that is one', () => {
  const off = 18 / DEGREE_M;
  expect(bordersOf(fromPolygons(collection(unit('a', box(0, 0, 1, 1)), unit('b', box(1 - off, 1 - off, 2, 2))), 'id'))).toEqual({});
  expect(Object.keys(bordersOf(fromPolygons(collection(unit('a', box(0, 0, 1, 1)), unit('b', box(1, 1 - 2 * off, 2, 2))), 'id')))).toEqual(['a b']);
});

test('units of several parts and features are one, across the antimeridian too', () => {
  const alaska: Feature = { type: 'Feature', id: 7, properties: { name: 'A' }, geometry: { type: 'MultiPolygon', coordinates: [[box(175, 50, 180, 52)], [box(-180, 50, -175, 52)]] } };
  const graph = fromPolygons(collection(alaska, unit('B', box(-175, 50, -170, 52)), unit('B', box(-165, 50, -160, 52)), unit('C', box(170, 50, 175, 52))), 'id');
  expect(graph.ids).toEqual(['7', 'B', 'C']);
  expect(Object.keys(bordersOf(graph))).toEqual(['7 B', '7 C']);
  expect(components(graph).count).toBe(1);
  const whole = fromPolygons(collection(unit('beyond', box(175, 50, 185, 52))), 'id');
  expect(whole.areaKm2[0] / graph.areaKm2[0]).toBeCloseTo(1, 9);
  expect(Math.abs(whole.lngLat[0])).toBeCloseTo(180, 6);
});

test('the point of a crooked unit lies inside it', () => {
  const hook: Position[] = [[0, 0], [10, 0], [10, 9], [9, 9], [9, 1], [0, 1], [0, 0]];
  const [x, y] = fromPolygons(collection(unit('hook', hook)), 'id').lngLat;
  expect((x > 0 && x < 10 && y > 0 && y < 1) || (x > 9 && x < 10 && y > 0 && y < 9)).toBe(true);
});

test('what is unusable is named, and a unit squeezed flat keeps a square metre', () => {
  const point: Feature = { type: 'Feature', properties: { id: 'p' }, geometry: { type: 'Point', coordinates: [0, 0] } };
  expect(() => fromPolygons(collection(point), 'id')).toThrow('"p" is a Point');
  expect(() => fromPolygons(collection(unit('a', box(0, 0, 1, 1))), 'zip')).toThrow('Feature 0 has no "zip"; its properties are id');
  expect(() => fromPolygons(collection(unit('a', box(0, 0, 1, 91))), 'id')).toThrow('[1, 91]');
  expect(() => fromPolygons(collection(unit('a', [])), 'id')).toThrow('no outline');
  expect(fromPolygons(collection(unit('a', box(5, 5, 5, 5))), 'id').areaKm2[0]).toBe(1e-6);
});
