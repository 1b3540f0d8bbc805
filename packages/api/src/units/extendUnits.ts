import { aggregate, fromCells, packGraph, proposeLinks, reorder, unpackGraph, type Link, type Measure, type MeasureUnit } from '@hexalign/engine';
import { cellToParent, getResolution, latLngToCell } from 'h3-js';
import { boundsOf, type Bounds } from './boundsOf.ts';
import { linked } from './buildUnits.ts';

/** Units of a plan and the accounts as they are now. N = accounts, n = units. */
export interface ExtendArgs {
  /** Packed graph of H3 cells. */
  readonly graph: SharedArrayBuffer;
  /** Coarsest and finest resolution. */
  readonly resolution: readonly [number, number];
  readonly links: readonly Link[];
  /** 2N degrees, `[lng, lat]`. */
  readonly lngLat: Float64Array;
  /** N numbers for each measure. */
  readonly measures: readonly { readonly key: string; readonly unit: MeasureUnit; readonly values: Float64Array }[];
  readonly tolerance: number;
  readonly k: number;
}

/** The same units, with new ground after them where accounts lie outside. */
export interface Extended {
  readonly graph: ArrayBuffer;
  readonly fingerprint: string;
  readonly units: number;
  readonly borders: number;
  readonly bounds: Bounds;
  /** Of the accounts inside, or of all where none is left out. */
  readonly unitOfAccount: Uint32Array;
  /** Positions of the accounts that lie in a unit; left out where all do. */
  readonly inside?: Uint32Array;
  readonly sums: readonly Float64Array[];
  readonly links: readonly Link[];
  /** Ids of the new units. */
  readonly fresh: readonly string[];
}

/**
 * Sums accounts into the units of a plan anew. Units keep their positions, so that assignments hold; an account outside them brings
 * ground of its own, the coarsest cell that overlaps no unit there is, at the end.
 */
export function extendUnits({ graph: packed, resolution, links, lngLat, measures, tolerance, k }: ExtendArgs): Extended {
  const before = unpackGraph(packed);
  const [coarse, fine] = resolution;
  const position = new Map(before.ids.map((id, u) => [id, u]));
  const above = new Set<string>();
  const coverAbove = (id: string): void => {
    for (let r = getResolution(id) - 1; r >= coarse; r--) above.add(cellToParent(id, r));
  };
  before.ids.forEach(coverAbove);
  const fresh: string[] = [];
  const unitOfAccount = new Uint32Array(lngLat.length / 2);
  for (let i = 0; i < unitOfAccount.length; i++) {
    const cell = latLngToCell(lngLat[2 * i + 1], lngLat[2 * i], fine);
    let unit: number | undefined;
    for (let r = fine; r >= coarse && unit === undefined; r--) unit = position.get(cellToParent(cell, r));
    if (unit === undefined) {
      let r = coarse;
      while (r < fine && above.has(cellToParent(cell, r))) r++;
      const id = cellToParent(cell, r);
      unit = before.ids.length + fresh.length;
      position.set(id, unit);
      coverAbove(id);
      fresh.push(id);
    }
    unitOfAccount[i] = unit;
  }
  const n = before.ids.length + fresh.length;
  const sums = measures.map(({ values }) => aggregate(n, unitOfAccount, values).map((value) => (Number.isSafeInteger(value) ? value : Number(value.toPrecision(15)))));
  if (fresh.length === 0) return { ...told(before), unitOfAccount, sums, links, fresh };
  const ids = [...before.ids, ...fresh];
  const land = fromCells([...ids].sort((a, b) => (a < b ? -1 : 1)));
  const at = new Map(land.ids.map((id, u) => [id, u]));
  const joined = linked(reorder(land, Uint32Array.from(ids, (id) => at.get(id)!)), links);
  const proposed = proposeLinks(joined, measures.map(({ key, unit }, m): Measure => ({ key, unit, values: sums[m] })), k, tolerance);
  return { ...told(linked(joined, proposed)), unitOfAccount, sums, links: [...links, ...proposed], fresh };
}

function told(graph: ReturnType<typeof unpackGraph>): Pick<Extended, 'graph' | 'fingerprint' | 'units' | 'borders' | 'bounds'> {
  return { graph: packGraph(graph) as ArrayBuffer, fingerprint: graph.fingerprint, units: graph.ids.length, borders: graph.neighbors.length / 2, bounds: boundsOf(graph.lngLat)! };
}
