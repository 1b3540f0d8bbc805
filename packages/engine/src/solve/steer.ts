import { around } from './around.ts';
import type { Board } from './board.ts';

/** Share of a band, from its edge inwards, in which a territory counts as full. */
export const EDGE = 0.06;

/**
 * Sets the multipliers so that surplus travels: a territory that is full in one measure and direction pays in proportion to
 * its distance, over full territories, from the nearest one with room. Sums then flow downhill from those outside their
 * band, through those at its edge, which have no room themselves, to those that have. Walls alone cannot do that: inside
 * the band they show no slope, and where all neighbours lean the same way (a peninsula) a surplus stays where it is. As
 * in push-relabel maximum flow (Goldberg and Tarjan 1988) distances rise where the room behind fills up.
 * O(frontier + k * q).
 *
 * @param price cost of a deviation of 1 per step of distance
 * @param band share of the band that is aimed at
 */
export function steer(board: Board, price: number, band: number): void {
  const { k, q, sum, ground } = board;
  board.price.fill(0);
  let beside: number[][] | null = null;
  const distance = new Int32Array(k);
  for (let m = 0; m < q; m++) {
    for (let sign = -1; sign <= 1; sign += 2) {
      let outside = false;
      const queue: number[] = [];
      distance.fill(-1);
      for (let t = 0; t < k; t++) {
        const j = t * q + m;
        const d = sign * (sum[j] - ground.mid[j]) * ground.inverse[j];
        if (d > ground.half[j] + 1e-9) outside = true;
        if (d < (band - EDGE) * ground.half[j]) {
          distance[t] = 0;
          queue.push(t);
        }
      }
      if (!outside) continue;
      beside ??= around(board);
      for (let head = 0; head < queue.length; head++) {
        for (const t of beside[queue[head]]) {
          if (distance[t] >= 0) continue;
          distance[t] = distance[queue[head]] + 1;
          queue.push(t);
        }
      }
      for (let t = 0; t < k; t++) if (distance[t] > 0) board.price[t * q + m] += sign * price * distance[t];
    }
  }
}
