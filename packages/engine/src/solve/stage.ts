import { anneal } from './anneal.ts';
import { recount, restrain, type Board } from './board.ts';
import { createMultipliers, followWalls, type Following, type Multipliers } from './multipliers.ts';
import type { Pressure } from './score.ts';
import { steer } from './steer.ts';
import { createBuckets, fillBuckets, swapUnits, type Buckets } from './swap.ts';

/** One annealing stage: every number moves from its first to its second value, the large ones geometrically. */
export interface Stage {
  readonly phase: string;
  /** Passes; one pass offers every border unit once. */
  readonly passes: number;
  readonly heat: readonly [number, number];
  readonly wall: readonly [number, number];
  /** Share of the tolerance band that is free. */
  readonly band: readonly [number, number];
  readonly ratio: readonly [number, number];
  readonly ratioBand: readonly [number, number];
  /** How fast multipliers grow with what lies outside the band, per pass; 0: none. */
  readonly learn: number;
  /** Price at which surplus is steered towards room (see `steer`); left out: it is not. */
  readonly steer?: readonly [number, number];
  /** Multipliers that take over from the walls (see `followWalls`), from nothing at each stage; left out: there are none. */
  readonly follow?: Following;
  /** Share of the border units offered in exchange per pass. */
  readonly swaps?: number;
}

/** Passes between two looks at which way surplus should go, or at what walls press. */
const LOOKED = 5;

/** State between two chunks of a stage. */
export interface StageRun {
  readonly stage: Stage;
  pass: number;
  readonly pressure: Pressure;
  readonly buckets: Buckets | null;
  readonly multipliers: Multipliers | null;
}

export function beginStage(board: Board, stage: Stage): StageRun {
  recount(board);
  if (stage.follow) board.price.fill(0);
  return {
    stage, pass: 0, pressure: { wall: 0, band: 1, ratio: 0, ratioBand: 0 }, buckets: stage.swaps ? createBuckets(board) : null,
    multipliers: stage.follow ? createMultipliers(board) : null,
  };
}

/** Runs up to `passes` passes; true while there are more. */
export function runStage(board: Board, dice: Int32Array, run: StageRun, passes: number): boolean {
  const { stage, pressure } = run;
  const end = Math.min(stage.passes, run.pass + passes);
  const geometric = stepper(stage);
  for (; run.pass < end; run.pass++) {
    const f = stage.passes > 1 ? run.pass / (stage.passes - 1) : 1;
    const heat = geometric.heat(f);
    pressure.wall = geometric.wall(f);
    pressure.ratio = geometric.ratio(f);
    pressure.band = stage.band[0] + f * (stage.band[1] - stage.band[0]);
    pressure.ratioBand = stage.ratioBand[0] + f * (stage.ratioBand[1] - stage.ratioBand[0]);
    if (geometric.steer && run.pass % LOOKED === 0) steer(board, geometric.steer(f), pressure.band);
    restrain(board, pressure);
    anneal(board, dice, heat, pressure);
    if (run.buckets !== null && stage.swaps) {
      fillBuckets(board, run.buckets);
      swapUnits(board, dice, run.buckets, stage.swaps, heat, pressure);
    }
    if (stage.learn > 0) teach(board, stage.learn, pressure.band);
    if (stage.follow && run.multipliers && run.pass % LOOKED === LOOKED - 1) followWalls(board, run.multipliers, stage.follow, pressure);
  }
  // They belong to the stage: what comes after it compares plans without them.
  if (stage.follow && run.pass >= stage.passes) board.price.fill(0);
  return run.pass < stage.passes;
}

/** Raises the multipliers of sums outside the band by what they are outside. */
function teach(board: Board, learn: number, band: number): void {
  const { k, q, sum, price, ground } = board;
  for (let j = 0; j < k * q; j++) {
    const d = (sum[j] - ground.mid[j]) * ground.inverse[j];
    const free = band * ground.half[j];
    if (d > free) price[j] += learn * (d - free);
    else if (d < -free) price[j] += learn * (d + free);
  }
}

function stepper(stage: Stage) {
  return { heat: between(stage.heat), wall: between(stage.wall), ratio: between(stage.ratio), steer: stage.steer ? between(stage.steer) : null };
}

/** Geometric between two numbers > 0, without pow: by repeated square roots, to 10 bits of the way. */
function between([from, to]: readonly [number, number]): (f: number) => number {
  if (!(from > 0) || !(to > 0)) return (f) => from + f * (to - from);
  return (f) => {
    let value = from;
    let root = to / from;
    let bits = Math.round(f * 1024);
    if (bits >= 1024) return to;
    for (let half = 512; half >= 1; half /= 2) {
      root = Math.sqrt(root);
      if (bits >= half) {
        value *= root;
        bits -= half;
      }
    }
    return value;
  };
}
