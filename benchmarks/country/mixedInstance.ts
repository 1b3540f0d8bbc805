import { aggregate, coverage, fromCells } from '@hexalign/engine';
import { region } from '@hexalign/data';
import { makeAccounts } from './accounts.ts';
import { SEED } from './cellInstance.ts';
import { DISAGREEMENTS } from './disagreement.ts';
import type { Instance } from './instance.ts';
import { joinIslands } from './joinIslands.ts';
import { readPoints, type Points } from './readPoints.ts';

/** Coarsest and finest resolution, and units wanted. */
const RESOLUTIONS: readonly [number, number] = [4, 9];
const UNITS = 60_000;
const NEAR_ENOUGH = 0.08;

/**
 * The lower 48 states in cells of mixed resolution: fine where accounts are many, coarse on empty ground, about 60,000 in
 * all, with revenue and hours (or whatever two numbers the file has) and no rural background.
 *
 * @param file accounts as `id,lng,lat,first,second`; null: the made-up ones
 */
export function mixedInstance(name: string, k: number, tolerance: number, file: string | null): Instance {
  const { lngLat, values, keys } = file === null ? made() : readPoints(file, ['id', 'lng', 'lat', 'revenue', 'visits']);
  const geometry = region('us-lower48');
  if (geometry === null) throw new Error('the data package knows no us-lower48');
  const cover = (maxShare: number) => coverage({ region: geometry, points: { lngLat, values: [...values] }, k: 1, resolution: [...RESOLUTIONS], maxShare });
  // The number of cells falls as the share grows; halving the interval of its logarithm finds about 60,000.
  let [low, high] = [1e-6, 1e-2];
  let covered = cover(Math.sqrt(low * high));
  for (let round = 0; round < 12 && Math.abs(covered.cells.length / UNITS - 1) > NEAR_ENOUGH; round++) {
    if (covered.cells.length > UNITS) low = Math.sqrt(low * high);
    else high = Math.sqrt(low * high);
    covered = cover(Math.sqrt(low * high));
  }
  const land = fromCells(covered.cells);
  const measures = values.map((column, m) => ({ key: keys[m], unit: 'count' as const, values: aggregate(land.ids.length, covered.unitOfPoint, column) }));
  return { name, graph: joinIslands(land, measures, k, tolerance), measures };
}

function made(): Points {
  const { lngLat, revenue, hours } = makeAccounts(SEED, DISAGREEMENTS.mild);
  return { lngLat, values: [revenue, hours], keys: ['revenue', 'hours'] };
}
