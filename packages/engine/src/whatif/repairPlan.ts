import type { Violation } from '../problem/problem.ts';
import { excess } from '../solve/board.ts';
import type { Task } from '../task/task.ts';
import { ballAround, cutBall, type Ball } from './ball.ts';
import { giveBack } from './giveBack.ts';
import { handOver } from './handOver.ts';
import { makeWhole } from './makeWhole.ts';
import { nudge } from './nudge.ts';
import { reasonsOutside } from './reasonsOutside.ts';
import { holdingsOf, isOutside, type Holdings } from './standing.ts';
import { territoryGraph, type TerritoryGraph } from './territoryGraph.ts';
import { planTransfers, type Transfer, type TransferPlan } from './transfers.ts';
import { warmUp } from './warmUp.ts';
import type { Workbench } from './workbench.ts';

/** A plan brought back into its bands. */
export interface RepairedPlan {
  /** n slots; every territory in one piece and none empty, as in the plan it came from. */
  readonly slots: Uint16Array;
  /** Units of the bench's level -> open territory. */
  readonly owner: Int32Array;
  /** What changed hands, in the counted measure's own unit and as a share of all that is held. */
  readonly moved: number;
  readonly movedShare: number;
  /** Largest |deviation| from the target of any open territory, 0-1. */
  readonly worstDeviation: number;
  /** Territories whose bands could not be met, and why, in words; empty when all are. */
  readonly outside: readonly Violation[];
  readonly interrupted: boolean;
}

/** Rounds of planning and handing over. */
const ROUNDS = 6;

/** A plan of transfers that is not so much smaller than the one before comes to nothing. */
const PROGRESS = 0.8;

/** Share of moved mass that a wider ball has to save. */
const WORTHWHILE = 0.03;

const WIDEST = 12;

/**
 * Brings what lies on the bench into its bands by moving as little as possible: the cheapest transfers between territories in
 * a ball around those outside, which grows only when the bands cannot be met within it; these are made true by moving
 * borders unit by unit; what whole units left open is closed by exchanges and chains, at last by a warm annealing of the
 * few territories concerned; and what moved without need goes back. Territories stay in one piece, locked and held ground
 * stays where it is. A plan in its bands comes back as it is. Deterministic; a truthy value sent into the task ends it
 * with what there is, which is a whole plan at any time.
 */
export function* repairPlan(bench: Workbench): Task<RepairedPlan> {
  const owner = bench.owner.slice();
  let stop: unknown = yield { phase: 'repair', done: 0 };
  makeWhole(bench, owner);
  const standing = holdingsOf({ ...bench, owner });
  const outside = centresOf(bench, standing);
  let interrupted = false;
  if (outside.length > 0) {
    const { k, q, level } = bench.ground;
    const still = new Uint8Array(bench.holders);
    still.set(bench.still);
    const graph = territoryGraph(level, q, owner, bench.holders);
    const first = planInBall(bench, standing, graph, outside, still);
    const ball = cutBall({ ...bench, owner }, concerned(first, graph, k, bench.holders, outside, still));
    let transfers: readonly Transfer[] = withinBall(first.transfers, ball, bench.holders);
    const all = new Uint8Array(ball.board.k).fill(1);
    for (let round = 0; round < ROUNDS && !stop; round++) {
      handOver(ball.board, ball.gone, transfers);
      if (inBands(ball)) break;
      stop = (yield { phase: 'repair', done: (round + 1) / (ROUNDS + 2) }) || stop;
      const before = massOf(transfers);
      transfers = planAgain(ball, all).transfers;
      if (massOf(transfers) > PROGRESS * before) break;
    }
    handOutRest(ball);
    nudge(ball);
    if (!inBands(ball) && !stop) {
      stop = yield { phase: 'repair', done: 0.9 };
      if (!stop) warmUp(ball);
    }
    interrupted = Boolean(stop);
    giveBack(ball);
    for (let i = 0; i < ball.board.owner.length; i++) owner[ball.region.units[i]] = ball.region.members[ball.board.owner[i]];
  }
  return conclude(bench, owner, interrupted);
}

/** Whom the repair starts from: territories outside their bands, and ground that needs somebody. */
function centresOf({ ground, holders }: Workbench, { sum, count }: Holdings): number[] {
  const found: number[] = [];
  for (let h = 0; h < holders; h++) if (h < ground.k ? isOutside(ground, sum, h) : count[h] > 0) found.push(h);
  return found;
}

