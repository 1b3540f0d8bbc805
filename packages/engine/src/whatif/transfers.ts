import type { Ground } from '../problem/ground.ts';
import { cheapestFlow } from './cheapestFlow.ts';
import type { TerritoryGraph } from './territoryGraph.ts';

/** Ground that should go from one holder to another, as a share of a mean territory over all measures. */
export interface Transfer {
  readonly from: number;
  readonly to: number;
  readonly mass: number;
  /** Only units richest in this measure compared with `mix`; -1: any. */
  readonly rich: number;
  /** q sums along the border. */
  readonly mix: Float64Array;
}

export interface TransferPlan {
  readonly transfers: readonly Transfer[];
  /** Territories whose band cannot be reached within the ball. */
  readonly beyond: readonly number[];
  /** holders * q prices of a mean territory's worth of each measure, 0 outside the ball. */
  readonly prices: Float64Array;
}

/** Where everything stands, in numbers of the ground: territories 0 .. k - 1, then holders that are gone. */
export interface Standing {
  readonly ground: Pick<Ground, 'q' | 'k' | 'mid' | 'half' | 'inverse' | 'mean'>;
  /** holders * q sums. */
  readonly sum: Float64Array;
  readonly graph: TerritoryGraph;
  /** holders: 1 when nothing may come or go. */
  readonly still: Uint8Array;
}

/** Surplus is worth moving through so many hands per unit before a band is given up. */
const DEAREST = 12;

/** Share of the band that is aimed at, so that whole units fit. */
export const AIM = 0.97;

/** Share of what is rich in one measure along a border that can be had without tearing or fraying territories. */
const TAKEN = 0.6;

/** A territory that has less than this share of its least is new: it may also take from the neighbours of its neighbours. */
const NEWCOMER = 0.5;

/**
 * Which ground should change hands, and how much of it, so that every sum in the ball comes into its band and as little
 * as possible moves: a transport problem on the graph of territories. What lies along a border stands for what will cross it, so
 * that the measures of a transfer are in a fixed ratio. O(pivots * q * ball * borders in the ball).
 */
export function planTransfers({ ground, sum, graph, still }: Standing, ball: Uint8Array): TransferPlan {
  const { q, k, mid, half, inverse, mean } = ground;
  const holders = ball.length;
  const rowOf = new Int32Array(holders).fill(-1);
  let rows = 0;
  for (let h = 0; h < holders; h++) {
    if (!ball[h] || still[h]) continue;
    rowOf[h] = rows;
    rows += h < k ? q : 1;
  }
  const now = new Float64Array(rows);
  const low = new Float64Array(rows);
  const high = new Float64Array(rows);
  for (let h = 0; h < holders; h++) {
    const r = rowOf[h];
    if (r < 0) continue;
    for (let m = 0; m < q; m++) {
      const j = h * q + m;
      if (h >= k) {
        now[r] += sum[j] / mean[m] / q;
        continue;
      }
      const room = (AIM * half[j]) / inverse[j];
      now[r + m] = sum[j] / mean[m];
      low[r + m] = (mid[j] - room) / mean[m];
      high[r + m] = (mid[j] + room) / mean[m];
    }
  }

  const from: number[] = [];
  const to: number[] = [];
  const mix: number[] = [];
  const border: number[] = [];
  const rich: number[] = [];
  const most: number[] = [];
  const fresh = (t: number): boolean => t < k && now[rowOf[t]] < NEWCOMER * low[rowOf[t]];
  const add = (s: number, t: number, e: number): void => {
    from.push(s);
    to.push(t);
    border.push(e);
    rich.push(-1);
    most.push(Infinity);
    mix.push(...composition(s, e));
    if (q === 1 || e < 0 || s >= k) return;
    // What is rich in one measure along this border is limited, and what corrects the ratio of two territories.
    for (let m = 0; m < q; m++) {
      const at = (e * q + m) * q;
      const mass = massAt(graph.rich, at);
      if (!(mass > 0)) continue;
      from.push(s);
      to.push(t);
      border.push(e);
      rich.push(m);
      most.push(TAKEN * mass);
      for (let o = 0; o < q; o++) mix.push(graph.rich[at + o] / mean[o] / mass);
    }
  };
  for (let s = 0; s < holders; s++) {
    if (rowOf[s] < 0) continue;
    const beside = new Set<number>();
    for (let e = graph.row[s]; e < graph.row[s + 1]; e++) {
      const t = graph.to[e];
      if (t >= k || rowOf[t] < 0) continue;
      beside.add(t);
      add(s, t, e);
    }
    for (let e = graph.row[s]; e < graph.row[s + 1]; e++) {
      for (let f = graph.row[graph.to[e]]; f < graph.row[graph.to[e] + 1]; f++) {
        const t = graph.to[f];
        if (t === s || t >= k || rowOf[t] < 0 || beside.has(t) || !fresh(t)) continue;
        beside.add(t);
        add(s, t, -1);
      }
    }
  }
  const columns = from.length;
  const matrix = new Float64Array(rows * columns);
  const cost = new Float64Array(columns).fill(1);
  const nothing = new Float64Array(q);
  for (let c = 0; c < columns; c++) {
    const [s, t] = [rowOf[from[c]], rowOf[to[c]]];
    if (from[c] >= k) matrix[s * columns + c] = -1;
    for (let m = 0; m < q; m++) {
      if (from[c] < k) matrix[(s + m) * columns + c] = -mix[c * q + m];
      matrix[(t + m) * columns + c] = mix[c * q + m];
    }
  }
  const { amounts, beyond, prices } = cheapestFlow({ rows, columns, matrix, cost, most: Float64Array.from(most), now, low, high }, DEAREST);
  const transfers: Transfer[] = [];
  for (let c = 0; c < columns; c++) if (amounts[c] > 1e-7) transfers.push({ from: from[c], to: to[c], mass: amounts[c], rich: rich[c], mix: border[c] < 0 ? nothing : graph.along.slice(border[c] * q, border[c] * q + q) });
  const priceOf = new Float64Array(holders * q);
  const out: number[] = [];
  for (let h = 0; h < holders; h++) {
    const r = rowOf[h];
    if (r < 0 || h >= k) continue;
    let far = false;
    for (let m = 0; m < q; m++) {
      priceOf[h * q + m] = prices[r + m];
      if (beyond[r + m]) far = true;
    }
    if (far) out.push(h);
  }
  return { transfers, beyond: out, prices: priceOf };

  function massAt(sums: Float64Array, at: number): number {
    let mass = 0;
    for (let m = 0; m < q; m++) mass += sums[at + m] / mean[m] / q;
    return mass;
  }

  /** What a unit of mass from `s` is made of: half what lies along the border, half the whole of `s`. */
  function composition(s: number, e: number): number[] {
    const share = (at: Float64Array, j: number): number[] => {
      const total = massAt(at, j);
      return Array.from({ length: q }, (_, m) => (total > 0 ? at[j + m] / mean[m] / total : 1));
    };
    const whole = share(sum, s * q);
    if (e < 0 || s >= k) return whole;
    const rim = share(graph.along, e * q);
    return whole.map((part, m) => (part + rim[m]) / 2);
  }
}
