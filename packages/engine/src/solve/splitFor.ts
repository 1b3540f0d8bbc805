import type { Ground } from '../problem/ground.ts';
import { isBarred } from './asks.ts';
import type { Level } from './level.ts';
import { mass } from './seed.ts';

export function counts(k: number, owner: Int32Array): Int32Array {
  const count = new Int32Array(k);
  for (const t of owner) if (t >= 0) count[t]++;
  return count;
}

/**
 * Gives an empty territory ground: splits the heaviest one of its part that can be split, along a spanning tree, so that the
 * new one gets half, or as much as budgets let move. What it may not have, and what is pinned, stays where there is a choice.
 *
 * @returns units per territory
 */
export function splitFor(ground: Ground, level: Level, owner: Int32Array, pinned: Int32Array, t: number): Int32Array {
  const { n, part } = level;
  const { k } = ground;
  const u = mass(ground, level, 0.2);
  const load = new Float64Array(k);
  const count = counts(k, owner);
  for (let i = 0; i < n; i++) if (owner[i] >= 0 && part[i] === ground.partOf[t]) load[owner[i]] += u[i] + 1e-12;
  const order = [...load.keys()].filter((s) => load[s] > 0 && count[s] > 1).sort((a, b) => load[b] - load[a] || a - b);
  const room = roomIn(ground, level, owner);
  const row = level.asks?.barred[t] ?? null;
  for (const strict of row === null ? [false] : [true, false]) {
    for (const s of order) {
      const { queue, parent } = treeOf(level, owner, pinned, s);
      const below = new Float64Array(n);
      const bound = new Uint8Array(n);
      for (let at = queue.length - 1; at > 0; at--) {
        const i = queue[at];
        below[i] += u[i] + 1e-12;
        if (pinned[i] >= 0 || (strict && isBarred(row, i))) bound[i] = 1;
        below[parent[i]] += below[i];
        if (bound[i]) bound[parent[i]] = 1;
      }
      const fits = room === null ? null : affordable(level, queue, parent, s, t, room);
      let best = -1;
      let least = Infinity;
      for (let at = 1; at < queue.length; at++) {
        const i = queue[at];
        if (bound[i]) continue;
        // What budgets do not let move is the worse the more it is.
        const off = fits === null || fits[i] ? Math.abs(below[i] - load[s] / 2) : load[s] + below[i];
        if (off < least) {
          least = off;
          best = i;
        }
      }
      if (best < 0) continue;
      const side = new Uint8Array(n);
      side[best] = 1;
      for (const i of queue) {
        if (side[parent[i]]) side[i] = 1;
        if (side[i]) owner[i] = t;
      }
      return counts(k, owner);
    }
  }
  return count;
}

/** The units of a territory in the order of a search from one that is pinned, if any, with the one each was reached from. */
function treeOf({ n, offsets, neighbors }: Level, owner: Int32Array, pinned: Int32Array, s: number): { queue: number[]; parent: Int32Array } {
  let root = -1;
  for (let i = 0; i < n; i++) {
    if (owner[i] !== s) continue;
    if (root < 0 || (pinned[i] >= 0 && pinned[root] < 0)) root = i;
  }
  const queue: number[] = [root];
  const parent = new Int32Array(n).fill(-1);
  parent[root] = root;
  for (let head = 0; head < queue.length; head++) {
    const i = queue[head];
    for (let e = offsets[i]; e < offsets[i + 1]; e++) {
      const v = neighbors[e];
      if (owner[v] !== s || parent[v] >= 0) continue;
      parent[v] = i;
      queue.push(v);
    }
  }
  return { queue, parent };
}

/** What may still move, in all and out of each territory; null where no budget limits it. */
interface Room {
  readonly total: Float64Array;
  readonly leaving: Float64Array;
}

function roomIn({ rules, k }: Ground, { n, asks }: Level, owner: Int32Array): Room | null {
  if (!rules || !asks || asks.kinds === 0) return null;
  const { kinds, today, amount } = asks;
  const total = rules.total.slice();
  const leaving = rules.leaving.slice(0, k * kinds);
  for (let i = 0; i < n; i++) {
    const h = today[i];
    if (h < 0 || owner[i] < 0 || owner[i] === h) continue;
    for (let j = 0; j < kinds; j++) {
      total[j] -= amount[i * kinds + j];
      leaving[h * kinds + j] -= amount[i * kinds + j];
    }
  }
  return { total, leaving };
}

/** n flags: whether the part of the tree below a unit may go from `s` to `t`. */
function affordable({ n, asks }: Level, queue: readonly number[], parent: Int32Array, s: number, t: number, { total, leaving }: Room): Uint8Array {
  const kinds = asks?.kinds ?? 0;
  const moves = new Float64Array(n * kinds);
  const fits = new Uint8Array(n).fill(1);
  for (let at = queue.length - 1; at > 0; at--) {
    const i = queue[at];
    const sign = asks?.today[i] === s ? 1 : asks?.today[i] === t ? -1 : 0;
    for (let j = 0; j < kinds; j++) {
      moves[i * kinds + j] += sign * (asks?.amount[i * kinds + j] ?? 0);
      if (moves[i * kinds + j] > Math.min(total[j], leaving[s * kinds + j])) fits[i] = 0;
      moves[parent[i] * kinds + j] += moves[i * kinds + j];
    }
  }
  return fits;
}
