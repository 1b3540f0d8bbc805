import type { Ground } from '../problem/ground.ts';
import { createBoard, hand, recount, restrain, strainOf, type Board } from './board.ts';
import { coarsen } from './coarsen.ts';
import { demandCost } from './demand.ts';
import { relaxDiagram, startDiagram } from './diagram.ts';
import { rollBelow } from './dice.ts';
import { ratioBisect } from './ratioBisect.ts';
import { createScissors, cutOut, regionBoard, unitsOf, type Scissors } from './region.ts';
import { repair } from './repair.ts';
import { counts } from './splitFor.ts';
import { shapeCost, type Pressure } from './score.ts';
import { seedCentres } from './seed.ts';
import { beginStage, runStage, type Stage } from './stage.ts';

/** How territories are dealt anew. */
export interface Redeal {
  /** How many groups of territories are tried. */
  readonly rounds: number;
  /** Fresh starts per group. */
  readonly tries: number;
  /** Annealing of each fresh start. */
  readonly stage: Stage;
  /** What plans are compared under. */
  readonly pressure: Pressure;
  /** Which territories groups are made around: the costly ones by chance; only those outside their band, or of ugly shape, until there is none. */
  readonly around: 'costly' | 'outside' | 'ugly';
}

/** A redeal under way on one board. */
export interface Dealer {
  readonly board: Board;
  readonly plan: Redeal;
  readonly scissors: Scissors;
  round: number;
}

export function beginRedeal(board: Board, plan: Redeal): Dealer {
  recount(board);
  restrain(board, plan.pressure);
  return { board, plan, scissors: createScissors(board.level.n, board.k), round: 0 };
}

/**
 * Deals the ground of a costly territory and one to three of its neighbours anew, from fresh seeds, and keeps the deal
 * when it costs less: another arrangement altogether, such as a metropolis cut the other way, which annealing of
 * borders cannot find. Costs are shape plus strain under the plan's pressure, and what demands cost.
 *
 * @returns true while there is more to do
 */
export function runRedeal(dealer: Dealer, dice: Int32Array, rounds: number): boolean {
  const { board, plan } = dealer;
  const end = Math.min(plan.rounds, dealer.round + rounds);
  if (board.k < 2) return false;
  for (; dealer.round < end; dealer.round++) {
    const wanted = plan.around === 'costly' ? null : plan.around === 'ugly' ? uglyShapes(board) : outsideBand(board);
    // Where many are, the cause is regional and dealing anew among neighbours is no help.
    if (wanted !== null && (wanted.length === 0 || wanted.length > 2 + board.k / 5)) return false;
    const worst = wanted !== null ? wanted[rollBelow(dice, wanted.length)] : pickCostly(board, dice);
    const members = pickGroup(board, worst, dice);
    if (members.length > 1) dealGroup(dealer, members, dice);
  }
  return dealer.round < plan.rounds;
}

function dealGroup({ board, plan, scissors }: Dealer, members: number[], dice: Int32Array): void {
  const units = unitsOf(board, members, scissors);
  if (units === null) return;
  const region = cutOut(board, members, units, scissors);
  let now = board.demand === null ? 0 : demandCost(regionBoard(region, region.owner).demand);
  for (const t of members) now += board.shape[t] + board.strain[t];
  const rough = roughened(region.ground);
  let best: Int32Array | null = null;
  let least = rough === null ? now - 1e-9 : Infinity;
  for (let round = 0; round < plan.tries; round++) {
    const ground = rough?.ground ?? region.ground;
    const owner = round % 2 === 1 ? lineDeal(ground, dice) : freshDeal(ground, dice);
    if (owner === null) continue;
    const cost = annealed(createBoard(ground, ground.level, owner), plan, plan.stage, dice);
    if (cost >= least) continue;
    least = cost;
    best = owner;
  }
  if (best !== null && rough !== null) {
    const { group } = rough;
    const coarse = best;
    best = Int32Array.from(region.owner, (_, i) => coarse[group[i]]);
    repair(region.ground, region.ground.level, best);
    if (annealed(regionBoard(region, best), plan, { ...plan.stage, ...SMOOTH }, dice) >= now - 1e-9) best = null;
  }
  if (best === null) return;
  for (let i = 0; i < best.length; i++) if (best[i] !== region.owner[i]) hand(board, units[i], members[best[i]]);
  for (const t of members) {
    board.shape[t] = shapeCost(board.area[t], board.sx[t], board.sy[t], board.moment[t], board.rim[t]);
    board.strain[t] = strainOf(board, t, -1, 0, plan.pressure);
  }
}

