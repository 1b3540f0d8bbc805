import type { Board } from '../solve/board.ts';
import { pairTable } from './pairTable.ts';

/** Which holders touch which, from the giver's side, and what lies along each border. */
export interface TerritoryGraph {
  /** Directed borders: ground of `from[e]` that touches `to[e]`. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Per border q sums of the giver's units along it. */
  readonly along: Float64Array;
  /** Per holder its borders: `row[h] .. row[h + 1]`. */
  readonly row: Int32Array;
}

/**
 * Finds the borders between holders from the units that lie at one. O(frontier + borders log borders).
 *
 * @param inside only what the flagged holders give; all when left out
 */
export function territoryGraph({ level: { offsets, neighbors, weight }, q, k: holders, owner, frontier, frontierSize }: Board, inside?: Uint8Array): TerritoryGraph {
  const known = pairTable(holders);
  const keys: number[] = [];
  const last: number[] = [];
  const sums: number[] = [];
  for (let f = 0; f < frontierSize[0]; f++) {
    const i = frontier[f];
    const s = owner[i];
    if (inside !== undefined && inside[s] === 0) continue;
    let before = s;
    for (let e = offsets[i], end = offsets[i + 1]; e < end; e++) {
      const t = owner[neighbors[e]];
      if (t === s || t === before) continue;
      before = t;
      const key = s * holders + t;
      let at = known.get(key);
      if (at < 0) {
        at = keys.length;
        keys.push(key);
        last.push(-1);
        for (let m = 0; m < q; m++) sums.push(0);
        known.set(key, at);
      }
      if (last[at] === i) continue;
      last[at] = i;
      for (let m = 0; m < q; m++) sums[at * q + m] += weight[i * q + m];
    }
  }
  const order = [...keys.keys()].sort((a, b) => keys[a] - keys[b]);
  const count = order.length;
  const graph = { from: new Int32Array(count), to: new Int32Array(count), along: new Float64Array(count * q), row: new Int32Array(holders + 1) };
  order.forEach((at, e) => {
    graph.from[e] = Math.floor(keys[at] / holders);
    graph.to[e] = keys[at] % holders;
    graph.row[graph.from[e] + 1]++;
    for (let m = 0; m < q; m++) graph.along[e * q + m] = sums[at * q + m];
  });
  for (let h = 0; h < holders; h++) graph.row[h + 1] += graph.row[h];
  return graph;
}

/** The holders at most `radius` borders from the given ones, those that are `still` left out. holders flags. */
export function ballAround({ row, to }: TerritoryGraph, centres: readonly number[], radius: number, still: Uint8Array): Uint8Array {
  const inside = new Uint8Array(row.length - 1);
  let ring = centres.filter((h) => !still[h]);
  for (const h of ring) inside[h] = 1;
  for (let r = 0; r < radius && ring.length > 0; r++) {
    const next: number[] = [];
    for (const h of ring) {
      for (let e = row[h]; e < row[h + 1]; e++) {
        if (inside[to[e]] || still[to[e]]) continue;
        inside[to[e]] = 1;
        next.push(to[e]);
      }
    }
    ring = next;
  }
  return inside;
}
