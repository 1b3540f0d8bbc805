import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromCells } from '@hexalign/engine';
import { gridDisk } from 'h3-js';
import { afterAll, expect, test } from 'vitest';
import { makeAccounts } from './accounts.ts';
import { DISAGREEMENTS } from './disagreement.ts';
import { hospitals } from './hospitals.ts';
import { measuresOf } from './measuresOf.ts';
import { readFolder } from './readFolder.ts';
import { readPoints } from './readPoints.ts';
import { isStored, loadInstance, storeInstance } from './store.ts';

const folder = mkdtempSync(join(tmpdir(), 'hexalign-bench-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A flower of seven cells as a folder of sparse rows, in an order that is not that of the ids. */
function flower(name: string): { path: string; cells: string[] } {
  const path = join(folder, name);
  mkdirSync(path);
  const graph = fromCells(gridDisk('8528347bfffffff', 1));
  const order = [...graph.ids.keys()].reverse();
  const offsets = [0];
  const rows: number[] = [];
  for (const u of order) {
    for (let e = graph.offsets[u]; e < graph.offsets[u + 1]; e++) rows.push(order.indexOf(graph.neighbors[e]));
    offsets.push(rows.length);
  }
  const cells = order.map((u) => graph.ids[u]);
  writeFileSync(join(path, 'cells.txt'), `${cells.join('\n')}\n`);
  const write = (file: string, values: number[]) => writeFileSync(join(path, file), new Uint8Array(Int32Array.from(values).buffer));
  write('xadj.i32', offsets);
  write('adj.i32', rows);
  write('w1.i32', cells.map((_, i) => i + 1));
  return { path, cells };
}

test('a folder of sparse rows gives each cell its own weight, whatever their order', () => {
  const { path, cells } = flower('plain');
  const { graph, measures, name } = readFolder(path);
  expect(name).toBe('plain');
  expect(measures.map(({ key }) => key)).toEqual(['w1']);
  expect(graph.ids.map((id, u) => [id, measures[0].values[u]])).toEqual(cells.map((id, i) => [id, i + 1]).toReversed());
});

test('a folder that does not fit together is refused with the file and what was expected', () => {
  const { path } = flower('short');
  writeFileSync(join(path, 'w1.i32'), new Uint8Array(8));
  expect(() => readFolder(path)).toThrow(/w1\.i32: expected 7 numbers of 4 bytes, found 8 bytes/);
  const other = flower('other').path;
  writeFileSync(join(other, 'xadj.i32'), new Uint8Array(Int32Array.from([0, 0, 0, 0, 0, 0, 0, 2]).buffer));
  writeFileSync(join(other, 'adj.i32'), new Uint8Array(8));
  expect(() => readFolder(other)).toThrow(/expected the 24 borders/);
});

test('a stored instance comes back as it was', () => {
  const made = readFolder(flower('stored').path);
  const path = join(folder, 'kept', 'flower');
  expect(isStored(path)).toBe(false);
  storeInstance(made, path);
  expect(isStored(path)).toBe(true);
  const back = loadInstance(path);
  expect(back.graph.fingerprint).toBe(made.graph.fingerprint);
  expect(back.measures).toEqual(made.measures);
});

test('accounts are read with or without a line of names, and a bad line is named', () => {
  const path = join(folder, 'accounts.csv');
  writeFileSync(path, 'id,lng,lat,revenue,visits\nA1,-75.5,40.5,25.03,2\nA2,-74.25,41,32,3\n');
  const { lngLat, values, keys } = readPoints(path, ['id', 'lng', 'lat', 'revenue', 'visits']);
  expect([...lngLat]).toEqual([-75.5, 40.5, -74.25, 41]);
  expect(values.map((column) => [...column])).toEqual([[25.03, 32], [2, 3]]);
  expect(keys).toEqual(['revenue', 'visits']);
  writeFileSync(path, 'A1,-75.5,40.5,25.03,2\nA2,-74.25,x,32,3\n');
  expect(() => readPoints(path, ['id', 'lng', 'lat', 'revenue', 'visits'])).toThrow(/line 2: expected id,lng,lat,revenue,visits/);
});

test('hospitals: open ones of the lower 48 states count, unknown beds leave one out, and quotes may hold commas', () => {
  const path = join(folder, 'hospitals.csv');
  const row = (name: string, lat: number, lng: number, beds: number, status = 'OPEN', state = 'KS') => `"${name}",${state},${status},${lat},${lng},${beds}`;
  writeFileSync(path, `\ufeffNAME,STATE,STATUS,LATITUDE,LONGITUDE,BEDS\r\n${[
    row('St. ""Mary"", Topeka', 39, -95.7, 100), row('B', 38, -97, -999), row('Closed', 38, -98, 500, 'CLOSED'), row('Anchorage', 61.2, -149.9, 300, 'OPEN', 'AK'),
  ].join('\r\n')}\r\n`);
  const { measures } = hospitals('hospitals', path, 2, 0.05);
  expect(measures.map(({ key, values }) => [key, values.reduce((a, b) => a + b, 0)])).toEqual([['beds', 100], ['hospitals', 1]]);
  writeFileSync(path, 'NAME,STATE\nA,KS\n');
  expect(() => hospitals('hospitals', path, 2, 0.05)).toThrow('expected a column LATITUDE');
});

test('the made-up country is the same every time, and the more two measures disagree, the less they run together', () => {
  const first = makeAccounts(7, DISAGREEMENTS.local);
  expect(makeAccounts(7, DISAGREEMENTS.local)).toEqual(first);
  const alike = (['mild', 'hard'] as const).map((name) => {
    const accounts = makeAccounts(7, DISAGREEMENTS[name]);
    // Squares of two degrees stand in for units.
    const unitOf = Uint32Array.from(accounts.revenue, (_, a) => Math.floor((accounts.lngLat[2 * a] + 130) / 2) * 20 + Math.floor((accounts.lngLat[2 * a + 1] - 20) / 2));
    const [revenue, hours] = measuresOf(new Float64Array(800).fill(40_000), accounts, unitOf, DISAGREEMENTS[name]);
    expect(hours.values.every((value) => value > 0 && Number.isInteger(value))).toBe(true);
    return correlation(revenue.values, hours.values);
  });
  expect(alike[0]).toBeGreaterThan(alike[1]);
});

function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (values: Float64Array): number => values.reduce((x, y) => x + y, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  const product = (x: Float64Array, mx: number, y: Float64Array, my: number): number => x.reduce((sum, value, i) => sum + (value - mx) * (y[i] - my), 0);
  return product(a, ma, b, mb) / Math.sqrt(product(a, ma, a, ma) * product(b, mb, b, mb));
}
