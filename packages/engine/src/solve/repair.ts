import type { Ground } from '../problem/ground.ts';
import { isBarred } from './asks.ts';
import type { Level } from './level.ts';
import { mass } from './seed.ts';
import { counts, splitFor } from './splitFor.ts';

/**
 * Makes an assignment sound: every territory holds its fixed units, is one piece and is not empty. Pieces that are cut
 * off go to the neighbour they share most border with. Territories that may lie in pieces keep theirs; units that a
 * territory may not have go to one that may, where there is one beside them. `owner` may hold -1 for units without a territory.
 */
export function repair(ground: Ground, level: Level, owner: Int32Array): void {
  const { n, part } = level;
  const pinned = new Int32Array(n).fill(-1);
  holdFixed(level, owner, pinned);
  freeBarred(level, owner, pinned);
  if (keepOnePiece(ground, level, owner, pinned, level.asks !== undefined) > 0) {
    leadOut(level, owner, pinned);
    keepOnePiece(ground, level, owner, pinned, false);
  }
  for (let t = 0, count = counts(ground.k, owner); t < ground.k; t++) {
    if (count[t] > 0 || ground.partOf[t] < 0) continue;
    // A whole part may still be without an owner: its territory takes it.
    let taken = 0;
    for (let i = 0; i < n; i++) {
      if (part[i] === ground.partOf[t] && owner[i] < 0) {
        owner[i] = t;
        taken++;
      }
    }
    count[t] = taken;
    if (taken === 0) count = splitFor(ground, level, owner, pinned, t);
  }
}

/** Gives fixed units to their territories and joins those of one territory by the path that takes fewest units from others. */
function holdFixed(level: Level, owner: Int32Array, pinned: Int32Array): void {
  const { n, offsets, neighbors, fixed } = level;
  const rootOf = new Map<number, number>();
  let any = false;
  for (let i = 0; i < n; i++) {
    if (fixed[i] < 0) continue;
    owner[i] = fixed[i];
    pinned[i] = fixed[i];
    any = true;
  }
  if (!any) return;
  for (let i = 0; i < n; i++) {
    const t = fixed[i];
    if (t < 0) continue;
    const root = rootOf.get(t);
    if (root === undefined) {
      rootOf.set(t, i);
      continue;
    }
    joinTo(t, i, root);
  }

  /** Cheapest path from `from` to the pinned piece that holds `root`: 0-1 search, units of t cost nothing. */
  function joinTo(t: number, from: number, root: number): void {
    const piece = new Uint8Array(n);
    const stack = [root];
    piece[root] = 1;
    while (stack.length > 0) {
      const u = stack.pop() as number;
      for (let e = offsets[u]; e < offsets[u + 1]; e++) {
        const v = neighbors[e];
        if (pinned[v] === t && !piece[v]) {
          piece[v] = 1;
          stack.push(v);
        }
      }
    }
    if (piece[from]) return;
    const came = new Int32Array(n).fill(-1);
    came[from] = from;
    let ring = [from];
    while (ring.length > 0) {
      const next: number[] = [];
      for (let at = 0; at < ring.length; at++) {
        const u = ring[at];
        for (let e = offsets[u]; e < offsets[u + 1]; e++) {
          const v = neighbors[e];
          if (came[v] >= 0 || (pinned[v] >= 0 && pinned[v] !== t)) continue;
          came[v] = u;
          if (piece[v]) {
            for (let w = v; w !== from; w = came[w]) {
              owner[w] = t;
              pinned[w] = t;
            }
            return;
          }
          if (owner[v] === t) ring.push(v);
          else next.push(v);
        }
      }
      ring = next;
    }
  }
}

function freeBarred({ n, asks }: Level, owner: Int32Array, pinned: Int32Array): void {
  if (!asks) return;
  for (let i = 0; i < n; i++) if (owner[i] >= 0 && pinned[i] < 0 && isBarred(asks.barred[owner[i]], i)) owner[i] = -1;
}

