import type { Board } from '../solve/board.ts';
import { MOVING, canLeave, dearness, move, reshape, touches, worsening, type Work } from './work.ts';

const ROUNDS = 4;

/**
 * Gives units back to who holds them today where bands allow it and shapes do not suffer for it: what a transfer took more
 * than it needed. Sums in their band stay there, those outside come no further out.
 *
 * @returns units given back
 */
export function giveBack(work: Work): number {
  const { board, k, heldBy, worth, still } = work;
  const { owner, frontier, frontierSize, level } = board;
  let returned = 0;
  for (let round = 0; round < ROUNDS; round++) {
    let any = false;
    for (let f = frontierSize[0] - 1; f >= 0; f--) {
      if (f >= frontierSize[0]) continue;
      const i = frontier[f];
      const t = heldBy[i];
      const s = owner[i];
      if (t < 0 || t >= k || t === s || still[s] || still[t] || level.fixed[i] >= 0 || !(worth[i] > 0) || !touches(board, i, t)) continue;
      if (!fits(board, s, i, -1) || !fits(board, t, i, 1) || worsening(board, i, t, k) > -MOVING * dearness(work, i, t) || !canLeave(board, i, t)) continue;
      move(work, i, t);
      reshape(board, s);
      reshape(board, t);
      returned++;
      any = true;
    }
    if (!any) break;
  }
  return returned;
}

/** Whether the sums of `t` stay in their band, or come no further out, with unit `i` more (1) or less (-1). */
function fits({ q, sum, ground, level }: Board, t: number, i: number, sign: 1 | -1): boolean {
  for (let m = 0; m < q; m++) {
    const j = t * q + m;
    const w = sign * level.weight[i * q + m];
    const before = Math.abs((sum[j] - ground.mid[j]) * ground.inverse[j]);
    const after = Math.abs((sum[j] + w - ground.mid[j]) * ground.inverse[j]);
    if (after > ground.half[j] + 1e-9 && after > before) return false;
  }
  return true;
}
