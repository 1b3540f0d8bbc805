import { repair } from '../solve/repair.ts';
import { createScissors, cutOut } from '../solve/region.ts';
import { piecesOf } from './piecesOf.ts';
import { move, reshape, type Work } from './work.ts';

/**
 * Joins up what a what-if tore, or a hand before it: every territory whose ground changed or lay in pieces becomes one piece, holds what it has to hold and
 * is not empty. Loose pieces go to the neighbour they share most border with; of the rest nothing changes.
 *
 * @returns whether anything was torn
 */
export function makeWhole(work: Work): boolean {
  const { board, k, heldBy, still, torn: lainApart } = work;
  const { level, owner, ground, k: holders } = board;
  const { n, fixed, offsets, neighbors } = level;
  const changed = lainApart.slice();
  let misplaced = false;
  for (let i = 0; i < n; i++) {
    const t = owner[i];
    if (t === heldBy[i] && (fixed[i] < 0 || fixed[i] === t)) continue;
    changed[t] = 1;
    if (heldBy[i] >= 0) changed[heldBy[i]] = 1;
    if (fixed[i] < 0) continue;
    changed[fixed[i]] = 1;
    if (fixed[i] !== t) misplaced = true;
  }
  for (let t = 0; t < k; t++) if (board.count[t] === 0) changed[t] = 1;
  if (!changed.includes(1)) return false;
  const pieces = piecesOf(level, k, owner, changed);
  let torn = misplaced;
  for (let t = 0; t < k; t++) if (changed[t] && pieces[t] !== 1 && !still[t]) torn = true;
  if (!torn) return false;
  const inside = changed.slice();
  for (let i = 0; i < n; i++) {
    if (!changed[owner[i]]) continue;
    for (let e = offsets[i]; e < offsets[i + 1]; e++) inside[owner[neighbors[e]]] = 1;
  }
  for (let t = 0; t < k; t++) if (still[t]) inside[t] = 0;
  const members = [...inside.keys()].filter((h) => inside[h] === 1);
  const units: number[] = [];
  for (let i = 0; i < n; i++) if (inside[owner[i]]) units.push(i);
  const region = cutOut({ level, owner, ground, q: board.q }, members, Int32Array.from(units), createScissors(n, holders));
  const index = new Int32Array(holders).fill(-1);
  members.forEach((h, j) => (index[h] = j));
  const small = region.owner.slice();
  units.forEach((i, j) => (region.ground.level.fixed[j] = fixed[i] < 0 ? -1 : index[fixed[i]]));
  // What nobody owns grows to its neighbours; of what is gone no territory is made.
  members.forEach((h, j) => (region.ground.partOf[j] = h < k ? 0 : -1));
  for (let j = 0; j < small.length; j++) if (members[small[j]] >= k) small[j] = -1;
  repair(region.ground, region.ground.level, small);
  for (let j = 0; j < small.length; j++) {
    const to = small[j] < 0 ? members[region.owner[j]] : members[small[j]];
    if (owner[units[j]] !== to) move(work, units[j], to);
  }
  for (const h of members) reshape(board, h);
  return true;
}
