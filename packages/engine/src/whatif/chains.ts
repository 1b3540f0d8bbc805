import { edgesOf, excessOf, type Edges } from './bandEdges.ts';
import { ballAround, type TerritoryGraph } from './territoryGraph.ts';
import { canLeave, dearness, move, reshape, type Work } from './work.ts';

/** How hard chains are looked for. */
export interface Effort {
  /** Handovers in a chain at most. */
  readonly length: number;
  /** Ways kept after each handover, and of these how many that leave the same territory furthest outside. */
  readonly width: number;
  readonly alike: number;
  /** Handovers looked at per step of the search. */
  readonly looked: number;
  /** Territories that chains are looked for, the furthest outside first. */
  readonly centres: number;
}

export const QUICK: Effort = { length: 10, width: 48, alike: 12, looked: 2500, centres: 60 };
export const DEEP: Effort = { length: 12, width: 128, alike: 32, looked: 8000, centres: 5 };

/** Borders around a territory outside its band within which others may help it. */
const AROUND = 3;

/** Excess that a mean territory's worth of moved ground outweighs when the bands cannot be met. */
const PRICE = 0.04;

/** The same while chains are looked for: nearness to the bands comes first, then, once there is a chain, what it moves. */
const PRICES = [PRICE, 0.3];

/** Handovers more that are tried once a chain is found, because a longer one can move less. */
const MORE = 2;

/** What a mean territory's worth of moved ground weighs, and a shape worse by 1, when finished chains are compared. */
const DEAR = 0.2;
const ROUGH = 0.002;

/** Chains that move a little more than the cheapest are compared with it by what they do to shapes. */
const NEARLY = 0.98;
const COMPARED = 8;

/** A way so far: one handover after another. */
interface Way {
  readonly before: Way | null;
  readonly unit: number;
  readonly from: number;
  readonly to: number;
  readonly length: number;
  /** What lies outside bands then, and what it moves, in mean territories. */
  readonly excess: number;
  readonly moved: number;
  /** Both at the price of the moment. */
  readonly score: number;
  /** Of the two that it changed last the one further outside. */
  readonly worst: number;
  readonly mark: number;
}

/**
 * Closes what whole units left open, by chains of handovers: whoever is outside its band gives or takes a unit, and whoever
 * is outside after that does so in turn, until nobody is. Of all ways the best few are followed at each step (beam search), and
 * those only that move less than the cheapest found; it is made, or else the one that leaves least outside. Deterministic.
 *
 * @param graph who touches whom, or did a moment ago
 * @returns handovers made
 */
export function closeByChains(work: Work, graph: TerritoryGraph, effort: Effort): number {
  let made = 0;
  const tried = new Set<number>();
  const edges = edgesOf(work);
  const scratch: Scratch = { stamped: new Uint32Array(work.board.owner.length), stamp: 0 };
  for (;;) {
    const worst = worstOf(work, edges, tried);
    if (worst < 0 || tried.size === effort.centres) return made;
    tried.add(worst);
    made += closeAround(work, graph, edges, scratch, worst, effort);
  }
}

/** Units that were looked at in one step of a search carry its stamp. */
interface Scratch {
  readonly stamped: Uint32Array;
  stamp: number;
}

function worstOf({ board, k, still }: Work, edges: Edges, tried: ReadonlySet<number>): number {
  let worst = -1;
  let most = 0;
  for (let t = 0; t < k; t++) {
    const excess = excessOf(board, edges, t, 0, 0);
    if (excess <= most || still[t] || tried.has(t)) continue;
    most = excess;
    worst = t;
  }
  return worst;
}

