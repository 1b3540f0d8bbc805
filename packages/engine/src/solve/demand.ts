import type { Ground } from '../problem/ground.ts';
import type { Rules } from '../problem/rules.ts';
import { isBarred, type Asks } from './asks.ts';
import type { Level } from './level.ts';

/** What a territory pays per unit it may not have, and a board per budget that is exceeded: more than any sum outside its band. */
const WALL = 1e9;

/** What a centre pays beyond its leash: per length of the level, squared. */
const LEASH_WALL = 1e5;

/** What a sum beyond its bounds costs: per mean territory's worth, squared. */
const BOUND_WALL = 1e5;

/** Room for the rounding of sums that grow and shrink move by move. */
const SLACK = 1e-10;

/** The sums of a board that demands look at; the same arrays. */
export interface Centred {
  readonly k: number;
  readonly owner: Int32Array;
  readonly area: Float64Array;
  readonly sx: Float64Array;
  readonly sy: Float64Array;
}

/**
 * The demands of a ground on one board, kept up to date move by move. A board has none (`null`) where no such demand was
 * made, so that searches pay one comparison per try.
 */
export interface Demand {
  readonly board: Centred;
  readonly level: Level;
  readonly asks: Asks;
  readonly rules: Rules;
  /** kinds: what lies outside its territory of today. */
  readonly moved: Float64Array;
  /** k * kinds: what left each territory of today. */
  readonly left: Float64Array;
  /** k * bounded: sums of measures that have bounds. */
  readonly held: Float64Array;
  /** k * 4: sums of `haul`. */
  readonly haul: Float64Array;
}

export function createDemand(ground: Ground, level: Level, board: Centred): Demand | null {
  const { rules } = ground;
  const { asks } = level;
  if (!rules || !asks) return null;
  return { board, level, asks, rules, moved: new Float64Array(asks.kinds), left: new Float64Array(board.k * asks.kinds), held: new Float64Array(board.k * asks.bounded), haul: new Float64Array(board.k * 4) };
}

/** Recomputes all sums from the owners. O(n). */
export function recountDemand(demand: Demand): void {
  const { board, level, asks, moved, left, held, haul } = demand;
  const { kinds, bounded } = asks;
  held.fill(0);
  moved.fill(0);
  left.fill(0);
  haul.fill(0);
  for (let i = 0; i < level.n; i++) {
    const t = board.owner[i];
    if (t < 0) continue;
    for (let j = 0; j < 4; j++) haul[4 * t + j] += asks.haul[4 * i + j];
    for (let j = 0; j < bounded; j++) held[t * bounded + j] += asks.held[i * bounded + j];
    const h = asks.today[i];
    if (h < 0 || h === t) continue;
    for (let j = 0; j < kinds; j++) {
      moved[j] += asks.amount[i * kinds + j];
      left[h * kinds + j] += asks.amount[i * kinds + j];
    }
  }
}

/** Whether unit `i` may go from territory `s` to `t`: `t` may take it, no budget is exceeded, no sum leaves its bounds, no centre its leash. */
export function mayMove(demand: Demand, i: number, s: number, t: number): boolean {
  const { asks, rules, moved, left } = demand;
  if (isBarred(asks.barred[t], i)) return false;
  const h = asks.today[i];
  if (h === s) {
    const { kinds, amount } = asks;
    for (let j = 0; j < kinds; j++) {
      const a = amount[i * kinds + j];
      if (a === 0) continue;
      if (moved[j] + a > rules.total[j] * (1 + SLACK) || left[h * kinds + j] + a > rules.leaving[h * kinds + j] * (1 + SLACK)) return false;
    }
  }
  if (asks.bounded > 0 && !(staysBound(demand, i, t, 1) && staysBound(demand, i, s, -1))) return false;
  return staysNear(demand, i, t, 1) && staysNear(demand, i, s, -1);
}

/** Whether the sums of `t` with (+1) or without (-1) unit `i` lie within their bounds, or at least nearer than they did. */
function staysBound({ asks, rules, held }: Demand, i: number, t: number, sign: number): boolean {
  const { bounded } = asks;
  for (let j = 0; j < bounded; j++) {
    const at = t * bounded + j;
    const off = beyond(rules, j, at, held[at] + sign * asks.held[i * bounded + j]);
    if (off > SLACK && off >= beyond(rules, j, at, held[at])) return false;
  }
  return true;
}

