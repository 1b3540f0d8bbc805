import { UNASSIGNED, type UnitGraph } from '@hexalign/engine';

/** Light enough that black text is read on each, and told apart in print. */
const PALETTE = ['#8dd3c7', '#fdb462', '#bebada', '#b3de69', '#80b1d3', '#fccde5', '#ffe08a', '#d9b38c', '#9fd6f0', '#d9a9d9', '#f4a6a0', '#a8c686'] as const;

/**
 * A colour per territory, `#rrggbb`, different from those of its neighbours wherever the palette lasts. The same
 * assignment has the same colours.
 */
export function territoryColours(graph: Pick<UnitGraph, 'offsets' | 'neighbors'>, slots: Uint16Array, k: number): string[] {
  const beside = Array.from({ length: k }, () => new Set<number>());
  for (let u = 0; u < slots.length; u++) {
    if (slots[u] === UNASSIGNED) continue;
    for (let e = graph.offsets[u]; e < graph.offsets[u + 1]; e++) {
      const other = slots[graph.neighbors[e]];
      if (other !== slots[u] && other !== UNASSIGNED) beside[slots[u]].add(other);
    }
  }
  const colour = new Int32Array(k).fill(-1);
  const used = new Uint32Array(PALETTE.length);
  // Those with most neighbours choose first; each takes the least used of the colours that are free.
  const order = Array.from({ length: k }, (_, slot) => slot).sort((a, b) => beside[b].size - beside[a].size || a - b);
  for (const slot of order) {
    const taken = new Set([...beside[slot]].map((other) => colour[other]));
    let best = -1;
    for (let c = 0; c < PALETTE.length; c++) if (!taken.has(c) && (best < 0 || used[c] < used[best])) best = c;
    colour[slot] = best < 0 ? slot % PALETTE.length : best;
    used[colour[slot]]++;
  }
  return Array.from(colour, (c) => PALETTE[c]);
}
