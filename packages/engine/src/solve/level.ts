import { joinAsks, type Asks } from './asks.ts';

/**
 * One level of the solver's ground: units, borders, places and weights as plain numeric rows.
 *
 * The finest level holds the units of the problem (groups already joined, locked territories gone);
 * coarser ones hold clusters of them. Lengths are in units of the side of a square of one mean
 * territory's area, so that shape and distance mean the same on every map.
 */
export interface Level {
  readonly n: number;
  /** n + 1 row starts into `neighbors` and `border`. */
  readonly offsets: Int32Array;
  readonly neighbors: Int32Array;
  /** Length of shared border; 0 for a link. */
  readonly border: Float64Array;
  /** Length of the border with no unit at all: coast, frontier. */
  readonly rim: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly area: Float64Array;
  /** Second moment of area of the unit about its own centre. */
  readonly spread: Float64Array;
  /** n * q weights, row per unit, integers. */
  readonly weight: Float64Array;
  /** Territory a unit must stay in, or -1. */
  readonly fixed: Int32Array;
  /** Connected part of the ground a unit lies in. */
  readonly part: Int32Array;
  /** Left out where no demand says more about units. */
  readonly asks?: Asks;
}

/** Second moment of a regular hexagon of unit area about its centre: 5 / (18 sqrt 3). */
export const HEXAGON_MOMENT = 5 / (18 * Math.sqrt(3));

/** Circumference of a regular hexagon of unit area: sqrt(8 sqrt 3). */
export const HEXAGON_RIM = Math.sqrt(8 * Math.sqrt(3));

/** The level whose units are the groups of `of`'s units: `group[i]` in 0 .. count - 1, every group used. O(n + m). */
export function joinUnits(of: Level, q: number, group: Int32Array, count: number): Level {
  const { n, offsets, neighbors, border } = of;
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  const area = new Float64Array(count);
  const spread = new Float64Array(count);
  const rim = new Float64Array(count);
  const weight = new Float64Array(count * q);
  const fixed = new Int32Array(count).fill(-1);
  const part = new Int32Array(count);
  const start = new Int32Array(count + 1);
  for (let i = 0; i < n; i++) {
    const g = group[i];
    const a = of.area[i];
    area[g] += a;
    x[g] += a * of.x[i];
    y[g] += a * of.y[i];
    rim[g] += of.rim[i];
    for (let m = 0; m < q; m++) weight[g * q + m] += of.weight[i * q + m];
    if (of.fixed[i] >= 0) fixed[g] = of.fixed[i];
    part[g] = of.part[i];
    start[g + 1]++;
  }
  for (let g = 0; g < count; g++) {
    x[g] /= area[g];
    y[g] /= area[g];
    start[g + 1] += start[g];
  }
  const member = new Int32Array(n);
  const cursor = start.slice(0, count);
  for (let i = 0; i < n; i++) {
    const g = group[i];
    const dx = of.x[i] - x[g];
    const dy = of.y[i] - y[g];
    spread[g] += of.spread[i] + of.area[i] * (dx * dx + dy * dy);
    member[cursor[g]++] = i;
  }
  const nextOffsets = new Int32Array(count + 1);
  const nextNeighbors = new Int32Array(neighbors.length);
  const nextBorder = new Float64Array(neighbors.length);
  const seenAt = new Int32Array(count).fill(-1);
  let m = 0;
  for (let g = 0; g < count; g++) {
    const rowStart = m;
    for (let p = start[g]; p < start[g + 1]; p++) {
      const i = member[p];
      for (let e = offsets[i]; e < offsets[i + 1]; e++) {
        const h = group[neighbors[e]];
        if (h === g) continue;
        if (seenAt[h] < rowStart) {
          seenAt[h] = m;
          nextNeighbors[m] = h;
          nextBorder[m++] = border[e];
        } else nextBorder[seenAt[h]] += border[e];
      }
    }
    nextOffsets[g + 1] = m;
  }
  return {
    n: count, offsets: nextOffsets, neighbors: nextNeighbors.slice(0, m), border: nextBorder.slice(0, m),
    rim, x, y, area, spread, weight, fixed, part,
    ...(of.asks ? { asks: joinAsks(of.asks, group, count) } : {}),
  };
}
