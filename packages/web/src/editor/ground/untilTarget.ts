import type { UnitGraph } from '@hexalign/engine';

/** What stops the flood. */
export interface Wanted {
  /** What the receiver still needs of the measure, in its unit. */
  readonly missing: number;
  /** n values of the measure. */
  readonly values: Float64Array;
  /** A unit may go along. */
  may(u: number): boolean;
}

/**
 * Units outward from `start`, nearest by borders first, until the receiver has what it needs: the last one is left out when
 * the sum is nearer to the target without it.
 */
export function untilTarget({ offsets, neighbors }: Pick<UnitGraph, 'offsets' | 'neighbors'>, start: number, { missing, values, may }: Wanted): number[] {
  if (!may(start) || missing <= 0) return [];
  const seen = new Set([start]);
  const queue = [start];
  const taken: number[] = [];
  let sum = 0;
  for (const u of queue) {
    const next = sum + values[u];
    if (next >= missing) {
      if (next - missing < missing - sum) taken.push(u);
      return taken;
    }
    sum = next;
    taken.push(u);
    for (let e = offsets[u]; e < offsets[u + 1]; e++) {
      const v = neighbors[e];
      if (seen.has(v) || !may(v)) continue;
      seen.add(v);
      queue.push(v);
    }
  }
  return taken;
}
