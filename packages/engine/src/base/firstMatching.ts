import type { MatchCosts, Matching } from './cheapestMatching.ts';

/** A row that changes its column; -1 is none. */
interface Move {
  readonly row: number;
  readonly to: number;
}

/**
 * Of all cheapest matchings the first: row 0 takes the lowest column it has in any of them, then row 1 the lowest that is
 * left to it, and so on; none comes after every column. So ties fall the same way whatever the order of work was.
 *
 * By the prices of one cheapest matching all others are known: they use only tight pairs, whose cost is the sum of both
 * prices, and leave no column free whose price is below 0. A row gets a lower column when the rows after it can move
 * along tight pairs, in a ring or through the pool of what may be free.
 *
 * @param costs whole numbers, so that tight is exactly equal
 * @returns r columns, -1 for none
 */
export function firstMatching(costs: MatchCosts, matching: Matching): Int32Array {
  const { columns, costOfNone } = costs;
  const { rowPrice, columnPrice } = matching;
  const columnOf = matching.columnOf.slice();
  const rowOf = matching.rowOf.slice();
  const tight = tightColumns(costs, matching);
  const pool = columns;

  for (let first = 0; first < columnOf.length; first++) {
    for (const wanted of tight[first]) {
      if (wanted === columnOf[first]) break;
      const moves = movesFor(first, wanted);
      if (!moves) continue;
      for (const { row } of moves) if (columnOf[row] >= 0) rowOf[columnOf[row]] = -1;
      for (const { row, to } of moves) {
        columnOf[row] = to;
        if (to >= 0) rowOf[to] = row;
      }
      break;
    }
  }
  return columnOf;

  /** Moves of `first` to `wanted` and of rows after it that leave the sum as it is; null when there are none. */
  function movesFor(first: number, wanted: number): Move[] | null {
    const own = columnOf[first];
    const end = own < 0 ? pool : own;
    const cameFrom = new Map<number, { from: number; move: Move | null }>();
    const queue: number[] = [];
    const visit = (node: number, from: number, move: Move | null): void => {
      if (cameFrom.has(node)) return;
      cameFrom.set(node, { from, move });
      queue.push(node);
    };
    visit(wanted, -1, { row: first, to: wanted });
    for (let i = 0; i < queue.length && !cameFrom.has(end); i++) {
      const at = queue[i];
      if (at === pool) {
        for (let freed = 0; freed < columns; freed++) if (rowOf[freed] >= first && columnPrice[freed] === 0) visit(freed, pool, null);
        for (let row = first + 1; row < columnOf.length; row++) if (columnOf[row] < 0) for (const to of tight[row]) visit(to, pool, { row, to });
        continue;
      }
      const row = rowOf[at];
      if (row < 0) visit(pool, at, null);
      if (row <= first) continue;
      for (const to of tight[row]) visit(to, at, { row, to });
      if (rowPrice[row] === costOfNone[row]) visit(pool, at, { row, to: -1 });
    }
    if (!cameFrom.has(end)) return null;
    const moves: Move[] = [];
    for (let node = end; node >= 0; ) {
      const { from, move } = cameFrom.get(node)!;
      if (move) moves.push(move);
      node = from;
    }
    return moves;
  }
}

function tightColumns({ offsets, column, cost }: MatchCosts, { columnOf, rowPrice, columnPrice }: Matching): number[][] {
  return Array.from(columnOf, (_, row) => {
    const found: number[] = [];
    for (let i = offsets[row]; i < offsets[row + 1]; i++) if (rowPrice[row] + columnPrice[column[i]] === cost[i]) found.push(column[i]);
    return found.sort((a, b) => a - b);
  });
}
