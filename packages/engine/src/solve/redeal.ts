import { recount, restrain, type Board } from './board.ts';
import { relaxDiagram, startDiagram } from './diagram.ts';
import { rollBelow } from './dice.ts';
import { createScissors, cutOut, regionBoard, type Region, type Scissors } from './region.ts';
import { counts, repair } from './repair.ts';
import type { Pressure } from './score.ts';
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
  /** Start only from territories outside their band, and end when there is none. */
  readonly mend: boolean;
}

/** A redeal under way on one board. */
export interface Dealer {
  readonly board: Board;
  readonly plan: Redeal;
  readonly scissors: Scissors;
  touching: number[][];
  round: number;
}

export function beginRedeal(board: Board, plan: Redeal): Dealer {
  recount(board);
  restrain(board, plan.pressure);
  return { board, plan, scissors: createScissors(board.level.n, board.k), touching: adjacency(board), round: 0 };
}

/**
 * Deals the ground of a costly territory and one to three of its neighbours anew, from fresh seeds, and keeps the deal
 * when it costs less: another arrangement altogether, such as a metropolis cut the other way, which annealing of
 * borders cannot find. Costs are shape plus strain under the plan's pressure.
 *
 * @returns true while there is more to do
 */
export function runRedeal(dealer: Dealer, dice: Int32Array, rounds: number): boolean {
  const { board, plan } = dealer;
  const end = Math.min(plan.rounds, dealer.round + rounds);
  if (board.k < 2) return false;
  for (; dealer.round < end; dealer.round++) {
    const outside = plan.mend ? outsideBand(board) : null;
    if (outside !== null && outside.length === 0) return false;
    const worst = outside !== null ? outside[rollBelow(dice, outside.length)] : pickCostly(board, dice);
    const members = pickGroup(dealer.touching, worst, dice);
    if (members.length < 2 || !dealGroup(dealer, members, dice)) continue;
    recount(board);
    restrain(board, plan.pressure);
    dealer.touching = adjacency(board);
  }
  return dealer.round < plan.rounds;
}

function dealGroup(dealer: Dealer, members: number[], dice: Int32Array): boolean {
  const { board, plan, scissors } = dealer;
  const region = cutOut(board, members, unitsOf(board, members), scissors);
  let now = 0;
  for (const t of members) now += board.shape[t] + board.strain[t];
  let best: Int32Array | null = null;
  for (let round = 0; round < plan.tries; round++) {
    const owner = freshDeal(region, dice);
    if (owner === null) continue;
    const small = regionBoard(region, owner);
    const run = beginStage(small, plan.stage);
    runStage(small, dice, run, plan.stage.passes);
    recount(small);
    restrain(small, plan.pressure);
    let cost = 0;
    for (let t = 0; t < small.k; t++) cost += small.shape[t] + small.strain[t];
    if (cost < now - 1e-9) {
      now = cost;
      best = owner.slice();
    }
  }
  if (best === null) return false;
  for (let i = 0; i < best.length; i++) board.owner[region.units[i]] = members[best[i]];
  return true;
}

function freshDeal(region: Region, dice: Int32Array): Int32Array | null {
  const { ground } = region;
  const diagram = startDiagram(ground.level, ground, seedCentres(ground, ground.level, dice, 1));
  for (let it = 0; it < 25; it++) {
    const left = 1 - it / 25;
    relaxDiagram(ground, ground.level, diagram, null, 0.4 * left * left + 0.05, 0.5);
  }
  repair(ground, ground.level, diagram.owner);
  return counts(ground.k, diagram.owner).includes(0) ? null : diagram.owner;
}

function unitsOf(board: Board, members: readonly number[]): Int32Array {
  const { owner } = board;
  const wanted = new Uint8Array(board.k);
  let size = 0;
  for (const t of members) {
    wanted[t] = 1;
    size += board.count[t];
  }
  const units = new Int32Array(size);
  let at = 0;
  for (let i = 0; i < owner.length; i++) if (owner[i] >= 0 && wanted[owner[i]]) units[at++] = i;
  return units;
}

/** Territories with a sum outside its band. */
function outsideBand(board: Board): number[] {
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
function pickGroup(touching: readonly number[][], start: number, dice: Int32Array): number[] {
  const group = [start];
  const size = 2 + rollBelow(dice, 3);
  for (let round = 0; round < 8 && group.length < size; round++) {
    const around = touching[group[rollBelow(dice, group.length)]];
    if (around.length === 0) break;
    const t = around[rollBelow(dice, around.length)];
    if (!group.includes(t)) group.push(t);
  }
  return group.sort((a, b) => a - b);
}

/** Territories that touch, as lists. */
function adjacency(board: Board): number[][] {
  const { level, owner, frontier, frontierSize, k } = board;
  const lists: number[][] = Array.from({ length: k }, () => []);
  for (let f = 0; f < frontierSize[0]; f++) {
    const i = frontier[f];
    const list = lists[owner[i]];
    for (let e = level.offsets[i]; e < level.offsets[i + 1]; e++) {
      const t = owner[level.neighbors[e]];
      if (t !== owner[i] && !list.includes(t)) list.push(t);
    }
  }
  return lists;
}
