import type { Ground } from '../problem/ground.ts';
import type { Level } from './level.ts';

/** How the measures of a division's territories lie apart, and what a search does about it. */
export interface Lean {
  /** How far measures are apart, in the tolerances aimed at: below 1 borders even them out with little work. */
  readonly strain: number;
  /** Regions lean so far that the search starts from lines that split all measures alike. */
  readonly charged: boolean;
  /**
   * How many times the tolerance is aimed at. Above 1 where whole parts of the country lean one way: territories could
   * be even only as strips across all of them, and a torn map helps nobody.
   */
  readonly loosen: number;
}

export const EVEN: Lean = { strain: 1, charged: false, loosen: 1 };

/** Unevenness, in tolerances, from which on regions lean one way more than borders can even out; with many territories lines cost more. */
const CHARGED = 1.5;
const CHARGED_MANY = 2;

/** Territories from which on strips across a country that leans become slivers. */
const MANY = 100;

/** Territories that are pooled to tell a region that leans from a country that does. */
const POOL = 16;

/** Unevenness of pools, in tolerances and 0-1, from which on evening out is given up where territories are many. */
const APART = 2;
const HARSH = 0.05;

/** Share of unevenness that the loosened tolerance leaves to borders. */
const ROOM = 1.15;

export function leanOf(ground: Ground, level: Level, owner: Int32Array): Lean {
  let tolerance = 1;
  for (const half of ground.half) tolerance = Math.min(tolerance, half);
  tolerance = Math.max(tolerance, 1e-6);
  const uneven = unevenness(ground, level, owner);
  const strain = uneven / tolerance;
  if (strain <= (ground.k < MANY ? CHARGED : CHARGED_MANY)) return { strain, charged: false, loosen: 1 };
  const pooled = ground.k < MANY ? 0 : unevenness(ground, level, owner, POOL);
  const loosen = pooled > HARSH && pooled > APART * tolerance && areAlike(ground) ? ROOM * strain : 1;
  return { strain: strain / loosen, charged: loosen === 1, loosen };
}

/** Whether bands are those of goals alone: one that a capacity has narrowed must not be widened. */
function areAlike({ half, k, q }: Ground): boolean {
  for (let j = q; j < k * q; j++) if (half[j] !== half[j - q]) return false;
  return true;
}

/** Sums and centres of territories. */
interface Sums {
  readonly sum: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

function sumUp({ k, q }: Ground, { n, x, y, area, weight }: Level, owner: Int32Array): Sums {
  const sums: Sums = { sum: new Float64Array(k * q), x: new Float64Array(k), y: new Float64Array(k) };
  const ground = new Float64Array(k);
  for (let i = 0; i < n; i++) {
    const t = owner[i];
    if (t < 0) continue;
    for (let m = 0; m < q; m++) sums.sum[t * q + m] += weight[i * q + m];
    ground[t] += area[i];
    sums.x[t] += area[i] * x[i];
    sums.y[t] += area[i] * y[i];
  }
  for (let t = 0; t < k; t++) {
    sums.x[t] /= ground[t];
    sums.y[t] /= ground[t];
  }
  return sums;
}

/**
 * How far apart the measures of a territory and its nearest, taken together, are: the largest deviation of a measure from the
 * mean of all, for the one that four in five stay below. Of a compact division it says how much surplus lies around
 * in regions of that size. O(k^2 pool).
 */
export function unevenness(ground: Ground, level: Level, owner: Int32Array, pool = 1): number {
  const { k, q, mid } = ground;
  if (q < 2) return 0;
  const { sum, x, y } = sumUp(ground, level, owner);
  const uneven = new Float64Array(k);
  const distance = new Float64Array(k);
  const near = new Int32Array(pool);
  const own = new Float64Array(q);
  const due = new Float64Array(q);
  for (let t = 0; t < k; t++) {
    let size = 0;
    for (let s = 0; s < k && pool > 1; s++) {
      const dx = x[s] - x[t];
      const dy = y[s] - y[t];
      distance[s] = dx * dx + dy * dy;
      if (size === pool && distance[s] >= distance[near[size - 1]]) continue;
      let at = size < pool ? size++ : size - 1;
      for (; at > 0 && distance[near[at - 1]] > distance[s]; at--) near[at] = near[at - 1];
      near[at] = s;
    }
    if (size === 0) near[size++] = t;
    own.fill(0);
    due.fill(0);
    for (let j = 0; j < size; j++) {
      for (let m = 0; m < q; m++) {
        own[m] += sum[near[j] * q + m];
        due[m] += mid[near[j] * q + m];
      }
    }
    let mean = 0;
    for (let m = 0; m < q; m++) mean += own[m] / due[m] / q;
    for (let m = 0; m < q; m++) uneven[t] = Math.max(uneven[t], Math.abs(own[m] / due[m] - mean));
  }
  return uneven.sort()[Math.floor(0.8 * k)];
}
