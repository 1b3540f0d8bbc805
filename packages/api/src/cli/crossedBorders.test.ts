import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromEdges } from '@hexalign/engine';
import { expect, it } from 'vitest';
import { crossedBorders, readLines } from './crossedBorders.ts';

/** A row of units a degree apart, from a longitude on. */
function row(from: number, n = 5) {
  const lngLat = Float64Array.from({ length: 2 * n }, (_, j) => (j % 2 === 0 ? ((from + j / 2 + 540) % 360) - 180 : 0));
  return fromEdges({ ids: Array.from({ length: n }, (_, i) => `u${i}`), lngLat, areaKm2: new Float64Array(n).fill(1), pairs: Uint32Array.from({ length: 2 * (n - 1) }, (_, i) => (i + 1) >> 1) }).graph;
}

it('finds the neighbours between whose centres a line runs', () => {
  expect(crossedBorders(row(0), Float64Array.of(1.5, -5, 1.6, 5))).toEqual([[1, 2]]);
  expect(crossedBorders(row(0), Float64Array.of(1.5, 0.1, 1.6, 5))).toEqual([]);
  // Through a centre: on one side of it. Through a bend: once.
  expect(crossedBorders(row(0), Float64Array.of(0.5, -1, 3.5, 1, 3.5, 1, 3.5, -1))).toHaveLength(2);
  expect(crossedBorders(row(0), Float64Array.of(1.5, -1, 1.5, 0, 1.5, 0, 1.5, 1))).toEqual([[1, 2]]);
});

it('finds them on both sides of the antimeridian', () => {
  expect(crossedBorders(row(177.5), Float64Array.of(179.9, -1, 179.9, 1))).toEqual([[2, 3]]);
  expect(crossedBorders(row(177.5), Float64Array.of(-179.9, -1, -179.9, 1))).toEqual([[2, 3]]);
  expect(crossedBorders(row(177.5), Float64Array.of(0, -1, 0, 1))).toEqual([]);
});

it('reads lines and outlines, and names what is none', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'hexalign-lines-'));
  const read = async (content: unknown) => {
    await writeFile(join(dir, 'x.geojson'), typeof content === 'string' ? content : JSON.stringify(content));
    return readLines(join(dir, 'x.geojson'));
  };
  try {
    const line = { type: 'LineString', coordinates: [[0, 0], [1, 1, 5], [2, 0]] };
    expect([...(await read(line))]).toEqual([0, 0, 1, 1, 1, 1, 2, 0]);
    expect(await read({ type: 'FeatureCollection', features: [{ type: 'Feature', geometry: { type: 'GeometryCollection', geometries: [line] } }, { type: 'Feature', geometry: { type: 'MultiPolygon', coordinates: [[[[0, 0], [1, 0], [1, 1], [0, 0]]]] } }] })).toHaveLength(20);
    await expect(read('{')).rejects.toThrow('expected GeoJSON');
    await expect(read({ type: 'Point', coordinates: [0, 0] })).rejects.toThrow('expected lines');
    await expect(read({ type: 'LineString', coordinates: [[0, 0], [500000, 4000000]] })).rejects.toThrow('Reproject');
    await expect(readLines(join(dir, 'none.geojson'))).rejects.toThrow('--barrier');
  } finally {
    await rm(dir, { recursive: true });
  }
});
