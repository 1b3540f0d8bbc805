import type { UnitGraph } from '../graph/unitGraph.ts';
import { BLOCK, cutIntoBlocks, pairBlocks, type BlockPairs, type Blocks } from './blocksOfGround.ts';

/**
 * In how many pieces a territory lies, whatever was moved before. The ground is cut into blocks of some hundred units, and those are
 * gathered into districts, once. Inside a block the pieces of every territory are known, and between two blocks which of them
 * touch; inside a district which pieces of its blocks hang together. After moves only their blocks and districts are looked
 * at again, and a question joins up what districts have: O(block + district + districts) instead of O(n), however large a territory
 * is and wherever it tears. Nothing is allocated after the start.
 */
export class BlockPieces {
  private readonly slots: Uint16Array;
  private readonly k: number;
  private readonly blocks: Blocks;
  private readonly pairs: BlockPairs;
  /**
   * n: piece of a unit. The first of block b has number b, so that those that are asked about most stand side by side, and the
   * others `blocks + start[b] + 1` and up; per piece its territory, and how many each block has.
   */
  private readonly pieceOf: Uint32Array;
  private readonly slotOf: Uint16Array;
  private readonly pieces: Uint16Array;
  /** Pieces that touch, by pairs of blocks: the first of each in `headA` and `headB`, the others where the pair's borders start. */
  private readonly links: Uint16Array;
  private readonly headA: Uint32Array;
  private readonly headB: Uint32Array;
  private readonly linkA: Uint32Array;
  private readonly linkB: Uint32Array;
  /** Trees over pieces that hang together within a district; their roots, district by district; and trees over those roots. */
  private readonly up: Uint32Array;
  private readonly roots: Uint32Array;
  private readonly rootStart: Uint32Array;
  private readonly rootCount: Uint32Array;
  private readonly upAll: Uint32Array;
  /** Blocks, and districts, to be looked at again. */
  private readonly dirty: Marked;
  private readonly dirtyDistricts: Marked;
  /** One block's units while its pieces are found. */
  private readonly mine = new Uint16Array(BLOCK);
  private readonly upInside = new Uint32Array(BLOCK);

  /** @param slots n slots, read when a question is asked and changed by the caller; those of k and more belong to nobody */
  constructor(graph: UnitGraph, slots: Uint16Array, k: number) {
    const n = graph.ids.length;
    this.slots = slots;
    this.k = k;
    this.blocks = cutIntoBlocks(graph);
    this.pairs = pairBlocks(graph, this.blocks);
    const { count, start, members, district } = this.blocks;
    const borders = this.pairs.inside.length;
    this.pieceOf = new Uint32Array(n);
    this.slotOf = new Uint16Array(count + n);
    this.pieces = new Uint16Array(count);
    this.links = new Uint16Array(this.pairs.count);
    this.headA = new Uint32Array(this.pairs.count);
    this.headB = new Uint32Array(this.pairs.count);
    this.linkA = new Uint32Array(borders);
    this.linkB = new Uint32Array(borders);
    this.up = new Uint32Array(count + n);
    this.upAll = new Uint32Array(count + n);
    // A district has at most as many pieces as units.
    const districts = district.length - 1;
    this.roots = new Uint32Array(n);
    this.rootStart = new Uint32Array(districts);
    this.rootCount = new Uint32Array(districts);
    for (let d = 0, from = 0; d < districts; d++) {
      this.rootStart[d] = from;
      for (let i = district[d]; i < district[d + 1]; i++) from += start[members[i] + 1] - start[members[i]];
    }
    this.dirty = marked(count);
    this.dirtyDistricts = marked(districts);
    for (let b = 0; b < count; b++) mark(this.dirty, b);
  }

  /** To be called when unit `u` has another slot. */
  touch(u: number): void {
    mark(this.dirty, this.blocks.blockOf[u]);
  }

  /** Number of pieces of a territory; 0 when it has no units. */
  count(slot: number): number {
    this.lookAgain();
    const { slotOf, up, upAll, roots, rootStart, rootCount, links, headA, headB, linkA, linkB } = this;
    const { within, start, count: pairs } = this.pairs;
    let count = 0;
    for (let d = 0; d < rootStart.length; d++) {
      for (let r = rootStart[d], end = r + rootCount[d]; r < end; r++) {
        const piece = roots[r];
        if (slotOf[piece] !== slot) continue;
        upAll[piece] = piece;
        count++;
      }
    }
    for (let pair = within[within.length - 1]; pair < pairs && count > 1; pair++) {
      const has = links[pair];
      if (has > 0 && slotOf[headA[pair]] === slot && join(upAll, rootOf(up, headA[pair]), rootOf(up, headB[pair]))) count--;
      for (let l = start[pair] + 1, end = start[pair] + has; l < end; l++) if (slotOf[linkA[l]] === slot && join(upAll, rootOf(up, linkA[l]), rootOf(up, linkB[l]))) count--;
    }
    return count;
  }

