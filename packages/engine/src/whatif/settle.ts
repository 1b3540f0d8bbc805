import { Heap } from '../base/heap.ts';
import { isBarred } from '../solve/asks.ts';
import type { Demand } from '../solve/demand.ts';
import type { Lots } from './lots.ts';
import { ballAround, territoryGraph, type TerritoryGraph } from './territoryGraph.ts';
import { planTransfers } from './transfers.ts';
import { massOf, move, reshape, type Work } from './work.ts';

/** A territory that has less than this share of its least in every measure is new and has to settle first. */
const NEWCOMER = 0.5;

/** Most that it takes from one territory. */
const MOST_TAKEN = 0.6;

/** Share of the band that it fills itself up to. */
const AIM = 0.95;

/** Borders within which others are asked to make up for what was taken. */
const AROUND = 3;

/** Where its middle may lie, seen from its home, in radii of the ground it would take around that: eight ways, half and nearly all of it. */
const WAYS: readonly (readonly [number, number])[] = [[1, 0], [0.7, 0.7], [0, 1], [-0.7, 0.7], [-1, 0], [-0.7, -0.7], [0, -1], [0.7, -0.7]];
const FAR = [0.45, 0.85];

/** Places that are weighed exactly, of those that the first one's prices make out to be cheapest. */
const WEIGHED = 4;

/** Price of a mean territory that is missing. */
const MISSING = 12;

/**
 * Gives territories that have hardly anything their ground: round, with what they have in it, and so placed that those around have
 * least to pass on to each other to make up for it. What is torn is for `makeWhole`.
 */
export function settle(work: Work): void {
  const { board, k, still } = work;
  for (let t = 0; t < k; t++) if (!still[t] && board.count[t] > 0 && isNew(work, t)) settleOne(work, territoryGraph(board), t);
}

function isNew({ board: { q, sum, ground: { mid, half, inverse } } }: Work, t: number): boolean {
  for (let j = t * q; j < t * q + q; j++) if (!(sum[j] < NEWCOMER * (mid[j] - half[j] / inverse[j]))) return false;
  return true;
}

/** Ground that a newcomer could take. */
interface Place {
  readonly units: number[];
  readonly radius: number;
  /** What it still lacks then, in mean territories. */
  readonly missing: number;
  /** holders * q: what each gives, in mean territories. */
  readonly given: Float64Array;
}

function settleOne(work: Work, graph: TerritoryGraph, t: number): void {
  const { board } = work;
  const { owner, area, sx, sy } = board;
  const seeds: number[] = [];
  for (let i = 0; i < owner.length; i++) if (owner[i] === t) seeds.push(i);
  const [x, y] = [sx[t] / area[t], sy[t] / area[t]];
  const inside = ballAround(graph, [t], AROUND + 1, work.still);
  inside[t] = 0;
  const seen = new Uint32Array(owner.length);
  const heap = new Heap();
  const around = grow(work, t, seeds, x, y, seen, 1, heap);
  let best = around;
  const first = makeUp(work, graph, inside, t, around);
  let least = MISSING * around.missing + first.cost;
  const places: { place: Place; guess: number }[] = [];
  for (const far of FAR) {
    for (const [dx, dy] of WAYS) {
      const place = grow(work, t, seeds, x + far * around.radius * dx, y + far * around.radius * dy, seen, places.length + 2, heap);
      let guess = MISSING * place.missing;
      for (let j = 0; j < place.given.length; j++) guess += first.prices[j] * place.given[j];
      places.push({ place, guess });
    }
  }
  places.sort((a, b) => a.guess - b.guess);
  for (const { place } of places.slice(0, WEIGHED)) {
    const cost = MISSING * place.missing + makeUp(work, graph, inside, t, place).cost;
    if (cost >= least) continue;
    least = cost;
    best = place;
  }
  const givers = new Set([t]);
  for (const i of best.units) {
    givers.add(owner[i]);
    move(work, i, t);
  }
  for (const s of givers) reshape(board, s);
}

