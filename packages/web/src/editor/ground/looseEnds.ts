import { UNASSIGNED, type UnitGraph } from '@hexalign/engine';
import { neighbourOf } from './rings.ts';

/** Ground that hangs loose: cut off from the rest of its territory, or nobody's and enclosed by one. */
export interface LooseEnd {
  readonly kind: 'island' | 'hole';
  /** Whose it is, or `UNASSIGNED`. */
  readonly slot: number;
  readonly units: readonly number[];
  /** Who may take it: whoever encloses it, or the neighbour with the longest common border; null where only its own borders. */
  readonly taker: number | null;
}

/**
 * Pieces apart from the largest one of each territory, and pieces of unassigned ground that a single territory encloses.
 * O(n + m).
 *
 * @param changed units of the last gesture; only pieces that hold one of them or border one are told. Null tells all.
 */
export function looseEnds(graph: UnitGraph, slots: Uint16Array, changed: ReadonlySet<number> | null = null): LooseEnd[] {
  const { offsets, neighbors } = graph;
  const n = slots.length;
  const piece = new Int32Array(n).fill(-1);
  const first: number[] = [];
  const size: number[] = [];
  const queue = new Uint32Array(n);
  for (let start = 0; start < n; start++) {
    if (piece[start] >= 0) continue;
    const p = first.length;
    first.push(start);
    piece[start] = p;
    queue[0] = start;
    let end = 1;
    for (let at = 0; at < end; at++) {
      const u = queue[at];
      for (let e = offsets[u]; e < offsets[u + 1]; e++) {
        const v = neighbors[e];
        if (piece[v] >= 0 || slots[v] !== slots[start]) continue;
        piece[v] = p;
        queue[end++] = v;
      }
    }
    size.push(end);
  }
  const main = new Map<number, number>();
  first.forEach((u, p) => {
    const known = main.get(slots[u]);
    if (known === undefined || size[p] > size[known]) main.set(slots[u], p);
  });
  const wanted = first.flatMap((u, p) => (slots[u] === UNASSIGNED || main.get(slots[u]) !== p ? [p] : []));
  if (wanted.length === 0) return [];
  const members = new Map<number, number[]>(wanted.map((p) => [p, []]));
  for (let u = 0; u < n; u++) members.get(piece[u])?.push(u);
  return wanted.flatMap((p): LooseEnd[] => {
    const units = members.get(p) as number[];
    if (changed !== null && !touches(graph, units, changed)) return [];
    const slot = slots[first[p]];
    const around = neighboursAround(graph, slots, units);
    const enclosed = around.size === 1 && !around.has(UNASSIGNED);
    if (slot === UNASSIGNED && !enclosed) return [];
    return [{ kind: enclosed ? 'hole' : 'island', slot, units, taker: neighbourOf(graph, slots, units, slot, (other) => other !== UNASSIGNED) }];
  });
}

function touches({ offsets, neighbors }: UnitGraph, units: readonly number[], changed: ReadonlySet<number>): boolean {
  for (const u of units) {
    if (changed.has(u)) return true;
    for (let e = offsets[u]; e < offsets[u + 1]; e++) if (changed.has(neighbors[e])) return true;
  }
  return false;
}

function neighboursAround({ offsets, neighbors }: UnitGraph, slots: Uint16Array, units: readonly number[]): Set<number> {
  const around = new Set<number>();
  const own = slots[units[0]];
  for (const u of units) for (let e = offsets[u]; e < offsets[u + 1]; e++) if (slots[neighbors[e]] !== own) around.add(slots[neighbors[e]]);
  return around;
}
