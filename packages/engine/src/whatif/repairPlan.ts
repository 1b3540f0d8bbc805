import type { Violation } from '../problem/problem.ts';
import { excess } from '../solve/board.ts';
import type { Task } from '../task/task.ts';
import { closeByChains, DEEP, QUICK } from './chains.ts';
import { giveBack } from './giveBack.ts';
import { handOver } from './handOver.ts';
import { borderLots, ratiosOf, type Ratios } from './lots.ts';
import { makeWhole } from './makeWhole.ts';
import { reasonsOutside } from './reasonsOutside.ts';
import { settle } from './settle.ts';
import { squeeze } from './squeeze.ts';
import { isOutside } from './standing.ts';
import { ballAround, territoryGraph, type TerritoryGraph } from './territoryGraph.ts';
import { planTransfers, type Transfer, type TransferPlan } from './transfers.ts';
import { warmUp } from './warmUp.ts';
import { workOn, type Work } from './work.ts';
import type { Workbench } from './workbench.ts';

/** A plan brought back into its bands. */
export interface RepairedPlan {
  /** n slots; every territory in one piece and none empty, also those that lay in pieces before. */
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

/** Mean excess of territories that a few units can put right. */
const SLIGHT = 0.02;

/** Borders around those outside within which the bands are tried to be met, one after the other. */
const RADII = [3, 6, 12];

/** Share of the band that transfers aim at, so that whole units fit. */
const AIM = 0.97;

/**
 * Brings what lies on the bench into its bands by moving as little as possible: the cheapest transfers between territories in
 * a ball around those outside, which grows only when the bands cannot be met within it; these are made true by moving
 * borders unit by unit, and squeezed to less as long as that pays; what whole units left open is closed by exchanges and
 * chains, at last by a warm annealing of the few territories concerned; and what moved without need goes back. Territories
 * stay in one piece, locked and held ground stays where it is. A plan in its bands comes back as it is. Deterministic; a
 * truthy value sent into the task ends it with what there is, which is a whole plan at any time.
 */
export function* repairPlan(bench: Workbench): Task<RepairedPlan> {
  const work = workOn(bench);
  const { board } = work;
  let stop: unknown = yield { phase: 'repair', done: 0 };
  settle(work);
  makeWhole(work);
  const centres = centresOf(work);
  if (centres.length > 0) {
    const graph = territoryGraph(board);
    if (isSlight(work, centres)) closeByChains(work, graph, QUICK);
    if (!inBands(work)) {
      const { inside, ratios, plan } = planInBall(work, graph, centres);
      handOver(work, plan.transfers, ratios);
      handOutRest(work, ratios);
      stop = (yield { phase: 'repair', done: 0.5 }) || stop;
      if (!stop) squeeze(work, inside, ratios);
      closeByChains(work, graph, QUICK);
    }
    if (!inBands(work) && !stop) closeByChains(work, graph, DEEP);
    if (!inBands(work) && !stop) {
      stop = yield { phase: 'repair', done: 0.9 };
      if (!stop) warmUp(work);
    }
    giveBack(work);
  }
  return conclude(bench, work, Boolean(stop));
}

/** Whom the repair starts from: territories outside their bands, and ground that needs somebody. */
function centresOf({ board, k }: Work): number[] {
  const found: number[] = [];
  for (let h = 0; h < board.k; h++) if (h < k ? isOutside(board.ground, board.sum, h) : board.count[h] > 0) found.push(h);
  return found;
}

/** Whether what lies outside is so little that a few units can put it right. */
function isSlight({ board, k }: Work, centres: readonly number[]): boolean {
  return centres.every((h) => h < k) && excess(board).total < SLIGHT * centres.length;
}

/** The cheapest transfers in the smallest ball in which the bands can be met. */
function planInBall(work: Work, graph: TerritoryGraph, centres: readonly number[]) {
  let best: { readonly inside: Uint8Array; readonly ratios: Ratios; readonly plan: TransferPlan } | null = null;
  for (const radius of RADII) {
    const inside = ballAround(graph, centres, radius, work.still);
    const ratios = ratiosOf(work, inside);
    const plan = planTransfers(work, inside, borderLots(work, ratios, inside), AIM, graph);
    // A wider ball is for bands that cannot be met in the one before.
    if (best !== null && plan.beyond > best.plan.beyond - 1e-6) break;
    best = { inside, ratios, plan };
    if (plan.beyond < 1e-6) break;
  }
  const { inside, ratios, plan } = best!;
  return { inside: concerned(inside, graph, centres, plan), ratios, plan };
}

/** Those who give or take, those outside, and whoever touches one of them. */
function concerned(inside: Uint8Array, { row, to }: TerritoryGraph, centres: readonly number[], { transfers }: TransferPlan): Uint8Array {
  const core = new Set(centres);
  for (const transfer of transfers) core.add(transfer.from).add(transfer.to);
  const near = new Uint8Array(inside.length);
  for (const h of core) {
    near[h] = inside[h];
    for (let e = row[h]; e < row[h + 1]; e++) if (inside[to[e]]) near[to[e]] = 1;
  }
  return near;
}

/** Hands out what no transfer took, such as ground that weighs nothing. */
function handOutRest(work: Work, ratios: Ratios): void {
  const { board, k, still } = work;
  const everywhere: Transfer[] = [];
  for (let h = k; h < board.k; h++) {
    if (board.count[h] === 0) continue;
    for (let t = 0; t < k; t++) if (!still[t]) everywhere.push({ from: h, to: t, mass: Infinity, kind: -1 });
  }
  if (everywhere.length > 0) handOver(work, everywhere, ratios);
}

function inBands({ board, k }: Work): boolean {
  for (let h = k; h < board.k; h++) if (board.count[h] > 0) return false;
  return excess(board).total === 0;
}

function conclude(bench: Workbench, { board, k }: Work, interrupted: boolean): RepairedPlan {
  const { ground, slots: start, problem, heldBy, worth } = bench;
  const { owner, sum } = board;
  const slots = start.slice();
  for (let u = 0; u < slots.length; u++) {
    const i = ground.unitOf[u];
    if (i >= 0 && owner[i] < k) slots[u] = ground.slotOf[owner[i]];
  }
  let moved = 0;
  let total = 0;
  for (let i = 0; i < owner.length; i++) {
    total += worth[i];
    if (owner[i] !== heldBy[i]) moved += worth[i];
  }
  let worstDeviation = 0;
  // The middle of a band is the target unless a capacity cuts it.
  for (let j = 0; j < k * ground.q; j++) worstDeviation = Math.max(worstDeviation, Math.abs((sum[j] - ground.mid[j]) * ground.inverse[j]));
  return { slots, owner, moved, movedShare: total > 0 ? moved / total : 0, worstDeviation, outside: reasonsOutside(problem, bench, owner, sum), interrupted };
}
