import type { Ground } from '../problem/ground.ts';
import type { Level } from './level.ts';
import { rollUnit } from './dice.ts';

/** A moving centre per territory. */
export interface Centres {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** n: what a unit weighs when all measures are one, in territories; `areaShare` of it is ground. */
export function mass(ground: Ground, level: Level, areaShare: number): Float64Array {
  const { q, mean, importance } = ground;
  const u = new Float64Array(level.n);
  for (let i = 0; i < level.n; i++) {
    let sum = 0;
    for (let m = 0; m < q; m++) sum += (importance[m] * level.weight[i * q + m]) / mean[m];
    // One unit of area is one mean territory.
    u[i] = areaShare * level.area[i] + (q > 0 ? ((1 - areaShare) * sum) / q : 0);
  }
  return u;
}

/**
 * First centres by greedy k-means++ (Arthur and Vassilvitskii 2007): drawn by mass times squared distance to the nearest
 * centre so far, the best of some trials each. Territories with fixed units start at those, others with a home there; every territory starts in
 * the part it belongs to.
 */
export function seedCentres(ground: Ground, level: Level, dice: Int32Array, trials = 6): Centres {
  const { k, partOf } = ground;
  const { n, x, y, part, fixed } = level;
  const u = mass(ground, level, 0.2);
  const centres: Centres = { x: new Float64Array(k), y: new Float64Array(k) };
  const near = new Float64Array(n).fill(Infinity);
  const trial = new Float64Array(n);
  const best = new Float64Array(n);

  const anchor = new Float64Array(3 * k);
  for (let i = 0; i < n; i++) {
    const t = fixed[i];
    if (t < 0) continue;
    anchor[3 * t]++;
    anchor[3 * t + 1] += x[i];
    anchor[3 * t + 2] += y[i];
  }
  const { rules } = ground;
  for (let t = 0; rules && t < k; t++) {
    if (anchor[3 * t] > 0 || !(rules.home[2 * t] === rules.home[2 * t])) continue;
    anchor[3 * t] = 1;
    anchor[3 * t + 1] = rules.home[2 * t];
    anchor[3 * t + 2] = rules.home[2 * t + 1];
  }
  const open: number[] = [];
  for (let t = 0; t < k; t++) {
    if (anchor[3 * t] === 0) {
      if (partOf[t] >= 0) open.push(t);
      continue;
    }
    centres.x[t] = anchor[3 * t + 1] / anchor[3 * t];
    centres.y[t] = anchor[3 * t + 2] / anchor[3 * t];
    for (let i = 0; i < n; i++) {
      if (part[i] !== partOf[t]) continue;
      const dx = x[i] - centres.x[t];
      const dy = y[i] - centres.y[t];
      near[i] = Math.min(near[i], dx * dx + dy * dy);
    }
  }

  let p = -1;
  let members = new Int32Array(0);
  for (const t of open) {
    if (partOf[t] !== p) {
      p = partOf[t];
      members = Int32Array.from({ length: n }, (_, i) => i).filter((i) => part[i] === p);
    }
    let bestCost = Infinity;
    let bestUnit = members[0];
    for (let round = 0; round < trials; round++) {
      const i = draw(members, u, near, dice);
      let cost = 0;
      for (const j of members) {
        const dx = x[j] - x[i];
        const dy = y[j] - y[i];
        const d = dx * dx + dy * dy;
        trial[j] = d < near[j] ? d : near[j];
        cost += u[j] * trial[j];
      }
      if (cost < bestCost) {
        bestCost = cost;
        bestUnit = i;
        for (const j of members) best[j] = trial[j];
      }
    }
    for (const j of members) near[j] = best[j];
    centres.x[t] = x[bestUnit];
    centres.y[t] = y[bestUnit];
  }
  return centres;
}

/** Draws a member by mass times squared distance; uniformly while no centre stands, or when all mass lies on centres. */
function draw(members: Int32Array, u: Float64Array, near: Float64Array, dice: Int32Array): number {
  let total = 0;
  for (const i of members) total += near[i] === Infinity ? 0 : u[i] * near[i];
  const share = rollUnit(dice);
  if (!(total > 0)) return members[Math.floor(share * members.length)];
  let left = share * total;
  for (const i of members) {
    left -= near[i] === Infinity ? 0 : u[i] * near[i];
    if (left < 0) return i;
  }
  return members[members.length - 1];
}
