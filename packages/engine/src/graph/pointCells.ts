import { latLngToCell } from 'h3-js';
import { CellCursor } from './cellCursor.ts';

/** The cells of one resolution that hold points. p = points, c = cells. */
export interface PointCells {
  readonly resolution: number;
  /** c keys (`CellCursor.key`), ascending. */
  readonly keys: Float64Array;
  /** p positions in `keys`. */
  readonly cellOfPoint: Uint32Array;
}

/** Finds the cell of each point, `[lng, lat]` in degrees. */
export function pointCells(lngLat: Float64Array, resolution: number): PointCells {
  const p = lngLat.length / 2;
  const cursor = new CellCursor();
  const keyOf = new Float64Array(p);
  for (let i = 0; i < p; i++) keyOf[i] = cursor.read(latLngToCell(lngLat[2 * i + 1], lngLat[2 * i], resolution)).key();
  const keys = distinct(keyOf.slice().sort());
  return { resolution, keys, cellOfPoint: Uint32Array.from(keyOf, (key) => search(keys, key)) };
}

/** How many ancestors the cells have at a coarser resolution. */
export function countAncestors(cells: PointCells, resolution: number): number {
  const cursor = new CellCursor();
  let count = 0;
  let last = -1;
  for (const key of cells.keys) {
    cursor.at(key, cells.resolution);
    while (cursor.resolution() > resolution) cursor.up();
    if (cursor.key() !== last) count++;
    last = cursor.key();
  }
  return count;
}

function distinct(sorted: Float64Array): Float64Array {
  let c = 0;
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[c++] = sorted[i];
  return sorted.slice(0, c);
}

function search(keys: Float64Array, key: number): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys[middle] < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
