import { hand, type Board } from '../solve/board.ts';
import { ballAround, territoryGraph, type TerritoryGraph } from './territoryGraph.ts';
import { canLeave, dearness, reshape, type Work } from './work.ts';

/** Handovers in a chain at most, ways kept after each, and of these how many that leave the same territory furthest outside. */
const LENGTH = 10;
const WIDTH = 160;
const ALIKE = 24;

/** Handovers looked at per step of the search. */
const LOOKED = 12000;

/** Borders around a territory outside its band within which others may help it. */
const AROUND = 3;

/** Excess that a mean territory's worth of moved ground outweighs, and that a shape worse by 1 outweighs. */
const PRICE = 0.04;
const ROUGH = 0.002;

/** Finished chains that are compared by what they do to shapes. */
const COMPARED = 12;

/** A way so far: one handover after another. */
interface Way {
  readonly before: Way | null;
  readonly unit: number;
  readonly from: number;
  readonly to: number;
  readonly length: number;
  /** What lies outside bands then, and that with what it moves. */
  readonly excess: number;
  readonly score: number;
  /** Of the two that it changed last the one further outside. */
  readonly worst: number;
  readonly mark: number;
}

/**
 * Closes what whole units left open, by chains of handovers: whoever is outside its band gives or takes a unit, and whoever
 * is outside after that does so in turn, until nobody is. Of all ways the best few are followed at each step (beam search); the
 * shortest that ends well is made, or else the one that leaves least outside. Deterministic.
 *
 * @returns handovers made
 */
export function closeByChains(work: Work): number {
  let made = 0;
  const tried = new Set<number>();
  let graph: TerritoryGraph | null = null;
  for (;;) {
    const worst = worstOf(work, tried);
    if (worst < 0) return made;
    tried.add(worst);
    graph ??= territoryGraph(work.board);
    made += closeAround(work, graph, worst);
  }
}

