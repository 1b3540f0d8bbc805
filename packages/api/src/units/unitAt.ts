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

/** Position of a unit in a graph, -1 where there is none; ground that came later stands at the end, so that ids need not ascend. */
export function positionOf(ids: readonly string[], id: string): number {
  let positions = positionsOf.get(ids);
  if (positions === undefined) positionsOf.set(ids, (positions = new Map(ids.map((one, u) => [one, u]))));
  return positions.get(id) ?? -1;
}

/** Made once for each graph that is in memory. */
const positionsOf = new WeakMap<readonly string[], ReadonlyMap<string, number>>();
