import { hand, type Board } from '../solve/board.ts';
import { createBuckets, fillBuckets } from '../solve/swap.ts';
import type { Ball } from './ball.ts';
import { canLeave, reshape, worsening } from './handOver.ts';

/** One or two handovers that belong together: unit `i` goes to `t`, then unit `j` (-1: none) to `y`. */
interface Chain {
  readonly i: number;
  readonly t: number;
  readonly j: number;
  readonly y: number;
  readonly score: number;
}

/** Chains that are tried to be made, best first, before a territory is left as it is. */
const TRIES = 12;

/** Chains made per territory outside its band. */
const PATIENCE = 6;

/** Excess that a mean territory's worth of moved ground outweighs. */
const PRICE = 0.15;

/** Shape that a handover may cost at most. */
const UGLY = 3;

/** Partners' units looked at per territory. */
const MOST_LOOKED = 20000;

/** Chains kept to be tried. */
const KEPT = 200;

/**
 * Closes what whole units left open: looks around each territory outside its band for the handover, exchange or chain
 * over one neighbour that takes most of its excess away without putting anybody else outside.
 *
 * @returns handovers made
 */
export function nudge(ball: Ball): number {
  const { board, gone } = ball;
  let made = 0;
  for (let budget = PATIENCE * outsideOf(board, gone).length; budget > 0; budget--) {
    const outside = outsideOf(board, gone);
    let any = 0;
    for (const t of outside) any += nudgeOne(ball, t);
    made += any;
    if (any === 0) break;
  }
  return made;
}

function outsideOf(board: Board, gone: number): number[] {
  const found: number[] = [];
  for (let t = 0; t < gone; t++) if (excessOf(board, t, -1, -1) > 0) found.push(t);
  return found;
}

/** How far the sums of `t` are outside their bands, with unit `out` away and unit `into` added (-1: none). */
function excessOf({ q, sum, ground, level }: Board, t: number, out: number, into: number): number {
  let total = 0;
  for (let m = 0; m < q; m++) {
    const j = t * q + m;
    let s = sum[j];
    if (out >= 0) s -= level.weight[out * q + m];
    if (into >= 0) s += level.weight[into * q + m];
    const d = (s - ground.mid[j]) * ground.inverse[j];
    const x = (d < 0 ? -d : d) - ground.half[j] - 1e-9;
    if (x > 0) total += x;
  }
  return total;
}

function nudgeOne({ board, gone, heldBy, worth }: Ball, t: number): number {
  const { level, owner, k } = board;
  const { offsets, neighbors, fixed } = level;
  const buckets = createBuckets(board);
  fillBuckets(board, buckets);
  const chains: Chain[] = [];
  let looked = 0;
  const now = new Float64Array(k);
  for (let s = 0; s < gone; s++) now[s] = excessOf(board, s, -1, -1);
  const seen = new Set<number>();
  // Every way a unit may come to `t` or go from it; then what its partner could do to make up for it.
  for (let f = buckets.start[t]; f < buckets.start[t + 1]; f++) {
    const u = buckets.units[f];
    for (let e = offsets[u]; e < offsets[u + 1]; e++) {
      const v = neighbors[e];
      const x = owner[v];
      if (x === t || x >= gone) continue;
      if (fixed[u] < 0 && !seen.has(u * k + x)) {
        seen.add(u * k + x);
        look(u, t, x);
      }
      if (fixed[v] < 0 && !seen.has(v * k + t)) {
        seen.add(v * k + t);
        look(v, x, t);
      }
    }
  }
  chains.sort((a, b) => b.score - a.score || a.i - b.i || a.t - b.t || a.j - b.j || a.y - b.y);
  for (const chain of chains.slice(0, TRIES)) {
    const made = make(board, gone, chain);
    if (made > 0) return made;
  }
  return 0;

  /** Unit `i` goes from `s` to `x`, one of which is `t`. */
  function look(i: number, s: number, x: number): void {
    const [afterS, afterX] = [excessOf(board, s, i, -1), excessOf(board, x, -1, i)];
    keep(now[s] + now[x] - afterS - afterX, i, x, -1, -1);
    const partner = s === t ? x : s;
    const own = s === t ? afterS : afterX;
    // A chain is for where the first step is no way by itself: the partner goes outside, or the unit is too much.
    if (own >= now[t] || now[s] + now[x] - afterS - afterX > 0.98 * now[t] || looked > MOST_LOOKED) return;
    looked += buckets.start[partner + 1] - buckets.start[partner];
    for (let f = buckets.start[partner]; f < buckets.start[partner + 1]; f++) {
      const u = buckets.units[f];
      let last = -1;
      for (let e = offsets[u]; e < offsets[u + 1]; e++) {
        const v = neighbors[e];
        const y = owner[v];
        if (y === partner || y >= gone || y === last || u === i || v === i) continue;
        last = y;
        if (s === t) {
          // The partner took `i` and passes `u` on, or gives it back for `i`.
          if (fixed[u] >= 0) continue;
          const others = y === t ? excessOf(board, t, i, u) : own + excessOf(board, y, -1, u);
          keep(now[t] + now[partner] + (y === t ? 0 : now[y]) - others - excessOf(board, partner, u, i), i, x, u, y);
        } else {
          // The partner gave `i` and takes `v` from somebody else.
          if (fixed[v] >= 0) continue;
          const others = y === t ? excessOf(board, t, v, i) : own + excessOf(board, y, v, -1);
          keep(now[t] + now[partner] + (y === t ? 0 : now[y]) - others - excessOf(board, partner, i, v), i, x, v, partner);
        }
      }
    }
  }

  /** What moves more when `i` goes to `x`: less than 0 when it comes home. */
  function dearness(i: number, x: number): number {
    return worth[i] * ((heldBy[i] === x ? 0 : 1) - (heldBy[i] === owner[i] ? 0 : 1));
  }

  function keep(gain: number, i: number, x: number, j: number, y: number): void {
    if (!(gain > 1e-9)) return;
    const score = gain - PRICE * (dearness(i, x) + (j < 0 ? 0 : dearness(j, y)));
    if (chains.length < KEPT) chains.push({ i, t: x, j, y, score });
    else {
      let least = 0;
      for (let c = 1; c < chains.length; c++) if (chains[c].score < chains[least].score) least = c;
      if (score > chains[least].score) chains[least] = { i, t: x, j, y, score };
    }
  }
}

function make(board: Board, gone: number, { i, t, j, y }: Chain): number {
  const { level, owner } = board;
  const s = owner[i];
  if (!canLeave(board, i, t)) return 0;
  if (worsening(board, i, t, gone) > UGLY) return 0;
  hand(board, i, t);
  if (j >= 0) {
    const x = owner[j];
    let beside = false;
    for (let e = level.offsets[j]; e < level.offsets[j + 1]; e++) if (owner[level.neighbors[e]] === y) beside = true;
    if (!beside || !canLeave(board, j, y)) {
      hand(board, i, s);
      return 0;
    }
    hand(board, j, y);
    reshape(board, x);
    reshape(board, y);
  }
  reshape(board, s);
  reshape(board, t);
  return j >= 0 ? 2 : 1;
}
