import { readFileSync } from 'node:fs';
import { aggregate, coverage, fromCells } from '@hexalign/engine';
import { region } from '@hexalign/data';
import type { Instance } from './instance.ts';
import { joinIslands } from './joinIslands.ts';

/**
 * Open US hospitals of the lower 48 states in cells of mixed resolution, with beds and number: a list of few, very unlike
 * accounts. Reads the public layer's columns LATITUDE, LONGITUDE, BEDS (below 0: unknown, left out),
 * STATUS and STATE.
 *
 * @throws {Error} naming the column that is missing
 */
export function hospitals(name: string, path: string, k: number, tolerance: number): Instance {
  const [head, ...rows] = rowsOf(readFileSync(path, 'utf8').replace(/^\ufeff/, ''));
  const at = (column: string): number => {
    const found = head.indexOf(column);
    if (found < 0) throw new Error(`${path}, line 1: expected a column ${column}, found ${head.join(', ').slice(0, 200)}; give the hospitals layer as CSV`);
    return found;
  };
  const [lat, lng, beds, status, state] = ['LATITUDE', 'LONGITUDE', 'BEDS', 'STATUS', 'STATE'].map(at);
  const open = rows.filter((row) => row[status] === 'OPEN' && Number(row[beds]) >= 0 && !ELSEWHERE.has(row[state]) && Number.isFinite(Number(row[lat]) + Number(row[lng])));
  const geometry = region('us-lower48');
  if (geometry === null) throw new Error('the data package knows no us-lower48');
  const values = [Float64Array.from(open, (row) => Number(row[beds])), new Float64Array(open.length).fill(1)];
  const covered = coverage({ region: geometry, points: { lngLat: Float64Array.from(open.flatMap((row) => [Number(row[lng]), Number(row[lat])])), values }, k });
  const land = fromCells(covered.cells);
  const measures = ['beds', 'hospitals'].map((key, m) => ({ key, unit: 'count' as const, values: aggregate(land.ids.length, covered.unitOfPoint, values[m]) }));
  return { name, graph: joinIslands(land, measures, k, tolerance), measures };
}

const ELSEWHERE = new Set(['AK', 'HI', 'PR', 'VI', 'GU', 'MP', 'AS', 'PW']);

/** Rows of a CSV text with quotes, which may hold commas, quotes and line breaks. */
function rowsOf(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    if (row.length > 1) rows.push(row);
    row = [];
  }
  return rows;
}
