import { Heap } from '../base/heap.ts';
import type { Board } from '../solve/board.ts';
import { mayMove } from '../solve/demand.ts';
import { pairTable } from './pairTable.ts';
import { homeward, ratioKind, type Ratios } from './lots.ts';
import type { Transfer } from './transfers.ts';
import { canLeave, massOf, move, reshape, touches, worsening, type Work } from './work.ts';

/** Worth of a shape that gets worse so much that another unit is looked for first. */
const EPS = 1e-12;

/** Units that changed hands in order, and who had them. */
export interface Handed {
  readonly units: number[];
  readonly from: number[];
}

/**
 * Moves borders so that the transfers come about, unit by unit, each time the one that leaves the two shapes best. No
 * territory is torn or emptied and fixed units stay; holders that are gone may be eaten up from any side.
 * At the end a last unit may bring a transfer nearer than it is by going beyond it, where bands have nothing against it.
 */
export function handOver(work: Work, transfers: readonly Transfer[], ratios: Ratios): Handed {
  const { board, k } = work;
  const { level, owner, frontier, frontierSize, k: holders } = board;
  const { offsets, neighbors, fixed } = level;
  const handed: Handed = { units: [], from: [] };
  const left = Float64Array.from(transfers, ({ mass }) => mass);
  // Transfers of one pair of holders form a chain.
  const firstOf = pairTable(holders);
  const nextOf = new Int32Array(transfers.length).fill(-1);
  const gives = new Uint8Array(holders);
  transfers.forEach(({ from, to }, f) => {
    nextOf[f] = firstOf.get(from * holders + to);
    firstOf.set(from * holders + to, f);
    gives[from] = 1;
  });
  const heaps = transfers.map(() => new Heap());
  const tooMuch: number[] = [];
  const late: number[] = [];
  // Ground that weighs nothing brings no transfer nearer to its end: handed on and on it would go round in circles.
  const passedOn = new Uint8Array(owner.length);
  for (let f = 0; f < frontierSize[0]; f++) if (gives[owner[frontier[f]]]) offer(frontier[f]);
  for (let again = true; again; ) {
    again = false;
    for (let f = 0; f < transfers.length; f++) if (serve(f)) again = true;
  }
  for (let h = 0; h < late.length; h++) roundUp(late[h], tooMuch[h]);
  return handed;

  /** Lists a unit with every transfer it could be part of. */
  function offer(i: number): void {
    const s = owner[i];
    if (!gives[s] || fixed[i] >= 0) return;
    let last = -1;
    let ratio = -2;
    for (let e = offsets[i]; e < offsets[i + 1]; e++) {
      const t = owner[neighbors[e]];
      if (t === s || t === last) continue;
      last = t;
      let worse = Number.NaN;
      for (let f = firstOf.get(s * holders + t); f >= 0; f = nextOf[f]) {
        if (!(left[f] > 0)) continue;
        const { kind } = transfers[f];
        if (kind >= 0) {
          if (ratio === -2) ratio = ratioKind(work, ratios, i, massOf(board, i));
          if (ratio * 3 + 1 + homeward(work, i, t) !== kind) continue;
        }
        if (worse !== worse) worse = worsening(board, i, t, k);
        heaps[f].push(i, worse);
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
      if (mass > left[f] && from < k) {
        late.push(f);
        tooMuch.push(i);
        continue;
      }
      const price = worsening(board, i, to, k);
      if (price > heap.least + EPS) {
        heap.push(i, price);
        continue;
      }
      if (from < k ? !canLeave(board, i, to) : board.demand !== null && !mayMove(board.demand, i, from, to)) continue;
      if (!(mass > EPS)) {
        if (passedOn[i] === 1) continue;
        passedOn[i] = 1;
      }
      give(i, to);
      left[f] -= mass;
      served = true;
    }
    return served;
  }

  function roundUp(f: number, i: number): void {
    const { from, to } = transfers[f];
    const mass = massOf(board, i);
    if (owner[i] !== from || mass > 2 * left[f] || !touches(board, i, to) || !canLeave(board, i, to)) return;
    if (excessWith(board, from, i, -1) + excessWith(board, to, i, 1) > excessWith(board, from, i, 0) + excessWith(board, to, i, 0)) return;
    left[f] -= mass;
    give(i, to);
  }

  function give(i: number, to: number): void {
    const from = owner[i];
    move(work, i, to);
    reshape(board, from);
    reshape(board, to);
    handed.units.push(i);
    handed.from.push(from);
    offer(i);
    for (let e = offsets[i]; e < offsets[i + 1]; e++) offer(neighbors[e]);
  }
}

/** Takes handovers back, the last first. */
export function takeBack(work: Work, { units, from }: Handed): void {
  const { board } = work;
  for (let h = units.length - 1; h >= 0; h--) {
    const t = board.owner[units[h]];
    move(work, units[h], from[h]);
    reshape(board, t);
    reshape(board, from[h]);
  }
}

/** How far the sums of `t` are outside their bands, with unit `i` away (-1) or added (1). */
function excessWith({ q, sum, level: { weight }, ground: { mid, half, inverse } }: Board, t: number, i: number, sign: -1 | 0 | 1): number {
  let total = 0;
  for (let m = 0; m < q; m++) {
    const j = t * q + m;
    total += Math.max(0, Math.abs((sum[j] + sign * weight[i * q + m] - mid[j]) * inverse[j]) - half[j]);
  }
  return total;
}
