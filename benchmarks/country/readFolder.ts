import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fromCells } from '@hexalign/engine';
import type { Instance } from './instance.ts';

/**
 * Reads a graph from a folder of compressed sparse rows: `cells.txt` (H3 cells, one a line), `xadj.i32`, `adj.i32`, `w1.i32` and,
 * when there is one, `w2.i32`. Borders are those that H3 gives the cells; a folder that has others is refused.
 *
 * @throws {Error} naming the file and what is wrong with it
 */
export function readFolder(folder: string, name = basename(folder)): Instance {
  const cells = readFileSync(join(folder, 'cells.txt'), 'utf8').split('\n').filter((line) => line !== '');
  const n = cells.length;
  const graph = fromCells(cells);
  const borders = numbers(folder, 'xadj.i32', n + 1)[n];
  numbers(folder, 'adj.i32', borders);
  if (graph.neighbors.length !== borders) throw new Error(`${join(folder, 'adj.i32')}: expected the ${graph.neighbors.length} borders (both ways) that these cells have, found ${borders}; give cells of one connected layer`);
  const unitOf = new Map(graph.ids.map((id, u) => [id, u]));
  const measures = ['w1', 'w2'].filter((key) => existsSync(join(folder, `${key}.i32`))).map((key) => {
    const given = numbers(folder, `${key}.i32`, n);
    const values = new Float64Array(n);
    for (let i = 0; i < n; i++) values[unitOf.get(cells[i]) ?? 0] = given[i];
    return { key, unit: 'count' as const, values };
  });
  if (measures.length === 0) throw new Error(`${join(folder, 'w1.i32')}: expected a number per cell, found no file; write the graph again`);
  return { name, graph, measures };
}

function numbers(folder: string, name: string, length: number): Int32Array {
  const bytes = readFileSync(join(folder, name));
  if (bytes.length !== 4 * length) throw new Error(`${join(folder, name)}: expected ${length} numbers of 4 bytes, found ${bytes.length} bytes; write the graph again`);
  return new Int32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}
