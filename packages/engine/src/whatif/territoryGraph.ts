import type { Level } from '../solve/level.ts';

/** Which territories touch which, from the giver's side, and what lies along each border. */
export interface TerritoryGraph {
  /** Directed borders: ground of `from[e]` that touches `to[e]`. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Per border q sums of the giver's units along it. */
  readonly along: Float64Array;
  /** Per border q * q sums: a row for the units that are rich in the first measure, and so on (see `richIn`). */
  readonly rich: Float64Array;
  /** Per holder its borders: `row[h] .. row[h + 1]`. */
  readonly row: Int32Array;
}

/** Finds all borders between holders. O(n + m + borders log borders). */
export function territoryGraph({ n, offsets, neighbors, weight }: Pick<Level, 'n' | 'offsets' | 'neighbors' | 'weight'>, q: number, owner: Int32Array, holders: number): TerritoryGraph {
  const small = holders <= 2048;
  const table = small ? new Int32Array(holders * holders) : null;
  const map = small ? null : new Map<number, number>();
  const keys: number[] = [];
  const last: number[] = [];
  const unitOf: number[] = [];
  const borderOf: number[] = [];
  for (let i = 0; i < n; i++) {
    const s = owner[i];
    for (let e = offsets[i], end = offsets[i + 1]; e < end; e++) {
      const t = owner[neighbors[e]];
      if (t === s) continue;
      const key = s * holders + t;
      let at = (table ? table[key] : (map!.get(key) ?? 0)) - 1;
      if (at < 0) {
        at = keys.length;
        keys.push(key);
        last.push(-1);
        if (table) table[key] = at + 1;
        else map!.set(key, at + 1);
      }
      if (last[at] === i) continue;
      last[at] = i;
      unitOf.push(i);
      borderOf.push(at);
    }
  }
  const order = [...keys.keys()].sort((a, b) => keys[a] - keys[b]);
  const count = order.length;
  const place = new Int32Array(count);
  const graph = { from: new Int32Array(count), to: new Int32Array(count), along: new Float64Array(count * q), rich: new Float64Array(count * q * q), row: new Int32Array(holders + 1) };
  order.forEach((at, e) => {
    place[at] = e;
    graph.from[e] = Math.floor(keys[at] / holders);
    graph.to[e] = keys[at] % holders;
    graph.row[graph.from[e] + 1]++;
  });
  for (let h = 0; h < holders; h++) graph.row[h + 1] += graph.row[h];
  for (let x = 0; x < unitOf.length; x++) for (let m = 0, e = place[borderOf[x]]; m < q; m++) graph.along[e * q + m] += weight[unitOf[x] * q + m];
  if (q > 1) {
    for (let x = 0; x < unitOf.length; x++) {
      const e = place[borderOf[x]];
      const from = (e * q + richIn(weight, q, unitOf[x], graph.along, e * q)) * q;
      for (let m = 0; m < q; m++) graph.rich[from + m] += weight[unitOf[x] * q + m];
    }
  }
  return graph;
}

/** The measure in which a unit is richest, compared with a mix of all measures: `mix[at] .. mix[at + q - 1]`. */
export function richIn(weight: Float64Array, q: number, i: number, mix: Float64Array, at: number): number {
  let best = 0;
  for (let m = 1; m < q; m++) if (weight[i * q + m] * mix[at + best] > weight[i * q + best] * mix[at + m]) best = m;
  return best;
}
