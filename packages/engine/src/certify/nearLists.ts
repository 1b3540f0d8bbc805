import type { Transport } from './transportDual.ts';

/** Territories that units are thought to fall to: `width` of each unit, in any order, with the cost of distance of each. */
export interface NearLists {
  readonly width: number;
  readonly slots: Uint16Array;
  readonly far: Float64Array;
}

/** Empty lists of at most `width` territories each. */
export function emptyLists(n: number, k: number, width: number): NearLists {
  const fitting = Math.min(width, k);
  return { width: fitting, slots: new Uint16Array(n * fitting), far: new Float64Array(n * fitting) };
}

/** Lists the cheapest of all territories at these multipliers, for units `from` to `to - 1`. O(n k q). */
export function listNearest(lists: NearLists, transport: Transport, multipliers: Float64Array, from: number, to: number): void {
  const { k, q, places, centres, mass, weights, tied, closed } = transport;
  const { width, slots, far } = lists;
  const costs = new Float64Array(width);
  for (let i = from; i < to; i++) {
    const x = places[2 * i];
    const y = places[2 * i + 1];
    const heft = mass[i];
    const w0 = weights[i * q];
    const row = i * width;
    let filled = 0;
    for (let t = 0; t < k && tied[i] < 0; t++) {
      if (closed[t] === 1) continue;
      const dx = x - centres[2 * t];
      const dy = y - centres[2 * t + 1];
      let cost = heft * (dx * dx + dy * dy) - multipliers[t * q] * w0;
      for (let m = 1; m < q; m++) cost -= multipliers[t * q + m] * weights[i * q + m];
      if (filled === width && cost >= costs[width - 1]) continue;
      let at = filled < width ? filled++ : width - 1;
      for (; at > 0 && costs[at - 1] > cost; at--) {
        costs[at] = costs[at - 1];
        slots[row + at] = slots[row + at - 1];
      }
      costs[at] = cost;
      slots[row + at] = t;
    }
    // Tied units, and those with fewer open territories than the row is wide, repeat one.
    if (filled === 0) slots[row + filled++] = tied[i];
    for (; filled < width; filled++) slots[row + filled] = slots[row];
    for (let at = row; at < row + width; at++) {
      const dx = x - centres[2 * slots[at]];
      const dy = y - centres[2 * slots[at] + 1];
      far[at] = heft * (dx * dx + dy * dy);
    }
  }
}

/** Lists the cheapest of longer lists. */
export function shortenLists(lists: NearLists, longer: NearLists, transport: Transport, multipliers: Float64Array, from: number, to: number): void {
  const { q, weights } = transport;
  const { width, slots, far } = lists;
  const costs = new Float64Array(width);
  for (let i = from; i < to; i++) {
    const row = i * width;
    let filled = 0;
    for (let p = i * longer.width; p < (i + 1) * longer.width; p++) {
      const t = longer.slots[p];
      let cost = longer.far[p];
      for (let m = 0; m < q; m++) cost -= multipliers[t * q + m] * weights[i * q + m];
      if (filled === width && cost >= costs[width - 1]) continue;
      let at = filled < width ? filled++ : width - 1;
      for (; at > 0 && costs[at - 1] > cost; at--) {
        costs[at] = costs[at - 1];
        slots[row + at] = slots[row + at - 1];
        far[row + at] = far[row + at - 1];
      }
      costs[at] = cost;
      slots[row + at] = t;
      far[row + at] = longer.far[p];
    }
  }
}

/** The units' part of the dual function over listed territories only, an estimate from above; adds the weights of its assignment to `sums`. */
export function nearPart(transport: Transport, multipliers: Float64Array, { width, slots, far }: NearLists, sums: Float64Array, from: number, to: number): number {
  const { q, weights } = transport;
  let total = 0;
  for (let i = from; i < to; i++) {
    const at = i * q;
    const w0 = weights[at];
    const w1 = q > 1 ? weights[at + 1] : 0;
    let least = Infinity;
    let best = 0;
    for (let p = i * width; p < (i + 1) * width; p++) {
      const row = slots[p] * q;
      let cost = far[p] - multipliers[row] * w0;
      if (q > 1) cost -= multipliers[row + 1] * w1;
      for (let m = 2; m < q; m++) cost -= multipliers[row + m] * weights[at + m];
      if (cost < least) {
        least = cost;
        best = row;
      }
    }
    total += least;
    for (let m = 0; m < q; m++) sums[best + m] += weights[at + m];
  }
  return total;
}
