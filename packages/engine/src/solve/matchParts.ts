import { cheapestMatching } from '../base/cheapestMatching.ts';
import type { Ground } from '../problem/ground.ts';
import { isBarred } from './asks.ts';
import type { Level } from './level.ts';

/** What a part costs a territory for whose target it was not cut, per share that it is off; distances are in territories. */
const OTHER_SIZE = 10;

/** Whether territories are tied to places, by fixed units or by homes. */
export function isTied({ rules }: Ground, level: Level): boolean {
  return level.fixed.some((t) => t >= 0) || (rules !== undefined && rules.home.some((x) => x === x));
}

/**
 * Gives the parts of a division, which was made without looking at who is tied where, to the territories that are: each
 * gets the part its fixed units or its home lie in or near, by a cheapest matching of squared distances; the others keep
 * theirs or take what becomes free. A fixed unit outside its territory's part is joined to it by the shortest way. Changes
 * `owner` in place. O(n + tied * k) and a search per unit that is joined.
 */
export function matchParts(ground: Ground, level: Level, owner: Int32Array): void {
  const { k } = ground;
  const named = nameParts(ground, level, owner);
  for (let i = 0; i < level.n; i++) if (owner[i] >= 0) owner[i] = named[owner[i]];
  joinHeld(level, k, owner);
}

/** Gives every territory the shortest way from its ground to units it holds elsewhere. Changes `owner` in place. */
export function joinHeld(level: Level, k: number, owner: Int32Array): void {
  const size = new Int32Array(k);
  for (const t of owner) if (t >= 0) size[t]++;
  for (let i = 0; i < level.n; i++) {
    const t = level.fixed[i];
    if (t >= 0 && owner[i] !== t && size[t] > 0) join(level, owner, i, t);
  }
}

/** k: the territory that each part is given to. */
function nameParts(ground: Ground, level: Level, owner: Int32Array): Int32Array {
  const { k, q, partOf, mid, rules } = ground;
  const area = new Float64Array(k);
  const x = new Float64Array(k);
  const y = new Float64Array(k);
  const held: number[][] = Array.from({ length: k }, () => []);
  for (let i = 0; i < level.n; i++) {
    if (level.fixed[i] >= 0) held[level.fixed[i]].push(i);
    const p = owner[i];
    if (p < 0) continue;
    area[p] += level.area[i];
    x[p] += level.area[i] * level.x[i];
    y[p] += level.area[i] * level.y[i];
  }
  const square = (p: number, px: number, py: number): number => (x[p] / area[p] - px) * (x[p] / area[p] - px) + (y[p] / area[p] - py) * (y[p] / area[p] - py);
  const off = (t: number, p: number): number => {
    let most = 0;
    for (let m = 0; m < q; m++) most = Math.max(most, Math.abs(mid[t * q + m] / mid[p * q + m] - 1));
    return OTHER_SIZE * most;
  };
  const costOf = (t: number, p: number): number => {
    let cost = off(t, p);
    for (const i of held[t]) if (owner[i] !== p) cost += (0.1 + square(p, level.x[i], level.y[i])) / held[t].length;
    if (held[t].length === 0 && rules) cost += square(p, rules.home[2 * t], rules.home[2 * t + 1]);
    return cost;
  };

  const tied = [...held.keys()].filter((t) => partOf[t] >= 0 && (held[t].length > 0 || (rules !== undefined && rules.home[2 * t] === rules.home[2 * t])));
  const offsets = new Uint32Array(tied.length + 1);
  const column: number[] = [];
  const cost: number[] = [];
  tied.forEach((t, row) => {
    for (let p = 0; p < k; p++) {
      if (partOf[p] !== partOf[t] || !(area[p] > 0)) continue;
      column.push(p);
      cost.push(costOf(t, p));
    }
    offsets[row + 1] = column.length;
  });
  const { columnOf } = cheapestMatching({ offsets, column: Uint32Array.from(column), cost: Float64Array.from(cost), columns: k, costOfNone: new Float64Array(tied.length).fill(1e12) });
  const named = new Int32Array(k).fill(-1);
  const free = new Uint8Array(k).fill(1);
  tied.forEach((t, row) => {
    if (columnOf[row] < 0) return;
    named[columnOf[row]] = t;
    free[t] = 0;
  });
  for (let p = 0; p < k; p++) {
    if (named[p] >= 0 || !free[p]) continue;
    named[p] = p;
    free[p] = 0;
  }
  // What is left over on both sides, the most alike first.
  for (let p = 0; p < k; p++) {
    if (named[p] >= 0) continue;
    let best = -1;
    for (let t = 0; t < k; t++) if (free[t] && partOf[t] === partOf[p] && (best < 0 || off(t, p) < off(best, p))) best = t;
    if (best < 0) continue;
    named[p] = best;
    free[best] = 0;
  }
  return named;
}

/** Gives a territory the shortest way from a unit to its ground, past units that others hold or it may not have. */
function join({ n, offsets, neighbors, fixed, asks }: Level, owner: Int32Array, from: number, t: number): void {
  const came = new Int32Array(n).fill(-1);
  came[from] = from;
  const queue = [from];
  for (let head = 0; head < queue.length; head++) {
    const u = queue[head];
    for (let e = offsets[u]; e < offsets[u + 1]; e++) {
      const v = neighbors[e];
      if (came[v] >= 0 || (fixed[v] >= 0 && fixed[v] !== t) || (asks && isBarred(asks.barred[t], v))) continue;
      came[v] = u;
      if (owner[v] !== t) {
        queue.push(v);
        continue;
      }
      for (let w = u; ; w = came[w]) {
        owner[w] = t;
        if (w === from) return;
      }
    }
  }
}
