import { excess } from '../solve/board.ts';
import { handOver, takeBack } from './handOver.ts';
import { borderLots, type Ratios } from './lots.ts';
import { territoryGraph } from './territoryGraph.ts';
import { planTransfers } from './transfers.ts';
import { MOVING, type Work } from './work.ts';

const ROUNDS = 8;

/** Share of what is moved that a round has to promise to save. */
const WORTHWHILE = 0.004;

/** What an excess of a mean territory weighs beside as much moved. */
const EXCESS = 4;

/** Excess above which lots along borders are not enough: ground behind them has to follow. */
const FAR = 0.03;

/** Share of the band that is aimed at. */
const AIM = 0.985;

/**
 * Makes a repair smaller: asks again and again which lots along the borders should change hands so that the least is moved from
 * home in the end, all bands kept, and makes that true. What went too far comes home, and what helps more goes in its place.
 */
export function squeeze(work: Work, inside: Uint8Array, ratios: Ratios): void {
  let best = weightOf(work, inside);
  for (let round = 0; round < ROUNDS; round++) {
    const { total } = excess(work.board);
    const plan = planTransfers(work, inside, borderLots(work, ratios, inside), AIM, total > FAR ? territoryGraph(work.board, inside) : null);
    if (total === 0 && -plan.cost < WORTHWHILE * best) break;
    const handed = handOver(work, plan.transfers, ratios);
    const now = weightOf(work, inside);
    if (now > best - 1e-9) {
      takeBack(work, handed);
      break;
    }
    const gain = best - now;
    best = now;
    if (gain < WORTHWHILE * best) break;
  }
}

/** What a plan is worth less: what is moved from home, what shapes cost, what lies outside bands; in mean territories. */
export function weightOf({ board, k, heldBy, worth, scale }: Work, inside: Uint8Array): number {
  let moved = 0;
  const { owner } = board;
  for (let i = 0; i < owner.length; i++) if (owner[i] !== heldBy[i]) moved += worth[i];
  let shape = 0;
  for (let t = 0; t < k; t++) if (inside[t]) shape += board.shape[t];
  return scale * moved + shape / MOVING + EXCESS * excess(board).total;
}
