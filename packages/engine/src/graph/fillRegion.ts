import { cellToLatLng } from 'h3-js';
import { CellCursor } from './cellCursor.ts';
import type { RegionGround } from './regionGround.ts';

/**
 * How far the centre of a descendant can lie from the centre of a resolution-0 cell, in degrees. On the faces of the
 * icosahedron the steps to ever finer centres add up to H3's unit length, 0.381966 radians, times 1/sqrt(7) +
 * 1/7 + ... = 0.6076; projection onto the sphere only shortens them. Each finer resolution divides by sqrt(7).
 */
export const REACH_DEGREES = 13.3 * 1.02;
const BASE_CELLS = 122;

/**
 * The cells of one resolution whose centre lies in a region, ascending. Goes from coarse to fine and stops looking
 * where no border is near: those descendants are all inside or all outside.
 *
 * @param resolution 0 to 15
 */
export function fillRegion(region: RegionGround, resolution: number): string[] {
  const cells: string[] = [];
  const cursor = new CellCursor();
  for (let base = 0; base < BASE_CELLS; base++) {
    cursor.hi = (base << 15) | 0x7fff;
    cursor.lo = 0x3fffffff;
    descend(cursor, 0, REACH_DEGREES, false);
  }
  return cells;

  /** @param inside true when the whole cell is known to lie in the region */
  function descend(cell: CellCursor, at: number, reach: number, inside: boolean): void {
    let known = inside;
    if (!known) {
      const [y, x] = cellToLatLng(cell.id());
      const lng = Math.round(x * 1e7) / 1e7;
      const lat = Math.round(y * 1e7) / 1e7;
      if (at === resolution || region.clear(lng, lat, reach)) {
        if (!region.holds(lng, lat)) return;
        known = true;
      }
    }
    if (at === resolution) {
      cells.push(cell.id());
      return;
    }
    for (let digit = 0; digit < 7; digit++) {
      if (!cell.hasChild(digit)) continue;
      cell.down(digit);
      descend(cell, at + 1, reach / 2.6457513110645907, known);
      cell.up();
    }
  }
}
