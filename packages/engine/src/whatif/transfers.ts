import { cheapestFlow } from './cheapestFlow.ts';
import type { Lots } from './lots.ts';
import type { TerritoryGraph } from './territoryGraph.ts';
import type { Work } from './work.ts';

/** Ground that should go from one holder to another, as a share of a mean territory over all measures. */
export interface Transfer {
  readonly from: number;
  readonly to: number;
  readonly mass: number;
  /** Only units of this kind (see `Lots`); -1: any. */
  readonly kind: number;
}

export interface TransferPlan {
  readonly transfers: readonly Transfer[];
  /** Mass of all transfers. */
  readonly mass: number;
  /** What they cost: what moves more, and what shapes suffer, in mean territories. */
  readonly cost: number;
  /** How far sums stay outside their bands, in mean territories. */
  readonly beyond: number;
  /** holders * q: what a mean territory more of each sum would save; 0 for those that take no part. */
  readonly prices: Float64Array;
}

/** Surplus is worth moving through so many hands per unit before a band is given up. */
const DEAREST = 12;

/** Share of a lot that can be had without tearing or fraying territories. */
const TAKEN = 0.8;

/** What ground behind the border costs more than ground along it. */
const BEHIND = 1.05;

/**
 * Which ground should change hands, and how much of it, so that every sum among the flagged holders comes into its band
 * and as little as possible moves: a transport problem on the graph of territories, whose columns are the lots along
 * borders and, where a graph is given, as much of the ground behind as it takes, in the mean ratio of border and whole.
 *
 * @param aim share of the band that is aimed at, so that whole units fit
 * @param graph null: lots only
 */
export function planTransfers({ board, k, still }: Work, inside: Uint8Array, lots: Lots, aim: number, graph: TerritoryGraph | null): TransferPlan {
  const { q, sum, k: holders, ground: { mid, half, inverse, mean } } = board;
  const rowOf = new Int32Array(holders).fill(-1);
  let rows = 0;
  for (let h = 0; h < holders; h++) {
    if (!inside[h] || still[h] || (h >= k && graph === null)) continue;
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
      const room = (aim * half[j]) / inverse[j];
      now[r + m] = sum[j] / mean[m];
      low[r + m] = (mid[j] - room) / mean[m];
      high[r + m] = (mid[j] + room) / mean[m];
    }
  }

  const start = [0];
  const row: number[] = [];
  const value: number[] = [];
  const cost: number[] = [];
  const most: number[] = [];
  const from: number[] = [];
  const to: number[] = [];
  const kind: number[] = [];
  // A column moves one unit of mass, made of `of[at ..]` per measure.
  const add = (s: number, t: number, ofKind: number, price: number, limit: number, of: ArrayLike<number>, at: number): void => {
    from.push(s);
    to.push(t);
    kind.push(ofKind);
    cost.push(price);
    most.push(limit);
    if (s >= k) row.push(rowOf[s]);
    if (s >= k) value.push(-1);
    for (let m = 0; m < q; m++) {
      if (s < k) row.push(rowOf[s] + m);
      if (s < k) value.push(-of[at + m]);
      row.push(rowOf[t] + m);
      value.push(of[at + m]);
    }
    start.push(row.length);
  };
  for (let l = 0; l < lots.mass.length; l++) {
    const mass = lots.mass[l];
    if (rowOf[lots.from[l]] < 0 || rowOf[lots.to[l]] < 0) continue;
    add(lots.from[l], lots.to[l], lots.kind[l], lots.cost[l] / mass, TAKEN * mass, lots.sums.slice(l * q, l * q + q).map((w) => w / mass), 0);
  }
  if (graph !== null) addGroundBehind(graph);
  const found = cheapestFlow({ rows, start, row, value, cost, most, now, low, high, dearest: DEAREST });
  const transfers: Transfer[] = [];
  let mass = 0;
  for (let c = 0; c < from.length; c++) {
    if (!(found.amounts[c] > 1e-7)) continue;
    transfers.push({ from: from[c], to: to[c], mass: found.amounts[c], kind: kind[c] });
    mass += found.amounts[c];
  }
  let beyond = 0;
  for (const one of found.beyond) beyond += one;
  const prices = new Float64Array(holders * q);
  for (let h = 0; h < k; h++) for (let m = 0; m < q && rowOf[h] >= 0; m++) prices[h * q + m] = found.prices[rowOf[h] + m];
  return { transfers, mass, cost: found.cost, beyond, prices };

  function addGroundBehind({ row: borders, to: takers, along }: TerritoryGraph): void {
    for (let s = 0; s < holders; s++) {
      if (rowOf[s] < 0) continue;
      for (let e = borders[s]; e < borders[s + 1]; e++) {
        const t = takers[e];
        if (t >= k || rowOf[t] < 0) continue;
        add(s, t, -1, BEHIND, Infinity, composition(s, along, e), 0);
      }
    }
  }

  /** What a unit of mass from `s` is made of: half what lies along the border, half the whole of `s`. */
  function composition(s: number, along: Float64Array, e: number): number[] {
    const share = (at: Float64Array, j: number): number[] => {
      let total = 0;
      for (let m = 0; m < q; m++) total += at[j + m] / mean[m] / q;
      return Array.from({ length: q }, (_, m) => (total > 0 ? at[j + m] / mean[m] / total : 1));
    };
    const whole = share(sum, s * q);
    if (s >= k) return whole;
    const rim = share(along, e * q);
    return whole.map((part, m) => (part + rim[m]) / 2);
  }
}
