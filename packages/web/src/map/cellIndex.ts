import { areaFinder } from '@hexalign/engine';
import { cellToParent, latLngToCell } from 'h3-js';
import { areaFeatures, areaShapesOf } from './areaShapes.ts';

/** Where each cell stands in a list of cells, as a table that can be handed from one thread to another. */
export interface CellTable {
  /** Position + 1 at the hash of a cell or after it, 0 where nothing stands; a power of two long, a quarter of it empty at least. */
  readonly slots: Uint32Array;
  readonly finest: number;
  readonly coarsest: number;
}

/** The resolution of a cell: its second hexadecimal digit. */
export function resolutionOf(id: string): number {
  return parseInt(id.charAt(1), 16);
}

/** Makes the table of n H3 cells. */
export function cellTable(ids: readonly string[]): CellTable {
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2((ids.length * 4) / 3 + 2)));
  let finest = 0;
  let coarsest = 15;
  ids.forEach((id, u) => {
    let at = hashOf(id) & (slots.length - 1);
    while (slots[at] !== 0) at = (at + 1) & (slots.length - 1);
    slots[at] = u + 1;
    const resolution = resolutionOf(id);
    if (resolution > finest) finest = resolution;
    if (resolution < coarsest) coarsest = resolution;
  });
  return { slots, finest, coarsest };
}

/**
 * Finds the unit under a point by logical containment: the cell of the finest resolution that holds the point, then up
 * its parents until one of them is a unit of the plan. Of units that are areas: the one whose shape holds the point.
 */
export class CellIndex {
  private readonly ids: readonly string[];
  private readonly table: CellTable;
  private readonly area: ((lng: number, lat: number) => number) | null;

  /** @param table of the same cells; made here when nobody has it */
  constructor(ids: readonly string[], table: CellTable = cellTable(ids)) {
    this.ids = ids;
    this.area = finderOf(ids);
    this.table = this.area && table.slots.length < ids.length ? cellTable(ids) : table;
  }

  /** The unit at [lng, lat], or -1 where the plan has no ground. */
  at(lng: number, lat: number): number {
    if (this.ids.length === 0) return -1;
    if (this.area) return this.area(lng, lat);
    const { finest, coarsest } = this.table;
    const cell = latLngToCell(lat, lng, finest);
    for (let resolution = finest; resolution >= coarsest; resolution--) {
      const unit = this.of(resolution === finest ? cell : cellToParent(cell, resolution));
      if (unit >= 0) return unit;
    }
    return -1;
  }

  /** The position of a unit by its id, or -1. */
  of(id: string): number {
    const { slots } = this.table;
    for (let at = hashOf(id) & (slots.length - 1); slots[at] !== 0; at = (at + 1) & (slots.length - 1)) if (this.ids[slots[at] - 1] === id) return slots[at] - 1;
    return -1;
  }
}

/** Finds areas by a point; null where the units are cells. */
function finderOf(ids: readonly string[]): ((lng: number, lat: number) => number) | null {
  const shapes = areaShapesOf(ids);
  if (shapes === null) return null;
  const find = areaFinder(areaFeatures(ids, shapes), 'id');
  const position = new Map(ids.map((id, u) => [id, u]));
  return (lng, lat) => position.get(find(lng, lat)) ?? -1;
}

/** FNV-1a of the characters, with the high bits mixed into the low ones, by which the table is read. */
function hashOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
