import { readFileSync } from 'node:fs';

/** Places with numbers. p = places. */
export interface Points {
  /** 2p degrees. */
  readonly lngLat: Float64Array;
  /** Per number p values. */
  readonly values: readonly Float64Array[];
  readonly keys: readonly string[];
}

/**
 * Reads a plain CSV file without quotes: an id, longitude, latitude, then numbers, with or without a first line of names.
 *
 * @param columns names of its columns, for the measures and for the message
 * @throws {Error} naming the line
 */
export function readPoints(path: string, columns: readonly string[]): Points {
  const lines = readFileSync(path, 'utf8').split('\n');
  const first = lines[0].startsWith(columns[0]) ? 1 : 0;
  const count = lines.length - first - (lines.at(-1) === '' ? 1 : 0);
  const lngLat = new Float64Array(2 * count);
  const keys = columns.slice(3);
  const values = keys.map(() => new Float64Array(count));
  for (let p = 0; p < count; p++) {
    const cells = lines[first + p].split(',');
    lngLat[2 * p] = Number(cells[1]);
    lngLat[2 * p + 1] = Number(cells[2]);
    values.forEach((column, m) => (column[p] = Number(cells[3 + m])));
    if (cells.length !== columns.length || Number.isNaN(lngLat[2 * p] + lngLat[2 * p + 1] + values.reduce((sum, column) => sum + column[p], 0))) {
      throw new Error(`${path}, line ${first + p + 1}: expected ${columns.join(',')} with numbers, found "${lines[first + p].slice(0, 80)}"; write the file again`);
    }
  }
  return { lngLat, values, keys };
}
