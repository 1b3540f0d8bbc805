import type { Board } from './board.ts';

/** Per territory the territories it touches, in the order they are met along the frontier. O(frontier). */
export function around({ k, level, owner, frontier, frontierSize }: Board): number[][] {
  const found: number[][] = Array.from({ length: k }, () => []);
  const seen = new Set<number>();
  for (let f = 0; f < frontierSize[0]; f++) {
    const i = frontier[f];
    const s = owner[i];
    for (let e = level.offsets[i]; e < level.offsets[i + 1]; e++) {
      const t = owner[level.neighbors[e]];
      if (t === s || t < 0 || seen.has(s * k + t)) continue;
      seen.add(s * k + t);
      found[s].push(t);
    }
  }
  return found;
}
