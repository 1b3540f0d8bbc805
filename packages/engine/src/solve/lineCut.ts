import type { Ground } from '../problem/ground.ts';
import type { Level } from './level.ts';

/**
 * Scratch and rows for cutting sets of units in two by lines. A set is a range of `order`; cuts reorder inside their
 * range, so that both sides are ranges again.
 */
export interface LineCutter {
  readonly level: Level;
  readonly q: number;
  /** n * (q + 5): weights in mean targets, mass, area, first moments, second moment about the origin. */
  readonly rows: Float64Array;
  /** Units, a set being a range of them. */
  readonly order: Int32Array;
  /** Slots of territories, a group being a range of them, and running sums of their targets in mean targets: (k + 1) * q. */
  readonly slots: Int32Array;
  readonly due: Float64Array;
  readonly key: Float64Array;
  readonly bin: Int32Array;
  readonly next: Int32Array;
  readonly first: Int32Array;
  /** 0 outside the set that is being cut, else where a unit stands. */
  readonly side: Uint8Array;
  readonly copy: Int32Array;
  readonly queue: Int32Array;
  /** Running sums of `rows` along a line, `BINS + 1` rows. */
  readonly sweep: Float64Array;
  readonly left: Float64Array;
}

/** A set of units, `order[lo .. hi)`, and the territories it is for, `slots[from .. to)`. */
export interface Plot {
  readonly lo: number;
  readonly hi: number;
  readonly from: number;
  readonly to: number;
}

/** Steps of the running sums along a line; finer ones only when a cut is made. */
const BINS = 96;
const FINE = 1024;

/** Where a unit stands while a cut is made. */
const LEFT = 1;
const RIGHT = 2;
const SEEN = 3;

export function createLineCutter(ground: Ground, level: Level): LineCutter {
  const { q, k, mean, mid, importance } = ground;
  const { n } = level;
  const width = q + 5;
  const rows = new Float64Array(n * width);
  for (let i = 0; i < n; i++) {
    const row = i * width;
    const a = level.area[i];
    const x = level.x[i];
    const y = level.y[i];
    // A trace of area, so that ground without any weight has an order too.
    let mass = 1e-6 * a;
    for (let m = 0; m < q; m++) {
      rows[row + m] = level.weight[i * q + m] / mean[m];
      mass += importance[m] * rows[row + m];
    }
    rows[row + q] = mass;
    rows[row + q + 1] = a;
    rows[row + q + 2] = a * x;
    rows[row + q + 3] = a * y;
    rows[row + q + 4] = level.spread[i] + a * (x * x + y * y);
  }
  const slots = Int32Array.from({ length: k }, (_, t) => t).sort((s, t) => ground.partOf[s] - ground.partOf[t] || s - t);
  const due = new Float64Array((k + 1) * q);
  for (let p = 0; p < k; p++) for (let m = 0; m < q; m++) due[(p + 1) * q + m] = due[p * q + m] + Math.max(1e-9, mid[slots[p] * q + m] / mean[m]);
  return {
    level, q, rows, slots, due,
    order: new Int32Array(n), key: new Float64Array(n), bin: new Int32Array(n), next: new Int32Array(n), first: new Int32Array(FINE).fill(-1),
    side: new Uint8Array(n), copy: new Int32Array(n), queue: new Int32Array(n), sweep: new Float64Array((BINS + 1) * width), left: new Float64Array(width),
  };
}

/** Sums of the rows of a plot's units. */
export function totals(cutter: LineCutter, { lo, hi }: Plot): Float64Array {
  const { rows, order, q } = cutter;
  const width = q + 5;
  const sums = new Float64Array(width);
  for (let p = lo; p < hi; p++) {
    const row = order[p] * width;
    for (let c = 0; c < width; c++) sums[c] += rows[row + c];
  }
  return sums;
}

/** Direction number `t`, -1 to 1 for half a turn, without trigonometry: the rational points of the circle. */
export function directionOf(t: number): readonly [number, number] {
  const h = 1 / (1 + t * t);
  return [(1 - t * t) * h, 2 * t * h];
}

/** Fills `cutter.sweep` with the running sums of a plot's units in direction `t`. O(units). */
export function sweepAlong(cutter: LineCutter, { lo, hi }: Plot, t: number): void {
  const { order, rows, key, sweep, q } = cutter;
  const width = q + 5;
  const bounds = keysAlong(cutter, lo, hi, t);
  const scale = (BINS - 1e-6) / (bounds.most - bounds.least || 1);
  sweep.fill(0);
  for (let p = lo; p < hi; p++) {
    let row = order[p] * width;
    let at = width * (1 + Math.floor((key[p] - bounds.least) * scale));
    for (const end = row + width; row < end; ) sweep[at++] += rows[row++];
  }
  for (let j = width; j < sweep.length; j++) sweep[j] += sweep[j - width];
}

