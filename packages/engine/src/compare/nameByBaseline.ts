import { EngineError } from '../base/errors.ts';

/**
 * Which of today's territories each new one continues: the pair with the largest overlap first, ties to the lower slot of
 * today, then to the lower new slot, each once.
 *
 * @param baseline n slots of today; those of `names` or above (`UNASSIGNED`) are nobody's
 * @param slots n new slots, below k
 * @param weight n weights >= 0, what overlap is measured in; units when left out
 * @returns k slots of today, -1 for a territory that continues none
 */
export function nameByBaseline(baseline: Uint16Array, slots: Uint16Array, k: number, names: number, weight?: Float64Array): Int32Array {
  const overlap = overlaps(baseline, slots, k, names, weight);
  const nameOf = new Int32Array(k).fill(-1);
  const taken = new Set<number>();
  for (const [pair] of [...overlap].sort(([p, a], [r, b]) => b - a || p - r)) {
    const name = Math.floor(pair / k);
    const slot = pair % k;
    if (nameOf[slot] >= 0 || taken.has(name)) continue;
    nameOf[slot] = name;
    taken.add(name);
  }
  return nameOf;
}

/** What each pair of a slot of today and a new slot has in common, by `today * k + new`. */
export function overlaps(baseline: Uint16Array, slots: Uint16Array, k: number, names: number, weight?: Float64Array): Map<number, number> {
  if (baseline.length !== slots.length) throw new EngineError('compare.length', `The assignments have ${baseline.length} and ${slots.length} units; compare assignments of one graph.`, [baseline.length, slots.length]);
  const overlap = new Map<number, number>();
  for (let u = 0; u < slots.length; u++) {
    if (baseline[u] >= names || slots[u] >= k) continue;
    const pair = baseline[u] * k + slots[u];
    overlap.set(pair, (overlap.get(pair) ?? 0) + (weight ? weight[u] : 1));
  }
  return overlap;
}
