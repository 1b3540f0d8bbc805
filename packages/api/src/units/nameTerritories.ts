/** Names of today's territories, ascending in code units, and the position of each point's own; -1 = none. */
export function baselineNames(current: readonly (string | null)[]): { names: string[]; nameOf: Int32Array } {
  const names = [...new Set(current.filter((name) => name !== null))].sort((a, b) => (a < b ? -1 : 1));
  const position = new Map(names.map((name, i) => [name, i]));
  return { names, nameOf: Int32Array.from(current, (name) => (name === null ? -1 : position.get(name)!)) };
}

/** Ids `T01`, `T02` ... as wide as the number of territories needs. */
export function plainIds(k: number): string[] {
  const width = Math.max(2, String(k).length);
  return Array.from({ length: k }, (_, slot) => `T${String(slot + 1).padStart(width, '0')}`);
}

/**
 * Names new territories after today's: the pair with the largest common weight first, ties to the lower name, then to
 * the lower slot; each name once. What is left over is called `T..` by its slot.
 *
 * @param slotOf per point (account or unit) its new slot, below k
 * @param nameOf per point the position of today's name, -1 = none
 * @param weight per point, >= 0
 * @returns k ids
 */
export function nameTerritories(k: number, slotOf: ArrayLike<number>, names: readonly string[], nameOf: Int32Array, weight: Float64Array): string[] {
  const common = new Map<number, number>();
  for (let p = 0; p < nameOf.length; p++) {
    if (nameOf[p] < 0) continue;
    const pair = nameOf[p] * k + slotOf[p];
    common.set(pair, (common.get(pair) ?? 0) + weight[p]);
  }
  const pairs = [...common.entries()].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const ids: (string | undefined)[] = new Array<string | undefined>(k).fill(undefined);
  const used = new Set<number>();
  for (const [pair] of pairs) {
    const name = Math.floor(pair / k);
    const slot = pair % k;
    if (ids[slot] !== undefined || used.has(name)) continue;
    ids[slot] = names[name];
    used.add(name);
  }
  const taken = new Set(ids);
  return plainIds(k).map((plain, slot) => {
    if (ids[slot] !== undefined) return ids[slot];
    let id = plain;
    while (taken.has(id)) id = `${id}a`;
    taken.add(id);
    return id;
  });
}
