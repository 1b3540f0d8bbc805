import { canLeave, dearness, massOf, MOVING, worsening, type Work } from './work.ts';

/** How the ratio of a unit's measures is told apart: the measure it is rich in compared with `mix`, and how strongly. */
export interface Ratios {
  /** q shares that sum to 1. */
  readonly mix: Float64Array;
  /** Mean surplus of the measure a unit is richest in. */
  readonly usual: number;
}

const LEVELS = 2;

/** The usual mix of measures along the borders of the flagged holders. */
export function ratiosOf({ board }: Work, inside: Uint8Array): Ratios {
  const { q, owner, frontier, frontierSize, level: { weight }, ground: { mean } } = board;
  const mix = new Float64Array(q);
  let total = 0;
  for (let f = 0; f < frontierSize[0]; f++) {
    const i = frontier[f];
    if (!inside[owner[i]]) continue;
    for (let m = 0; m < q; m++) {
      const w = weight[i * q + m] / mean[m];
      mix[m] += w;
      total += w;
    }
  }
  for (let m = 0; m < q; m++) mix[m] = total > 0 && mix[m] > 0 ? mix[m] / total : 1 / q;
  let usual = 0;
  let mass = 0;
  for (let f = 0; f < frontierSize[0] && q > 1; f++) {
    const i = frontier[f];
    if (!inside[owner[i]]) continue;
    const own = massOf(board, i);
    if (!(own > 0)) continue;
    mass += own;
    usual += own * (surplus(weight, mean, q, mix, i, own, richest(weight, mean, q, mix, i)) - 1);
  }
  return { mix, usual: mass > 0 ? usual / mass : 0 };
}

/** The kind of a unit by its ratio: 0 .. q * 3 - 1; -1 for one that weighs nothing. */
export function ratioKind({ board: { q, level: { weight }, ground: { mean } } }: Work, { mix, usual }: Ratios, i: number, mass: number): number {
  if (!(mass > 0)) return -1;
  if (q === 1) return 0;
  const m = richest(weight, mean, q, mix, i);
  const over = surplus(weight, mean, q, mix, i, mass, m) - 1;
  return m * LEVELS + (over < usual ? 0 : 1);
}

function richest(weight: Float64Array, mean: Float64Array, q: number, mix: Float64Array, i: number): number {
  let best = 0;
  for (let m = 1; m < q; m++) if (weight[i * q + m] * mean[best] * mix[best] > weight[i * q + best] * mean[m] * mix[m]) best = m;
  return best;
}

/** Share of a measure in a unit, over all its measures, compared with the mix. */
function surplus(weight: Float64Array, mean: Float64Array, q: number, mix: Float64Array, i: number, mass: number, m: number): number {
  return weight[i * q + m] / mean[m] / (mass * q * mix[m]);
}

/**
 * Units along borders that could change hands one by one without tearing anything, gathered by giver, taker, ratio and whether
 * they come home, leave home or neither.
 */
export interface Lots {
  readonly from: number[];
  readonly to: number[];
  /** Ratio kind * 3 + 1 + (-1: comes home, 0: neither, 1: leaves home). */
  readonly kind: number[];
  readonly mass: number[];
  /** q sums each, in mean territories. */
  readonly sums: number[];
  /** What all of it would cost: what moves more, and what shapes suffer, in mean territories. */
  readonly cost: number[];
}

/** Whether a unit leaves home (1) by going to `t`, comes home (-1) or neither (0). */
export function homeward({ board, heldBy }: Work, i: number, t: number): number {
  return heldBy[i] === t ? -1 : heldBy[i] === board.owner[i] ? 1 : 0;
}

/** Shape that a unit may cost to be in a lot: so much in any case, and in proportion to what it weighs. */
const ROUGH = 0.05;
const PER_MASS = 3 * MOVING;

/** The lots between the flagged holders. O(frontier). */
export function borderLots(work: Work, ratios: Ratios, inside: Uint8Array): Lots {
  const { board, k } = work;
  const { q, owner, frontier, frontierSize, level: { offsets, neighbors, weight, fixed }, ground: { mean } } = board;
  const found: Lots = { from: [], to: [], kind: [], mass: [], sums: [], cost: [] };
  const kinds = q * LEVELS * 3;
  const at = new Map<number, number>();
  for (let f = 0; f < frontierSize[0]; f++) {
    const i = frontier[f];
    const s = owner[i];
    if (!inside[s] || s >= k || fixed[i] >= 0) continue;
    const mass = massOf(board, i);
    const ratio = ratioKind(work, ratios, i, mass);
    if (ratio < 0) continue;
    for (let e = offsets[i], end = offsets[i + 1]; e < end; e++) {
      const t = owner[neighbors[e]];
      if (t === s || t >= k || !inside[t] || seenBefore(neighbors, owner, offsets[i], e, t)) continue;
      const worse = worsening(board, i, t, k);
      if (worse > ROUGH + PER_MASS * mass || !canLeave(board, i, t)) continue;
      const kind = ratio * 3 + 1 + homeward(work, i, t);
      const key = (s * board.k + t) * kinds + kind;
      let lot = at.get(key);
      if (lot === undefined) {
        lot = found.from.length;
        at.set(key, lot);
        found.from.push(s);
        found.to.push(t);
        found.kind.push(kind);
        found.mass.push(0);
        found.cost.push(0);
        for (let m = 0; m < q; m++) found.sums.push(0);
      }
      found.mass[lot] += mass;
      found.cost[lot] += dearness(work, i, t) + Math.max(0, worse) / MOVING;
      for (let m = 0; m < q; m++) found.sums[lot * q + m] += weight[i * q + m] / mean[m];
    }
  }
  return found;
}

function seenBefore(neighbors: Int32Array, owner: Int32Array, start: number, e: number, t: number): boolean {
  for (let f = start; f < e; f++) if (owner[neighbors[f]] === t) return true;
  return false;
}