/** Units per territory above which a group is dealt on clusters of them, and the share of a mean target such a cluster may weigh or cover. */
const ROUGH = 200;
const GRAIN = 0.02;

/** What clusters leave to do when they are taken apart: a few cool passes. */
const SMOOTH: Pick<Stage, 'passes' | 'heat'> = { passes: 40, heat: [0.01, 0.0005] };

/** The same ground in clusters; null where it has few units anyway. */
function roughened(ground: Ground): { ground: Ground; group: Int32Array } | null {
  if (ground.level.n <= ROUGH * ground.k) return null;
  const { level, group } = coarsen(ground.level, ground.q, ground.mean.map((m) => m * GRAIN), GRAIN);
  return level.n > 0.7 * ground.level.n ? null : { ground: { ...ground, level }, group };
}

/** Anneals a board and gives its cost under the plan's pressure. */
function annealed(board: Board, plan: Redeal, stage: Stage, dice: Int32Array): number {
  runStage(board, dice, beginStage(board, stage), stage.passes);
  recount(board);
  restrain(board, plan.pressure);
  let cost = demandCost(board.demand);
  for (let t = 0; t < board.k; t++) cost += board.shape[t] + board.strain[t];
  return cost;
}

/** A deal by lines that split all measures alike. */
function lineDeal(ground: Ground, dice: Int32Array): Int32Array | null {
  const { owner } = ratioBisect(ground, ground.level, dice);
  repair(ground, ground.level, owner);
  return counts(ground.k, owner).includes(0) ? null : owner;
}

function freshDeal(ground: Ground, dice: Int32Array): Int32Array | null {
  const diagram = startDiagram(ground.level, ground, seedCentres(ground, ground.level, dice, 1));
  for (let it = 0; it < 25; it++) {
    const left = 1 - it / 25;
    relaxDiagram(ground, ground.level, diagram, null, 0.4 * left * left + 0.05, 0.5);
  }
  repair(ground, ground.level, diagram.owner);
  return counts(ground.k, diagram.owner).includes(0) ? null : diagram.owner;
}

/** Shape cost above which a territory catches the eye: a strip five times as long as wide has it. */
const UGLY = 3.4;

/** Territories of a shape that people point at first. */
function uglyShapes({ k, shape }: Board): number[] {
  return Array.from({ length: k }, (_, t) => t).filter((t) => shape[t] > UGLY);
}

/** Territories with a sum outside its band. */
export function outsideBand(board: Board): number[] {
  const { k, q, sum, ground } = board;
  const found: number[] = [];
  for (let t = 0; t < k; t++) {
    for (let j = t * q; j < t * q + q; j++) {
      const d = (sum[j] - ground.mid[j]) * ground.inverse[j];
      if ((d < 0 ? -d : d) <= ground.half[j] + 1e-9) continue;
      found.push(t);
      break;
    }
  }
  return found;
}

/** A tournament: the costliest of a few territories drawn at random, so that the worst comes often but not always. */
function pickCostly(board: Board, dice: Int32Array): number {
  let best = rollBelow(dice, board.k);
  for (let round = 0; round < 7; round++) {
    const t = rollBelow(dice, board.k);
    if (board.shape[t] + board.strain[t] > board.shape[best] + board.strain[best]) best = t;
  }
  return best;
}

/** The territory and one to three more, each touching one before it. */
function pickGroup(board: Board, start: number, dice: Int32Array): number[] {
  const group = [start];
  const size = 2 + rollBelow(dice, 3);
  for (let round = 0; round < 6 && group.length < size; round++) {
    const around = neighborsOf(board, group[rollBelow(dice, group.length)]);
    if (around.length === 0) break;
    const t = around[rollBelow(dice, around.length)];
    if (!group.includes(t)) group.push(t);
  }
  return group.sort((a, b) => a - b);
}

function neighborsOf(board: Board, t: number): number[] {
  const { level, owner, frontier, frontierSize } = board;
  const found: number[] = [];
  for (let f = 0; f < frontierSize[0]; f++) {
    const i = frontier[f];
    if (owner[i] !== t) continue;
    for (let e = level.offsets[i]; e < level.offsets[i + 1]; e++) {
      const s = owner[level.neighbors[e]];
      if (s !== t && !found.includes(s)) found.push(s);
    }
  }
  return found;
}
