import { Heap } from '../base/heap.ts';
import { hand, type Board } from '../solve/board.ts';
import { mayMove, mayScatter } from '../solve/demand.ts';
import { leavable } from '../solve/leavable.ts';
import { shapeCost } from '../solve/score.ts';
import { richIn } from './territoryGraph.ts';
import type { Transfer } from './transfers.ts';

/** Worth of a shape that gets worse so much that another unit is looked for first. */
const EPS = 1e-12;

/**
 * Moves borders so that the transfers come about, unit by unit, each time the one that leaves the two shapes best. No
 * territory is torn or emptied and fixed units stay; holders that are gone (`gone` on) may be eaten up from any side.
 * A transfer ends when no whole unit brings it nearer.
 *
 * @param gone first holder that is no territory
 * @returns units handed over
 */
export function handOver(board: Board, gone: number, transfers: readonly Transfer[]): number {
  const { level, owner, frontier, frontierSize, k, q } = board;
  const { offsets, neighbors, fixed } = level;
  const left = Float64Array.from(transfers, ({ mass }) => mass);
  // Transfers of one pair of territories form a chain.
  const firstOf = new Int32Array(k * k).fill(-1);
  const nextOf = new Int32Array(transfers.length).fill(-1);
  transfers.forEach(({ from, to }, f) => {
    nextOf[f] = firstOf[from * k + to];
    firstOf[from * k + to] = f;
  });
  const heaps = transfers.map(() => new Heap());
  for (let f = 0; f < frontierSize[0]; f++) offer(frontier[f]);
  let moved = 0;
  for (let again = true; again; ) {
    again = false;
    for (let f = 0; f < transfers.length; f++) if (serve(f)) again = true;
  }
  return moved;

  /** Lists a unit with every transfer it could be part of. */
  function offer(i: number): void {
    const s = owner[i];
    if (fixed[i] >= 0) return;
    let last = -1;
    for (let e = offsets[i]; e < offsets[i + 1]; e++) {
      const t = owner[neighbors[e]];
      if (t === s || t === last) continue;
      last = t;
      for (let f = firstOf[s * k + t]; f >= 0; f = nextOf[f]) {
        const { rich, mix } = transfers[f];
        if (left[f] > 0 && (rich < 0 || richIn(level.weight, q, i, mix, 0) === rich)) heaps[f].push(i, worsening(board, i, t, gone));
      }
    }
  }

  function serve(f: number): boolean {
    const { from, to } = transfers[f];
    const heap = heaps[f];
    let served = false;
    while (left[f] > EPS && heap.size > 0) {
      const i = heap.pop();
      if (owner[i] !== from || !touches(board, i, to)) continue;
      const mass = massOf(board, i);
      if (mass > 2 * left[f]) continue;
      const price = worsening(board, i, to, gone);
      if (price > heap.least + EPS) {
        heap.push(i, price);
        continue;
      }
      if (from < gone ? !canLeave(board, i, to) : board.demand !== null && !mayMove(board.demand, i, from, to)) continue;
      hand(board, i, to);
      reshape(board, from);
      reshape(board, to);
      left[f] -= mass;
      moved++;
      served = true;
      offer(i);
      for (let e = offsets[i]; e < offsets[i + 1]; e++) offer(neighbors[e]);
    }
    return served;
  }
}

/** Whether unit `i` may go to `t` and leaves its territory whole. */
export function canLeave({ level, owner, count, links, demand }: Board, i: number, t: number): boolean {
  const s = owner[i];
  if (count[s] === 1 || (demand !== null && !mayMove(demand, i, s, t))) return false;
  return mayScatter(demand, s) || leavable(level, owner, links, i);
}

/** Mass of a unit as a share of a mean territory, over all measures. */
export function massOf({ level, q, ground }: Board, i: number): number {
  let mass = 0;
  for (let m = 0; m < q; m++) mass += level.weight[i * q + m] / ground.mean[m];
  return mass / q;
}

export function reshape({ shape, count, area, sx, sy, moment, rim }: Board, t: number): void {
  shape[t] = count[t] > 0 ? shapeCost(area[t], sx[t], sy[t], moment[t], rim[t]) : 0;
}

export function touches({ level, owner }: Board, i: number, t: number): boolean {
  for (let e = level.offsets[i]; e < level.offsets[i + 1]; e++) if (owner[level.neighbors[e]] === t) return true;
  return false;
}

/** By how much the shapes of giver and taker get worse when unit `i` goes to `t`; a holder that is gone has no shape. */
export function worsening({ level, owner, count, area, sx, sy, moment, rim, shape, body, width }: Board, i: number, t: number, gone: number): number {
  const s = owner[i];
  let withS = 0;
  let withT = 0;
  for (let e = level.offsets[i]; e < level.offsets[i + 1]; e++) {
    const o = owner[level.neighbors[e]];
    if (o === s) withS += level.border[e];
    else if (o === t) withT += level.border[e];
  }
  const row = i * width;
  const [a, ax, ay, second, around] = [body[row], body[row + 1], body[row + 2], body[row + 3], body[row + 4]];
  let change = shapeCost(area[t] + a, sx[t] + ax, sy[t] + ay, moment[t] + second, rim[t] + around - 2 * withT) - shape[t];
  if (s < gone && count[s] > 1) change += shapeCost(area[s] - a, sx[s] - ax, sy[s] - ay, moment[s] - second, rim[s] + 2 * withS - around) - shape[s];
  return change;
}
