import { gridDisk } from 'h3-js';
import { EngineError } from '../base/errors.ts';
import { CellCursor } from './cellCursor.ts';
import { CellTable } from './cellTable.ts';

/** A set of H3 cells in which no cell lies in another, and what lies where in it, by logical containment. */
export class CellField {
  /** n indexes, ascending. */
  readonly ids: readonly string[];
  /** n halves each, as in `CellCursor`. */
  readonly hi: Uint32Array;
  readonly lo: Uint32Array;
  readonly coarsest: number;
  readonly finest: number;
  private readonly table: CellTable;
  private readonly cursor = new CellCursor();

  /**
   * @param cells indexes in any order; repeated ones count once
   * @throws EngineError `cell.invalid` for a text that is no cell, `cell.overlap` when a cell lies in another
   */
  constructor(cells: Iterable<string>) {
    this.ids = ascending([...cells]);
    const n = this.ids.length;
    this.hi = new Uint32Array(n);
    this.lo = new Uint32Array(n);
    let coarsest = 15;
    let finest = 0;
    const cursor = this.cursor;
    for (let u = 0; u < n; u++) {
      cursor.read(this.ids[u]);
      this.hi[u] = cursor.hi;
      this.lo[u] = cursor.lo;
      coarsest = Math.min(coarsest, cursor.resolution());
      finest = Math.max(finest, cursor.resolution());
    }
    this.coarsest = coarsest;
    this.finest = finest;
    this.table = new CellTable(this.hi, this.lo);
    if (coarsest < finest) this.refuseOverlap();
  }

  /** Position of a cell that is in the set itself, or -1. */
  find(cell: CellCursor): number {
    return this.table.find(cell.hi, cell.lo);
  }

  /** Position of the cell of the set that holds a cell, or -1. Moves the cursor. */
  holding(cell: CellCursor): number {
    for (;;) {
      const u = this.table.find(cell.hi, cell.lo);
      if (u >= 0 || cell.resolution() <= this.coarsest) return u;
      cell.up();
    }
  }

  /**
   * Looks at the five or six positions of the same size around a cell of the set.
   *
   * @param found receives for each position the cell of the set that holds it, or -1; length at least 6
   * @returns the number of positions
   */
  around(u: number, found: Int32Array): number {
    const cursor = this.cursor;
    cursor.hi = this.hi[u];
    cursor.lo = this.lo[u];
    let count = cursor.inPentagonBase() ? 0 : 6;
    for (let side = 0; side < count; side++) {
      cursor.hi = this.hi[u];
      cursor.lo = this.lo[u];
      if (cursor.step(side + 1)) found[side] = this.holding(cursor);
      else count = 0;
    }
    if (count === 6) return 6;
    for (const neighbor of gridDisk(this.ids[u], 1)) {
      if (neighbor !== this.ids[u]) found[count++] = this.holding(cursor.read(neighbor));
    }
    return count;
  }

  private refuseOverlap(): void {
    const cursor = this.cursor;
    for (let u = 0; u < this.ids.length; u++) {
      cursor.hi = this.hi[u];
      cursor.lo = this.lo[u];
      if (cursor.resolution() === this.coarsest) continue;
      cursor.up();
      const holder = this.holding(cursor);
      if (holder >= 0) {
        const [outer, inner] = [this.ids[holder], this.ids[u]];
        throw new EngineError('cell.overlap', `Cell ${inner} lies in cell ${outer}, which is in the list too; keep one of them.`, [outer, inner]);
      }
    }
  }
}

function ascending(ids: string[]): string[] {
  for (let i = 1; i < ids.length; i++) {
    if (ids[i - 1] >= ids[i]) return [...new Set(ids)].sort();
  }
  return ids;
}
