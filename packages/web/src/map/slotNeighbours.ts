/** Which territories touch, and which come within two units of each other. */
export interface SlotNeighbours {
  /** Per slot: neighbours with the number of unit borders they share. */
  readonly near: readonly ReadonlyMap<number, number>[];
  /** Per slot: territories one unit away from touching. */
  readonly far: readonly ReadonlySet<number>[];
}

/**
 * Reads the neighbourhood of territories off the unit graph.
 *
 * @param offsets n + 1 row starts
 * @param neighbors m directed borders
 * @param slots n slots; those of k and above are no territory
 */
export function slotNeighbours(offsets: Uint32Array, neighbors: Uint32Array, slots: Uint16Array, k: number): SlotNeighbours {
  const near = Array.from({ length: k }, () => new Map<number, number>());
  const far = Array.from({ length: k }, () => new Set<number>());
  const around: number[] = [];
  for (let u = 0; u < slots.length; u++) {
    const s = slots[u];
    around.length = 0;
    for (let i = offsets[u]; i < offsets[u + 1]; i++) {
      const t = slots[neighbors[i]];
      if (t === s || t >= k) continue;
      if (s < k) near[s].set(t, (near[s].get(t) ?? 0) + 1);
      if (!around.includes(t)) around.push(t);
    }
    for (const a of around) for (const b of around) if (a !== b) far[a].add(b);
  }
  return { near, far };
}
