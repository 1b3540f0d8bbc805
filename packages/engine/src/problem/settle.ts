import type { Level } from '../solve/level.ts';
import { apportion } from './apportion.ts';

/** Free territories up to which every choice of them is tried for every part. */
const CHOICES = 11;
/** Territories up to which pairs of them are exchanged between parts. */
const FEW = 300;
const ROUNDS = 50;

/** Which connected part of the ground each territory lies in. */
export interface Settled {
  /** k parts; -1 where there is no unit left for a territory. */
  readonly partOf: Int32Array;
  /** Flags of parts that got no territory because there are more parts than territories. */
  readonly leftOver: Uint8Array;
}

/**
 * Gives every open territory a part: where its fixed units lie or else its home; the others by apportionment, or, where
 * their targets differ, so that the targets in a part come to what it holds.
 *
 * @param mid k * q targets, in the weights of the level
 * @param homes the unit nearest to the home of a territory
 */
export function settle(level: Level, k: number, q: number, mid: Float64Array, homes: ReadonlyMap<number, number>): Settled {
  let parts = 0;
  for (let i = 0; i < level.n; i++) if (level.part[i] >= parts) parts = level.part[i] + 1;
  const share = new Float64Array(parts);
  const least = new Int32Array(parts);
  const most = new Int32Array(parts);
  const partOf = new Int32Array(k).fill(-1);
  const totals = new Float64Array(q);
  const inside = new Float64Array(parts * q);
  for (let i = 0; i < level.n; i++) {
    most[level.part[i]]++;
    for (let m = 0; m < q; m++) {
      totals[m] += level.weight[i * q + m];
      inside[level.part[i] * q + m] += level.weight[i * q + m];
    }
  }
  for (let i = 0; i < level.n; i++) {
    const p = level.part[i];
    for (let m = 0; m < q; m++) if (totals[m] > 0) share[p] += level.weight[i * q + m] / totals[m];
    share[p] += level.area[i] * 1e-9;
    const t = level.fixed[i];
    if (t >= 0 && partOf[t] < 0) {
      partOf[t] = p;
      least[p]++;
    }
  }
  for (const [t, i] of homes) {
    if (t < 0 || i < 0 || partOf[t] >= 0) continue;
    partOf[t] = level.part[i];
    least[level.part[i]]++;
  }
  const free = [...partOf.keys()].filter((t) => partOf[t] < 0);
  const bare = least.reduce((many, held) => many + (held === 0 ? 1 : 0), 0);
  if (parts > 1 && bare <= free.length && differ(free, q, mid)) {
    matchTargets(free, partOf, parts, q, mid, inside, most);
    return { partOf, leftOver: new Uint8Array(parts) };
  }
  const given = apportion(k, share, least, most);
  const leftOver = new Uint8Array(parts);
  for (let p = 0; p < parts; p++) {
    if (given[p] === 0) leftOver[p] = 1;
    given[p] -= least[p];
  }
  let p = 0;
  for (const t of free) {
    while (p < parts && given[p] <= 0) p++;
    partOf[t] = p < parts ? p : -1;
    if (p < parts) given[p]--;
  }
  return { partOf, leftOver };
}

function differ(free: readonly number[], q: number, mid: Float64Array): boolean {
  return free.some((t) => {
    for (let m = 0; m < q; m++) if (Math.abs(mid[t * q + m] - mid[free[0] * q + m]) > 1e-9 * Math.abs(mid[t * q + m])) return true;
    return false;
  });
}

