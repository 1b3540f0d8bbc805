import type { UnitGraph } from './unitGraph.ts';

/** The connected parts of a graph, numbered by their smallest unit. */
export interface Components {
  /** Number of parts. */
  readonly count: number;
  /** n part numbers. */
  readonly partOf: Uint32Array;
  /** Units in each part. */
  readonly sizes: Uint32Array;
  /** Smallest unit of each part, ascending; with slots, `slots[first[p]]` is the territory of part `p`. */
  readonly first: Uint32Array;
}

/**
 * Finds connected parts by plain search.
 *
 * @param slots when given, only borders between units of the same slot connect: the pieces of each territory
 */
export function components(graph: Pick<UnitGraph, 'offsets' | 'neighbors'>, slots?: Uint16Array): Components {
  const { offsets, neighbors } = graph;
  const n = offsets.length - 1;
  const unseen = 0xffffffff;
  const partOf = new Uint32Array(n).fill(unseen);
  const queue = new Uint32Array(n);
  const sizes: number[] = [];
  const first: number[] = [];
  for (let start = 0; start < n; start++) {
    if (partOf[start] !== unseen) continue;
    const part = sizes.length;
    let head = 0;
    let tail = 0;
    partOf[start] = part;
    queue[tail++] = start;
    while (head < tail) {
      const u = queue[head++];
      for (let i = offsets[u]; i < offsets[u + 1]; i++) {
        const v = neighbors[i];
        if (partOf[v] === unseen && (slots === undefined || slots[v] === slots[start])) {
          partOf[v] = part;
          queue[tail++] = v;
        }
      }
    }
    sizes.push(tail);
    first.push(start);
  }
  return { count: sizes.length, partOf, sizes: Uint32Array.from(sizes), first: Uint32Array.from(first) };
}
