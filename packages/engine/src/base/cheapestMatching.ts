import { Heap } from './heap.ts';

/** Rows that each want one column, in compressed sparse rows. r = rows, c = columns. */
export interface MatchCosts {
  /** r + 1 row starts in `column` and `cost`. */
  readonly offsets: Uint32Array;
  /** Columns a row may take, 0 to c - 1. */
  readonly column: Uint32Array;
  /** What that costs, any finite number; whole numbers are summed without error. */
  readonly cost: Float64Array;
  readonly columns: number;
  /** r costs of a row that takes no column. */
  readonly costOfNone: Float64Array;
}

/** A cheapest matching and the prices that prove it: no row could do better at these prices of the columns. */
export interface Matching {
  /** r columns, -1 for none. */
  readonly columnOf: Int32Array;
  /** c rows, -1 for none. */
  readonly rowOf: Int32Array;
  /** r prices: `rowPrice + columnPrice <= cost`, equal where matched. */
  readonly rowPrice: Float64Array;
  /** c prices <= 0; 0 for a column that nobody takes. */
  readonly columnPrice: Float64Array;
}

/**
 * Gives every row one column or none so that the sum of costs is the least there is: shortest augmenting paths
 * with prices (Kuhn 1955, Jonker and Volgenant 1987). Only the pairs listed are looked at, so that thousands of rows are
 * no matter.
 */
export function cheapestMatching({ offsets, column, cost, columns, costOfNone }: MatchCosts): Matching {
  const rows = costOfNone.length;
  // Beside the columns each row has one of its own that stands for none, so that every row finds a place.
  const all = columns + rows;
  const rowOf = new Int32Array(all).fill(-1);
  const columnOf = new Int32Array(rows).fill(-1);
  const rowPrice = new Float64Array(rows);
  const columnPrice = new Float64Array(all);
  const distance = new Float64Array(all);
  const reachedFrom = new Int32Array(all);
  const heap = new Heap();
  for (let start = 0; start < rows; start++) {
    let cheapest = costOfNone[start];
    for (let i = offsets[start]; i < offsets[start + 1]; i++) cheapest = Math.min(cheapest, cost[i] - columnPrice[column[i]]);
    rowPrice[start] = cheapest;
    distance.fill(Infinity);
    const done = new Set<number>();
    heap.clear();
    const reach = (row: number, to: number, price: number, base: number): void => {
      // Never below zero but for the dust of binary fractions.
      const along = base + Math.max(0, price - rowPrice[row] - columnPrice[to]);
      if (along >= distance[to] || done.has(to)) return;
      distance[to] = along;
      reachedFrom[to] = row;
      heap.push(to, along);
    };
    const look = (row: number, base: number): void => {
      for (let i = offsets[row]; i < offsets[row + 1]; i++) reach(row, column[i], cost[i], base);
      reach(row, columns + row, costOfNone[row], base);
    };
    look(start, 0);
    let free = -1;
    while (free < 0) {
      const nearest = heap.pop();
      if (done.has(nearest)) continue;
      done.add(nearest);
      if (rowOf[nearest] < 0) free = nearest;
      else look(rowOf[nearest], distance[nearest]);
    }
    rowPrice[start] += distance[free];
    for (const reached of done) {
      const saved = distance[free] - distance[reached];
      columnPrice[reached] -= saved;
      if (reached !== free) rowPrice[rowOf[reached]] += saved;
    }
    for (let at = free; ; ) {
      const row = reachedFrom[at];
      const next = columnOf[row];
      rowOf[at] = row;
      columnOf[row] = at;
      if (row === start) break;
      at = next;
    }
  }
  return { columnOf: columnOf.map((at) => (at < columns ? at : -1)), rowOf: rowOf.slice(0, columns), rowPrice, columnPrice: columnPrice.slice(0, columns) };
}
