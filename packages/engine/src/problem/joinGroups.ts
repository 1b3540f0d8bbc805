import { joinUnits, type Level } from '../solve/level.ts';
import type { Problem } from './problem.ts';
import { together } from './together.ts';

/**
 * Makes every keep-together group one unit. A group that lies in several pieces takes in the shortest way between them, so
 * that its territory is one piece: past what is held elsewhere, and past other groups where there is another way. Pieces
 * between which there is no way stay apart; `validate` has named them. O(n) and a search per piece.
 */
export function joinGroups(problem: Problem, level: Level, unitOf: Int32Array, q: number): { level: Level; unitOf: Int32Array } {
  const { n } = level;
  if (!problem.constraints.some(({ type }) => type === 'keepTogether')) return { level, unitOf };
  const leader = Int32Array.from({ length: n }, (_, i) => i);
  const grouped = new Uint8Array(n);
  const fixed = level.fixed.slice();
  const find = (i: number): number => {
    let root = i;
    while (leader[root] !== root) root = leader[root];
    while (leader[i] !== root) [leader[i], i] = [root, leader[i]];
    return root;
  };
  const union = (i: number, j: number): void => {
    const [a, b] = [Math.min(find(i), find(j)), Math.max(find(i), find(j))];
    grouped[i] = grouped[j] = 1;
    leader[b] = a;
    if (fixed[a] < 0) fixed[a] = fixed[b];
  };
  together(problem).forEach((head, u) => {
    if (head !== u && unitOf[u] >= 0 && unitOf[head] >= 0) union(unitOf[u], unitOf[head]);
  });
  if (!grouped.includes(1)) return { level, unitOf };

  const membersOf = new Map<number, number[]>();
  for (let i = 0; i < n; i++) {
    if (!grouped[i]) continue;
    const list = membersOf.get(find(i));
    if (list) list.push(i);
    else membersOf.set(find(i), [i]);
  }
  const came = new Int32Array(n).fill(-1);
  for (const members of membersOf.values()) {
    const isOwn = (i: number): boolean => find(i) === find(members[0]);
    const isHeld = (i: number): boolean => fixed[find(i)] >= 0 && fixed[find(i)] !== fixed[find(members[0])];
    for (let pieces = members.length; pieces > 1; pieces--) {
      const way = wayOut(level, members, came, isOwn, (i) => isHeld(i) || grouped[i] === 1) ?? wayOut(level, members, came, isOwn, isHeld);
      if (way === null) break;
      for (const i of way) union(i, members[0]);
    }
  }
  const group = new Int32Array(n).fill(-1);
  let count = 0;
  for (let i = 0; i < n; i++) {
    const root = find(i);
    if (group[root] < 0) group[root] = count++;
    group[i] = group[root];
  }
  return { level: joinUnits({ ...level, fixed: fixed.map((_, i) => fixed[find(i)]) }, q, group, count), unitOf: unitOf.map((i) => (i < 0 ? -1 : group[i])) };
}

/**
 * The shortest way from the piece of a group's first member to another of its pieces, past what is blocked.
 *
 * @param came n: -1; left as it was
 * @returns the units between; null when there is one piece, or no way
 */
function wayOut({ offsets, neighbors }: Level, members: readonly number[], came: Int32Array, isOwn: (i: number) => boolean, isBlocked: (i: number) => boolean): number[] | null {
  const queue = [members[0]];
  came[members[0]] = members[0];
  for (let head = 0; head < queue.length; head++) {
    for (let e = offsets[queue[head]]; e < offsets[queue[head] + 1]; e++) {
      const v = neighbors[e];
      if (came[v] >= 0 || !isOwn(v)) continue;
      came[v] = v;
      queue.push(v);
    }
  }
  let way: number[] | null = null;
  const apart = members.some((i) => came[i] < 0);
  for (let head = 0; apart && head < queue.length && way === null; head++) {
    const u = queue[head];
    for (let e = offsets[u]; e < offsets[u + 1] && way === null; e++) {
      const v = neighbors[e];
      if (came[v] >= 0) continue;
      if (isOwn(v)) {
        way = [];
        for (let i = u; came[i] !== i; i = came[i]) way.push(i);
      } else if (!isBlocked(v)) {
        came[v] = u;
        queue.push(v);
      }
    }
  }
  for (const i of queue) came[i] = -1;
  return way;
}
