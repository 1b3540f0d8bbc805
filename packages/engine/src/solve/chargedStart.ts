import type { Ground } from '../problem/ground.ts';
import { createBoard, recount } from './board.ts';
import { demandCost } from './demand.ts';
import type { Level } from './level.ts';
import { isTied, matchParts } from './matchParts.ts';
import { ratioBisect } from './ratioBisect.ts';
import { repair } from './repair.ts';
import { beginStage, runStage, type Stage } from './stage.ts';

/** A short annealing that keeps the ratio: what a cut tree is worth shows only after it. */
const SETTLE: Omit<Stage, 'ratioBand'> = { phase: 'cut', passes: 300, heat: [0.05, 0.02], wall: [1e3, 1e4], band: [1.5, 1], ratio: [3e3, 1e4], learn: 0 };

/** The best of some divisions by lines, each annealed for a moment: a sound start. */
export function chargedStart(ground: Ground, level: Level, dice: Int32Array, starts: number, even: number): Int32Array {
  let best: Int32Array | null = null;
  let least = Infinity;
  const tied = isTied(ground, level);
  for (let s = 0; s < starts || best === null; s++) {
    const { owner } = ratioBisect(ground, level, dice);
    if (tied) matchParts(ground, level, owner);
    repair(ground, level, owner);
    const board = createBoard(ground, level, owner);
    const run = beginStage(board, { ...SETTLE, ratioBand: [even, even] });
    runStage(board, dice, run, SETTLE.passes);
    recount(board);
    let cost = demandCost(board.demand);
    for (let t = 0; t < board.k; t++) cost += board.shape[t] + board.strain[t];
    if (best !== null && cost >= least) continue;
    least = cost;
    best = owner;
  }
  return best;
}