/** Fills `cutter.left` with the sums before the line that leaves `goal` of the mass before it, after `sweepAlong`. */
export function sumsBefore(cutter: LineCutter, goal: number): Float64Array {
  const { sweep, left, q } = cutter;
  const width = q + 5;
  let low = 0;
  let high = BINS;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (sweep[middle * width + q] < goal) low = middle;
    else high = middle;
  }
  const a = sweep[low * width + q];
  const b = sweep[high * width + q];
  const share = b > a ? (goal - a) / (b - a) : 0;
  for (let c = 0; c < width; c++) left[c] = sweep[low * width + c] + share * (sweep[high * width + c] - sweep[low * width + c]);
  return left;
}

/**
 * Cuts a plot across direction `t` so that the first side holds the mass `goal`. The first side grows from the low end,
 * always by the unit that is lowest among those that touch it, and takes what it cuts off from the rest: each side is one
 * piece when the plot is. O(units + borders) per round.
 *
 * @param head, tail least number of units on either side
 * @param rounds how often the goal is moved to make up for pieces cut off
 * @returns where the second side starts in `order`
 */
export function cutAcross(cutter: LineCutter, plot: Plot, t: number, goal: number, head: number, tail: number, rounds: number): number {
  const { order, rows, key, bin, next, first, side, copy, level, q } = cutter;
  const { lo, hi } = plot;
  const width = q + 5;
  const { least, most, lowest } = keysAlong(cutter, lo, hi, t);
  const scale = (FINE - 1e-6) / (most - least || 1);
  for (let p = lo; p < hi; p++) {
    copy[p] = order[p];
    bin[order[p]] = Math.floor((key[p] - least) * scale);
  }
  let aim = goal;
  for (let round = 1; ; round++) {
    for (let p = lo; p < hi; p++) side[copy[p]] = RIGHT;
    let sum = 0;
    let count = 0;
    let low = bin[lowest];
    first[low] = lowest;
    next[lowest] = -1;
    side[lowest] = SEEN;
    while (count < hi - lo - tail) {
      while (low < FINE && first[low] < 0) low++;
      if (low >= FINE) break;
      const i = first[low];
      const mass = rows[i * width + q];
      if (count >= head && sum + mass / 2 >= aim) break;
      first[low] = next[i];
      side[i] = LEFT;
      sum += mass;
      count++;
      for (let e = level.offsets[i]; e < level.offsets[i + 1]; e++) {
        const v = level.neighbors[e];
        if (side[v] !== RIGHT) continue;
        side[v] = SEEN;
        const b = bin[v];
        next[v] = first[b];
        first[b] = v;
        if (b < low) low = b;
      }
    }
    first.fill(-1, low);
    for (let p = lo; p < hi; p++) if (side[copy[p]] === SEEN) side[copy[p]] = RIGHT;
    const taken = takeCutOff(cutter, lo, hi);
    const off = goal - sum - taken;
    if (taken === 0 || round >= rounds || (off < 0 ? -off : off) < 0.01 * q) break;
    aim += off;
  }
  let at = lo;
  for (let p = lo; p < hi; p++) if (side[copy[p]] === LEFT) order[at++] = copy[p];
  const cut = at;
  for (let p = lo; p < hi; p++) if (side[copy[p]] === RIGHT) order[at++] = copy[p];
  for (let p = lo; p < hi; p++) side[copy[p]] = 0;
  return cut;
}

/** Leaves the heaviest piece of the second side there and gives the others to the first. Returns the mass given. */
function takeCutOff(cutter: LineCutter, lo: number, hi: number): number {
  const { rows, side, copy, queue, level, q } = cutter;
  const width = q + 5;
  let kept = -1;
  let keptEnd = -1;
  let keptMass = -1;
  let all = 0;
  let tail = lo;
  for (let p = lo; p < hi; p++) {
    if (side[copy[p]] !== RIGHT) continue;
    const start = tail;
    let mass = 0;
    side[copy[p]] = SEEN;
    queue[tail++] = copy[p];
    for (let at = start; at < tail; at++) {
      const u = queue[at];
      mass += rows[u * width + q];
      for (let e = level.offsets[u]; e < level.offsets[u + 1]; e++) {
        const v = level.neighbors[e];
        if (side[v] !== RIGHT) continue;
        side[v] = SEEN;
        queue[tail++] = v;
      }
    }
    all += mass;
    if (mass > keptMass) {
      keptMass = mass;
      kept = start;
      keptEnd = tail;
    }
  }
  if (kept < 0) return 0;
  for (let at = lo; at < tail; at++) side[queue[at]] = at >= kept && at < keptEnd ? RIGHT : LEFT;
  return kept === lo && keptEnd === tail ? 0 : all - keptMass;
}

function keysAlong(cutter: LineCutter, lo: number, hi: number, t: number): { least: number; most: number; lowest: number } {
  const { order, key } = cutter;
  const { x, y } = cutter.level;
  const [dx, dy] = directionOf(t);
  let least = Infinity;
  let most = -Infinity;
  let lowest = -1;
  for (let p = lo; p < hi; p++) {
    const i = order[p];
    const v = dx * x[i] + dy * y[i];
    key[p] = v;
    if (v < least) {
      least = v;
      lowest = i;
    }
    if (v > most) most = v;
  }
  return { least, most, lowest };
}
