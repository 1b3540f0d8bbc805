import type { Feature, FeatureCollection, Geometry, Position } from 'geojson';
import { topology } from 'topojson-server';
import type { Topology } from 'topojson-specification';
import { expect, test } from 'vitest';
import { components } from './components.ts';
import { fromPolygons } from './fromPolygons.ts';
import type { UnitGraph } from './unitGraph.ts';

/** What layers look like when they come from somewhere. */

const box = (west: number, south: number, east: number, north: number): Position[] => [[west, south], [east, south], [east, north], [west, north], [west, south]];
const shape = (id: unknown, geometry: Geometry | null): Feature => ({ type: 'Feature', properties: { id }, geometry: geometry as Geometry });
const unit = (id: string, ...rings: Position[][]): Feature => shape(id, { type: 'Polygon', coordinates: rings });
const layer = (...features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features });
const pairsOf = ({ ids, offsets, neighbors }: UnitGraph): string[] => ids.flatMap((id, u) => [...neighbors.subarray(offsets[u], offsets[u + 1])].filter((v) => v > u).map((v) => `${id} ${ids[v]}`));
const graphOf = (...features: Feature[]): UnitGraph => fromPolygons(layer(...features), 'id');
/** Metres of a degree along a meridian. */
const DEGREE_M = 111_195;

test('a vertex on one side only does not part neighbours, however many there are', () => {
  const dense: Position[] = [[0, 0], [1, 0], ...Array.from({ length: 99 }, (_, i): Position => [1, (i + 1) / 100]), [1, 1], [0, 1], [0, 0]];
  const graph = graphOf(unit('a', dense), unit('b', box(1, 0, 2, 1)), unit('c', box(0, 1, 2, 2)));
  expect(pairsOf(graph)).toEqual(['a b', 'a c', 'b c']);
  expect(graph.borderM[0] / DEGREE_M).toBeCloseTo(1, 2);
});

test('gaps and overlaps of some metres are borders, of a kilometre are not, corners never', () => {
  const metres = 1 / DEGREE_M;
  for (const apart of [-20, -5, 0, 5, 20]) expect(pairsOf(graphOf(unit('a', box(0, 0, 1, 1)), unit('b', box(1 + apart * metres, 0, 2, 1)))), `${apart} m`).toEqual(['a b']);
  expect(pairsOf(graphOf(unit('a', box(0, 0, 1, 1)), unit('b', box(1 + 1000 * metres, 0, 2, 1))))).toEqual([]);
  for (const apart of [-10, 0, 10]) expect(pairsOf(graphOf(unit('a', box(0, 0, 1, 1)), unit('b', box(1 + apart * metres, 1 + apart * metres, 2, 2)))), `${apart} m`).toEqual([]);
});

test('what lies over its surroundings borders them, in one piece or in several', () => {
  const county = unit('county', box(0, 0, 3, 3));
  expect(pairsOf(graphOf(county, unit('city', box(1, 1, 2, 2))))).toEqual(['city county']);
  expect(pairsOf(graphOf(county, unit('east', box(1.5, 1, 2, 2)), unit('west', box(1, 1, 1.5, 2))))).toEqual(['county east', 'county west', 'east west']);
  expect(pairsOf(graphOf(unit('left', box(0, 0, 1, 1)), unit('right', box(0.9, 0, 2, 1))))).toEqual(['left right']);
  // Twice the same ground under two ids: both have the neighbours.
  expect(pairsOf(graphOf(unit('a', box(0, 0, 1, 1)), unit('again', box(0, 0, 1, 1)), unit('b', box(1, 0, 2, 1))))).toEqual(['a again', 'a b', 'again b']);
});

test('holes, parts, islands and pieces across the antimeridian', () => {
  const parts = shape('parts', { type: 'MultiPolygon', coordinates: [[box(0, 0, 1, 1)], [box(2, 0, 3, 1)], [box(1, 5, 2, 6)]] });
  const graph = graphOf(parts, unit('between', box(1, 0, 2, 1)), unit('island', box(10, 10, 11, 11)), unit('ring', box(0, 5, 4, 9), box(1, 6, 2, 8)), unit('yolk', box(1, 6, 2, 8)));
  expect(pairsOf(graph)).toEqual(['between parts', 'parts ring', 'parts yolk', 'ring yolk']);
  expect(components(graph).count).toBe(2);
  // A jump of sign, longitudes beyond 180, and both sides of it drawn apart.
  const [jump, beyond, apart] = [[[179, 0], [-179, 0], [-179, 1], [179, 1], [179, 0]], box(179, 1, 181, 2), shape('z', { type: 'MultiPolygon', coordinates: [[box(179, 2, 180, 3)], [box(-180, 2, -179, 3)]] })] as const;
  const seam = graphOf(unit('x', jump as unknown as Position[]), unit('y', beyond), apart);
  expect(pairsOf(seam)).toEqual(['x y', 'y z']);
  seam.areaKm2.forEach((km2) => expect(km2 / seam.areaKm2[0]).toBeCloseTo(1, 2));
  expect(seam.borderM[0] / DEGREE_M).toBeCloseTo(2, 2);
});

