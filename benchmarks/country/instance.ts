/** One instance to measure on: cells in one piece, accounts on them, and two measures. Kept on disk, because cutting a country into cells takes long. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aggregate, components, fromCells, type Measure, type UnitGraph } from '@hexalign/engine';
import { latLngToCell } from 'h3-js';
import { makeAccounts, type Accounts } from './accounts.ts';
import { groundCells } from './groundCells.ts';
import type { DesignSize, Size } from './sizes.ts';

/** What a design needs. */
export interface DesignInstance {
  readonly size: DesignSize;
  readonly graph: UnitGraph;
  /** Revenue and hours. */
  readonly measures: readonly Measure[];
}

export interface Instance extends DesignInstance {
  readonly size: Size;
  /** Cells of the largest connected piece of land, ascending. */
  readonly cells: readonly string[];
  /** Accounts that lie on one of the cells. */
  readonly accounts: Accounts;
  readonly unitOfAccount: Uint32Array;
}

export const SEED = 20_260;

/** Makes the instance, or reads what was kept of it in `folder`. */
export function makeInstance(size: Size, folder: string): Instance {
  const cells = mainland(size.resolution, folder);
  const graph = fromCells(cells);
  const unitOf = new Map(graph.ids.map((id, u) => [id, u]));
  const all = makeAccounts(SEED);
  const units: number[] = [];
  const kept: number[] = [];
  for (let a = 0; a < all.revenue.length; a++) {
    const unit = unitOf.get(latLngToCell(all.lngLat[2 * a + 1], all.lngLat[2 * a], size.resolution));
    if (unit === undefined) continue;
    kept.push(a);
    units.push(unit);
  }
  const accounts = {
    lngLat: Float64Array.from(kept.flatMap((a) => [all.lngLat[2 * a], all.lngLat[2 * a + 1]])),
    revenue: Float64Array.from(kept, (a) => all.revenue[a]),
    hours: Float64Array.from(kept, (a) => all.hours[a]),
  };
  const unitOfAccount = Uint32Array.from(units);
  const measures: Measure[] = [
    { key: 'revenue', unit: 'currency', values: aggregate(cells.length, unitOfAccount, accounts.revenue) },
    { key: 'hours', unit: 'hours', values: aggregate(cells.length, unitOfAccount, accounts.hours) },
  ];
  return { size, cells, graph, accounts, unitOfAccount, measures };
}

function mainland(resolution: number, folder: string): string[] {
  const path = join(folder, `mainland-${resolution}.txt`);
  if (existsSync(path)) return readFileSync(path, 'utf8').trim().split('\n');
  const cells = groundCells(resolution);
  const { partOf, sizes } = components(fromCells(cells));
  const largest = sizes.indexOf(sizes.reduce((a, b) => Math.max(a, b), 0));
  const connected = cells.filter((_, u) => partOf[u] === largest);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, `${connected.join('\n')}\n`);
  return connected;
}
