import type { Ground } from '../problem/ground.ts';
import { cutAsks } from './asks.ts';
import { createBoard, type Board } from './board.ts';
import { cutRules, type Demand } from './demand.ts';
import type { Level } from './level.ts';

/** Some adjacent territories of a board cut out as a small ground of their own. */
export interface Region {
  readonly ground: Ground;
  /** Unit of the region -> unit of the board. */
  readonly units: Int32Array;
  /** Territory of the region -> territory of the board. */
  readonly members: readonly number[];
  /** The owners the units had, in the region's numbers. */
  readonly owner: Int32Array;
}

/** Scratch for `cutOut`, one per board size. */
export interface Scissors {
  readonly place: Int32Array;
  readonly index: Int32Array;
}

export function createScissors(n: number, k: number): Scissors {
  return { place: new Int32Array(n).fill(-1), index: new Int32Array(k).fill(-1) };
}

/**
 * Cuts out the ground of `members`, listed unit by unit in `units` (ascending). Borders with the outside become rim, so
 * that shapes cost the same inside and outside. O(units + their borders).
 */
export function cutOut(board: Pick<Board, 'level' | 'owner' | 'ground' | 'q'> & { readonly demand?: Demand | null }, members: readonly number[], units: Int32Array, scissors: Scissors): Region {
  const { level, owner, ground, q } = board;
  const n = units.length;
  const k = members.length;
  const { place, index } = scissors;
  members.forEach((t, j) => (index[t] = j));
  let borders = 0;
  for (let i = 0; i < n; i++) {
    place[units[i]] = i;
    borders += level.offsets[units[i] + 1] - level.offsets[units[i]];
  }
  const offsets = new Int32Array(n + 1);
  const neighbors = new Int32Array(borders);
  const border = new Float64Array(borders);
  const part: Level = {
    n, offsets, neighbors, border, rim: new Float64Array(n), x: new Float64Array(n), y: new Float64Array(n), area: new Float64Array(n), spread: new Float64Array(n),
    weight: new Float64Array(n * q), fixed: new Int32Array(n).fill(-1), part: new Int32Array(n),
  };
  const inside = new Int32Array(n);
  let m = 0;
  for (let i = 0; i < n; i++) {
    const u = units[i];
    inside[i] = index[owner[u]];
    part.x[i] = level.x[u];
    part.y[i] = level.y[u];
    part.area[i] = level.area[u];
    part.spread[i] = level.spread[u];
    if (level.fixed[u] >= 0) part.fixed[i] = inside[i];
    for (let j = 0; j < q; j++) part.weight[i * q + j] = level.weight[u * q + j];
    let rim = level.rim[u];
    for (let e = level.offsets[u]; e < level.offsets[u + 1]; e++) {
      const v = place[level.neighbors[e]];
      if (v >= 0) {
        neighbors[m] = v;
        border[m++] = level.border[e];
      } else rim += level.border[e];
    }
    offsets[i + 1] = m;
    part.rim[i] = rim;
  }
  for (let i = 0; i < n; i++) place[units[i]] = -1;
  for (const t of members) index[t] = -1;
  const rows = (of: Float64Array): Float64Array => {
    const out = new Float64Array(k * q);
    members.forEach((t, j) => out.set(of.subarray(t * q, t * q + q), j * q));
    return out;
  };
  const { demand } = board;
  const asks = demand && cutAsks(demand.asks, units, members);
  return {
    units, members, owner: inside,
    ground: {
      level: asks ? { ...part, asks } : part, q, k, unitOf: units, slotOf: Int32Array.from(members), partOf: new Int32Array(k), leftOver: new Uint8Array(1),
      mid: rows(ground.mid), half: rows(ground.half), inverse: rows(ground.inverse), mean: ground.mean, importance: ground.importance, metres: ground.metres,
      ...(demand && asks ? { rules: cutRules(demand, asks, inside, members) } : {}),
    },
  };
}

/** All units of the members, ascending, found by search from one of them; null when they do not hang together. */
export function unitsOf(board: Board, members: readonly number[], scissors: Scissors): Int32Array | null {
  const { level, owner, count, frontier, frontierSize } = board;
  const { place, index } = scissors;
  let size = 0;
  for (const t of members) {
    index[t] = 1;
    size += count[t];
  }
  const units = new Int32Array(size);
  let tail = 0;
  for (let f = 0; f < frontierSize[0] && tail === 0; f++) if (index[owner[frontier[f]]] >= 0) units[tail++] = frontier[f];
  if (tail > 0) place[units[0]] = 0;
  for (let head = 0; head < tail; head++) {
    const i = units[head];
    for (let e = level.offsets[i]; e < level.offsets[i + 1]; e++) {
      const v = level.neighbors[e];
      if (place[v] >= 0 || index[owner[v]] < 0) continue;
      place[v] = 0;
      units[tail++] = v;
    }
  }
  for (let at = 0; at < tail; at++) place[units[at]] = -1;
  for (const t of members) index[t] = -1;
  return tail === size ? units.sort() : null;
}

export function regionBoard(region: Region, owner: Int32Array): Board {
  return createBoard(region.ground, region.ground.level, owner);
}
