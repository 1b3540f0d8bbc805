import type { Ground } from '../problem/ground.ts';
import { createLinks, type Links } from './leavable.ts';
import type { Level } from './level.ts';
import { BAND_EDGE, shapeCost, type Pressure } from './score.ts';

/**
 * An assignment on one level with everything the searches keep up to date move by move: sums, moments, outlines,
 * the list of units at a border.
 */
export interface Board {
  readonly level: Level;
  readonly ground: Ground;
  readonly k: number;
  readonly q: number;
  /** n: territory of each unit. */
  readonly owner: Int32Array;
  /** Per territory: number of units, area, first moments, second moment about the origin, outline. */
  readonly count: Int32Array;
  readonly area: Float64Array;
  readonly sx: Float64Array;
  readonly sy: Float64Array;
  readonly moment: Float64Array;
  readonly rim: Float64Array;
  /** k * q sums. */
  readonly sum: Float64Array;
  /** k * q multipliers on deviations. */
  readonly price: Float64Array;
  /** Per territory: current shape cost and pressure cost. */
  readonly shape: Float64Array;
  readonly strain: Float64Array;
  /** Per unit: whole circumference. */
  readonly around: Float64Array;
  /** Units at a border: `frontier[0 .. frontierSize[0])`, and the position of each unit in it or -1. */
  readonly frontier: Int32Array;
  readonly frontierAt: Int32Array;
  readonly frontierSize: Int32Array;
  readonly links: Links;
}

export function createBoard(ground: Ground, level: Level, owner: Int32Array, price?: Float64Array): Board {
  const { k, q } = ground;
  const { n } = level;
  const around = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let length = level.rim[i];
    for (let e = level.offsets[i]; e < level.offsets[i + 1]; e++) length += level.border[e];
    around[i] = length;
  }
  const board: Board = {
    level, ground, k, q, owner,
    count: new Int32Array(k), area: new Float64Array(k), sx: new Float64Array(k), sy: new Float64Array(k),
    moment: new Float64Array(k), rim: new Float64Array(k), sum: new Float64Array(k * q), price: price ?? new Float64Array(k * q),
    shape: new Float64Array(k), strain: new Float64Array(k), around,
    frontier: new Int32Array(n), frontierAt: new Int32Array(n).fill(-1), frontierSize: new Int32Array(1),
    links: createLinks(level),
  };
  recount(board);
  return board;
}

/** Recomputes every sum and the frontier from `owner`. Takes away the rounding that moments gather over many moves. */
export function recount(board: Board): void {
  const { level, owner, q, count, area, sx, sy, moment, rim, sum, around } = board;
  const { n, offsets, neighbors, border } = level;
  count.fill(0);
  area.fill(0);
  sx.fill(0);
  sy.fill(0);
  moment.fill(0);
  rim.fill(0);
  sum.fill(0);
  board.frontierAt.fill(-1);
  let size = 0;
  for (let i = 0; i < n; i++) {
    const t = owner[i];
    if (t < 0) continue;
    const a = level.area[i];
    const x = level.x[i];
    const y = level.y[i];
    count[t]++;
    area[t] += a;
    sx[t] += a * x;
    sy[t] += a * y;
    moment[t] += level.spread[i] + a * (x * x + y * y);
    for (let m = 0; m < q; m++) sum[t * q + m] += level.weight[i * q + m];
    let own = 0;
    let edge = false;
    for (let e = offsets[i]; e < offsets[i + 1]; e++) {
      if (owner[neighbors[e]] === t) own += border[e];
      else edge = true;
    }
    rim[t] += around[i] - own;
    if (edge) {
      board.frontierAt[i] = size;
      board.frontier[size++] = i;
    }
  }
  board.frontierSize[0] = size;
  for (let t = 0; t < board.k; t++) board.shape[t] = count[t] > 0 ? shapeCost(area[t], sx[t], sy[t], moment[t], rim[t]) : 0;
}

