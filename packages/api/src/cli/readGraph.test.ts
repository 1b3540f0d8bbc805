import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cellToLatLng, gridDisk } from 'h3-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readGraph } from './readGraph.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hexalign-graph-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

async function read(content: unknown) {
  const path = join(dir, 'graph.json');
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return readGraph(path);
}
const unit = (id: string, more: object = {}) => ({ id, lng: 1, lat: 2, areaKm2: 3, measures: { v: 4 }, ...more });

describe('readGraph', () => {
  it('sorts units by id and takes everything along', async () => {
    const { graph, measures, current } = await read({ units: [unit('b', { measures: { v: 1, none: 0 } }), unit('a', { lng: 5, measures: { v: 2, none: 0 } })], borders: [[0, 1, 700.5]], current: [1, null] });
    expect(graph.ids).toEqual(['a', 'b']);
    expect([...graph.lngLat]).toEqual([5, 2, 1, 2]);
    expect([...graph.borderM]).toEqual([700.5, 700.5]);
    expect(measures.map(({ key, values }) => [key, ...values])).toEqual([['v', 2, 1]]);
    expect(current).toEqual([null, 'T02']);
  });

  it.each<[string, unknown, string]>([
    ['graph.not_json', '{', 'expected JSON'],
    ['graph.units', { units: [] }, 'at least one unit'],
    ['graph.borders', { units: [unit('a')] }, 'a list "borders"'],
    ['graph.measures', { units: [unit('a', { measures: {} })], borders: [] }, '1 to 8 names'],
    ['graph.measures', { units: [unit('a'), unit('b', { measures: { v: -1 } })], borders: [] }, 'unit 1 (b)'],
    ['graph.coordinate', { units: [unit('a', { lng: 200 })], borders: [] }, '"a" lies at [200, 2]'],
    ['graph.area', { units: [unit('a', { areaKm2: 0 })], borders: [] }, 'area of 0'],
    ['graph.id', { units: [unit('')], borders: [] }, 'an "id" that is not empty'],
    ['graph.id_repeated', { units: [unit('a'), unit('a')], borders: [] }, '"a"'],
    ['graph.border', { units: [unit('a'), unit('b')], borders: [[0, 2]] }, 'border 0'],
    ['graph.border', { units: [unit('a'), unit('b')], borders: [[1, 1]] }, 'positions 1 and 1'],
    ['graph.pair_repeated', { units: [unit('a'), unit('b')], borders: [[0, 1], [1, 0]] }, 'more than once'],
    ['graph.current', { units: [unit('a')], borders: [], current: [0, 0] }, 'a list "current" of 1'],
    ['measure.all_zero', { units: [unit('a', { measures: { v: 0 } })], borders: [] }, 'at least one measure above 0'],
  ])('refuses with %s', async (code, content, said) => {
    await expect(read(content)).rejects.toMatchObject({ code, message: expect.stringContaining(said) });
  });

  it('reads a folder of sparse rows of H3 cells, with their true borders', async () => {
    const ids = gridDisk('8526e1d3fffffff', 1).sort();
    const rows = ids.map((id) => gridDisk(id, 1).filter((other) => other !== id && ids.includes(other)).map((other) => ids.indexOf(other)).sort((a, b) => a - b));
    const offsets = [0];
    for (const row of rows) offsets.push(offsets[offsets.length - 1] + row.length);
    const numbers = (values: number[]) => Buffer.from(Int32Array.from(values).buffer);
    await writeFile(join(dir, 'cells.txt'), `${ids.join('\n')}\n`);
    await writeFile(join(dir, 'xadj.i32'), numbers(offsets));
    await writeFile(join(dir, 'adj.i32'), numbers(rows.flat()));
    await writeFile(join(dir, 'w1.i32'), numbers(ids.map((_, u) => u + 1)));
    await writeFile(join(dir, 'w2.i32'), numbers(ids.map(() => 2)));
    const { graph, measures } = await readGraph(dir);
    expect(graph.ids).toEqual(ids);
    expect(graph.neighbors).toHaveLength(24);
    expect(graph.borderM[0]).toBeGreaterThan(1000);
    expect([graph.lngLat[1], graph.lngLat[0]].map((v) => v.toFixed(6))).toEqual(cellToLatLng(ids[0]).map((v) => v.toFixed(6)));
    expect(measures.map(({ key, values }) => [key, values[6]])).toEqual([['w1', 7], ['w2', 2]]);
    await writeFile(join(dir, 'w2.i32'), numbers([1, 2]));
    await expect(readGraph(dir)).rejects.toMatchObject({ code: 'graph.length' });
  });
});
