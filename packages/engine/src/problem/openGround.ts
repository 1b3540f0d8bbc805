import type { UnitGraph } from '../graph/unitGraph.ts';
import type { Constraint } from './constraint.ts';
import type { Problem } from './problem.ts';

/** What is left to divide: the units outside locked territories, with barriers taken out and links put in. n = units of the problem. */
export interface OpenGround {
  /** n + 1 row starts; rows of locked units are empty. */
  readonly offsets: Uint32Array;
  readonly neighbors: Uint32Array;
  /** n: the connected part a unit lies in, numbered by their smallest unit; -1 where a locked territory lies. */
  readonly partOf: Int32Array;
  /** Units in each part, and its smallest one. */
  readonly sizes: readonly number[];
  readonly first: readonly number[];
  /** k flags. */
  readonly locked: Uint8Array;
}

/** Expects sound numbers. O(n + m). */
export function openGround({ graph, constraints, baseline, k }: Problem): OpenGround {
  const n = graph.ids.length;
  const locked = new Uint8Array(k);
  for (const c of constraints) if (c.type === 'lock' && baseline !== undefined) locked[c.slot] = 1;
  const plain = constraints.every(({ type }) => type !== 'lock' && type !== 'barrier' && type !== 'link');
  const isOpen = (u: number): boolean => baseline === undefined || !(baseline[u] < k && locked[baseline[u]] === 1);
  const rows = plain ? graph : openRows(graph, constraints, isOpen);
  const partOf = new Int32Array(n).fill(-1);
  const sizes: number[] = [];
  const first: number[] = [];
  for (let u = 0; u < n; u++) {
    if (partOf[u] >= 0 || !isOpen(u)) continue;
    sizes.push(flood(rows, u, (v) => partOf[v] < 0, (v) => (partOf[v] = first.length)));
    first.push(u);
  }
  return { offsets: rows.offsets, neighbors: rows.neighbors, partOf, sizes, first, locked };
}

/** The borders that count: barriers taken out, links put in, between units that are asked for. O(n + m). */
export function openRows(graph: UnitGraph, constraints: readonly Constraint[], isOpen: (u: number) => boolean): Pick<OpenGround, 'offsets' | 'neighbors'> {
  const n = graph.ids.length;
  const barred = new Set<number>();
  const linked = new Map<number, number[]>();
  for (const c of constraints) {
    if (c.type !== 'barrier' && c.type !== 'link') continue;
    for (let p = 0; p < c.pairs.length; p += 2) {
      for (const [u, v] of [[c.pairs[p], c.pairs[p + 1]], [c.pairs[p + 1], c.pairs[p]]]) {
        if (c.type === 'barrier') barred.add(u * n + v);
        else linked.set(u, [...(linked.get(u) ?? []), v]);
      }
    }
  }
  const offsets = new Uint32Array(n + 1);
  const neighbors: number[] = [];
  for (let u = 0; u < n; u++) {
    if (isOpen(u)) {
      for (let e = graph.offsets[u]; e < graph.offsets[u + 1]; e++) {
        const v = graph.neighbors[e];
        if (isOpen(v) && !(barred.size > 0 && barred.has(u * n + v))) neighbors.push(v);
      }
      for (const v of linked.get(u) ?? []) if (isOpen(v)) neighbors.push(v);
    }
    offsets[u + 1] = neighbors.length;
  }
  return { offsets, neighbors: Uint32Array.from(neighbors) };
}

/**
 * Visits everything that hangs together with a unit.
 *
 * @param may whether to go on to a unit; not once it has been visited
 * @returns how many were visited
 */
export function flood({ offsets, neighbors }: Pick<OpenGround, 'offsets' | 'neighbors'>, from: number, may: (v: number) => boolean, visit: (v: number) => void): number {
  const queue = [from];
  visit(from);
  for (let head = 0; head < queue.length; head++) {
    const u = queue[head];
    for (let e = offsets[u]; e < offsets[u + 1]; e++) {
      const v = neighbors[e];
      if (!may(v)) continue;
      visit(v);
      queue.push(v);
    }
  }
  return queue.length;
}