function worstOf({ board, k, still }: Work, tried: ReadonlySet<number>): number {
  let worst = -1;
  let most = 0;
  for (let t = 0; t < k; t++) {
    const excess = excessOf(board, t, -1, -1);
    if (excess <= most || still[t] || tried.has(t)) continue;
    most = excess;
    worst = t;
  }
  return worst;
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

function closeAround(work: Work, graph: TerritoryGraph, centre: number): number {
  const { board, k, still } = work;
  const { owner, level: { offsets, neighbors, fixed } } = board;
  const closed = still.slice();
  closed.fill(1, k);
  const inside = ballAround(graph, [centre], AROUND, closed);
  const members = [...inside.keys()].filter((t) => inside[t] === 1);
  const rims = new Map<number, number[]>(members.map((t) => [t, []]));
  for (let f = 0; f < board.frontierSize[0]; f++) rims.get(owner[board.frontier[f]])?.push(board.frontier[f]);
  const current = new Float64Array(board.k);
  // What others lack already is not for this chain to mend, but they may not be worse off.
  const allowed = new Float64Array(board.k);
  let start = 0;
  for (const t of members) start += allowed[t] = excessOf(board, t, -1, -1);
  const goal = start - allowed[centre] + 1e-9;
  allowed[centre] = 0;
  const root: Way = { before: null, unit: -1, from: -1, to: -1, length: 0, excess: start, score: start, worst: centre, mark: 0 };
  let best = root;
  let level: Way[] = [root];
  const seen = new Set<number>([0]);
  let path: Way[] = [];
  const ended: Way[] = [];
  for (let length = 1; length <= LENGTH && level.length > 0 && ended.length === 0; length++) {
    let next: Way[] = [];
    let floor = Infinity;
    let looked = 0;
    for (const way of level) {
      if (looked > LOOKED) break;
      follow(way);
      for (const t of members) current[t] = excessOf(board, t, -1, -1);
      const t = furthest();
      for (const u of rimOf(t, way)) {
        for (let e = offsets[u]; e < offsets[u + 1]; e++) {
          const v = neighbors[e];
          const x = owner[v];
          if (x === t || !inside[x]) continue;
          if (fixed[u] < 0) consider(way, u, t, x);
          if (fixed[v] < 0) consider(way, v, x, t);
        }
      }
    }
    level = widest(next);
    next = [];

    function consider(way: Way, i: number, from: number, to: number): void {
      looked++;
      const [givers, takers] = [excessOf(board, from, i, -1), excessOf(board, to, -1, i)];
      const excess = way.excess - current[from] - current[to] + givers + takers;
      const ends = excess <= goal;
      const score = excess + (way.score - way.excess) + PRICE * dearness(work, i, to);
      if (!ends && score >= floor) return;
      const mark = (way.mark ^ mix(i, from) ^ mix(i, to)) | 0;
      if (seen.has(mark)) return;
      seen.add(mark);
      if (!canLeave(board, i, to)) return;
      const one: Way = { before: way, unit: i, from, to, length, excess, score, worst: takers > givers ? to : from, mark };
      if (ends) ended.push(one);
      else next.push(one);
      if (score < best.score - 1e-9 && excess < root.excess - 1e-9) best = one;
      if (next.length < 4 * WIDTH) return;
      next = widest(next);
      if (next.length >= WIDTH) floor = next[next.length - 1].score;
    }
  }
  follow(root);
  const chosen = ended.length > 0 ? smoothest(ended) : best;
  follow(chosen);
  for (const t of members) reshape(board, t);
  return chosen.length;

  function furthest(): number {
    let worst = members[0];
    for (const t of members) if (current[t] - allowed[t] > current[worst] - allowed[worst]) worst = t;
    return worst;
  }

  /** Units of `t` that may lie at a border once a way has been gone. */
  function rimOf(t: number, way: Way): number[] {
    const found = rims.get(t)!.filter((u) => owner[u] === t);
    const known = new Set(found);
    for (let one: Way | null = way; one !== null && one.unit >= 0; one = one.before) {
      for (const u of [one.unit, ...neighbors.subarray(offsets[one.unit], offsets[one.unit + 1])]) {
        if (owner[u] !== t || known.has(u)) continue;
        known.add(u);
        found.push(u);
      }
    }
    return found;
  }

  /** Takes the board from the way it stands on to another. */
  function follow(way: Way): void {
    const steps: Way[] = [];
    for (let one = way; one.before !== null; one = one.before) steps.push(one);
    steps.reverse();
    let common = 0;
    while (common < path.length && common < steps.length && path[common] === steps[common]) common++;
    for (let s = path.length - 1; s >= common; s--) hand(board, path[s].unit, path[s].from);
    for (let s = common; s < steps.length; s++) hand(board, steps[s].unit, steps[s].to);
    path = steps;
  }

  /** Of ways that end well the one that moves little and leaves shapes best. */
  function smoothest(ways: Way[]): Way {
    ways.sort(byScore);
    let smooth = ways[0];
    let least = Infinity;
    for (const way of ways.slice(0, COMPARED)) {
      const price = way.score + ROUGH * roughness(way);
      if (price >= least) continue;
      least = price;
      smooth = way;
    }
    return smooth;
  }

  function roughness(way: Way): number {
    const touched = new Set<number>();
    for (let one: Way = way; one.before !== null; one = one.before) touched.add(one.from).add(one.to);
    follow(root);
    let change = 0;
    for (const t of touched) change -= board.shape[t];
    follow(way);
    for (const t of touched) reshape(board, t);
    for (const t of touched) change += board.shape[t];
    follow(root);
    for (const t of touched) reshape(board, t);
    return change;
  }
}

function byScore(a: Way, b: Way): number {
  return a.score - b.score || a.unit - b.unit || a.to - b.to || a.mark - b.mark;
}

/** The best ways, not too many of them alike. */
function widest(ways: Way[]): Way[] {
  ways.sort(byScore);
  const like = new Map<number, number>();
  const kept: Way[] = [];
  for (const way of ways) {
    const count = like.get(way.worst) ?? 0;
    if (count >= ALIKE) continue;
    like.set(way.worst, count + 1);
    kept.push(way);
    if (kept.length === WIDTH) break;
  }
  return kept;
}

/** A number of 32 bits for a unit at a territory. */
function mix(unit: number, territory: number): number {
  let h = Math.imul(unit, 0x9e3779b1) ^ Math.imul(territory + 1, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 16), 0xc2b2ae35);
  return h ^ (h >>> 15);
}
