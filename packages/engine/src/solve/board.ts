import type { Ground } from '../problem/ground.ts';
import { bookMove, createDemand, recountDemand, type Demand } from './demand.ts';
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
  /**
   * n rows of `width` numbers side by side, because a try reads them all: area, first moments, second moment about the
   * origin, whole circumference, weights.
   */
  readonly body: Float64Array;
  readonly width: number;
  /** n: directed borders of a unit with other territories; above 0 on the frontier. */
  readonly foreign: Uint16Array;
  /** Units at a border: `frontier[0 .. frontierSize[0])`, and the position of each unit in it or -1. */
  readonly frontier: Int32Array;
  readonly frontierAt: Int32Array;
  readonly frontierSize: Int32Array;
  readonly links: Links;
  /** Prices, budgets, homes and profiles; null where there are none. */
  readonly demand: Demand | null;
}

/** Where things stand in a row of `body`. */
export const BODY = { area: 0, sx: 1, sy: 2, moment: 3, around: 4, weight: 5 } as const;

export function createBoard(ground: Ground, level: Level, owner: Int32Array): Board {
  const { k, q } = ground;
  const { n, offsets } = level;
  const width = BODY.weight + q;
  const body = new Float64Array(n * width);
  for (let i = 0; i < n; i++) {
    let around = level.rim[i];
    for (let e = offsets[i]; e < offsets[i + 1]; e++) around += level.border[e];
    const a = level.area[i];
    const ax = a * level.x[i];
    const ay = a * level.y[i];
    const row = i * width;
    body[row] = a;
    body[row + 1] = ax;
    body[row + 2] = ay;
    body[row + 3] = level.spread[i] + ax * level.x[i] + ay * level.y[i];
    body[row + 4] = around;
    for (let m = 0; m < q; m++) body[row + 5 + m] = level.weight[i * q + m];
  }
  const area = new Float64Array(k);
  const sx = new Float64Array(k);
  const sy = new Float64Array(k);
  const board: Board = {
    level, ground, k, q, owner, body, width, area, sx, sy, count: new Int32Array(k),
    moment: new Float64Array(k), rim: new Float64Array(k), sum: new Float64Array(k * q), price: new Float64Array(k * q),
    shape: new Float64Array(k), strain: new Float64Array(k), foreign: new Uint16Array(n),
    frontier: new Int32Array(n), frontierAt: new Int32Array(n).fill(-1), frontierSize: new Int32Array(1),
    links: createLinks(level), demand: createDemand(ground, level, { k, owner, area, sx, sy }),
  };
  recount(board);
  return board;
}

/** Recomputes every sum and the frontier from `owner`. Takes away the rounding that moments gather over many moves. */
export function recount(board: Board): void {
  const { level, owner, q, count, area, sx, sy, moment, rim, sum, body, width, foreign, frontier, frontierAt } = board;
  const { n, offsets, neighbors, border } = level;
  count.fill(0);
  area.fill(0);
  sx.fill(0);
  sy.fill(0);
  moment.fill(0);
  rim.fill(0);
  sum.fill(0);
  let size = 0;
  for (let i = 0; i < n; i++) {
    const t = owner[i];
    frontierAt[i] = -1;
    if (t < 0) continue;
    const row = i * width;
    count[t]++;
    area[t] += body[row];
    sx[t] += body[row + 1];
    sy[t] += body[row + 2];
    moment[t] += body[row + 3];
    for (let m = 0; m < q; m++) sum[t * q + m] += body[row + 5 + m];
    let own = 0;
    let others = 0;
    for (let e = offsets[i], end = offsets[i + 1]; e < end; e++) {
      if (owner[neighbors[e]] === t) own += border[e];
      else others++;
    }
    rim[t] += body[row + 4] - own;
    foreign[i] = others;
    if (others > 0) {
      frontierAt[i] = size;
      frontier[size++] = i;
    }
  }
  board.frontierSize[0] = size;
  if (board.demand !== null) recountDemand(board.demand);
  for (let t = 0; t < board.k; t++) board.shape[t] = count[t] > 0 ? shapeCost(area[t], sx[t], sy[t], moment[t], rim[t]) : 0;
}

/** Pressure cost of a territory whose sums were `sum + sign * weight of unit i`. `i` < 0: as it is. */
export function strainOf(board: Board, t: number, i: number, sign: number, pressure: Pressure): number {
  const { q, sum, price, ground, body, width } = board;
  const { mid, half, inverse, importance } = ground;
  const { wall, band, ratio, ratioBand } = pressure;
  const row = t * q;
  const from = i * width + 5;
  let cost = 0;
  let mean = 0;
  for (let m = 0; m < q; m++) {
    const s = i < 0 ? sum[row + m] : sum[row + m] + sign * body[from + m];
    const d = (s - mid[row + m]) * inverse[row + m];
    mean += d;
    const x = (d < 0 ? -d : d) - band * half[row + m];
    if (x > 0) cost += importance[m] * wall * x * (x + BAND_EDGE);
    cost += price[row + m] * d;
  }
  if (ratio > 0 && q > 1) {
    mean /= q;
    for (let m = 0; m < q; m++) {
      const s = i < 0 ? sum[row + m] : sum[row + m] + sign * body[from + m];
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
  const { level, owner, q, count, area, sx, sy, moment, rim, sum, body, width, foreign, frontierAt } = board;
  const { offsets, neighbors, border } = level;
  const s = owner[i];
  let withS = 0;
  let withT = 0;
  let others = 0;
  for (let e = offsets[i], end = offsets[i + 1]; e < end; e++) {
    const v = neighbors[e];
    const o = owner[v];
    if (o === t) {
      withT += border[e];
      if (--foreign[v] === 0) leaveFrontier(board, v);
      continue;
    }
    others++;
    if (o === s) {
      withS += border[e];
      if (foreign[v]++ === 0) joinFrontier(board, v);
    }
  }
  foreign[i] = others;
  if (others === 0) leaveFrontier(board, i);
  else if (frontierAt[i] < 0) joinFrontier(board, i);
  const row = i * width;
  count[s]--;
  count[t]++;
  area[s] -= body[row];
  area[t] += body[row];
  sx[s] -= body[row + 1];
  sx[t] += body[row + 1];
  sy[s] -= body[row + 2];
  sy[t] += body[row + 2];
  moment[s] -= body[row + 3];
  moment[t] += body[row + 3];
  rim[s] += 2 * withS - body[row + 4];
  rim[t] += body[row + 4] - 2 * withT;
  for (let m = 0; m < q; m++) {
    const w = body[row + 5 + m];
    sum[s * q + m] -= w;
    sum[t * q + m] += w;
  }
  owner[i] = t;
  if (board.demand !== null) bookMove(board.demand, i, s, t);
}

function joinFrontier({ frontier, frontierAt, frontierSize }: Board, i: number): void {
  frontierAt[i] = frontierSize[0];
  frontier[frontierSize[0]++] = i;
}

function leaveFrontier({ frontier, frontierAt, frontierSize }: Board, i: number): void {
  const at = frontierAt[i];
  const last = frontier[--frontierSize[0]];
  frontier[at] = last;
  frontierAt[last] = at;
  frontierAt[i] = -1;
}