/** How far a sum lies beyond its bounds, in mean territories' worth. */
function beyond({ low, high, worth }: Rules, j: number, at: number, sum: number): number {
  const off = sum > high[at] ? sum - high[at] : low[at] - sum;
  return off > 0 ? off / worth[j] : 0;
}

/** What sums beyond their bounds change in cost when `t` has (+1) or lacks (-1) unit `i`. */
function boundCharge({ asks, rules, held }: Demand, i: number, t: number, sign: number): number {
  const { bounded } = asks;
  let charge = 0;
  for (let j = 0; j < bounded; j++) {
    const at = t * bounded + j;
    charge += boundCost(beyond(rules, j, at, held[at] + sign * asks.held[i * bounded + j])) - boundCost(beyond(rules, j, at, held[at]));
  }
  return charge;
}

function boundCost(off: number): number {
  return off > 0 ? BOUND_WALL * off * (off + 0.01) : 0;
}

/** Whether the centre of `t` with (+1) or without (-1) unit `i` is on its leash, or at least nearer than it was. */
function staysNear(demand: Demand, i: number, t: number, sign: number): boolean {
  const limit = demand.rules.leash[t];
  if (limit === Infinity) return true;
  const after = offHome(demand, i, t, sign);
  return after <= limit || after < offHome(demand, i, t, 0);
}

/** Square of the distance from home of the centre of `t` with (+1), without (-1) or regardless of (0) unit `i`. */
function offHome({ board, level, rules }: Demand, i: number, t: number, sign: number): number {
  const a = sign === 0 ? 0 : sign * level.area[i];
  const area = board.area[t] + a;
  if (!(area > 0)) return 0;
  const dx = (board.sx[t] + (sign === 0 ? 0 : a * level.x[i])) / area - rules.home[2 * t];
  const dy = (board.sy[t] + (sign === 0 ? 0 : a * level.y[i])) / area - rules.home[2 * t + 1];
  return dx * dx + dy * dy;
}

/** What handing unit `i` from territory `s` to `t` changes, in terms of shape cost: price of moving, units that may not stay, leashes, travel. */
export function chargeOf(demand: Demand, i: number, s: number, t: number): number {
  const { asks, rules } = demand;
  const h = asks.today[i];
  let charge = 0;
  if (h === s) charge += asks.price[i];
  else if (h === t) charge -= asks.price[i];
  if (isBarred(asks.barred[s], i)) charge -= WALL;
  if (asks.bounded > 0) charge += boundCharge(demand, i, s, -1) + boundCharge(demand, i, t, 1);
  if (rules.leash[s] !== Infinity) charge += pull(rules.leash[s], offHome(demand, i, s, -1)) - pull(rules.leash[s], offHome(demand, i, s, 0));
  if (rules.leash[t] !== Infinity) charge += pull(rules.leash[t], offHome(demand, i, t, 1)) - pull(rules.leash[t], offHome(demand, i, t, 0));
  if (rules.travel > 0) charge += rules.travel * (wayOf(demand, i, s, -1) - wayOf(demand, i, s, 0) + wayOf(demand, i, t, 1) - wayOf(demand, i, t, 0));
  return charge;
}

function pull(limit: number, square: number): number {
  return square > limit ? LEASH_WALL * (square - limit + 0.01) : 0;
}

/** Inertia of what territory `t` has to travel to, about its home or else its own centre, with, without or regardless of unit `i`. */
function wayOf({ asks, rules, haul }: Demand, i: number, t: number, sign: number): number {
  const from = 4 * i;
  const at = 4 * t;
  const w = haul[at] + (sign === 0 ? 0 : sign * asks.haul[from]);
  if (!(w > 0)) return 0;
  const x = haul[at + 1] + (sign === 0 ? 0 : sign * asks.haul[from + 1]);
  const y = haul[at + 2] + (sign === 0 ? 0 : sign * asks.haul[from + 2]);
  const m = haul[at + 3] + (sign === 0 ? 0 : sign * asks.haul[from + 3]);
  const hx = rules.home[2 * t];
  const hy = rules.home[2 * t + 1];
  return hx === hx ? m - 2 * (hx * x + hy * y) + (hx * hx + hy * hy) * w : m - (x * x + y * y) / w;
}

