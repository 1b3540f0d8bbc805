import type { UnitGraph } from '@hexalign/engine';

/** Units that hang together with `start` over borders, as long as `inside` says so; `start` itself included when it is inside. Nearest by borders first. */
export function flood({ offsets, neighbors }: Pick<UnitGraph, 'offsets' | 'neighbors'>, start: number, inside: (u: number) => boolean): number[] {
  if (!inside(start)) return [];
  const seen = new Set([start]);
  const found = [start];
  for (const u of found) {
    for (let e = offsets[u]; e < offsets[u + 1]; e++) {
      const v = neighbors[e];
      if (seen.has(v) || !inside(v)) continue;
      seen.add(v);
      found.push(v);
    }
  }
  return found;
}
