import { around } from './around.ts';
import { excess, hand, recount, type Board } from './board.ts';
import { lumps } from './lumps.ts';
import { createScissors, cutOut, regionBoard, unitsOf, type Region } from './region.ts';
import { outsideBand } from './redeal.ts';
import { beginStage, runStage, type Stage, type StageRun } from './stage.ts';
import { EDGE } from './steer.ts';

/** How surplus that stays outside the bands is brought home. */
export interface Closing {
  /** Tries per territory of a region. */
  readonly moves: number;
  /** Warm, with a price on surplus (see `steer`). */
  readonly stage: Omit<Stage, 'passes'>;
  /** Also around territories with a unit heavier than their band (see `lumps`), which more often than not stay outside. */
  readonly lumps?: boolean;
}

/** A closing under way on one board: regions around territories outside their bands, one after the other. */
export interface Closer {
  readonly board: Board;
  readonly plan: Closing;
  readonly regions: readonly (readonly number[])[];
  /** The region being worked on; `regions.length` at the end. */
  at: number;
  work: { region: Region; small: Board; run: StageRun; before: number } | null;
}

/** Share of the territories outside their bands from which on there is no room to steer surplus to. */
const CROWDED = 0.3;

/** Share of a region's excess that a closing has to take away: warmth costs shape, and less is not worth it. */
const WORTH = 0.5;

export function beginClosing(board: Board, plan: Closing): Closer {
  recount(board);
  return { board, plan, regions: regionsToClose(board, plan.lumps === true), at: 0, work: null };
}

/**
 * Warms up the ground around territories outside their bands, as far as the full territories about them reach and a
 * ring further, and lets surplus flow to those with room. A region keeps its new borders when they take away half of what was
 * outside, else it stays as it was.
 *
 * @returns true while there is more to do
 */
export function runClosing(closer: Closer, dice: Int32Array, passes: number): boolean {
  const { board, regions } = closer;
  if (closer.at >= regions.length) return false;
  closer.work ??= open(closer, regions[closer.at]);
  const { work } = closer;
  if (work !== null && runStage(work.small, dice, work.run, passes)) return true;
  if (work !== null) {
    recount(work.small);
    const { region, small, before } = work;
    if (excess(small).total <= WORTH * before) for (let i = 0; i < small.owner.length; i++) if (small.owner[i] !== region.owner[i]) hand(board, region.units[i], region.members[small.owner[i]]);
  }
  closer.work = null;
  closer.at++;
  return closer.at < regions.length;
}

function open({ board, plan }: Closer, members: readonly number[]): Closer['work'] {
  const scissors = createScissors(board.level.n, board.k);
  const units = unitsOf(board, members, scissors);
  if (units === null) return null;
  const region = cutOut(board, members, units, scissors);
  const small = regionBoard(region, region.owner.slice());
  const passes = Math.max(20, Math.round((plan.moves * small.k) / Math.max(1, small.frontierSize[0])));
  return { region, small, run: beginStage(small, { ...plan.stage, passes }), before: excess(small).total };
}

/**
 * Connected groups of territories: those outside their bands by surplus that can be handed on in parts, the full ones that
 * hang together with them in the same measure and direction, and their neighbours.
 */
function regionsToClose(board: Board, withLumps: boolean): number[][] {
  const { k, q, sum, ground } = board;
  const outside = outsideBand(board);
  if (outside.length > CROWDED * k) return [];
  const lumpy = withLumps ? new Uint8Array(k) : lumps(board, outside);
  if (outside.every((t) => lumpy[t])) return [];
  const beside = around(board);
  const hot = new Uint8Array(k);
  for (let m = 0; m < q; m++) {
    for (let sign = -1; sign <= 1; sign += 2) {
      const over = (t: number): number => (sign * (sum[t * q + m] - ground.mid[t * q + m]) * ground.inverse[t * q + m]) / ground.half[t * q + m];
      const queue = outside.filter((t) => !lumpy[t] && over(t) > 1);
      const seen = new Uint8Array(k);
      for (const t of queue) seen[t] = 1;
      for (let head = 0; head < queue.length; head++) {
        hot[queue[head]] = 1;
        for (const t of beside[queue[head]]) {
          if (seen[t]) continue;
          seen[t] = 1;
          hot[t] = 1;
          if (over(t) > 1 - 2 * EDGE) queue.push(t);
        }
      }
    }
  }
  const groups: number[][] = [];
  const placed = new Uint8Array(k);
  for (let s = 0; s < k; s++) {
    if (!hot[s] || placed[s]) continue;
    const group = [s];
    placed[s] = 1;
    for (let head = 0; head < group.length; head++) {
      for (const t of beside[group[head]]) {
        if (!hot[t] || placed[t]) continue;
        placed[t] = 1;
        group.push(t);
      }
    }
    if (group.length > 1) groups.push(group.sort((a, b) => a - b));
  }
  return groups;
}
