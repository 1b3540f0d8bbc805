import { CellCursor } from './cellCursor.ts';
import type { PointCells } from './pointCells.ts';

/** What is to be divided. */
export interface Refinement {
  /** Cells of resolution `coarse`, ascending. */
  readonly base: readonly string[];
  readonly coarse: number;
  /** Cells of the finest resolution. */
  readonly points: PointCells;
  /** Per measure a value for each point. */
  readonly values: readonly Float64Array[];
  /** Share of a measure's total above which a cell is divided. */
  readonly limitShare: number;
}

/**
 * The base cells and those that hold points, divided into children while they are too heavy in any measure. Cells
 * come out ascending. The descendants of a cell are a range of the points' cells, so the weight of any cell is a
 * difference of two running sums.
 */
export function refineCells({ base, coarse, points, values, limitShare }: Refinement): string[] {
  const { keys, resolution: fine } = points;
  const sums = values.map((column) => runningSums(points, column));
  const limits = sums.map((sum) => (sum[keys.length] > 0 ? limitShare * sum[keys.length] : Infinity));
  const cells: string[] = [];
  const divided = new Set<string>();
  const walker = new CellCursor();
  const probe = new CellCursor();

  const descend = (cell: CellCursor, from: number, to: number): void => {
    const resolution = cell.resolution();
    if (resolution === fine || !sums.some((sum, j) => sum[to] - sum[from] > limits[j])) {
      cells.push(cell.id());
      return;
    }
    let at = from;
    for (let digit = 0; digit < 7; digit++) {
      if (!cell.hasChild(digit)) continue;
      const start = at;
      while (at < to && probe.at(keys[at], fine).digit(resolution + 1) === digit) at++;
      cell.down(digit);
      descend(cell, start, at);
      cell.up();
    }
  };
  let from = 0;
  while (from < keys.length) {
    const ancestor = ancestorKey(probe, keys[from], fine, coarse);
    let to = from + 1;
    while (to < keys.length && ancestorKey(probe, keys[to], fine, coarse) === ancestor) to++;
    divided.add(walker.at(ancestor, coarse).id());
    descend(walker, from, to);
    from = to;
  }
  for (const cell of base) if (!divided.has(cell)) cells.push(cell);
  return cells.sort();
}

function runningSums({ keys, cellOfPoint }: PointCells, values: Float64Array): Float64Array {
  const sums = new Float64Array(keys.length + 1);
  for (let i = 0; i < cellOfPoint.length; i++) sums[cellOfPoint[i] + 1] += values[i];
  for (let i = 0; i < keys.length; i++) sums[i + 1] += sums[i];
  return sums;
}

function ancestorKey(cursor: CellCursor, key: number, fine: number, coarse: number): number {
  cursor.at(key, fine);
  while (cursor.resolution() > coarse) cursor.up();
  return cursor.key();
}
