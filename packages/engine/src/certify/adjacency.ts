import type { Link } from '../graph/unitGraph.ts';
import type { Problem } from '../problem/problem.ts';

const H3_TEXT = /^8[0-9a-f]{14}$/;

/** Which units touch: rows of neighbours with the problem's barriers taken out and its links put in. */
export interface Adjacency {
  /** n + 1 row starts. */
  readonly offsets: Uint32Array;
  readonly neighbors: Uint32Array;
}

/**
 * The borders a plan may rely on.
 *
 * @param links when given, borders of 0 metres between H3 cells count only when they are listed here; graphs made by
 * others may have borders whose length nobody measured
 */
export function adjacency(problem: Problem, links?: readonly Link[]): Adjacency {
  const { graph, constraints } = problem;
  const n = graph.ids.length;
  const pairKey = (u: number, v: number): number => (u < v ? u * n + v : v * n + u);
  const barred = new Set<number>();
  const joined = new Set<number>();
  for (const demand of constraints) {
    if (demand.type !== 'barrier' && demand.type !== 'link') continue;
    const pairs = demand.type === 'barrier' ? barred : joined;
    for (let i = 0; i < demand.pairs.length; i += 2) pairs.add(pairKey(demand.pairs[i], demand.pairs[i + 1]));
  }
  let listed: Set<number> | undefined;
  if (links !== undefined && graph.ids.every((id) => H3_TEXT.test(id))) {
    const unitOf = new Map<string, number>();
    const wanted = new Set(links.flatMap(({ from, to }) => [from, to]));
    graph.ids.forEach((id, u) => wanted.has(id) && unitOf.set(id, u));
    listed = new Set<number>();
    for (const { from, to } of links) {
      const u = unitOf.get(from);
      const v = unitOf.get(to);
      if (u !== undefined && v !== undefined) listed.add(pairKey(u, v));
    }
  }
  if (barred.size === 0 && joined.size === 0 && (listed === undefined || !graph.borderM.includes(0))) {
    return { offsets: graph.offsets, neighbors: graph.neighbors };
  }

  const extra = new Map<number, number[]>();
  const join = (u: number, v: number): void => {
    const row = extra.get(u);
    if (row === undefined) extra.set(u, [v]);
    else row.push(v);
  };
  for (const key of joined) {
    const low = Math.floor(key / n);
    const high = key % n;
    join(low, high);
    join(high, low);
  }
  const offsets = new Uint32Array(n + 1);
  const neighbors: number[] = [];
  for (let u = 0; u < n; u++) {
    for (let e = graph.offsets[u]; e < graph.offsets[u + 1]; e++) {
      const v = graph.neighbors[e];
      const key = pairKey(u, v);
      if (barred.has(key) || (listed !== undefined && graph.borderM[e] === 0 && !listed.has(key))) continue;
      neighbors.push(v);
    }
    for (const v of extra.get(u) ?? []) neighbors.push(v);
    offsets[u + 1] = neighbors.length;
  }
  return { offsets, neighbors: Uint32Array.from(neighbors) };
}

/**
 * Counts the connected pieces of every territory by plain search.
 *
 * @param slots n slots; those of k and more belong to no territory
 * @returns k numbers of pieces, 0 for an empty territory
 */
export function countPieces({ offsets, neighbors }: Adjacency, slots: Uint16Array, k: number): Uint32Array {
  const pieces = new Uint32Array(k);
  const seen = new Uint8Array(slots.length);
  const queue = new Uint32Array(slots.length);
  for (let start = 0; start < slots.length; start++) {
    if (seen[start] === 1 || slots[start] >= k) continue;
    pieces[slots[start]]++;
    let tail = 0;
    queue[tail++] = start;
    seen[start] = 1;
    for (let head = 0; head < tail; head++) {
      const u = queue[head];
      for (let e = offsets[u]; e < offsets[u + 1]; e++) {
        const v = neighbors[e];
        if (seen[v] === 1 || slots[v] !== slots[start]) continue;
        seen[v] = 1;
        queue[tail++] = v;
      }
    }
  }
  return pieces;
}
