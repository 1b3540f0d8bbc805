import { EngineError } from '../base/errors.ts';
import { prepare } from '../problem/prepare.ts';
import type { Problem } from '../problem/problem.ts';
import { subproblem } from '../problem/subproblem.ts';
import { isBroken, validate } from '../problem/validate.ts';
import type { Task } from '../task/task.ts';
import { createBoard, excess, type Board } from './board.ts';
import { dice } from './dice.ts';
import { judge } from './judge.ts';
import { repair } from './repair.ts';
import { ownersOf, slotsOf } from './slots.ts';
import type { Solution } from './solution.ts';
import { beginStage, runStage, type Stage } from './stage.ts';

/** A short, cool annealing of the common border that aims at half the tolerance. */
const STAGE: Stage = { phase: 'refine', passes: 200, heat: [0.02, 0.0005], wall: [3e3, 1e5], band: [0.5, 0.5], ratio: [0, 0], ratioBand: [0, 0], learn: 30 };

/**
 * Evens out two territories between themselves and leaves all other units where they are ("even out these two" on the
 * map). What they hold together is shared in proportion to their targets. Gives the plan back unchanged when nothing
 * better is found or the two are locked. `score` is the shape cost of the two alone.
 *
 * @param slots n slots of a plan
 * @throws EngineError `slots.length`, `slot.range`
 */
export function* refineBetween(problem: Problem, slots: Uint16Array, a: number, b: number): Task<Solution> {
  if (slots.length !== problem.graph.ids.length) throw new EngineError('slots.length', `${slots.length} slots for ${problem.graph.ids.length} units`, slots.length);
  for (const t of [a, b]) if (!Number.isInteger(t) || t < 0 || t >= problem.k) throw new EngineError('slot.range', `there is no territory ${t} of ${problem.k}`, t);
  const still = problem.constraints.some((c) => c.type === 'lock' && (c.slot === a || c.slot === b));
  const pair = subproblem(problem, slots, [a, b]);
  if (a === b || still || validate(pair.problem).some(isBroken)) return solutionOf(problem, slots.slice(), 0, false);

  const ground = prepare(pair.problem);
  const owner = ownersOf(ground, Uint16Array.from(pair.units, (u) => (slots[u] === a ? 0 : 1)));
  const before = createBoard(ground, ground.level, owner.slice());
  repair(ground, ground.level, owner);
  const board = createBoard(ground, ground.level, owner);
  const run = beginStage(board, STAGE);
  const random = dice(1);
  let interrupted = false;
  while (runStage(board, random, run, 20)) {
    if (yield { phase: STAGE.phase, done: run.pass / STAGE.passes }) {
      interrupted = true;
      break;
    }
  }
  const gain = excess(before).total - excess(board).total;
  if (gain < 0 || (gain === 0 && shapes(board) >= shapes(before))) return solutionOf(problem, slots.slice(), shapes(before), interrupted);
  const found = slots.slice();
  slotsOf(pair.problem, ground, owner).forEach((t, i) => (found[pair.units[i]] = t === 0 ? a : b));
  return solutionOf(problem, found, shapes(board), interrupted);
}

function shapes(board: Board): number {
  let sum = 0;
  for (const cost of board.shape) sum += cost;
  return sum;
}

function solutionOf(problem: Problem, slots: Uint16Array, score: number, interrupted: boolean): Solution {
  return { slots, ...judge(problem, slots), score, seed: 1, interrupted };
}