/** Largest targets first, each to the part with most left; then moves and exchanges as long as they bring targets nearer to what parts hold. */
function matchTargets(free: readonly number[], partOf: Int32Array, parts: number, q: number, mid: Float64Array, inside: Float64Array, most: Int32Array): void {
  const wanted = new Float64Array(parts * q);
  const many = new Int32Array(parts);
  const give = (t: number, p: number, sign: number): void => {
    many[p] += sign;
    for (let m = 0; m < q; m++) wanted[p * q + m] += sign * mid[t * q + m];
  };
  for (let t = 0; t < partOf.length; t++) if (partOf[t] >= 0) give(t, partOf[t], 1);
  // How far a part's targets are from what it holds, in targets.
  const misfit = (p: number): number => {
    let sum = 0;
    for (let m = 0; m < q; m++) {
      const [has, wants] = [inside[p * q + m], wanted[p * q + m]];
      sum += ((has - wants) * (has - wants)) / Math.max(wants, 1e-9 * has, 1);
    }
    return sum;
  };
  if (free.length <= CHOICES) {
    bestChoice(free, parts, (p) => many[p] > 0, (p, chosen) => {
      for (const t of chosen) give(t, p, 1);
      const cost = many[p] > most[p] ? 1e300 : misfit(p);
      for (const t of chosen) give(t, p, -1);
      return cost;
    }).forEach((p, j) => (partOf[free[j]] = p));
    return;
  }
  const sizeOf = (t: number): number => {
    let size = 0;
    for (let m = 0; m < q; m++) size += mid[t * q + m];
    return size;
  };
  const left = (p: number): number => {
    let sum = 0;
    for (let m = 0; m < q; m++) sum += inside[p * q + m] - wanted[p * q + m];
    return sum;
  };
  const order = [...free].sort((a, b) => sizeOf(b) - sizeOf(a) || a - b);
  order.forEach((t, at) => {
    // The last ones go to parts that would have none.
    const empty = [...many.keys()].filter((p) => many[p] === 0);
    const choice = empty.length >= order.length - at ? empty : [...many.keys()].filter((p) => many[p] < most[p]);
    const best = choice.reduce((one, p) => (left(p) > left(one) ? p : one), choice[0]);
    partOf[t] = best;
    give(t, best, 1);
  });
  /** Keeps a change of territories between two parts if it helps. */
  const tryOut = (a: number, b: number, swaps: readonly (readonly [number, number, number])[]): boolean => {
    const before = misfit(a) + misfit(b);
    for (const [t, from, to] of swaps) {
      give(t, from, -1);
      give(t, to, 1);
    }
    if (many[a] > 0 && many[b] > 0 && many[a] <= most[a] && many[b] <= most[b] && misfit(a) + misfit(b) < before * (1 - 1e-12)) {
      for (const [t, , to] of swaps) partOf[t] = to;
      return true;
    }
    for (const [t, from, to] of swaps) {
      give(t, to, -1);
      give(t, from, 1);
    }
    return false;
  };
  for (let round = 0, better = true; round < ROUNDS && better; round++) {
    better = false;
    for (const t of order) for (let p = 0; p < parts; p++) if (p !== partOf[t] && tryOut(partOf[t], p, [[t, partOf[t], p]])) better = true;
    for (let x = 0; x < order.length && order.length <= FEW; x++) {
      for (let y = x + 1; y < order.length; y++) {
        const [s, t] = [order[x], order[y]];
        if (partOf[s] !== partOf[t] && tryOut(partOf[s], partOf[t], [[s, partOf[s], partOf[t]], [t, partOf[t], partOf[s]]])) better = true;
      }
    }
  }
}

/**
 * The division of a few territories among parts that costs least, by tables over their subsets: O(parts * 3^territories).
 *
 * @param may whether a part can do without any of them
 * @returns the part of each
 */
function bestChoice(free: readonly number[], parts: number, may: (p: number) => boolean, costOf: (p: number, chosen: readonly number[]) => number): Int32Array {
  const all = 1 << free.length;
  let before = new Float64Array(all).fill(Infinity);
  before[0] = 0;
  const chosen: Int32Array[] = [];
  for (let p = 0; p < parts; p++) {
    const cost = Float64Array.from({ length: all }, (_, set) => (set === 0 && !may(p) ? Infinity : costOf(p, free.filter((__, j) => (set >> j) & 1))));
    const after = new Float64Array(all).fill(Infinity);
    const own = new Int32Array(all);
    for (let set = 0; set < all; set++) {
      // The part takes some of the set, the parts before it the rest.
      for (let some = set; ; some = (some - 1) & set) {
        const sum = before[set ^ some] + cost[some];
        if (sum < after[set]) {
          after[set] = sum;
          own[set] = some;
        }
        if (some === 0) break;
      }
    }
    chosen.push(own);
    before = after;
  }
  const partOf = new Int32Array(free.length).fill(-1);
  for (let p = parts - 1, set = all - 1; p >= 0; p--) {
    for (let j = 0; j < free.length; j++) if ((chosen[p][set] >> j) & 1) partOf[j] = p;
    set ^= chosen[p][set];
  }
  return partOf;
}
