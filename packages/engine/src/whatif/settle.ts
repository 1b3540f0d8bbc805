import { Heap } from '../base/heap.ts';
import { hand } from '../solve/board.ts';
import type { Lots } from './lots.ts';
import { ballAround, type TerritoryGraph } from './territoryGraph.ts';
import { planTransfers } from './transfers.ts';
import { massOf, reshape, type Work } from './work.ts';

/** A territory that has less than this share of its least in every measure is new and has to settle first. */
const NEWCOMER = 0.5;

/** Most that it takes from one territory. */
const MOST_TAKEN = 0.6;

/** Share of the band that it fills itself up to. */
const AIM = 0.95;

/** Borders within which others are asked to make up for what was taken. */
const AROUND = 3;

/** Where its middle may lie, seen from its home, in radii of the ground it would take around that: eight ways, half and nearly all of it. */
const WAYS: readonly (readonly [number, number])[] = [[0, 0], [1, 0], [0.7, 0.7], [0, 1], [-0.7, 0.7], [-1, 0], [-0.7, -0.7], [0, -1], [0.7, -0.7]];
const FAR = [0.45, 0.85];

/**
 * Gives territories that have hardly anything their ground: round, with what they have in it, and so placed that those around have
 * least to pass on to each other to make up for it. What is torn is for `makeWhole`.
 *
 * @returns whether anybody settled
 */
export function settle(work: Work, graph: TerritoryGraph): boolean {
  const { board, k, still } = work;
  let any = false;
  for (let t = 0; t < k; t++) {
    if (still[t] || board.count[t] === 0 || !isNew(work, t)) continue;
    settleOne(work, graph, t);
    any = true;
  }
  return any;
}

function isNew({ board: { q, sum, ground: { mid, half, inverse } } }: Work, t: number): boolean {
  for (let j = t * q; j < t * q + q; j++) if (!(sum[j] < NEWCOMER * (mid[j] - half[j] / inverse[j]))) return false;
  return true;
}

function settleOne(work: Work, graph: TerritoryGraph, t: number): void {
  const { board } = work;
  const { owner, area, sx, sy } = board;
  const seeds: number[] = [];
  for (let i = 0; i < owner.length; i++) if (owner[i] === t) seeds.push(i);
  const home = [sx[t] / area[t], sy[t] / area[t]];
  const inside = ballAround(graph, [t], AROUND + 1, work.still);
  inside[t] = 0;
  let best: number[] = [];
  let least = Infinity;
  let radius = 0;
  for (const far of FAR) {
    for (const [dx, dy] of WAYS) {
      if (far !== FAR[0] && dx === 0 && dy === 0) continue;
      const grown = grow(work, t, seeds, home[0] + far * radius * dx, home[1] + far * radius * dy);
      if (dx === 0 && dy === 0) radius = grown.radius;
      const cost = 12 * grown.missing + makeUp(work, graph, inside, t, grown.units);
      if (cost >= least) continue;
      least = cost;
      best = grown.units;
    }
  }
  const givers = new Set([t]);
  for (const i of best) {
    givers.add(owner[i]);
    hand(board, i, t);
  }
  for (const s of givers) reshape(board, s);
}

/** Grows from the seeds, always by the reachable unit nearest to a point, until every measure is filled. */
function grow({ board, k, still }: Work, t: number, seeds: readonly number[], x: number, y: number): { units: number[]; radius: number; missing: number } {
  const { q, owner, sum, level, ground: { mid, half, inverse, mean } } = board;
  const has = sum.slice(t * q, t * q + q);
  const taken = new Map<number, number>();
  const heap = new Heap();
  const seen = new Set<number>(seeds);
  const units: number[] = [];
  const reach = (i: number): void => {
    for (let e = level.offsets[i]; e < level.offsets[i + 1]; e++) {
      const v = level.neighbors[e];
      if (seen.has(v) || level.fixed[v] >= 0 || still[owner[v]]) continue;
      seen.add(v);
      heap.push(v, square(v));
    }
  };
  const square = (v: number): number => (level.x[v] - x) * (level.x[v] - x) + (level.y[v] - y) * (level.y[v] - y);
  for (const i of seeds) reach(i);
  const lacking = (): number => {
    let missing = 0;
    for (let m = 0; m < q; m++) missing += Math.max(0, mid[t * q + m] - (AIM * half[t * q + m]) / inverse[t * q + m] - has[m]) / mean[m];
    return missing;
  };
  let furthest = 0;
  while (heap.size > 0 && lacking() > 0) {
    const i = heap.pop();
    const s = owner[i];
    const mass = massOf(board, i);
    const of = (taken.get(s) ?? 0) + mass;
    if (s < k && of > MOST_TAKEN * wholeOf(board, s)) continue;
    taken.set(s, of);
    units.push(i);
    for (let m = 0; m < q; m++) has[m] += level.weight[i * q + m];
    furthest = Math.max(furthest, square(i));
    reach(i);
  }
  return { units, radius: Math.sqrt(furthest), missing: lacking() };
}

function wholeOf({ q, sum, ground: { mean } }: Work['board'], s: number): number {
  let mass = 0;
  for (let m = 0; m < q; m++) mass += sum[s * q + m] / mean[m] / q;
  return mass;
}

const NO_LOTS: Lots = { from: [], to: [], kind: [], mass: [], sums: [], cost: [] };

/** What has to move among the others for all bands to hold once `t` has taken its ground. */
function makeUp(work: Work, graph: TerritoryGraph, inside: Uint8Array, t: number, units: readonly number[]): number {
  const { board } = work;
  const { q, owner, level } = board;
  const sum = board.sum.slice();
  for (const i of units) {
    for (let m = 0; m < q; m++) {
      sum[owner[i] * q + m] -= level.weight[i * q + m];
      sum[t * q + m] += level.weight[i * q + m];
    }
  }
  const plan = planTransfers({ ...work, board: { ...board, sum } }, inside, NO_LOTS, 0.97, graph);
  return plan.cost + 12 * plan.beyond;
}