/** Books the handing of unit `i` from territory `s` to `t`. */
export function bookMove({ asks, moved, left, held, haul }: Demand, i: number, s: number, t: number): void {
  const h = asks.today[i];
  if (h === s || h === t) {
    const { kinds, amount } = asks;
    const sign = h === s ? 1 : -1;
    for (let j = 0; j < kinds; j++) {
      moved[j] += sign * amount[i * kinds + j];
      left[h * kinds + j] += sign * amount[i * kinds + j];
    }
  }
  for (let j = 0, { bounded } = asks; j < bounded; j++) {
    held[s * bounded + j] -= asks.held[i * bounded + j];
    held[t * bounded + j] += asks.held[i * bounded + j];
  }
  for (let j = 0; j < 4; j++) {
    haul[4 * s + j] -= asks.haul[4 * i + j];
    haul[4 * t + j] += asks.haul[4 * i + j];
  }
}

/** Whether some territory has a unit it may not have. O(n). */
export function hasBarred({ board, level, asks }: Demand): boolean {
  for (let i = 0; i < level.n; i++) if (board.owner[i] >= 0 && isBarred(asks.barred[board.owner[i]], i)) return true;
  return false;
}

/** Whether territory `t` may lie in pieces. */
export function mayScatter(demand: Demand | null, t: number): boolean {
  return demand !== null && demand.rules.scattered[t] === 1;
}

/**
 * What a board pays for its demands in all: the sum that `chargeOf` gives the changes of, and walls on budgets that are
 * exceeded. O(n).
 */
export function demandCost(demand: Demand | null): number {
  if (demand === null) return 0;
  const { board, level, asks, rules, moved, left, held } = demand;
  let cost = 0;
  for (let at = 0; at < held.length; at++) cost += boundCost(beyond(rules, at % asks.bounded, at, held[at]));
  for (let i = 0; i < level.n; i++) {
    const t = board.owner[i];
    if (t < 0) continue;
    if (asks.today[i] >= 0 && asks.today[i] !== t) cost += asks.price[i];
    if (isBarred(asks.barred[t], i)) cost += WALL;
  }
  for (let t = 0; t < board.k; t++) {
    if (rules.leash[t] !== Infinity) cost += pull(rules.leash[t], offHome(demand, 0, t, 0));
    if (rules.travel > 0) cost += rules.travel * wayOf(demand, 0, t, 0);
  }
  const over = (sum: number, limit: number): number => (sum > limit * (1 + SLACK) ? WALL * (1 + (limit > 0 ? (sum - limit) / limit : 1)) : 0);
  for (let j = 0; j < asks.kinds; j++) cost += over(moved[j], rules.total[j]);
  for (let j = 0; j < left.length; j++) cost += over(left[j], rules.leaving[j]);
  return cost;
}

/** The rules for some territories alone, whose ground is a region of the board. */
export function cutRules(demand: Demand, asks: Asks, owner: Int32Array, members: readonly number[]): Rules {
  const { rules, moved, left, asks: { kinds, bounded } } = demand;
  const inside = new Float64Array(kinds);
  const within = new Float64Array(members.length * kinds);
  for (let i = 0; i < owner.length; i++) {
    const h = asks.today[i];
    if (h < 0 || h === owner[i]) continue;
    for (let j = 0; j < kinds; j++) {
      inside[j] += asks.amount[i * kinds + j];
      within[h * kinds + j] += asks.amount[i * kinds + j];
    }
  }
  const rows = (of: Float64Array, width: number): Float64Array => Float64Array.from({ length: members.length * width }, (_, j) => of[members[Math.floor(j / width)] * width + (j % width)]);
  return {
    // What moved outside the region uses up its share of the budgets.
    total: rules.total.map((limit, j) => limit - moved[j] + inside[j]),
    leaving: Float64Array.from(within, (sum, j) => {
      const of = members[Math.floor(j / kinds)] * kinds + (j % kinds);
      return rules.leaving[of] - left[of] + sum;
    }),
    home: rows(rules.home, 2),
    leash: rows(rules.leash, 1),
    scattered: Uint8Array.from(members, (t) => rules.scattered[t]),
    pieces: members.some((t) => rules.scattered[t] === 1),
    travel: rules.travel,
    low: rows(rules.low, bounded),
    high: rows(rules.high, bounded),
    worth: rules.worth,
  };
}
