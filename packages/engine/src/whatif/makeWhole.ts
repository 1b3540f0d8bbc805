import { repair } from '../solve/repair.ts';
import { cutBall } from './ball.ts';
import type { Workbench } from './workbench.ts';

/**
 * Joins up what a what-if tore: every territory whose ground changed becomes one piece again, holds what it has to hold and
 * is not empty. Loose pieces go to the neighbour they share most border with; of the rest nothing changes. `owner` is
 * changed in place.
 *
 * @param everywhere looks at every territory, not only at those whose ground changed
 * @returns whether anything was torn
 */
export function makeWhole(bench: Workbench, owner: Int32Array, everywhere = false): boolean {
  const { ground, heldBy, holders, still } = bench;
  const { level, k } = ground;
  const changed = new Uint8Array(holders);
  if (everywhere) changed.fill(1);
  for (let i = 0; i < level.n; i++) if (owner[i] !== heldBy[i] || (level.fixed[i] >= 0 && level.fixed[i] !== owner[i])) changed[owner[i]] = changed[Math.max(0, heldBy[i])] = changed[Math.max(0, level.fixed[i])] = 1;
  const pieces = piecesOf(bench, owner, changed);
  let torn = false;
  for (let t = 0; t < k; t++) if (changed[t] && pieces[t] !== 1 && !still[t]) torn = true;
  for (let i = 0; i < level.n && !torn; i++) if (level.fixed[i] >= 0 && level.fixed[i] !== owner[i]) torn = true;
  if (!torn) return false;
  const inside = changed.slice();
  for (let i = 0; i < level.n; i++) {
    if (!changed[owner[i]]) continue;
    for (let e = level.offsets[i]; e < level.offsets[i + 1]; e++) inside[owner[level.neighbors[e]]] = 1;
  }
  for (let t = 0; t < k; t++) if (still[t]) inside[t] = 0;
  const { region, gone } = cutBall({ ...bench, owner }, inside);
  const index = new Int32Array(k).fill(-1);
  region.members.forEach((h, j) => {
    if (h < k) index[h] = j;
  });
  const small = region.owner.slice();
  region.units.forEach((i, j) => (region.ground.level.fixed[j] = level.fixed[i] < 0 ? -1 : index[level.fixed[i]]));
  // What nobody owns grows to its neighbours; of what is gone no territory is made.
  for (let j = gone; j < region.members.length; j++) region.ground.partOf[j] = -1;
  for (let j = 0; j < small.length; j++) if (small[j] >= gone) small[j] = -1;
  repair(region.ground, region.ground.level, small);
  for (let j = 0; j < small.length; j++) owner[region.units[j]] = small[j] < 0 ? region.members[region.owner[j]] : region.members[small[j]];
  return true;
}

/** Pieces of each flagged territory, by search. */
function piecesOf({ ground: { level, k }, holders }: Workbench, owner: Int32Array, flagged: Uint8Array): Int32Array {
  const pieces = new Int32Array(holders);
  const seen = new Uint8Array(level.n);
  const queue = new Int32Array(level.n);
  for (let s = 0; s < level.n; s++) {
    const t = owner[s];
    if (seen[s] || t >= k || !flagged[t]) continue;
    pieces[t]++;
    let tail = 0;
    queue[tail++] = s;
    seen[s] = 1;
    for (let head = 0; head < tail; head++) {
      const i = queue[head];
      for (let e = level.offsets[i]; e < level.offsets[i + 1]; e++) {
        const v = level.neighbors[e];
        if (seen[v] || owner[v] !== t) continue;
        seen[v] = 1;
        queue[tail++] = v;
      }
    }
  }
  return pieces;
}
