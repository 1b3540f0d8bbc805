import type { Board } from './board.ts';

/**
 * Which of these territories hold a unit heavier than their band is wide: their surplus cannot be handed on in parts,
 * only another arrangement helps. k flags. O(n).
 */
export function lumps({ k, q, owner, level, ground }: Board, of: readonly number[]): Uint8Array {
  const asked = new Uint8Array(k);
  const lumpy = new Uint8Array(k);
  for (const t of of) asked[t] = 1;
  for (let i = 0; i < level.n; i++) {
    const t = owner[i];
    if (t < 0 || !asked[t]) continue;
    for (let j = t * q, w = i * q; j < t * q + q; j++, w++) if (level.weight[w] * ground.inverse[j] > ground.half[j]) lumpy[t] = 1;
  }
  return lumpy;
}
