import type { UnitGraph } from '@hexalign/engine';
import { FILLS } from './look.ts';

/** A colour number per territory: neighbours differ, territories with a common neighbour where nine colours allow it, and all are used alike. */
export function coloursOf({ offsets, neighbors }: UnitGraph, slots: Uint16Array, k: number): Uint8Array {
  const beside = Array.from({ length: k }, () => new Set<number>());
  for (let u = 0; u < slots.length; u++) for (let e = offsets[u]; e < offsets[u + 1]; e++) if (slots[neighbors[e]] !== slots[u]) beside[slots[u]].add(slots[neighbors[e]]);
  const colours = new Uint8Array(k).fill(255);
  const used = new Uint32Array(FILLS.length);
  const order = [...beside.keys()].sort((a, b) => beside[b].size - beside[a].size || a - b);
  for (const t of order) {
    const price = Float64Array.from(used, (times) => times / k);
    for (const s of beside[t]) {
      if (colours[s] < 255) price[colours[s]] += 1000;
      for (const r of beside[s]) if (r !== t && colours[r] < 255) price[colours[r]] += 1;
    }
    const best = price.indexOf(Math.min(...price));
    colours[t] = best;
    used[best]++;
  }
  return colours;
}
