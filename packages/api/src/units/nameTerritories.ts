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
  return withPlainIds(namesInCommon(k, slotOf, names, nameOf, weight));
}

/** The same, null for what is left over. */
export function namesInCommon(k: number, slotOf: ArrayLike<number>, names: readonly string[], nameOf: Int32Array, weight: Float64Array): (string | null)[] {
  const common = new Map<number, number>();
  for (let p = 0; p < nameOf.length; p++) {
    if (nameOf[p] < 0) continue;
    const pair = nameOf[p] * k + slotOf[p];
    common.set(pair, (common.get(pair) ?? 0) + weight[p]);
  }
  const pairs = [...common.entries()].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const ids = new Array<string | null>(k).fill(null);
  const used = new Set<number>();
  for (const [pair] of pairs) {
    const name = Math.floor(pair / k);
    const slot = pair % k;
    if (ids[slot] !== null || used.has(name)) continue;
    ids[slot] = names[name];
    used.add(name);
  }
  return ids;
}

/** Ids where there are some; the others are called by their slot. */
export function withPlainIds(ids: readonly (string | null)[]): string[] {
  const taken = new Set(ids);
  return plainIds(ids.length).map((plain, slot) => {
    const id = ids[slot];
    if (id !== null) return id;
    let free = plain;
    while (taken.has(free)) free = `${free}a`;
    taken.add(free);
    return free;
  });
}