/** The cheapest transfers in the smallest ball in which the bands can be met and a wider one saves little. */
function planInBall({ ground }: Workbench, { sum }: Holdings, graph: TerritoryGraph, centres: readonly number[], still: Uint8Array): TransferPlan {
  let inside = ballAround(graph, centres, 2, still);
  let plan = planTransfers({ ground, sum, graph, still }, inside);
  for (let radius = 3; radius <= WIDEST; radius++) {
    const wider = ballAround(graph, centres, radius, still);
    if (wider.every((flag, h) => flag === inside[h])) break;
    const next = planTransfers({ ground, sum, graph, still }, wider);
    const reached = plan.beyond.length === 0 && next.beyond.length === 0;
    if (reached && massOf(next.transfers) > (1 - WORTHWHILE) * massOf(plan.transfers)) break;
    inside = wider;
    plan = next;
  }
  return plan;
}

/** Those who give or take, and whoever touches ground that needs somebody. */
function concerned({ transfers }: TransferPlan, { row, to }: TerritoryGraph, k: number, holders: number, centres: readonly number[], still: Uint8Array): Uint8Array {
  const inside = new Uint8Array(holders);
  for (const { from, to: taker } of transfers) inside[from] = inside[taker] = 1;
  for (const h of centres) {
    inside[h] = 1;
    for (let e = row[h]; e < row[h + 1]; e++) inside[to[e]] = 1;
  }
  for (let h = 0; h < k; h++) if (still[h]) inside[h] = 0;
  return inside;
}

function withinBall(transfers: readonly Transfer[], { region }: Ball, holders: number): Transfer[] {
  const index = new Int32Array(holders).fill(-1);
  region.members.forEach((h, j) => (index[h] = j));
  return transfers.map((one) => ({ ...one, from: index[one.from], to: index[one.to] }));
}

function planAgain({ region, board, gone }: Ball, all: Uint8Array): TransferPlan {
  const graph = territoryGraph(region.ground.level, board.q, board.owner, board.k);
  return planTransfers({ ground: { ...region.ground, k: gone }, sum: board.sum, graph, still: new Uint8Array(board.k) }, all);
}

/** Hands out what no transfer took, such as ground that weighs nothing. */
function handOutRest({ board, gone }: Ball): void {
  if (board.k === gone) return;
  const everywhere: Transfer[] = [];
  for (let h = gone; h < board.k; h++) {
    if (board.count[h] === 0) continue;
    for (let t = 0; t < gone; t++) everywhere.push({ from: h, to: t, mass: Infinity, rich: -1, mix: new Float64Array(board.q) });
  }
  if (everywhere.length > 0) handOver(board, gone, everywhere);
}

function inBands({ board, gone }: Ball): boolean {
  for (let h = gone; h < board.k; h++) if (board.count[h] > 0) return false;
  return excess(board).total === 0;
}

function massOf(transfers: readonly Transfer[]): number {
  let mass = 0;
  for (const transfer of transfers) mass += transfer.mass;
  return mass;
}

function conclude(bench: Workbench, owner: Int32Array, interrupted: boolean): RepairedPlan {
  const { ground, slots: start, problem, heldBy, worth } = bench;
  const slots = start.slice();
  for (let u = 0; u < slots.length; u++) {
    const i = ground.unitOf[u];
    if (i >= 0 && owner[i] < ground.k) slots[u] = ground.slotOf[owner[i]];
  }
  let moved = 0;
  let total = 0;
  for (let i = 0; i < owner.length; i++) {
    total += worth[i];
    if (owner[i] !== heldBy[i]) moved += worth[i];
  }
  const { sum } = holdingsOf({ ...bench, owner });
  let worstDeviation = 0;
  for (let j = 0; j < ground.k * ground.q; j++) {
    // The middle of a band is the target unless a capacity cuts it.
    worstDeviation = Math.max(worstDeviation, Math.abs((sum[j] - ground.mid[j]) * ground.inverse[j]));
  }
  return { slots, owner, moved, movedShare: total > 0 ? moved / total : 0, worstDeviation, outside: reasonsOutside(problem, { ...bench, owner }, sum), interrupted };
}
