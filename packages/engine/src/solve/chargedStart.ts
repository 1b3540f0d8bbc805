import type { Ground } from '../problem/ground.ts';
import { createBoard, recount } from './board.ts';
import { demandCost } from './demand.ts';
import type { Level } from './level.ts';
import { isTied, matchParts } from './matchParts.ts';
import { ratioBisect } from './ratioBisect.ts';
import { repair } from './repair.ts';
import { beginStage, runStage, type Stage } from './stage.ts';

/**
 * How far apart the measures of territories are: the largest deviation of a measure from the mean of all, for the
 * territory that four in five stay below. Of a compact division it says how much surplus lies around in whole regions:
 * below the tolerance borders can even it out, far above it has to be carried (see `ratioBisect`).
 */
export function unevenness(ground: Ground, level: Level, owner: Int32Array): number {
  const { k, q, mid, inverse } = ground;
  if (q < 2) return 0;
  const sum = new Float64Array(k * q);
  for (let i = 0; i < level.n; i++) if (owner[i] >= 0) for (let m = 0; m < q; m++) sum[owner[i] * q + m] += level.weight[i * q + m];
  const uneven = new Float64Array(k);
  for (let t = 0; t < k; t++) {
    let mean = 0;
    for (let j = t * q; j < t * q + q; j++) mean += ((sum[j] - mid[j]) * inverse[j]) / q;
    for (let j = t * q; j < t * q + q; j++) {
      const d = (sum[j] - mid[j]) * inverse[j] - mean;
      uneven[t] = Math.max(uneven[t], d < 0 ? -d : d);
    }
  }
  return uneven.sort()[Math.floor(0.8 * k)];
}

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