/** Grows from the seeds, always by the reachable unit nearest to a point, until every measure is filled. */
function grow({ board, k, still }: Work, t: number, seeds: readonly number[], x: number, y: number, seen: Uint32Array, stamp: number, heap: Heap): Place {
  const { q, owner, sum, level, ground: { mid, half, inverse, mean } } = board;
  const { offsets, neighbors, fixed, weight } = level;
  const has = sum.slice(t * q, t * q + q);
  const least = Float64Array.from({ length: q }, (_, m) => mid[t * q + m] - (AIM * half[t * q + m]) / inverse[t * q + m]);
  const given = new Float64Array(board.k * q);
  const most = new Float64Array(board.k);
  for (let s = 0; s < board.k; s++) most[s] = s < k ? MOST_TAKEN * wholeOf(board, s) : Infinity;
  const units: number[] = [];
  const may = takesOf(board.demand, t);
  const square = (v: number): number => (level.x[v] - x) * (level.x[v] - x) + (level.y[v] - y) * (level.y[v] - y);
  const reach = (i: number): void => {
    for (let e = offsets[i]; e < offsets[i + 1]; e++) {
      const v = neighbors[e];
      if (seen[v] === stamp || fixed[v] >= 0 || still[owner[v]]) continue;
      seen[v] = stamp;
      heap.push(v, square(v));
    }
  };
  const lacking = (): number => {
    let missing = 0;
    for (let m = 0; m < q; m++) if (has[m] < least[m]) missing += (least[m] - has[m]) / mean[m];
    return missing;
  };
  heap.clear();
  for (const i of seeds) seen[i] = stamp;
  for (const i of seeds) reach(i);
  let furthest = 0;
  while (heap.size > 0 && lacking() > 0) {
    const away = heap.least;
    const i = heap.pop();
    const s = owner[i];
    const mass = massOf(board, i);
    if (mass > most[s] || !may(i, s)) continue;
    most[s] -= mass;
    units.push(i);
    for (let m = 0; m < q; m++) {
      const w = weight[i * q + m];
      has[m] += w;
      given[s * q + m] += w / mean[m];
    }
    if (away > furthest) furthest = away;
    reach(i);
  }
  return { units, radius: Math.sqrt(furthest), missing: lacking(), given };
}

/** Whether a newcomer may take a unit from a holder beside all that it took before: within its reach and the budgets of change. */
function takesOf(demand: Demand | null, t: number): (i: number, s: number) => boolean {
  if (demand === null) return () => true;
  const { asks: { kinds, amount, today, barred }, rules, moved, left } = demand;
  const [spent, gone] = [moved.slice(), left.slice()];
  return (i, s) => {
    if (isBarred(barred[t], i)) return false;
    if (today[i] !== s) return true;
    for (let j = 0; j < kinds; j++) {
      const a = amount[i * kinds + j];
      if (a > 0 && (spent[j] + a > rules.total[j] || gone[s * kinds + j] + a > rules.leaving[s * kinds + j])) return false;
    }
    for (let j = 0; j < kinds; j++) {
      spent[j] += amount[i * kinds + j];
      gone[s * kinds + j] += amount[i * kinds + j];
    }
    return true;
  };
}

function wholeOf({ q, sum, ground: { mean } }: Work['board'], s: number): number {
  let mass = 0;
  for (let m = 0; m < q; m++) mass += sum[s * q + m] / mean[m] / q;
  return mass;
}

const NO_LOTS: Lots = { from: [], to: [], kind: [], mass: [], sums: [], cost: [] };

/** What has to move among the others for all bands to hold once `t` has taken its ground, and what more of each sum would save: holders * q. */
function makeUp(work: Work, graph: TerritoryGraph, inside: Uint8Array, t: number, { given }: Place): { cost: number; prices: Float64Array } {
  const { board } = work;
  const { q, ground: { mean } } = board;
  const sum = board.sum.slice();
  for (let j = 0; j < sum.length; j++) {
    sum[j] -= given[j] * mean[j % q];
    sum[t * q + (j % q)] += given[j] * mean[j % q];
  }
  const plan = planTransfers({ ...work, board: { ...board, sum } }, inside, NO_LOTS, 0.97, graph);
  return { cost: plan.cost + MISSING * plan.beyond, prices: plan.prices };
}