  private lookAgain(): void {
    const { dirty, dirtyDistricts, pairs, blocks } = this;
    if (dirty.size === 0) return;
    for (let d = 0; d < dirty.size; d++) this.findPieces(dirty.list[d]);
    for (let d = 0; d < dirty.size; d++) {
      const b = dirty.list[d];
      mark(dirtyDistricts, blocks.districtOf[b]);
      for (let e = pairs.row[b]; e < pairs.row[b + 1]; e++) {
        const pair = pairs.of[e];
        // Two blocks that are both to be looked at again meet once.
        if (pairs.first[pair] === b || dirty.is[pairs.first[pair]] === 0) this.findLinks(pair);
      }
    }
    for (let d = 0; d < dirtyDistricts.size; d++) this.joinDistrict(dirtyDistricts.list[d]);
    unmark(dirty);
    unmark(dirtyDistricts);
  }

  /** Finds the pieces of all territories within a block: units of one territory that touch are joined, and each piece numbered by its first. */
  private findPieces(block: number): void {
    const { slots, k, pieceOf, slotOf, mine, upInside } = this;
    const { units, start, row, a, b, count } = this.blocks;
    const from = start[block];
    const size = start[block + 1] - from;
    for (let i = 0; i < size; i++) {
      mine[i] = slots[units[from + i]];
      upInside[i] = i;
    }
    for (let e = row[block], end = row[block + 1]; e < end; e++) if (mine[a[e]] === mine[b[e]]) join(upInside, a[e], b[e]);
    let found = 0;
    for (let i = 0; i < size; i++) {
      if (mine[i] >= k) continue;
      const root = rootOf(upInside, i);
      // A root is the first of its piece.
      if (root !== i) {
        pieceOf[units[from + i]] = pieceOf[units[from + root]];
        continue;
      }
      const piece = found === 0 ? block : count + from + found;
      slotOf[piece] = mine[i];
      pieceOf[units[from + i]] = piece;
      found++;
    }
    this.pieces[block] = found;
  }

  /** Finds which pieces of two blocks touch. */
  private findLinks(pair: number): void {
    const { slots, k, pieceOf, headA, headB, linkA, linkB } = this;
    const { start, inside, across } = this.pairs;
    const from = start[pair];
    let size = 0;
    for (let e = from, end = start[pair + 1]; e < end; e++) {
      const u = inside[e];
      const v = across[e];
      if (slots[u] !== slots[v] || slots[u] >= k) continue;
      const a = pieceOf[u];
      const b = pieceOf[v];
      let known = size > 0 && headA[pair] === a && headB[pair] === b;
      for (let l = from + size - 1; l > from && !known; l--) known = linkA[l] === a && linkB[l] === b;
      if (known) continue;
      if (size === 0) {
        headA[pair] = a;
        headB[pair] = b;
      } else {
        linkA[from + size] = a;
        linkB[from + size] = b;
      }
      size++;
    }
    this.links[pair] = size;
  }

  /** Joins the pieces of a district's blocks and lists the roots. */
  private joinDistrict(d: number): void {
    const { up, roots, rootStart, pieces, links, headA, headB, linkA, linkB } = this;
    const { members, district, start, count } = this.blocks;
    const { within, start: from } = this.pairs;
    for (let i = district[d]; i < district[d + 1]; i++) {
      const block = members[i];
      up[block] = block;
      for (let p = 1; p < pieces[block]; p++) up[count + start[block] + p] = count + start[block] + p;
    }
    for (let pair = within[d]; pair < within[d + 1]; pair++) {
      if (links[pair] > 0) join(up, headA[pair], headB[pair]);
      for (let l = from[pair] + 1, end = from[pair] + links[pair]; l < end; l++) join(up, linkA[l], linkB[l]);
    }
    let size = rootStart[d];
    for (let i = district[d]; i < district[d + 1]; i++) {
      const block = members[i];
      if (pieces[block] > 0 && up[block] === block) roots[size++] = block;
      for (let p = 1; p < pieces[block]; p++) if (up[count + start[block] + p] === count + start[block] + p) roots[size++] = count + start[block] + p;
    }
    this.rootCount[d] = size - rootStart[d];
  }
}

/** Items that are marked, each once. */
interface Marked {
  readonly list: Uint32Array;
  readonly is: Uint8Array;
  size: number;
}

function marked(count: number): Marked {
  return { list: new Uint32Array(count), is: new Uint8Array(count), size: 0 };
}

function mark(set: Marked, item: number): void {
  if (set.is[item] === 1) return;
  set.is[item] = 1;
  set.list[set.size++] = item;
}

function unmark(set: Marked): void {
  for (let i = 0; i < set.size; i++) set.is[set.list[i]] = 0;
  set.size = 0;
}

/** Joins the trees of two items, whose root is their least; false when they were one already. */
function join(up: Uint32Array, a: number, b: number): boolean {
  if (up[a] === up[b]) return false;
  const x = rootOf(up, a);
  const y = rootOf(up, b);
  if (x === y) return false;
  if (x < y) up[y] = x;
  else up[x] = y;
  return true;
}

function rootOf(up: Uint32Array, item: number): number {
  let at = item;
  while (up[at] !== at) {
    up[at] = up[up[at]];
    at = up[at];
  }
  return at;
}
