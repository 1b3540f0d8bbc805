import { excess, hand, recount } from '../solve/board.ts';
import { dice } from '../solve/dice.ts';
import { outsideBand } from '../solve/redeal.ts';
import { createScissors, cutOut, regionBoard } from '../solve/region.ts';
import { beginStage, runStage, type Stage } from '../solve/stage.ts';
import type { Ball } from './ball.ts';
import { nudge } from './nudge.ts';
import { reshape } from './handOver.ts';

/** A short annealing, warm at first, with hard walls. */
const STAGE: Omit<Stage, 'passes'> = { phase: 'warm', swaps: 0.5, heat: [0.05, 0.001], wall: [3e3, 2e5], band: [0.97, 0.97], ratio: [0, 0], ratioBand: [0, 0], learn: 0, steer: [10, 100] };

/** Tries per territory of a region, and at most in all. */
const TRIES = 15000;
const MOST = 400000;

/**
 * Anneals the surroundings of territories outside their bands, first with their neighbours, then a ring further, and keeps
 * what brings them nearer.
 */
export function warmUp(ball: Ball): void {
  const { board, gone } = ball;
  for (let radius = 1; radius <= 3; radius++) {
    const outside = outsideBand(board).filter((t) => t < gone);
    if (outside.length === 0) return;
    const inside = new Uint8Array(board.k);
    for (const t of outside) inside[t] = 1;
    for (let r = 0; r < radius; r++) {
      const now = inside.slice();
      for (let f = 0; f < board.frontierSize[0]; f++) {
        const i = board.frontier[f];
        if (!now[board.owner[i]]) continue;
        for (let e = board.level.offsets[i]; e < board.level.offsets[i + 1]; e++) inside[board.owner[board.level.neighbors[e]]] = 1;
      }
    }
    const members = [...inside.keys()].filter((t) => inside[t] === 1 && t < gone);
    const units: number[] = [];
    for (let i = 0; i < board.level.n; i++) if (inside[board.owner[i]] && board.owner[i] < gone) units.push(i);
    const region = cutOut(board, members, Int32Array.from(units), createScissors(board.level.n, board.k));
    const small = regionBoard(region, region.owner.slice());
    const passes = Math.max(20, Math.round(Math.min(MOST, TRIES * small.k) / Math.max(1, small.frontierSize[0])));
    const run = beginStage(small, { ...STAGE, passes });
    runStage(small, dice(1), run, passes);
    recount(small);
    if (excess(small).total >= excess(board).total) continue;
    for (let i = 0; i < small.owner.length; i++) if (small.owner[i] !== region.owner[i]) hand(board, units[i], members[small.owner[i]]);
    for (const t of members) reshape(board, t);
    nudge(ball);
  }
}
