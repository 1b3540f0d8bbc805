import { prepare } from '../problem/prepare.ts';
import type { Ground } from '../problem/ground.ts';
import type { Problem, Violation } from '../problem/problem.ts';
import { isBroken, validate } from '../problem/validate.ts';
import type { Progress, Task } from '../task/task.ts';
import { createBoard, type Board } from './board.ts';
import { relaxDiagram, rivalsOf, startDiagram } from './diagram.ts';
import { dice } from './dice.ts';
import { effortOf } from './effort.ts';
import { buildHierarchy, refineOwners, type Hierarchy } from './hierarchy.ts';
import { judge } from './judge.ts';
import type { Preset } from './preset.ts';
import { repair } from './repair.ts';
import { seedCentres } from './seed.ts';
import { canonicalSlots, ownersOf, slotsOf } from './slots.ts';
import type { Solution } from './solution.ts';
import { beginStage, runStage } from './stage.ts';

export interface SolveOptions {
  readonly preset?: Preset;
  /** Any 32-bit integer; the same seed gives the same plan. Default 1. */
  readonly seed?: number;
  /** n slots to start from instead of from scratch. */
  readonly start?: Uint16Array;
  /** Stops at the next pass boundary after this time; the solution then says `interrupted`. */
  readonly maxSeconds?: number;
}

/** Passes between two yields. */
const SLICE = 10;

/**
 * Divides the ground into k territories: prepare, coarsen, seed, balanced diagram, repair, then annealing of borders from
 * coarse to fine. Every territory of the result is one piece over the graph's borders and none is empty, unless the
 * demands make that impossible (`violations` says which). A truthy value sent into `next` ends with the best so far.
 * Never throws on data: input that no plan can be made of gives a solution with the reasons and every unit in slot 0.
 */
export function* solve(problem: Problem, options: SolveOptions = {}): Task<Solution> {
  const seed = options.seed ?? 1;
  const reasons = validate(problem);
  if (reasons.some(isBroken)) return unsolvable(problem, reasons, seed);
  const deadline = options.maxSeconds === undefined ? Infinity : Date.now() + 1000 * options.maxSeconds;
  const ground = prepare(problem);
  const started = options.start && options.start.length === problem.graph.ids.length ? ownersOf(ground, options.start) : null;
  if (started) repair(ground, ground.level, started);
  const search = yield* searchPlan(ground, options.preset ?? 'balanced', seed, deadline, problem, started);
  return conclude(problem, ground, search.owner, reasons, seed, search.interrupted);
}

interface Search {
  readonly owner: Int32Array;
  readonly interrupted: boolean;
}

function* searchPlan(ground: Ground, preset: Preset, seed: number, deadline: number, problem: Problem, started: Int32Array | null): Task<Search> {
  const random = dice(seed);
  const effort = effortOf(ground, preset);
  if (yield { phase: 'prepare', done: 0.02 }) deadline = 0;
  const hierarchy = started ? { levels: [ground.level], groups: [] } : buildHierarchy(ground, effort.perTerritory);
  let level = hierarchy.levels.length - 1;
  let owner = started ?? firstOwners(ground, hierarchy, effort.diagram, random);
  if (yield { phase: 'diagram', done: 0.1 }) deadline = 0;
  let board = createBoard(ground, hierarchy.levels[level], owner);
  const stages = started ? effort.stages.slice(-1) : effort.stages;
  const all = stages.reduce((sum, stage) => sum + stage.passes, 0);
  let before = 0;
  for (const stage of stages) {
    const to = Math.min(stage.level, hierarchy.levels.length - 1);
    if (to < level) {
      owner = refineOwners(ground, hierarchy, owner, level, to);
      level = to;
      board = createBoard(ground, hierarchy.levels[level], owner, board.price);
    }
    const run = beginStage(board, stage);
    for (let more = Date.now() < deadline; more; ) {
      more = runStage(board, random, run, SLICE);
      const stop = yield progressOf(board, stage.phase, 0.1 + (0.9 * (before + run.pass)) / all);
      if (more && (stop || Date.now() >= deadline)) {
        deadline = 0;
        more = false;
      }
    }
    before += stage.passes;
    if (deadline === 0) break;
    const fine = refineOwners(ground, hierarchy, owner, level, 0);
    if (yield { ...progressOf(board, stage.phase, 0.1 + (0.9 * before) / all), slots: slotsOf(problem, ground, fine) }) deadline = 0;
  }
  return { owner: refineOwners(ground, hierarchy, owner, level, 0), interrupted: deadline === 0 || Date.now() >= deadline };
}

/** Seeds and the balanced diagram on the coarsest level. */
function firstOwners(ground: Ground, hierarchy: Hierarchy, iterations: number, random: Int32Array): Int32Array {
  const cloud = hierarchy.levels[hierarchy.levels.length - 1];
  const diagram = startDiagram(cloud, ground, seedCentres(ground, cloud, random));
  let rivals: Int32Array | null = null;
  for (let it = 0; it < iterations; it++) {
    const left = 1 - it / iterations;
    if (it % 5 === 0) rivals = rivalsOf(ground, diagram);
    relaxDiagram(ground, cloud, diagram, it % 20 === 0 ? null : rivals, 0.4 * left * left + 0.02, 0.5);
  }
  repair(ground, cloud, diagram.owner);
  return diagram.owner;
}

function progressOf(board: Board, phase: string, done: number): Progress {
  const { k, q, sum, ground } = board;
  let worst = 0;
  for (let j = 0; j < k * q; j++) worst = Math.max(worst, Math.abs((sum[j] - ground.mid[j]) * ground.inverse[j]));
  return { phase, done, worstDeviation: worst };
}

/** The solution of a finished search. */
export function conclude(problem: Problem, ground: Ground, owner: Int32Array, reasons: readonly Violation[], seed: number, interrupted: boolean): Solution {
  const slots = canonicalSlots(problem, slotsOf(problem, ground, owner));
  const { worstDeviation, violation, violations } = judge(problem, slots);
  const board = createBoard(ground, ground.level, owner);
  let score = 0;
  for (const cost of board.shape) score += cost;
  return { slots, worstDeviation, violation, score, violations: [...reasons, ...violations], seed, interrupted };
}

function unsolvable(problem: Problem, reasons: readonly Violation[], seed: number): Solution {
  return { slots: new Uint16Array(problem.graph.ids.length), worstDeviation: Infinity, violation: Infinity, score: Infinity, violations: reasons, seed, interrupted: false };
}
