import { hand, strainOf, type Board } from './board.ts';
import { chargeOf, mayMove, mayScatter } from './demand.ts';
import { SWEPT } from './anneal.ts';
import { exponentials, roll, rollBelow, rollUnit } from './dice.ts';
import { leavable } from './leavable.ts';
import { pairStrain, strainOfPair, type PairStrain } from './pairStrain.ts';
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
 * Offers a share of the units at a border in exchange for one of a neighbouring territory; accepted like single moves, and in
 * an order like theirs. Hard walls freeze single moves, because every unit carries mass; an exchange carries the
 * difference of two, and so lets the ratio of measures flow while the mass stays.
 *
 * @param share 0 to 1
 * @returns number of accepted exchanges
 */
export function swapUnits(board: Board, dice: Int32Array, buckets: Buckets, share: number, heat: number, pressure: Pressure): number {
  const { level, owner, count, area, sx, sy, moment, rim, shape, strain, body, width, foreign, frontier, frontierSize, links, demand } = board;
  const { n, offsets, neighbors, border, fixed } = level;
  const { start, units } = buckets;
  const pair = pairStrain(board.ground, pressure);
  const swept = frontierSize[0] > SWEPT;
  const step = roll(dice) < 0 ? -1 : 1;
  let next = rollBelow(dice, n);
  let due = rollUnit(dice);
  let state = dice[0];
  const thresholds = exponentials();
  let accepted = 0;
  for (let left = swept ? n : Math.ceil(share * frontierSize[0]); left > 0; left--) {
    let i = next;
    if (swept) {
      next += step;
      if (next === n) next = 0;
      else if (next < 0) next = n - 1;
      if (foreign[i] === 0) continue;
      due += share;
      if (due < 1) continue;
      due -= 1;
    } else {
      const size = frontierSize[0];
      if (size === 0) break;
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      i = frontier[Math.floor(((state >>> 8) * size) / 16777216)];
    }
    if (fixed[i] >= 0) continue;
    const s = owner[i];
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const t = owner[neighbors[offsets[i] + Math.floor(((state >>> 18) * (offsets[i + 1] - offsets[i])) / 16384)]];
    if (t === s || count[s] === 1 || start[t + 1] === start[t] || (demand !== null && !mayMove(demand, i, s, t))) continue;
    const threshold = heat * thresholds[state & 16383];
    // The partner that strains the two territories least.
    let j = -1;
    let least = threshold + 0.3;
    for (let p = 0; p < PARTNERS; p++) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      const c = units[start[t] + Math.floor(((state >>> 8) * (start[t + 1] - start[t])) / 16777216)];
      if (owner[c] !== t || foreign[c] === 0 || fixed[c] >= 0) continue;
      let touches = false;
      let beside = false;
      for (let e = offsets[c]; e < offsets[c + 1]; e++) {
        if (neighbors[e] === i) beside = true;
        else if (owner[neighbors[e]] === s) touches = true;
      }
      if (!touches || beside) continue;
      const strained = strainOfExchange(board, pair, s, t, i, c, pressure) - strain[s] - strain[t] + (demand === null ? 0 : chargeOf(demand, i, s, t) + chargeOf(demand, c, t, s));
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
    strain[s] = strainOf(board, s, -1, 0, pressure);
    strain[t] = strainOf(board, t, -1, 0, pressure);
    accepted++;
  }
  dice[0] = state;
  return accepted;
}

/** Pressure cost of territory `s` without unit `i` but with `j`, and of `t` the other way round. */
function strainOfExchange(board: Board, pair: PairStrain, s: number, t: number, i: number, j: number, pressure: Pressure): number {
  const { q, sum, price, body, width } = board;
  if (q !== 2) return strainOfTrade(board, s, i, j, pressure) + strainOfTrade(board, t, j, i, pressure);
  const w0 = body[j * width + 5] - body[i * width + 5];
  const w1 = body[j * width + 6] - body[i * width + 6];
  return strainOfPair(pair, sum, price, 2 * s, w0, w1) + strainOfPair(pair, sum, price, 2 * t, -w0, -w1);
}

/** Pressure cost of a territory that gives unit `out` and takes unit `into`. */
function strainOfTrade(board: Board, t: number, out: number, into: number, pressure: Pressure): number {
  const { q, sum, price, ground, body, width } = board;
  const { mid, half, inverse, importance } = ground;
  const { wall, band, ratio, ratioBand } = pressure;
  const row = t * q;
  const deviation = (m: number): number => (sum[row + m] - body[out * width + 5 + m] + body[into * width + 5 + m] - mid[row + m]) * inverse[row + m];
  let cost = 0;
  let mean = 0;
  for (let m = 0; m < q; m++) {
    const d = deviation(m);
    mean += d / q;
    const x = (d < 0 ? -d : d) - band * half[row + m];
    if (x > 0) cost += importance[m] * wall * x * (x + BAND_EDGE);
    cost += price[row + m] * d;
  }
  if (ratio > 0 && q > 1) {
    for (let m = 0; m < q; m++) {
      const d = deviation(m) - mean;
      const x = (d < 0 ? -d : d) - ratioBand;
      if (x > 0) cost += ratio * x * x;
    }
  }
  return cost;
}