function closeAround(work: Work, graph: TerritoryGraph, edges: Edges, scratch: Scratch, centre: number, effort: Effort): number {
  const { board, k, still } = work;
  const { owner, level: { offsets, neighbors, fixed } } = board;
  const closed = still.slice();
  closed.fill(1, k);
  const inside = ballAround(graph, [centre], AROUND, closed);
  const members = [...inside.keys()].filter((t) => inside[t] === 1);
  const rims: (number[] | undefined)[] = new Array<undefined>(board.k);
  for (const t of members) rims[t] = [];
  for (let f = 0; f < board.frontierSize[0]; f++) rims[owner[board.frontier[f]]]?.push(board.frontier[f]);
  const current = new Float64Array(board.k);
  // What others lack already is not for this chain to mend, but they may not be worse off.
  const allowed = new Float64Array(board.k);
  let start = 0;
  for (const t of members) start += allowed[t] = excessOf(board, edges, t, 0, 0);
  const atStart = allowed.slice();
  const goal = start - allowed[centre] + 1e-9;
  allowed[centre] = 0;
  const root: Way = { before: null, unit: -1, from: -1, to: -1, length: 0, excess: start, moved: 0, score: start, worst: centre, mark: 0 };
  let best = root;
  let path: Way[] = [];
  const { stamped } = scratch;
  let cheapest = Infinity;
  const ended: Way[] = [];
  for (const price of PRICES) {
    explore(price);
    if (ended.length === 0) break;
  }
  follow(root);
  const chosen = ended.length > 0 ? smoothest(ended) : best;
  follow(chosen);
  for (const t of members) reshape(board, t);
  return chosen.length;

  /** Looks for chains that move less than any found before, at this price of moving. */
  function explore(price: number): void {
    let level: Way[] = [root];
    let more = MORE;
    const seen = new Set<number>([0]);
    for (let length = 1; length <= effort.length && level.length > 0 && more > 0; length++) {
      let next: Way[] = [];
      let floor = Infinity;
      let looked = 0;
      for (const way of level) {
        if (looked > effort.looked) break;
        if (way.moved >= cheapest) continue;
        follow(way);
        current.set(atStart);
        for (let one = way; one.before !== null; one = one.before) {
          current[one.from] = excessOf(board, edges, one.from, 0, 0);
          current[one.to] = excessOf(board, edges, one.to, 0, 0);
        }
        const t = furthest();
        const now = way.excess - current[t];
        for (const u of rimOf(t, way)) {
          const without = fixed[u] < 0 ? excessOf(board, edges, t, u, -1) : -1;
          let last = -1;
          for (let e = offsets[u]; e < offsets[u + 1]; e++) {
            const v = neighbors[e];
            const x = owner[v];
            if (x === t || inside[x] === 0) continue;
            if (without >= 0 && x !== last) consider(way, u, t, x, now - current[x], without, excessOf(board, edges, x, u, 1));
            last = x;
            if (stamped[v] === scratch.stamp || fixed[v] >= 0) continue;
            stamped[v] = scratch.stamp;
            consider(way, v, x, t, now - current[x], excessOf(board, edges, x, v, -1), excessOf(board, edges, t, v, 1));
          }
        }
      }
      if (cheapest < Infinity) more--;
      level = widest(next, effort);
      next = [];

      function consider(way: Way, i: number, from: number, to: number, others: number, givers: number, takers: number): void {
        looked++;
        const moved = way.moved + dearness(work, i, to);
        if (moved >= cheapest) return;
        const excess = others + givers + takers;
        const ends = excess <= goal;
        const score = excess + price * moved;
        if (!ends && score >= floor) return;
        const mark = (way.mark ^ mix(i, from) ^ mix(i, to)) | 0;
        if (seen.has(mark)) return;
        seen.add(mark);
        if (!canLeave(board, i, to)) return;
        const one: Way = { before: way, unit: i, from, to, length, excess, moved, score, worst: takers > givers ? to : from, mark };
        if (excess < root.excess - 1e-9 && excess + PRICE * moved < best.excess + PRICE * best.moved - 1e-9) best = one;
        if (ends) {
          ended.push(one);
          if (moved < cheapest * NEARLY) cheapest = moved / NEARLY;
          return;
        }
        next.push(one);
        if (next.length < 4 * effort.width) return;
        next = widest(next, effort);
        if (next.length >= effort.width) floor = next[next.length - 1].score;
      }
    }
  }

  function furthest(): number {
    let worst = members[0];
    for (const t of members) if (current[t] - allowed[t] > current[worst] - allowed[worst]) worst = t;
    return worst;
  }

  /** Units of `t` that may lie at a border once a way has been gone: of those that lay there or came, and whoever touched them. */
  function rimOf(t: number, way: Way): number[] {
    const found: number[] = [];
    const stamp = ++scratch.stamp;
    const add = (u: number): void => {
      if (owner[u] !== t || stamped[u] === stamp) return;
      stamped[u] = stamp;
      found.push(u);
    };
    for (let one: Way | null = way; one !== null && one.unit >= 0; one = one.before) {
      add(one.unit);
      for (let e = offsets[one.unit]; e < offsets[one.unit + 1]; e++) add(neighbors[e]);
    }
    for (const u of rims[t]!) if (owner[u] === t && stamped[u] !== stamp) found.push(u);
    return found;
  }

  /** Takes the board from the way it stands on to another. */
  function follow(way: Way): void {
    const steps: Way[] = [];
    for (let one = way; one.before !== null; one = one.before) steps.push(one);
    steps.reverse();
    let common = 0;
    while (common < path.length && common < steps.length && path[common] === steps[common]) common++;
    for (let s = path.length - 1; s >= common; s--) move(work, path[s].unit, path[s].from);
    for (let s = common; s < steps.length; s++) move(work, steps[s].unit, steps[s].to);
    path = steps;
  }

  /** Of ways that end well the one that moves little and leaves shapes best. */
  function smoothest(ways: Way[]): Way {
    ways.sort((a, b) => a.moved - b.moved || byScore(a, b));
    let smooth = ways[0];
    let least = Infinity;
    for (const way of ways.slice(0, COMPARED)) {
      const price = DEAR * way.moved + ROUGH * roughness(way);
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
function widest(ways: Way[], { width, alike }: Effort): Way[] {
  ways.sort(byScore);
  const like = new Map<number, number>();
  const kept: Way[] = [];
  for (const way of ways) {
    const count = like.get(way.worst) ?? 0;
    if (count >= alike) continue;
    like.set(way.worst, count + 1);
    kept.push(way);
    if (kept.length === width) break;
  }
  return kept;
}

/** A number of 32 bits for a unit at a territory. */
function mix(unit: number, territory: number): number {
  let h = Math.imul(unit, 0x9e3779b1) ^ Math.imul(territory + 1, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 16), 0xc2b2ae35);
  return h ^ (h >>> 15);
}
