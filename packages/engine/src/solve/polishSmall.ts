import type { Ground } from '../problem/ground.ts';
import { createBoard, excess } from './board.ts';
import { beginStage, runStage, type Stage } from './stage.ts';

/** Passes of one round, and rounds. */
const PASSES = 400;
const ROUNDS = 12;
/** Rounds while a sum is outside its band, and how warm they begin in turn: plans within narrow bands lie far apart. */
const TRIES = 40;
const HEATS = [0.3, 1, 0.1, 3];

/**
 * Shapes within the bands alone. While a search closes its bands it keeps a territory's measures at about the same
 * deviation, which leaves shapes behind where one tolerance is narrow and another wide. On few units it costs next to nothing
 * to warm the plan up again without that, several times, and to keep the best by what is outside the bands, then by shape.
 *
 * @param owner territory per unit of the finest level
 * @returns owners at least as good
 */
export function polishSmall(ground: Ground, owner: Int32Array, random: Int32Array): Int32Array {
  let tolerance = 1;
  for (const half of ground.half) tolerance = Math.min(tolerance, half);
  const hard = 0.05 / Math.max(tolerance, 0.002);
  // Prices and budgets on what moves are not weighed here.
  if (createBoard(ground, ground.level, owner.slice()).demand !== null) return owner;
  let best = owner;
  let least = worth(ground, owner);
  for (let round = 0; round < (least.outside > 0 ? TRIES : ROUNDS); round++) {
    const warm = HEATS[round % (least.outside > 0 ? 4 : 2)];
    const stage: Stage = { phase: 'polish', passes: PASSES, swaps: 0.5, heat: [warm, 0.0005], wall: [300 * hard, 1e5 * hard], band: [0.99, 0.99], ratio: [0, 0], ratioBand: [1, 1], learn: 0 };
    const board = createBoard(ground, ground.level, best.slice());
    const run = beginStage(board, stage);
    while (runStage(board, random, run, PASSES));
    const found = worth(ground, board.owner);
    if (found.outside < least.outside - 1e-12 || (found.outside <= least.outside && found.shape < least.shape)) {
      least = found;
      best = board.owner;
    }
  }
  return best;
}

function worth(ground: Ground, owner: Int32Array): { outside: number; shape: number } {
  const board = createBoard(ground, ground.level, owner.slice());
  let shape = 0;
  for (const cost of board.shape) shape += cost;
  return { outside: excess(board).total, shape };
}
