import { gridDisk } from 'h3-js';

/** Borders of one-resolution cells the usual way: neighbours by `gridDisk`, looked up in a map by text. Pairs of positions. */
export function gridDiskBorders(cells: readonly string[]): Uint32Array {
  const position = new Map(cells.map((cell, u) => [cell, u]));
  const pairs: number[] = [];
  for (let u = 0; u < cells.length; u++) {
    for (const cell of gridDisk(cells[u], 1)) {
      const v = position.get(cell);
      if (v !== undefined && v > u) pairs.push(u, v);
    }
  }
  return Uint32Array.from(pairs);
}