/** Pressure cost of a territory whose sums were `sum + sign * weight of unit i`. `i` < 0: as it is. */
export function strainOf(board: Board, t: number, i: number, sign: number, pressure: Pressure): number {
  const { q, sum, price, ground, level } = board;
  const { mid, half, inverse, importance } = ground;
  const { wall, band, ratio, ratioBand } = pressure;
  const row = t * q;
  const from = i * q;
  let cost = 0;
  let mean = 0;
  for (let m = 0; m < q; m++) {
    const s = i < 0 ? sum[row + m] : sum[row + m] + sign * level.weight[from + m];
    const d = (s - mid[row + m]) * inverse[row + m];
    mean += d;
    const x = (d < 0 ? -d : d) - band * half[row + m];
    if (x > 0) cost += importance[m] * wall * x * (x + BAND_EDGE);
    cost += price[row + m] * d;
  }
  if (ratio > 0) {
    mean /= q;
    for (let m = 0; m < q; m++) {
      const s = i < 0 ? sum[row + m] : sum[row + m] + sign * level.weight[from + m];
      const d = (s - mid[row + m]) * inverse[row + m] - mean;
      const x = (d < 0 ? -d : d) - ratioBand;
      if (x > 0) cost += ratio * x * x;
    }
  }
  return cost;
}

export function restrain(board: Board, pressure: Pressure): void {
  for (let t = 0; t < board.k; t++) board.strain[t] = strainOf(board, t, -1, 0, pressure);
}

/** Largest deviation beyond the band over all territories and measures, and their sum. */
export function excess(board: Board): { worst: number; total: number } {
  const { k, q, sum, ground } = board;
  let worst = 0;
  let total = 0;
  for (let j = 0; j < k * q; j++) {
    const d = (sum[j] - ground.mid[j]) * ground.inverse[j];
    const x = (d < 0 ? -d : d) - ground.half[j] - 1e-9;
    if (x <= 0) continue;
    total += x;
    if (x > worst) worst = x;
  }
  return { worst, total };
}

/** Hands unit `i` to territory `t`: sums, moments, outlines and frontier. The caller has checked that it may. */
export function hand(board: Board, i: number, t: number): void {
  const { level, owner, q, count, area, sx, sy, moment, rim, sum } = board;
  const { offsets, neighbors, border, weight } = level;
  const s = owner[i];
  let withS = 0;
  let withT = 0;
  for (let e = offsets[i]; e < offsets[i + 1]; e++) {
    const o = owner[neighbors[e]];
    if (o === s) withS += border[e];
    else if (o === t) withT += border[e];
  }
  const a = level.area[i];
  const x = level.x[i];
  const y = level.y[i];
  const second = level.spread[i] + a * (x * x + y * y);
  count[s]--;
  count[t]++;
  area[s] -= a;
  area[t] += a;
  sx[s] -= a * x;
  sx[t] += a * x;
  sy[s] -= a * y;
  sy[t] += a * y;
  moment[s] -= second;
  moment[t] += second;
  rim[s] += 2 * withS - board.around[i];
  rim[t] += board.around[i] - 2 * withT;
  for (let m = 0; m < q; m++) {
    const w = weight[i * q + m];
    sum[s * q + m] -= w;
    sum[t * q + m] += w;
  }
  owner[i] = t;
  refront(board, i);
  for (let e = offsets[i]; e < offsets[i + 1]; e++) refront(board, neighbors[e]);
}

/** Puts a unit on the frontier or takes it off. */
function refront(board: Board, i: number): void {
  const { level, owner, frontier, frontierAt, frontierSize } = board;
  const { offsets, neighbors } = level;
  const t = owner[i];
  let edge = false;
  for (let e = offsets[i], end = offsets[i + 1]; e < end; e++) {
    if (owner[neighbors[e]] !== t) {
      edge = true;
      break;
    }
  }
  const at = frontierAt[i];
  if (edge) {
    if (at < 0) {
      frontierAt[i] = frontierSize[0];
      frontier[frontierSize[0]++] = i;
    }
  } else if (at >= 0) {
    const last = frontier[--frontierSize[0]];
    frontier[at] = last;
    frontierAt[last] = at;
    frontierAt[i] = -1;
  }
}
