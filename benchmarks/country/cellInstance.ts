/** The contiguous United States in cells of one resolution. Cutting a country into cells takes long, so the cells are kept on disk. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { components, fromCells } from '@hexalign/engine';
import { latLngToCell } from 'h3-js';
import { makeAccounts } from './accounts.ts';
import { DISAGREEMENTS, type DisagreementName } from './disagreement.ts';
import { groundCells } from './groundCells.ts';
import type { Instance } from './instance.ts';
import { measuresOf } from './measuresOf.ts';

export const SEED = 20_260;

/** @param folder where cells are kept */
export function cellInstance(name: string, resolution: number, disagreement: DisagreementName, folder: string): Instance {
  const graph = fromCells(mainland(resolution, folder));
  const unitAt = new Map(graph.ids.map((id, u) => [id, u]));
  const all = makeAccounts(SEED, DISAGREEMENTS[disagreement]);
  const units: number[] = [];
  const kept: number[] = [];
  for (let a = 0; a < all.revenue.length; a++) {
    const unit = unitAt.get(latLngToCell(all.lngLat[2 * a + 1], all.lngLat[2 * a], resolution));
    if (unit === undefined) continue;
    kept.push(a);
    units.push(unit);
  }
  const unitOf = Uint32Array.from(units);
  const accounts = {
    lngLat: Float64Array.from(kept.flatMap((a) => [all.lngLat[2 * a], all.lngLat[2 * a + 1]])),
    revenue: Float64Array.from(kept, (a) => all.revenue[a]),
    hours: Float64Array.from(kept, (a) => all.hours[a]),
    unitOf,
  };
  return { name, graph, measures: measuresOf(graph.areaKm2, accounts, unitOf, DISAGREEMENTS[disagreement]), accounts };
}

/** The largest connected piece. */
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
