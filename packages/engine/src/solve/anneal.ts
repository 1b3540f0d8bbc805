import { hand, strainOf, type Board } from './board.ts';
import { chargeOf, mayMove, mayScatter, type Demand } from './demand.ts';
import { exponentials, roll, rollBelow } from './dice.ts';
import { leavable } from './leavable.ts';
import { pairStrain, strainOfPair } from './pairStrain.ts';
import { shapeCost, type Pressure } from './score.ts';

/** One try in 32 offers a unit to a territory that may lie in pieces, wherever that is. */
const SCATTER = 31;

/**
 * Above so many border units they come in the order they lie in, from one drawn by chance and in a direction drawn by
 * chance: neighbours lie side by side, and on 200,000 units that takes 40 % of the time of drawing each. Below, where an order
 * would be felt and everything is near anyway, chance draws each.
 */
export const SWEPT = 600;

/**
 * Offers as many units at a border as there are to a neighbouring territory each and accepts by Metropolis' rule at
 * `heat`. Territories stay in one piece and never run empty; fixed units never move. About ten million tries a second.
 * `board.strain` must hold the strain under `pressure` (see `restrain`).
 *
 * @returns number of accepted moves
 */
export function anneal(board: Board, dice: Int32Array, heat: number, pressure: Pressure): number {
  const { level, owner, q, sum, price, count, area, sx, sy, moment, rim, shape, strain, body, width, foreign, frontier, frontierSize, links, demand } = board;
  const { n, offsets, neighbors, border, fixed } = level;
  const scattered = demand !== null && demand.rules.pieces ? scatteredOf(demand) : null;
  const pair = pairStrain(board.ground, pressure);
  const swept = frontierSize[0] > SWEPT;
  const step = roll(dice) < 0 ? -1 : 1;
  let next = rollBelow(dice, n);
  let state = dice[0];
  const thresholds = exponentials();
  let accepted = 0;
  for (let left = swept ? n : frontierSize[0]; left > 0; left--) {
    let i = next;
    if (swept) {
      next += step;
      if (next === n) next = 0;
      else if (next < 0) next = n - 1;
      if (foreign[i] === 0) continue;
    } else {
      const size = frontierSize[0];
      if (size === 0) break;
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      i = frontier[Math.floor(((state >>> 8) * size) / 16777216)];
    }
    if (fixed[i] >= 0) continue;
    const s = owner[i];
    if (count[s] === 1) continue;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const start = offsets[i];
    const end = offsets[i + 1];
    let t = owner[neighbors[start + Math.floor(((state >>> 18) * (end - start)) / 16384)]];
    // Units that stick out are tried more often than those in a straight border: that smooths borders.
    if (scattered !== null && (state & SCATTER) === 0) t = scattered[(state >>> 5) % scattered.length];
    if (t === s || (demand !== null && !mayMove(demand, i, s, t))) continue;
    const threshold = heat * thresholds[state & 16383];

    const row = i * width;
    const strainS = q === 2 ? strainOfPair(pair, sum, price, 2 * s, -body[row + 5], -body[row + 6]) : strainOf(board, s, i, -1, pressure);
    const strainT = q === 2 ? strainOfPair(pair, sum, price, 2 * t, body[row + 5], body[row + 6]) : strainOf(board, t, i, 1, pressure);
    const strained = strainS + strainT - strain[s] - strain[t] + (demand === null ? 0 : chargeOf(demand, i, s, t));
    // No unit betters the shapes of two territories by more than they cost above a disc.
    if (strained > threshold + shape[s] + shape[t] - 2.6) continue;

    let withS = 0;
    let withT = 0;
    for (let e = start; e < end; e++) {
      const o = owner[neighbors[e]];
      if (o === s) withS += border[e];
      else if (o === t) withT += border[e];
    }
    const a = body[row];
    const ax = body[row + 1];
    const ay = body[row + 2];
    const second = body[row + 3];
    const around = body[row + 4];
    const shapeS = shapeCost(area[s] - a, sx[s] - ax, sy[s] - ay, moment[s] - second, rim[s] + 2 * withS - around);
    const shapeT = shapeCost(area[t] + a, sx[t] + ax, sy[t] + ay, moment[t] + second, rim[t] + around - 2 * withT);
    const change = strained + shapeS + shapeT - shape[s] - shape[t];
    if (change > threshold) continue;
    if (!mayScatter(demand, s) && !leavable(level, owner, links, i)) continue;
    hand(board, i, t);
    shape[s] = shapeS;
    shape[t] = shapeT;
    strain[s] = strainS;
    strain[t] = strainT;
    accepted++;
  }
  dice[0] = state;
  return accepted;
}

function scatteredOf({ rules }: Demand): Int32Array {
  return Int32Array.from(rules.scattered.keys()).filter((t) => rules.scattered[t] === 1);
}
