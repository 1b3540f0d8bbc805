import { Heap } from '../base/heap.ts';
import { overlaps } from './nameByBaseline.ts';

/**
 * Which of today's territories each new one continues so that as much as possible stays with its territory: the
 * matching of largest total overlap (shortest augmenting paths; Kuhn 1955, Jonker and Volgenant 1987), where
 * `nameByBaseline` takes the largest single overlap first. Only pairs that overlap are looked at, so that thousands of
 * territories are no matter.
 *
 * @param baseline n slots of today; those of `names` or above (`UNASSIGNED`) are nobody's
 * @param slots n new slots, below k
 * @param weight n weights >= 0, what overlap is measured in; units when left out
 * @returns k slots of today, -1 for a territory that continues none
 */
export function matchSlots(baseline: Uint16Array, slots: Uint16Array, k: number, names: number, weight?: Float64Array): Int32Array {
  const rows: { name: number; overlap: number }[][] = Array.from({ length: k }, () => []);
  const pairs = [...overlaps(baseline, slots, k, names, weight)].sort(([p], [r]) => p - r);
  for (const [pair, overlap] of pairs) if (overlap > 0) rows[pair % k].push({ name: Math.floor(pair / k), overlap });

  // Beside the names each row has a column of its own that stands for none, so that every row finds a place.
  const columns = names + k;
  const rowOf = new Int32Array(columns).fill(-1);
  const columnOf = new Int32Array(k).fill(-1);
  const rowPrice = new Float64Array(k);
  const columnPrice = new Float64Array(columns);
  const distance = new Float64Array(columns);
  const reachedFrom = new Int32Array(columns);
  const heap = new Heap();
  for (let start = 0; start < k; start++) {
    rowPrice[start] = Math.min(0, ...rows[start].map(({ name, overlap }) => -overlap - columnPrice[name]));
    distance.fill(Infinity);
    const done = new Set<number>();
    heap.clear();
    const reach = (row: number, column: number, cost: number, base: number): void => {
      // Never below zero but for the dust of binary fractions.
      const along = base + Math.max(0, cost - rowPrice[row] - columnPrice[column]);
      if (done.has(column) || along >= distance[column]) return;
      distance[column] = along;
      reachedFrom[column] = row;
      heap.push(column, along);
    };
    const look = (row: number, base: number): void => {
      for (const { name, overlap } of rows[row]) reach(row, name, -overlap, base);
      reach(row, names + row, 0, base);
    };
    look(start, 0);
    let free = -1;
    while (free < 0) {
      const column = heap.pop();
      if (done.has(column)) continue;
      done.add(column);
      if (rowOf[column] < 0) free = column;
      else look(rowOf[column], distance[column]);
    }
    rowPrice[start] += distance[free];
    for (const column of done) {
      const saved = distance[free] - distance[column];
      columnPrice[column] -= saved;
      if (column !== free) rowPrice[rowOf[column]] += saved;
    }
    for (let column = free; ; ) {
      const row = reachedFrom[column];
      const next = columnOf[row];
      rowOf[column] = row;
      columnOf[row] = column;
      if (row === start) break;
      column = next;
    }
  }
  return columnOf.map((column) => (column < names ? column : -1));
}
