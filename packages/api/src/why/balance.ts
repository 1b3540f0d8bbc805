import { tally, UNASSIGNED, type Measure } from '@hexalign/engine';

/** What a plan demands, as far as it matters here. k = territories. */
export interface Weighed {
  /** Packed graph. */
  readonly graph: SharedArrayBuffer;
  readonly measures: readonly Measure[];
  readonly k: number;
  /** Per measure k shares and the tolerance, 0-1. */
  readonly shares: readonly Float64Array[];
  readonly tolerance: readonly number[];
  /** k * q sums that accounts apart from their ground bring. */
  readonly load?: Float64Array;
  /** Slots that neither gain nor lose. */
  readonly locks: readonly number[];
}

/** Sums and targets of a plan, k * q each, a row per territory; a target of 0 has no deviation. */
export interface Balance {
  readonly sums: Float64Array;
  readonly targets: Float64Array;
}

/** @param slots n slots; who is nobody's counts in the totals all the same */
export function balanceOf({ measures, k, shares, load }: Pick<Weighed, 'measures' | 'k' | 'shares' | 'load'>, slots: Uint16Array): Balance {
  const q = measures.length;
  const sums = tally(measures, slots, k);
  load?.forEach((value, at) => (sums[at] += value));
  const targets = new Float64Array(k * q);
  measures.forEach(({ values }, m) => {
    let total = 0;
    for (const value of values) total += value;
    for (let t = 0; load !== undefined && t < k; t++) total += load[t * q + m];
    for (let t = 0; t < k; t++) targets[t * q + m] = shares[m][t] * total;
  });
  return { sums, targets };
}

/** Deviations of one territory, with something more or less. */
export function deviations({ sums, targets }: Balance, q: number, slot: number, more?: ArrayLike<number>, sign = 1): number[] {
  return Array.from({ length: q }, (_, m) => {
    const [sum, target] = [sums[slot * q + m] + (more === undefined ? 0 : sign * more[m]), targets[slot * q + m]];
    return target > 0 ? (sum - target) / target : 0;
  });
}

/** Largest |deviation| of all territories, but for some. */
export function worstDeviation(balance: Balance, q: number, but: readonly number[] = []): number {
  let worst = 0;
  for (let slot = 0; slot * q < balance.sums.length; slot++) if (!but.includes(slot)) for (const deviation of deviations(balance, q, slot)) worst = Math.max(worst, Math.abs(deviation));
  return worst;
}

/** Whether a territory stays in one piece, and stays at all, when a unit leaves it. One that lies in pieces already is asked for the unit's own piece. */
export function staysWhole({ offsets, neighbors }: { readonly offsets: Uint32Array; readonly neighbors: Uint32Array }, slots: Uint16Array, unit: number): boolean {
  const slot = slots[unit];
  const beside = [...neighbors.subarray(offsets[unit], offsets[unit + 1])].filter((v) => slots[v] === slot);
  if (slot === UNASSIGNED || beside.length === 0) return false;
  const seen = new Set([unit, beside[0]]);
  const left = new Set(beside.slice(1));
  const way = [beside[0]];
  while (way.length > 0 && left.size > 0) {
    const u = way.pop()!;
    for (let e = offsets[u]; e < offsets[u + 1]; e++) {
      const v = neighbors[e];
      if (slots[v] !== slot || seen.has(v)) continue;
      seen.add(v);
      left.delete(v);
      way.push(v);
    }
  }
  return left.size === 0;
}
