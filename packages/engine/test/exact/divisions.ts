/**
 * Every contiguous division of a small graph into k territories, each once up to the numbers of territories. Units are bits
 * of a number, so that there can be at most 30.
 *
 * @param near per unit the units beside it, as bits
 * @param fits whether a connected set of units may be a territory
 */
export function* divisions(near: readonly number[], k: number, fits: (set: number) => boolean): Generator<readonly number[]> {
  yield* divide((1 << near.length) - 1, [], near, k, fits);
}

function* divide(rest: number, parts: readonly number[], near: readonly number[], k: number, fits: (set: number) => boolean): Generator<readonly number[]> {
  if (parts.length === k - 1) {
    if (rest !== 0 && reached(rest, near) === rest && fits(rest)) yield [...parts, rest];
    return;
  }
  if (rest === 0) return;
  // The lowest unit that is left belongs to the next territory.
  const first = rest & -rest;
  for (const set of connectedSets(first, near[bit(first)] & rest & ~first, rest & ~first, near)) if (fits(set)) yield* divide(rest & ~set, [...parts, set], near, k, fits);
}

/** Connected sets that hold `set` and grow into `open`, none of them twice. */
function* connectedSets(set: number, fringe: number, open: number, near: readonly number[]): Generator<number> {
  yield set;
  let left = fringe;
  let allowed = open;
  while (left !== 0) {
    const next = left & -left;
    left &= ~next;
    allowed &= ~next;
    yield* connectedSets(set | next, left | (near[bit(next)] & allowed), allowed, near);
  }
}

/** What can be reached from the lowest unit of a set without leaving it. */
function reached(set: number, near: readonly number[]): number {
  let found = set & -set;
  for (let fringe = found; fringe !== 0; ) {
    let grown = 0;
    for (let left = fringe; left !== 0; left &= left - 1) grown |= near[bit(left & -left)];
    fringe = grown & set & ~found;
    found |= fringe;
  }
  return found;
}

function bit(power: number): number {
  return 31 - Math.clz32(power);
}
