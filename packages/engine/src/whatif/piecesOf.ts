import type { Level } from '../solve/level.ts';

/** Pieces of each flagged territory 0 .. k - 1, by search; 0 for the others. O(n + m). */
export function piecesOf(level: Level, k: number, owner: Int32Array, flagged: Uint8Array): Int32Array {
  const pieces = new Int32Array(k);
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
