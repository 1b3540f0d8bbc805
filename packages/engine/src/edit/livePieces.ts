import type { UnitGraph } from '../graph/unitGraph.ts';
import { BlockPieces } from './blockPieces.ts';

/** Beyond so many neighbours of one territory a plain search is quicker than looking around the unit. */
const MOST_AROUND = 24;
/** Searches in step at most. */
const MOST_LANES = 8;
const UNKNOWN = -1;

/** Units a search around a unit looks at before it gives up. */
const BUDGET = 300;

/**
 * In how many pieces each territory lies, kept up to date move by move. A move that visibly neither tears nor joins
 * anything costs a look at the neighbours. Where the neighbours do not meet around the unit, searches from all of them in step find
 * out whether they meet a little further off or one of them ends. Where that takes more than `BUDGET` units the number is unknown until it
 * is asked for; blocks of ground tell it then (see `BlockPieces`), so that no gesture costs a search of a large territory. Links count
 * as borders. Nothing is allocated after the start.
 */
export class LivePieces {
  private readonly graph: UnitGraph;
  private readonly slots: Uint16Array;
  private readonly k: number;
  private readonly counts: Int32Array;
  private readonly blocks: BlockPieces;
  private readonly seen: Uint32Array;
  private readonly queue: Uint32Array;
  private readonly around = new Uint32Array(MOST_AROUND);
  private readonly groupOf = new Uint8Array(MOST_AROUND);
  private aroundSize = 0;
  /** n: the search that has seen a unit; and per search where it stands in `queue`, and which it runs as one with. */
  private readonly lane: Uint8Array;
  private readonly head = new Uint32Array(MOST_LANES);
  private readonly tail = new Uint32Array(MOST_LANES);
  private readonly joined = new Uint8Array(MOST_LANES);
  private search = 0;

  /** @param slots n slots, read at every move and changed by the caller; those of k and more belong to nobody */
  constructor(graph: UnitGraph, slots: Uint16Array, k: number) {
    const n = graph.ids.length;
    this.graph = graph;
    this.slots = slots;
    this.k = k;
    this.counts = new Int32Array(k).fill(UNKNOWN);
    this.blocks = new BlockPieces(graph, slots, k);
    this.seen = new Uint32Array(n);
    this.queue = new Uint32Array(n);
    this.lane = new Uint8Array(n);
  }

  /** Number of pieces of a territory; 0 when it has no units. */
  count(slot: number): number {
    if (this.counts[slot] === UNKNOWN) this.counts[slot] = this.blocks.count(slot);
    return this.counts[slot];
  }

  /** To be called when unit `u` has gone from one slot to another: `slots[u]` is `to` already. */
  moved(u: number, from: number, to: number): void {
    this.blocks.touch(u);
    if (from < this.k && this.counts[from] !== UNKNOWN) {
      const groups = this.groupsAround(u, from);
      // A unit that stood alone was a piece; one between groups that do not meet around it may have held them together.
      if (groups === 0) this.counts[from]--;
      else if (groups !== 1) this.change(from, this.piecesAround(u, from, groups), 1);
    }
    if (to < this.k && this.counts[to] !== UNKNOWN) {
      const groups = this.groupsAround(u, to);
      if (groups === 0) this.counts[to]++;
      else if (groups !== 1 && this.counts[to] > 1) this.change(to, this.piecesAround(u, to, groups), -1);
    }
  }

  /** So many pieces meet at a unit that left (1) or came (-1); `UNKNOWN` when nobody knows. */
  private change(slot: number, meeting: number, sign: 1 | -1): void {
    this.counts[slot] = meeting === UNKNOWN ? UNKNOWN : this.counts[slot] + sign * (meeting - 1);
  }

  /**
   * Pieces among the groups of neighbours that `groupsAround` has just told, without `u` itself. A search runs from each group in
   * turn, a unit at a time: where two meet they go on as one, and one that ends has seen a piece whole. The last that
   * is left need not end. Wanders through `queue` in as many lanes as there are groups.
   */
  private piecesAround(u: number, slot: number, groups: number): number {
    if (groups < 2 || groups > MOST_LANES) return UNKNOWN;
    const { offsets, neighbors } = this.graph;
    const { slots, seen, queue, lane, head, tail, joined, around, groupOf } = this;
    const width = Math.floor(queue.length / groups);
    const mark = ++this.search;
    seen[u] = mark;
    for (let g = 0; g < groups; g++) {
      head[g] = tail[g] = g * width;
      joined[g] = g;
    }
    for (let i = 0; i < this.aroundSize; i++) {
      const g = groupOf[i];
      seen[around[i]] = mark;
      lane[around[i]] = g;
      queue[tail[g]++] = around[i];
    }
    let open = groups;
    let closed = 0;
    for (let looked = 0; open > 1; ) {
      for (let g = 0; g < groups && open > 1; g++) {
        // A search that ended, or one whose joined partner still runs, waits.
        if (head[g] === tail[g]) continue;
        if (++looked > BUDGET || tail[g] + offsets[queue[head[g]] + 1] - offsets[queue[head[g]]] > (g + 1) * width) return UNKNOWN;
        const v = queue[head[g]++];
        for (let i = offsets[v]; i < offsets[v + 1]; i++) {
          const w = neighbors[i];
          if (slots[w] !== slot || w === u) continue;
          if (seen[w] !== mark) {
            seen[w] = mark;
            lane[w] = g;
            queue[tail[g]++] = w;
          } else if (rootOf(joined, lane[w]) !== rootOf(joined, g)) {
            joined[rootOf(joined, lane[w])] = rootOf(joined, g);
            open--;
          }
        }
        if (head[g] === tail[g] && open > 1 && this.hasEnded(rootOf(joined, g), groups)) {
          closed++;
          open--;
        }
      }
    }
    return closed + open;
  }

  /** Whether every search that runs as one with `root` has ended. */
  private hasEnded(root: number, groups: number): boolean {
    for (let g = 0; g < groups; g++) if (this.head[g] < this.tail[g] && rootOf(this.joined, g) === root) return false;
    return true;
  }

  /** Groups of neighbours of `u` in a territory that touch each other; `UNKNOWN` where there are too many to look at. */
  private groupsAround(u: number, slot: number): number {
    const { offsets, neighbors } = this.graph;
    const { around, slots, groupOf } = this;
    let size = 0;
    for (let i = offsets[u]; i < offsets[u + 1]; i++) {
      if (slots[neighbors[i]] !== slot) continue;
      if (size === MOST_AROUND) return UNKNOWN;
      around[size++] = neighbors[i];
    }
    this.aroundSize = size;
    let groups = 0;
    // around[0 .. reached) is sorted by group: each next one is pulled in when it touches one that has been reached.
    for (let reached = 0, looked = 0; reached < size; ) {
      if (looked === reached) {
        groupOf[reached] = groups++;
        reached++;
      }
      const v = around[looked];
      const group = groupOf[looked++];
      for (let i = offsets[v]; i < offsets[v + 1]; i++) {
        for (let j = reached; j < size; j++) {
          if (around[j] !== neighbors[i]) continue;
          around[j] = around[reached];
          around[reached] = neighbors[i];
          groupOf[reached++] = group;
        }
      }
      if (looked < reached && reached === size) return groups;
    }
    return groups;
  }
}

function rootOf(joined: Uint8Array, g: number): number {
  let root = g;
  while (joined[root] !== root) root = joined[root];
  return root;
}