/** Gives units that no territory beside them may have to the nearest that may, with the shortest way there. */
function leadOut({ n, offsets, neighbors, asks }: Level, owner: Int32Array, pinned: Int32Array): void {
  if (!asks) return;
  const came = new Int32Array(n).fill(-1);
  // Ground that no territory touches: there is no way out of it.
  const alone = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    if (owner[i] >= 0 || alone[i]) continue;
    const queue = [i];
    came[i] = i;
    let t = -1;
    let touched = false;
    for (let head = 0; head < queue.length && t < 0; head++) {
      const u = queue[head];
      for (let e = offsets[u]; e < offsets[u + 1] && t < 0; e++) {
        const v = neighbors[e];
        const s = owner[v];
        touched ||= s >= 0;
        if (s >= 0 && may(s, u)) {
          t = s;
          for (let w = u; ; w = came[w]) {
            owner[w] = t;
            if (w === i) break;
          }
        } else if (came[v] < 0 && pinned[v] < 0) {
          came[v] = u;
          queue.push(v);
        }
      }
    }
    for (const u of queue) came[u] = -1;
    if (!touched) for (const u of queue) alone[u] = 1;
  }

  /** Whether a territory may have the whole way back from a unit. */
  function may(s: number, from: number): boolean {
    const row = asks?.barred[s] ?? null;
    for (let w = from; ; w = came[w]) {
      if (isBarred(row, w)) return false;
      if (came[w] === w) return true;
    }
  }
}

/**
 * Keeps each territory's pinned or else heaviest piece and lets the rest grow back from the borders.
 *
 * @param strictly whether to leave units without an owner that no territory beside them may have
 * @returns how many were left
 */
function keepOnePiece(ground: Ground, level: Level, owner: Int32Array, pinned: Int32Array, strictly: boolean): number {
  const { n, offsets, neighbors, border } = level;
  const { k } = ground;
  const u = mass(ground, level, 0.2);
  const piece = new Int32Array(n).fill(-1);
  const queue = new Int32Array(n);
  const chosen = new Int32Array(k).fill(-1);
  const weight = new Float64Array(k).fill(-1);
  let pieces = 0;
  for (let s = 0; s < n; s++) {
    const t = owner[s];
    if (piece[s] >= 0 || t < 0) continue;
    let head = 0;
    let tail = 0;
    let total = 0;
    piece[s] = pieces;
    queue[tail++] = s;
    while (head < tail) {
      const i = queue[head++];
      total += u[i];
      if (pinned[i] === t) total += 1e6;
      for (let e = offsets[i]; e < offsets[i + 1]; e++) {
        const v = neighbors[e];
        if (piece[v] < 0 && owner[v] === t) {
          piece[v] = pieces;
          queue[tail++] = v;
        }
      }
    }
    if (total > weight[t]) {
      weight[t] = total;
      chosen[t] = pieces;
    }
    pieces++;
  }
  let loose = 0;
  for (let i = 0; i < n; i++) {
    if (owner[i] >= 0 && (chosen[owner[i]] === piece[i] || ground.rules?.scattered[owner[i]] === 1)) continue;
    // Fixed units that could not be joined stay where they must; `validate` has named them.
    if (pinned[i] >= 0) continue;
    owner[i] = -1;
    loose++;
  }
  // First to territories that may take them; then, where there are none, to any.
  const { asks } = level;
  let strict = asks !== undefined;
  while (loose > 0) {
    let tail = 0;
    for (let i = 0; i < n; i++) {
      if (owner[i] >= 0) continue;
      let best = -1;
      let most = -1;
      for (let e = offsets[i]; e < offsets[i + 1]; e++) {
        const t = owner[neighbors[e]];
        if (t < 0 || (strict && asks !== undefined && isBarred(asks.barred[t], i))) continue;
        let along = 0;
        for (let f = offsets[i]; f < offsets[i + 1]; f++) if (owner[neighbors[f]] === t) along += border[f];
        if (along > most) {
          most = along;
          best = t;
        }
      }
      if (best < 0) continue;
      piece[i] = best;
      queue[tail++] = i;
    }
    if (tail === 0) {
      if (!strict || strictly) break;
      strict = false;
      continue;
    }
    for (let at = 0; at < tail; at++) owner[queue[at]] = piece[queue[at]];
    loose -= tail;
    strict = asks !== undefined;
  }
  return loose;
}
