import type { Level } from './level.ts';

/** Which neighbours of a unit touch each other, computed when a unit is first asked about. */
export interface Links {
  /** m: per directed border, the positions in the unit's row of the neighbours that touch this one. */
  readonly mask: Int32Array;
  /** n: 0 unknown, `ROUND` when all neighbours hang together among themselves, `RAGGED` when not. */
  readonly kind: Uint8Array;
  /** n scratch, all 0 between calls. */
  readonly mark: Int32Array;
  readonly queue: Int32Array;
}

const ROUND = 1;
const RAGGED = 2;

/** Units a search around a ragged unit looks at before it gives up and says no. */
const SEARCH_LIMIT = 200;

export function createLinks(level: Level): Links {
  return { mask: new Int32Array(level.neighbors.length), kind: new Uint8Array(level.n), mark: new Int32Array(level.n), queue: new Int32Array(level.n) };
}

/**
 * Whether the territory of unit `i` surely stays in one piece without it. Where the neighbours of `i` form a ring or an
 * arc, as on hexagons and most maps, those in the territory have to hang together among themselves: a test by
 * bit masks, O(degree). Elsewhere (square grids, trees, isthmuses) a search through the territory, which says no when it
 * has seen `SEARCH_LIMIT` units.
 */
export function leavable(level: Level, owner: Int32Array, links: Links, i: number): boolean {
  const { offsets, neighbors } = level;
  const start = offsets[i];
  const degree = offsets[i + 1] - start;
  if (degree > 31) return leavableBySearch(level, owner, links, i);
  if (links.kind[i] === 0) buildMask(level, links, i);
  const s = owner[i];
  const { mask } = links;
  let members = 0;
  for (let a = 0; a < degree; a++) if (owner[neighbors[start + a]] === s) members |= 1 << a;
  if (members === 0) return false;
  if (flood(mask, start, members) === members) return true;
  return links.kind[i] === RAGGED && leavableBySearch(level, owner, links, i);
}

/** The members reached from the lowest one by stepping over members only. */
function flood(mask: Int32Array, start: number, members: number): number {
  let reached = members & -members;
  let fresh = reached;
  while (fresh !== 0) {
    const a = 31 - Math.clz32(fresh & -fresh);
    fresh &= fresh - 1;
    const more = mask[start + a] & members & ~reached;
    reached |= more;
    fresh |= more;
  }
  return reached;
}

function buildMask(level: Level, links: Links, i: number): void {
  const { offsets, neighbors } = level;
  const { mark, mask } = links;
  const start = offsets[i];
  const end = offsets[i + 1];
  for (let e = start; e < end; e++) mark[neighbors[e]] = e - start + 1;
  for (let e = start; e < end; e++) {
    const v = neighbors[e];
    let bits = 0;
    for (let f = offsets[v]; f < offsets[v + 1]; f++) {
      const at = mark[neighbors[f]];
      if (at > 0) bits |= 1 << (at - 1);
    }
    mask[e] = bits;
  }
  for (let e = start; e < end; e++) mark[neighbors[e]] = 0;
  const all = end - start === 31 ? 0x7fffffff : (1 << (end - start)) - 1;
  links.kind[i] = flood(mask, start, all) === all ? ROUND : RAGGED;
}

/** Breadth-first search through the territory from one neighbour until all others in it are found. */
function leavableBySearch(level: Level, owner: Int32Array, links: Links, i: number): boolean {
  const { offsets, neighbors } = level;
  const { mark, queue } = links;
  const s = owner[i];
  let wanted = 0;
  let head = 0;
  let tail = 0;
  for (let e = offsets[i]; e < offsets[i + 1]; e++) {
    const v = neighbors[e];
    if (owner[v] !== s) continue;
    mark[v] = 1;
    wanted++;
    if (tail === 0) queue[tail++] = v;
  }
  if (wanted === 0) return false;
  mark[queue[0]] = 2;
  mark[i] = 2;
  wanted--;
  while (head < tail && wanted > 0 && tail < SEARCH_LIMIT) {
    const u = queue[head++];
    for (let e = offsets[u]; e < offsets[u + 1]; e++) {
      const v = neighbors[e];
      if (owner[v] !== s || mark[v] === 2) continue;
      if (mark[v] === 1) wanted--;
      mark[v] = 2;
      queue[tail++] = v;
    }
  }
  for (let at = 0; at < tail; at++) mark[queue[at]] = 0;
  for (let e = offsets[i]; e < offsets[i + 1]; e++) mark[neighbors[e]] = 0;
  mark[i] = 0;
  return wanted === 0;
}
