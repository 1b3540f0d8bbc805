import { CellCursor } from './cellCursor.ts';

/** What is to be divided. */
export interface Refinement {
  /** Cells of resolution `coarse`, ascending. */
  readonly base: readonly string[];
  readonly coarse: number;
  readonly fine: number;
  /** c distinct cells of resolution `fine` that hold points, ascending. */
  readonly ids: readonly string[];
  /** Per point a position in `ids`. */
  readonly cellOfPoint: Uint32Array;
  /** Per measure a value for each point. */
  readonly values: readonly Float64Array[];
  /** Share of a measure's total above which a cell is divided. */
  readonly limitShare: number;
}

/**
 * The base cells and those that hold points, divided into children while they are too heavy in any measure. Cells
 * come out ascending. The descendants of a cell are a range of `ids`, so the weight of any cell is a difference of
 * two running sums.
 */
export function refineCells({ base, coarse, fine, ids, cellOfPoint, values, limitShare }: Refinement): string[] {
  const sums = values.map((column) => runningSums(ids.length, cellOfPoint, column));
  const limits = sums.map((sum) => (sum[ids.length] > 0 ? limitShare * sum[ids.length] : Infinity));
  const cursor = new CellCursor();
  const digits = digitsOf(ids, coarse, fine);
  const depth = fine - coarse;
  const cells: string[] = [];
  const divided = new Set<string>();

  const descend = (cell: CellCursor, level: number, from: number, to: number): void => {
    if (level === depth || !sums.some((sum, j) => sum[to] - sum[from] > limits[j])) {
      cells.push(cell.id());
      return;
    }
    let at = from;
    for (let digit = 0; digit < 7; digit++) {
      if (!cell.hasChild(digit)) continue;
      const start = at;
      while (at < to && digits[at * depth + level] === digit) at++;
      cell.down(digit);
      descend(cell, level + 1, start, at);
      cell.up();
    }
  };
  let from = 0;
  while (from < ids.length) {
    const ancestor = ancestorId(cursor, ids[from], coarse);
    let to = from + 1;
    while (to < ids.length && ancestorId(cursor, ids[to], coarse) === ancestor) to++;
    divided.add(ancestor);
    descend(cursor.read(ancestor), 0, from, to);
    from = to;
  }
  for (const cell of base) if (!divided.has(cell)) cells.push(cell);
  return cells.sort();
}

function runningSums(c: number, cellOfPoint: Uint32Array, values: Float64Array): Float64Array {
  const sums = new Float64Array(c + 1);
  for (let i = 0; i < cellOfPoint.length; i++) sums[cellOfPoint[i] + 1] += values[i];
  for (let i = 0; i < c; i++) sums[i + 1] += sums[i];
  return sums;
}

/** The digits of each cell below the coarse resolution, a row per cell. */
function digitsOf(ids: readonly string[], coarse: number, fine: number): Uint8Array {
  const depth = fine - coarse;
  const digits = new Uint8Array(ids.length * depth);
  const cursor = new CellCursor();
  for (let i = 0; i < ids.length; i++) {
    cursor.read(ids[i]);
    for (let level = 0; level < depth; level++) digits[i * depth + level] = cursor.digit(coarse + 1 + level);
  }
  return digits;
}

function ancestorId(cursor: CellCursor, id: string, resolution: number): string {
  cursor.read(id);
  while (cursor.resolution() > resolution) cursor.up();
  return cursor.id();
}
