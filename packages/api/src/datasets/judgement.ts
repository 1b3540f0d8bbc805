import { cellToLatLng, latLngToCell } from 'h3-js';
import type { Check, MeasureFacts, RowProblem } from '../../contract/datasets.ts';
import type { Collected } from './collectAccounts.ts';
import type { Judge } from './judgeRow.ts';

/** Finest resolution that plans use. */
const FINEST = 10;
const SHOWN = 1000;

/** Everything a check says of the rows; the caller adds what it knows of regions. */
export type Judged = Pick<Check, 'rows' | 'accepted' | 'rejected' | 'filtered' | 'approximate' | 'groups' | 'problems' | 'measures' | 'bounds' | 'current'>;

/** Sums up what became of the rows of a file. `names` = one per account. */
export function summarise({ accounts, problems, counts }: Collected, names: readonly string[], measures: Judge['measures']): Judged {
  const cells = cellsOf(accounts.lngLat);
  return {
    ...counts,
    approximate: accounts.approximate.reduce((sum, flag) => sum + flag, 0),
    groups: groupProblems(problems),
    problems: problems.slice(0, SHOWN),
    measures: measures.map(({ name, unit }, m) => measureFacts(name, unit, accounts.values[m], accounts, names, cells)),
    bounds: boundsOf(accounts.lngLat),
    current: accounts.current && { territories: new Set(accounts.current.filter((name) => name !== null)).size, unassigned: accounts.current.filter((name) => name === null).length },
  };
}

/** Problems by what repairs them, most frequent first. */
export function groupProblems(problems: readonly RowProblem[]): Check['groups'] {
  const groups = new Map<string, { column: string; code: string; count: number; expected: string; examples: string[] }>();
  for (const { column, code, expected, found } of problems) {
    const key = JSON.stringify([column, code]);
    let group = groups.get(key);
    if (group === undefined) groups.set(key, (group = { column, code, count: 0, expected, examples: [] }));
    group.count++;
    if (group.examples.length < 5 && !group.examples.includes(found)) group.examples.push(found);
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}

function measureFacts(name: string, unit: MeasureFacts['unit'], values: Float64Array, accounts: Collected['accounts'], names: readonly string[], cells: readonly string[]): MeasureFacts {
  let total = 0;
  let heaviest = -1;
  const byCell = new Map<string, { value: number; accounts: number }>();
  for (let i = 0; i < values.length; i++) {
    total += values[i];
    if (heaviest < 0 || values[i] > values[heaviest]) heaviest = i;
    const cell = byCell.get(cells[i]);
    if (cell === undefined) byCell.set(cells[i], { value: values[i], accounts: 1 });
    else {
      cell.value += values[i];
      cell.accounts++;
    }
  }
  let heaviestCell: MeasureFacts['heaviestCell'] = null;
  for (const [cell, sums] of byCell) {
    if (heaviestCell !== null && sums.value <= heaviestCell.value) continue;
    const [lat, lng] = cellToLatLng(cell);
    heaviestCell = { cell, lng, lat, ...sums };
  }
  return {
    name, unit, total, heaviestCell,
    heaviestAccount: heaviest < 0 ? null : { id: accounts.ids[heaviest], name: names[heaviest], row: accounts.rows[heaviest], value: values[heaviest] },
  };
}

function cellsOf(lngLat: Float64Array): string[] {
  const cells: string[] = [];
  for (let i = 0; i < lngLat.length; i += 2) cells.push(latLngToCell(lngLat[i + 1], lngLat[i], FINEST));
  return cells;
}

function boundsOf(lngLat: Float64Array): Check['bounds'] {
  if (lngLat.length === 0) return null;
  const bounds: [number, number, number, number] = [180, 90, -180, -90];
  for (let i = 0; i < lngLat.length; i += 2) {
    bounds[0] = Math.min(bounds[0], lngLat[i]);
    bounds[1] = Math.min(bounds[1], lngLat[i + 1]);
    bounds[2] = Math.max(bounds[2], lngLat[i]);
    bounds[3] = Math.max(bounds[3], lngLat[i + 1]);
  }
  return bounds;
}
