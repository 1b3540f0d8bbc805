import { regionsHolding } from '@hexalign/data';
import { cellToLatLng, latLngToCell } from 'h3-js';
import type { Check, MeasureFacts } from '../../contract/datasets.ts';
import { CellNumbers } from './cellNumbers.ts';

/** Finest resolution that plans use. */
const FINEST = 10;

/** What the places of accounts say: the ground that holds them, and the heaviest cell of each measure. */
export interface Ground {
  readonly regions: Check['regions'];
  readonly heaviestCells: readonly MeasureFacts['heaviestCell'][];
}

/**
 * Looks at where accounts lie. Heavy for large files: made to run in a worker thread.
 *
 * @param lngLat 2 per account, `[lng, lat]` in degrees
 * @param values per measure one number per account
 */
export function groundOf(lngLat: Float64Array, values: readonly Float64Array[]): Ground {
  const { cellOf, cells } = numberCells(lngLat);
  const accounts = new Uint32Array(cells.length);
  for (const cell of cellOf) accounts[cell]++;
  return {
    regions: regionsHolding(lngLat).regions.map(({ code, name, points }) => ({ code, name, accounts: points })).sort((a, b) => b.accounts - a.accounts),
    heaviestCells: values.map((column) => {
      const sums = new Float64Array(cells.length);
      for (let i = 0; i < column.length; i++) sums[cellOf[i]] += column[i];
      const heaviest = sums.reduce((best, sum, cell) => (best < 0 || sum > sums[best] ? cell : best), -1);
      if (heaviest < 0) return null;
      const cell = cells.at(heaviest);
      const [lat, lng] = cellToLatLng(cell);
      return { cell, lng, lat, accounts: accounts[heaviest], value: sums[heaviest] };
    }),
  };
}

/** Cells that hold accounts, in the order they are met, and the number of each account's. */
function numberCells(lngLat: Float64Array): { cellOf: Uint32Array; cells: CellNumbers } {
  const cells = new CellNumbers();
  const cellOf = new Uint32Array(lngLat.length / 2);
  for (let i = 0; i < cellOf.length; i++) cellOf[i] = cells.add(latLngToCell(lngLat[2 * i + 1], lngLat[2 * i], FINEST));
  return { cellOf, cells };
}
