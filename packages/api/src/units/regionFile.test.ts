import { describe, expect, it } from 'vitest';
import { regionFile } from './regionFile.ts';

const ring = [[0, 0], [1, 0], [1, 1], [0, 0]];
const code = (value: unknown) => {
  try {
    regionFile(typeof value === 'string' ? value : JSON.stringify(value), 'area.geojson');
    return 'read';
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

describe('regionFile', () => {
  it('takes polygons out of whatever holds them', () => {
    const polygon = { type: 'Polygon', coordinates: [ring] };
    const feature = { type: 'Feature', properties: null, geometry: { type: 'MultiPolygon', coordinates: [[ring], [ring]] } };
    expect(regionFile(`\ufeff${JSON.stringify(polygon)}`, 'a').coordinates).toEqual([[ring]]);
    expect(regionFile(JSON.stringify({ type: 'FeatureCollection', features: [feature, { type: 'Feature', geometry: { type: 'GeometryCollection', geometries: [polygon, { type: 'Point', coordinates: [0, 0] }] } }] }), 'a').coordinates).toHaveLength(3);
  });

  it.each<[string, unknown]>([
    ['region.not_geojson', 'X,Y\n1,2'],
    ['region.no_polygon', { type: 'LineString', coordinates: ring }],
    ['region.no_polygon', { type: 'FeatureCollection', features: [] }],
    ['region.no_polygon', []],
    ['region.not_degrees', { type: 'Polygon', coordinates: [[[0, 0], [500000, 0], [500000, 4e6], [0, 0]]] }],
    ['region.open_ring', { type: 'Polygon', coordinates: [[[0, 0], [1, 0], [1, 1], [0, 1]]] }],
    ['region.open_ring', { type: 'Polygon', coordinates: [[[0, 0], [1, 'east'], [1, 1], [0, 0]]] }],
    ['region.open_ring', { type: 'Polygon', coordinates: [] }],
  ])('%s', (expected, value) => expect(code(value)).toBe(expected));
});
