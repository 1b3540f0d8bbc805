import type { UnitGraph } from '@hexalign/engine';
import { cellToParent, isValidCell, latLngToCell } from 'h3-js';

/**
 * The unit that a point lies in: the first of the parents of its cell at the finest resolution that is a unit.
 *
 * @param resolution coarsest and finest of the units
 * @returns position in the graph, -1 outside its ground or where units are no cells
 */
export function unitAt({ ids }: Pick<UnitGraph, 'ids'>, [coarsest, finest]: readonly [number, number], lng: number, lat: number): number {
  if (ids.length === 0 || !isValidCell(ids[0])) return -1;
  let cell = latLngToCell(lat, lng, finest);
  for (let resolution = finest; ; resolution--) {
    const unit = positionOf(ids, cell);
    if (unit >= 0 || resolution <= coarsest) return unit;
    cell = cellToParent(cell, resolution - 1);
  }
}

/** @param ids ascending in code units */
export function positionOf(ids: readonly string[], id: string): number {
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ids[middle] < id) low = middle + 1;
    else high = middle;
  }
  return ids[low] === id ? low : -1;
}
