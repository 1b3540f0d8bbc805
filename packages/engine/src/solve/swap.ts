import { hand, type Board } from './board.ts';
import { chargeOf, mayMove, mayScatter } from './demand.ts';
import { EXPONENTIAL } from './dice.ts';
import { leavable } from './leavable.ts';
import { BAND_EDGE, shapeCost, type Pressure } from './score.ts';

/** Partners looked at for one unit. */
const PARTNERS = 4;

/** Frontier units bucket by bucket: those of territory t are `units[start[t] .. start[t + 1])`. */
export interface Buckets {
  readonly start: Int32Array;
  readonly units: Int32Array;
}

export function createBuckets(board: Board): Buckets {
  return { start: new Int32Array(board.k + 1), units: new Int32Array(board.level.n) };
}

/** Sorts the frontier by territory. O(frontier + k). */
export function fillBuckets(board: Board, buckets: Buckets): void {
  const { owner, frontier, frontierSize, k } = board;
  const { start, units } = buckets;
  const size = frontierSize[0];
  start.fill(0);
  for (let f = 0; f < size; f++) start[owner[frontier[f]] + 1]++;
  for (let t = 0; t < k; t++) start[t + 1] += start[t];
  for (let f = size - 1; f >= 0; f--) units[--start[owner[frontier[f]] + 1]] = frontier[f];
  // Filling moved every start one back; the shift puts them right.
  for (let t = 0; t < k; t++) start[t] = start[t + 1];
  start[k] = size;
}

/**
 * Tries `tries` exchanges of two border units between neighbouring territories, accepted like single moves. Hard walls
 * freeze single moves, because every unit carries mass; an exchange carries the difference of two, and so
 * lets the ratio of measures flow while the mass stays.
 */
export function swapUnits(board: Board, dice: Int32Array, buckets: Buckets, tries: number, heat: number, pressure: Pressure): number {
  const { level, owner, count, area, sx, sy, moment, rim, shape, strain, body, width, frontier, frontierSize, frontierAt, links, demand } = board;
  const { offsets, neighbors, border, fixed } = level;
  const { start, units } = buckets;
  let state = dice[0];
  let accepted = 0;
  for (let round = 0; round < tries; round++) {
    const size = frontierSize[0];
    if (size === 0) break;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const i = frontier[Math.floor(((state >>> 8) * size) / 16777216)];
    if (fixed[i] >= 0) continue;
    const s = owner[i];
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const t = owner[neighbors[offsets[i] + Math.floor(((state >>> 18) * (offsets[i + 1] - offsets[i])) / 16384)]];
    if (t === s || count[s] === 1 || start[t + 1] === start[t] || (demand !== null && !mayMove(demand, i, s, t))) continue;
    const threshold = heat * EXPONENTIAL[state & 16383];
    // The partner that strains the two territories least.
    let j = -1;
    let least = threshold + 0.3;
    for (let p = 0; p < PARTNERS; p++) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      const c = units[start[t] + Math.floor(((state >>> 8) * (start[t + 1] - start[t])) / 16777216)];
      if (owner[c] !== t || frontierAt[c] < 0 || fixed[c] >= 0) continue;
      let touches = false;
      let beside = false;
      for (let e = offsets[c]; e < offsets[c + 1]; e++) {
        if (neighbors[e] === i) beside = true;
        else if (owner[neighbors[e]] === s) touches = true;
      }
      if (!touches || beside) continue;
      const strained = swapStrain(board, s, i, c, pressure) + swapStrain(board, t, c, i, pressure) - strain[s] - strain[t] + (demand === null ? 0 : chargeOf(demand, i, s, t) + chargeOf(demand, c, t, s));
      if (strained < least) {
        least = strained;
        j = c;
      }
    }
    if (j < 0 || !(mayScatter(demand, s) || leavable(level, owner, links, i)) || !(mayScatter(demand, t) || leavable(level, owner, links, j))) continue;

    const before = shape[s] + shape[t];
    let inS = 0;
    let inT = 0;
    for (let e = offsets[i]; e < offsets[i + 1]; e++) {
      const o = owner[neighbors[e]];
      if (o === s) inS += border[e];
      else if (o === t) inT += border[e];
    }
    let outS = 0;
    let outT = 0;
    for (let e = offsets[j]; e < offsets[j + 1]; e++) {
      const o = owner[neighbors[e]];
      if (o === s) outS += border[e];
      else if (o === t) outT += border[e];
    }
    const a = i * width;
    const b = j * width;
    // The two do not touch, so that their outlines change independently.
    const shapeS = shapeCost(area[s] - body[a] + body[b], sx[s] - body[a + 1] + body[b + 1], sy[s] - body[a + 2] + body[b + 2],
      moment[s] - body[a + 3] + body[b + 3], rim[s] + 2 * inS - body[a + 4] + body[b + 4] - 2 * outS);
    const shapeT = shapeCost(area[t] + body[a] - body[b], sx[t] + body[a + 1] - body[b + 1], sy[t] + body[a + 2] - body[b + 2],
      moment[t] + body[a + 3] - body[b + 3], rim[t] + body[a + 4] - 2 * inT + 2 * outT - body[b + 4]);
    if (least + shapeS + shapeT - before > threshold) continue;
    hand(board, i, t);
    if (!(mayScatter(demand, t) || leavable(level, owner, links, j)) || (demand !== null && !mayMove(demand, j, t, s))) {
      hand(board, i, s);
      continue;
    }
    hand(board, j, s);
    shape[s] = shapeS;
    shape[t] = shapeT;
    strain[s] = swapStrain(board, s, -1, -1, pressure);
    strain[t] = swapStrain(board, t, -1, -1, pressure);
    accepted++;
  }
  dice[0] = state;
  return accepted;
}

/** Pressure cost of a territory that gives unit `out` and takes unit `into`; -1: as it is. */
function swapStrain(board: Board, t: number, out: number, into: number, pressure: Pressure): number {
  const { q, sum, price, ground, body, width } = board;
  const { mid, half, inverse, importance } = ground;
  const { wall, band, ratio, ratioBand } = pressure;
  const row = t * q;
  let cost = 0;
  let mean = 0;
  for (let m = 0; m < q; m++) {
    const s = out < 0 ? sum[row + m] : sum[row + m] - body[out * width + 5 + m] + body[into * width + 5 + m];
    const d = (s - mid[row + m]) * inverse[row + m];
    mean += d / q;
    const x = (d < 0 ? -d : d) - band * half[row + m];
    if (x > 0) cost += importance[m] * wall * x * (x + BAND_EDGE);
    cost += price[row + m] * d;
  }
  if (ratio > 0 && q > 1) {
    for (let m = 0; m < q; m++) {
      const s = out < 0 ? sum[row + m] : sum[row + m] - body[out * width + 5 + m] + body[into * width + 5 + m];
      const d = (s - mid[row + m]) * inverse[row + m] - mean;
      const x = (d < 0 ? -d : d) - ratioBand;
      if (x > 0) cost += ratio * x * x;
    }
  }
  return cost;
}
