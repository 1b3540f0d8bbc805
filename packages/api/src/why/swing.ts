import { unpackGraph } from '@hexalign/engine';
import { balanceOf, deviations, staysWhole, type Weighed } from './balance.ts';

export interface SwingArgs {
  readonly demand: Weighed;
  /** n slots below k; others are nobody's. */
  readonly slots: Uint16Array;
  /** n numbers of accounts. */
  readonly accounts: Uint32Array;
  /** Units that may not move. */
  readonly held: readonly number[];
  readonly limit: number;
}

interface Change {
  readonly before: number[];
  readonly after: number[];
}

/** A unit that a neighbour could have as well. */
export interface Swing {
  readonly unit: number;
  readonly from: number;
  readonly to: number;
  readonly fromChange: Change;
  readonly toChange: Change;
  readonly borderKm: number;
  readonly change: number;
}

/**
 * The units with accounts whose move to a neighbour changes a plan the least: the largest change of a deviation as a share of
 * its tolerance, and of the border as a share of a territory's mean. Territories stay in one piece; what is held or locked is left out.
 */
export function swingUnits({ demand, slots, accounts, held, limit }: SwingArgs): Swing[] {
  const { offsets, neighbors, borderM } = unpackGraph(demand.graph);
  const { k, measures, tolerance, locks } = demand;
  const q = measures.length;
  const balance = balanceOf(demand, slots);
  const still = new Set(held);
  const locked = new Set(locks);
  const movable = (u: number): boolean => slots[u] < k && !locked.has(slots[u]);
  let between = 0;
  for (let u = 0; u < slots.length; u++) for (let e = offsets[u]; e < offsets[u + 1]; e++) if (slots[neighbors[e]] !== slots[u]) between += borderM[e];
  const mean = between / Math.max(1, k);

  const candidates: { unit: number; to: number; metres: number; change: number }[] = [];
  for (let u = 0; u < slots.length; u++) {
    if (accounts[u] === 0 || still.has(u) || !movable(u)) continue;
    const metres = new Map<number, number>();
    for (let e = offsets[u]; e < offsets[u + 1]; e++) metres.set(slots[neighbors[e]], (metres.get(slots[neighbors[e]]) ?? 0) + borderM[e]);
    for (const [to, shared] of metres) {
      if (to === slots[u] || to >= k || locked.has(to)) continue;
      let balanced = 0;
      for (let m = 0; m < q; m++) {
        const value = measures[m].values[u];
        for (const slot of [slots[u], to]) {
          const target = balance.targets[slot * q + m];
          if (target > 0) balanced = Math.max(balanced, value / target / Math.max(tolerance[m], 1e-6));
        }
      }
      // What lay within the territory becomes border, and the other way round; each stands once here and twice in the mean.
      const longer = (metres.get(slots[u]) ?? 0) - shared;
      candidates.push({ unit: u, to, metres: longer, change: balanced + (mean > 0 ? Math.abs(2 * longer) / mean : 0) });
    }
  }
  candidates.sort((a, b) => a.change - b.change || a.unit - b.unit || a.to - b.to);
  const found: Swing[] = [];
  const taken = new Set<number>();
  for (const { unit, to, metres, change } of candidates) {
    if (found.length === limit) break;
    if (taken.has(unit) || !staysWhole({ offsets, neighbors }, slots, unit)) continue;
    taken.add(unit);
    const from = slots[unit];
    const carried = measures.map(({ values }) => values[unit]);
    found.push({
      unit, from, to, change, borderKm: metres / 1000,
      fromChange: { before: deviations(balance, q, from), after: deviations(balance, q, from, carried, -1) }, toChange: { before: deviations(balance, q, to), after: deviations(balance, q, to, carried) },
    });
  }
  return found;
}