test('rings wound the wrong way, unclosed, with repeated vertices or spikes are the same ground', () => {
  const good = graphOf(unit('a', box(0, 0, 3, 3), box(1, 1, 2, 2)), unit('b', box(3, 0, 4, 3)));
  const worse: Position[][] = [box(0, 0, 3, 3).toReversed(), box(1, 1, 2, 2).toReversed()];
  const open = worse.map((ring) => ring.slice(0, -1));
  const stuttering = open.map((ring) => ring.flatMap((position) => [position, position]));
  const spiked = [[...open[0], [open[0][0][0] - 0.5, 0] as Position], open[1]];
  for (const rings of [worse, open, stuttering, spiked]) {
    const graph = graphOf(unit('a', ...rings), unit('b', box(3, 0, 4, 3)));
    expect(pairsOf(graph)).toEqual(['a b']);
    expect(graph.areaKm2[0]).toBeCloseTo(good.areaKm2[0], 3);
    expect(graph.fingerprint).toBe(good.fingerprint);
  }
});

test('collections are taken apart, features of one id are one unit, and an empty one among them adds nothing', () => {
  const collected = shape('a', { type: 'GeometryCollection', geometries: [{ type: 'Polygon', coordinates: [box(0, 0, 1, 1)] }, { type: 'MultiPolygon', coordinates: [[box(2, 0, 3, 1)]] }] });
  const graph = graphOf(collected, shape('a', null), unit('a', box(4, 0, 5, 1)), unit('b', box(1, 0, 2, 1)), shape(7, { type: 'Polygon', coordinates: [box(3, 0, 4, 1)] }), shape('b', { type: 'Polygon', coordinates: [] }));
  expect(graph.ids).toEqual(['7', 'a', 'b']);
  expect(pairsOf(graph)).toEqual(['7 a', 'a b']);
  expect(pairsOf(fromPolygons(unit('alone', box(0, 0, 1, 1)) as unknown as FeatureCollection, 'id'))).toEqual([]);
});

test.each<[string, unknown, string, RegExp]>([
  ['nothing', null, 'polygon.input', /expected a FeatureCollection or a TopoJSON Topology; export/],
  ['a bare geometry', { type: 'Polygon', coordinates: [box(0, 0, 1, 1)] }, 'polygon.input', /is a Polygon, expected a FeatureCollection/],
  ['features that are none', { type: 'FeatureCollection', features: {} }, 'polygon.input', /is a FeatureCollection/],
  ['a feature that is nothing', { type: 'FeatureCollection', features: [null] }, 'polygon.id', /Feature 0 has no "id"; its properties are none/],
  ['a missing id', layer(unit('a', box(0, 0, 1, 1)), { type: 'Feature', properties: { ZIP: '1' }, geometry: { type: 'Polygon', coordinates: [] } }), 'polygon.id', /Feature 1 has no "id"; its properties are ZIP. Name the property/],
  ['an id of blanks', layer(unit(' ', box(0, 0, 1, 1))), 'polygon.id', /Feature 0/],
  ['an id that is no text', layer(shape({ deep: 1 }, null)), 'polygon.id', /Feature 0/],
  ['no geometry at all', layer(shape('a', null)), 'polygon.geometry', /"a" has no outline; leave it out or give one/],
  ['a line', layer(shape('a', { type: 'LineString', coordinates: [[0, 0], [1, 1]] })), 'polygon.geometry', /"a" is a LineString, expected a Polygon or MultiPolygon/],
  ['a collection with a point', layer(shape('a', { type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [0, 0] }] })), 'polygon.geometry', /"a" is a Point/],
  ['projected metres', layer(unit('a', box(500_000, 4_000_000, 500_100, 4_000_100))), 'polygon.geometry', /vertex at \[500000, 4000000\], expected \[longitude, latitude\] in degrees; reproject/],
  ['a vertex that is no number', layer(unit('a', [[0, 0], [1, NaN], [1, 1]])), 'polygon.geometry', /vertex at \[1, NaN\]/],
  ['a vertex of text', layer(unit('a', [[0, 0], ['1', 0] as unknown as Position, [1, 1]])), 'polygon.geometry', /vertex at \[1, 0\]/],
  ['rings one level too flat', layer(shape('a', { type: 'Polygon', coordinates: box(0, 0, 1, 1) as unknown as Position[][] })), 'polygon.geometry', /"a"/],
  ['coordinates that are not there', layer(shape('a', { type: 'Polygon' } as Geometry)), 'polygon.geometry', /"a" has an outline that is no list/],
  ['a ring too short', layer(unit('a', [[0, 0], [1, 1]])), 'polygon.geometry', /no outline/],
  ['a topology without objects', { type: 'Topology', arcs: [] }, 'polygon.input', /Topology/],
  ['a topology of nothing', { type: 'Topology', objects: {}, arcs: [] }, 'polygon.object', /holds nothing/],
  ['arcs that are not there', { type: 'Topology', objects: { zips: { type: 'GeometryCollection', geometries: [{ type: 'Polygon', id: 'a', arcs: [[99]] }] } }, arcs: [] } as unknown as Topology, 'polygon.input', /"zips" of the TopoJSON uses arcs that are not there/],
])('%s is named', (_, input, code, message) => {
  const read = (): unknown => fromPolygons(input as FeatureCollection, 'id');
  expect(read).toThrow(message);
  expect(read).toThrow(expect.objectContaining({ code }));
});

test('of a TopoJSON with several objects the one that is meant is read', () => {
  const made = topology({ counties: layer(unit('a', box(0, 0, 1, 1)), unit('b', box(1, 0, 2, 1))), states: layer(unit('s', box(0, 0, 2, 1))) });
  expect(pairsOf(fromPolygons(made, 'id', { object: 'counties' }))).toEqual(['a b']);
  expect(fromPolygons(made, 'id', { object: 'states' }).ids).toEqual(['s']);
  expect(() => fromPolygons(made, 'id')).toThrow('counties, states; say which');
  expect(() => fromPolygons(made, 'id', { object: 'toString' })).toThrow('counties, states; say which');
});
