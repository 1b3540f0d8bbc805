import { shapeCost } from '../solve/score.ts';
import { hand, type Board } from '../solve/board.ts';
import { mayMove, mayScatter } from '../solve/demand.ts';
import { leavable } from '../solve/leavable.ts';
import { copyBoard } from './standingBoard.ts';
import type { Workbench } from './workbench.ts';

/** What a repair works on: a copy of the bench's board, and what moving counts. Holders from `k` on are no territories. */
export interface Work {
  readonly board: Board;
  /** The same rows without measures: what a move does to everything but sums. */
  readonly bare: Board;
  readonly k: number;
  /** n: holder of today, -1 where that is none of them. */
  readonly heldBy: Int32Array;
  /** n: what moving a unit counts; times `scale` a share of a mean territory. */
  readonly worth: Float64Array;
  readonly scale: number;
  /** Per holder: nothing may come or go. */
  readonly still: Uint8Array;
  /** Per holder: lay in pieces before anything was asked. */
  readonly torn: Uint8Array;
}

/** Shape that moving a mean territory's worth costs beside. */
export const MOVING = 160;

export function workOn({ board, ground, heldBy, worth, holders, still, torn: lainApart }: Workbench): Work {
  let total = 0;
  for (const w of worth) total += w;
  const all = new Uint8Array(holders);
  all.set(still);
  const torn = new Uint8Array(holders);
  ground.slotOf.forEach((slot, t) => (torn[t] = lainApart.has(slot) ? 1 : 0));
  const copy = copyBoard(board);
  return { board: copy, bare: { ...copy, q: 0 }, k: ground.k, heldBy, worth, scale: total > 0 ? ground.k / total : 0, still: all, torn };
}

/** Hands unit `i` to holder `t`. Sums follow the level's weights: those in the board's bodies may be of another what-if. */
export function move({ board, bare }: Work, i: number, t: number): void {
  const { q, sum, owner, level: { weight } } = board;
  const s = owner[i];
  hand(bare, i, t);
  for (let m = 0; m < q; m++) {
    const w = weight[i * q + m];
    sum[s * q + m] -= w;
    sum[t * q + m] += w;
  }
}

/** What moves more when unit `i` goes to `t`, as a share of a mean territory: less than 0 when it comes home. */
export function dearness({ board, heldBy, worth, scale }: Work, i: number, t: number): number {
  const h = heldBy[i];
  if (h === t) return -scale * worth[i];
  return h === board.owner[i] ? scale * worth[i] : 0;
}

/** Mass of a unit as a share of a mean territory, over all measures. */
export function massOf({ level, q, ground }: Board, i: number): number {
  let mass = 0;
  for (let m = 0; m < q; m++) mass += level.weight[i * q + m] / ground.mean[m];
  return mass / q;
}

/** Whether unit `i` may go to `t` and leaves its territory whole. */
export function canLeave({ level, owner, count, links, demand }: Board, i: number, t: number): boolean {
  const s = owner[i];
  if (count[s] === 1 || (demand !== null && !mayMove(demand, i, s, t))) return false;
  return mayScatter(demand, s) || leavable(level, owner, links, i);
}

export function touches({ level, owner }: Board, i: number, t: number): boolean {
  for (let e = level.offsets[i]; e < level.offsets[i + 1]; e++) if (owner[level.neighbors[e]] === t) return true;
  return false;
}

export function reshape({ shape, count, area, sx, sy, moment, rim }: Board, t: number): void {
  shape[t] = count[t] > 0 ? shapeCost(area[t], sx[t], sy[t], moment[t], rim[t]) : 0;
}

/** By how much the shapes of giver and taker get worse when unit `i` goes to `t`; a holder that is gone (`k` on) has no shape. */
export function worsening({ level, owner, count, area, sx, sy, moment, rim, shape, body, width }: Board, i: number, t: number, k: number): number {
  const s = owner[i];
  let withS = 0;
  let withT = 0;
  for (let e = level.offsets[i]; e < level.offsets[i + 1]; e++) {
    const o = owner[level.neighbors[e]];
    if (o === s) withS += level.border[e];
    else if (o === t) withT += level.border[e];
  }
  const row = i * width;
  const a = body[row];
  const ax = body[row + 1];
  const ay = body[row + 2];
  const second = body[row + 3];
  const around = body[row + 4];
  let change = shapeCost(area[t] + a, sx[t] + ax, sy[t] + ay, moment[t] + second, rim[t] + around - 2 * withT) - shape[t];
  if (s < k && count[s] > 1) change += shapeCost(area[s] - a, sx[s] - ax, sy[s] - ay, moment[s] - second, rim[s] + 2 * withS - around) - shape[s];
  return change;
}
