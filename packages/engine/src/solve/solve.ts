import { prepare } from '../problem/prepare.ts';
import type { Ground } from '../problem/ground.ts';
import type { Problem, Violation } from '../problem/problem.ts';
import { isBroken, validate } from '../problem/validate.ts';
import type { Progress, Task } from '../task/task.ts';
import { createBoard, excess, recount, type Board } from './board.ts';
import { beginClosing, runClosing } from './closeBands.ts';
import { checkOptions } from './checkOptions.ts';
import { demandCost, hasBarred } from './demand.ts';
import { dice } from './dice.ts';
import { planSearch, UNITS_PER_TERRITORY, type Step } from './effort.ts';
import { firstDivision } from './firstDivision.ts';
import { buildHierarchy, coarsenOwners, refineOwners } from './hierarchy.ts';
import { judge } from './judge.ts';
import { EVEN } from './lean.ts';
import { joinHeld } from './matchParts.ts';
import { polishSmall } from './polishSmall.ts';
import type { Preset } from './preset.ts';
import { beginRedeal, runRedeal, type Redeal } from './redeal.ts';
import { repair } from './repair.ts';
import { canonicalSlots, ownersOf, slotsOf } from './slots.ts';
import type { Solution } from './solution.ts';
import { betterOf, isEnough, SMALL, startSeeds } from './starts.ts';
import { beginStage, runStage, type Stage } from './stage.ts';
import { tryEvery } from './tryEvery.ts';

export interface SolveOptions {
  readonly preset?: Preset;
  /** Any 32-bit integer; the same seed gives the same plan. Default 1. */
  readonly seed?: number;
  /** n slots to start from instead of from scratch. */
  readonly start?: Uint16Array;
  /** At most so many of the preset's starts from scratch; a host that makes them on threads of its own asks for 1. */
  readonly starts?: number;
  /** Stops at the next pass boundary after this time; the solution then says `interrupted`. */
  readonly maxSeconds?: number;
}

/** Passes between two yields. */
const SLICE = 10;

/**
 * Divides the ground into k territories: prepare, coarsen, seed, balanced diagram, repair, then annealing of borders from
 * coarse to fine. Every territory of the result is one piece over the graph's borders and none is empty, unless the
 * demands make that impossible (`violations` says which). Where moving has a price or a budget, it starts from today's plan. A truthy value sent into `next` ends with the best so far.
 * Never throws on data: input that no plan can be made of gives a solution with the reasons and every unit in slot 0.
 *
 * @throws EngineError `solve.option` for options that are none
 */
export function* solve(problem: Problem, options: SolveOptions = {}): Task<Solution> {
  const seed = options.seed ?? 1;
  const reasons = validate(problem);
  if (reasons.some(isBroken)) return unsolvable(problem, reasons, seed);
  checkOptions(options, problem.graph.ids.length);
  const deadline = options.maxSeconds === undefined ? Infinity : Date.now() + 1000 * options.maxSeconds;
  const ground = prepare(problem);
  const budgeted = problem.baseline !== undefined && problem.constraints.some((c) => c.type === 'budget');
  const given = budgeted || options.start?.length !== problem.graph.ids.length ? null : options.start;
  const today = given === null && problem.baseline && (budgeted || problem.weights.disruption > 0) ? problem.baseline : null;
  const start = given ?? today;
  const started = start === null ? null : ownersOf(ground, start);
  if (started) {
    joinHeld(ground.level, ground.k, started);
    repair(ground, ground.level, started);
  }
  const preset = options.preset ?? 'balanced';
  let best: Solution | null = null;
  let ofFew: Solution | null | undefined;
  for (const own of startSeeds(preset, seed, problem.graph.ids.length).slice(0, given ? 1 : options.starts)) {
    const search: Search = yield* searchPlan(problem, ground, preset, own, deadline, started?.slice() ?? null, today !== null);
    const owner = search.interrupted || started || problem.graph.ids.length > SMALL ? search.owner : polishSmall(ground, search.owner, dice(own));
    const searched = conclude(problem, ground, owner, reasons, seed, search.interrupted);
    // What all divisions of few units come to does not depend on the start.
    const isOpen = searched.violations.length > 0 && reasons.length === 0 && !search.interrupted && !given;
    if (isOpen && ofFew === undefined) ofFew = bestOfFew(problem, seed);
    const solution = (isOpen ? ofFew : null) ?? searched;
    best = { ...(best === null ? solution : betterOf(best, solution)), interrupted: search.interrupted };
    if (isEnough(preset, solution)) break;
  }
  return best as Solution;
}

interface Search {
  readonly owner: Int32Array;
  readonly interrupted: boolean;
}

function* searchPlan(problem: Problem, ground: Ground, preset: Preset, seed: number, deadline: number, started: Int32Array | null, anew: boolean): Task<Search> {
  const random = dice(seed);
  let stop: unknown = yield { phase: 'prepare', done: 0.02 };
  const hierarchy = started && !anew ? { levels: [ground.level], groups: [] } : buildHierarchy(ground, UNITS_PER_TERRITORY, started ?? undefined);
  let level = hierarchy.levels.length - 1;
  const first = started ? { owner: coarsenOwners(hierarchy, started), lean: EVEN } : firstDivision(ground, hierarchy, random);
  let { owner } = first;
  stop = (yield { phase: 'diagram', done: 0.1 }) || stop;
  let board = createBoard(ground, hierarchy.levels[level], owner);
  const aim: Aim = { charged: first.lean.charged, futile: false };
  const plan = planSearch(ground, hierarchy, preset, first.lean);
  // A given start is only brought into its bands; today's plan keeps its shapes where moving costs more than it gains.
  const steps = !started ? plan : anew ? plan.slice(plan.findIndex((step) => step.kind === 'anneal' && !step.gentle)) : plan.slice(-2);
  for (let s = 0; s < steps.length; s++) {
    const step = steps[s];
    if (step.level < level) {
      owner = refineOwners(ground, hierarchy, owner, level, step.level);
      level = step.level;
      board = createBoard(ground, hierarchy.levels[level], owner);
    }
    dropBarred(board);
    if (step.spare && excess(board).total === 0) continue;
    const phase = step.kind === 'anneal' ? step.stage.phase : step.phase;
    const advance = advancing(board, random, step, aim);
    for (let part = 0; part < 1; ) {
      if (stop || Date.now() >= deadline) return { owner: refineOwners(ground, hierarchy, owner, level, 0), interrupted: true };
      part = advance();
      stop = yield progressOf(board, phase, 0.1 + (0.9 * (s + part)) / steps.length);
    }
    const fine = refineOwners(ground, hierarchy, owner, level, 0);
    stop = (yield { ...progressOf(board, phase, 0.1 + (0.9 * (s + 1)) / steps.length), slots: slotsOf(problem, ground, fine) }) || stop;
  }
  dropBarred(board);
  return { owner: refineOwners(ground, hierarchy, owner, level, 0), interrupted: false };
}

/** Takes units from territories that may not have them also where that cuts off others, which single moves never do. */
function dropBarred(board: Board): void {
  if (board.demand === null || !hasBarred(board.demand)) return;
  repair(board.ground, board.level, board.owner);
  recount(board);
}

function advancing(board: Board, random: Int32Array, step: Step, aim: Aim): () => number {
  if (step.kind === 'anneal') return annealing(board, random, step, aim);
  if (step.kind === 'redeal') return redealing(board, random, step.plan);
  if (aim.futile) return () => 1;
  const closer = beginClosing(board, step.plan);
  const before = excess(board).total;
  return () => {
    if (runClosing(closer, random, SLICE)) return closer.at / closer.regions.length;
    aim.futile = excess(board).total > 0.9 * before;
    return 1;
  };
}

/** Runs a slice of an annealing step per call and gives the share that is done. */
function annealing(board: Board, random: Int32Array, step: Step & { kind: 'anneal' }, aim: Aim): () => number {
  const passes = Math.max(20, Math.min(3000, Math.round((step.moves * board.k) / Math.max(1, board.frontierSize[0]))));
  const stage = step.gentle ? suited(board, step.stage, aim.charged) : step.stage;
  const run = beginStage(board, { ...stage, passes });
  return () => (runStage(board, random, run, SLICE) ? run.pass / passes : 1);
}

/** What a search works towards. */
interface Aim {
  /** It started from lines that split all measures alike. */
  readonly charged: boolean;
  /** A closing took next to nothing away: others are left out. */
  futile: boolean;
}


function redealing(board: Board, random: Int32Array, plan: Redeal): () => number {
  const dealer = beginRedeal(board, plan);
  return () => (runRedeal(dealer, random, 2) ? dealer.round / plan.rounds : 1);
}

/**
 * Suits the first annealing to how far measures disagree. The band on their ratio starts where four territories in five
 * are already, so that strain never outweighs shape at once; and where ratios are off by more than the band, the search
 * starts hot, because territories have to reach far for their balance, else cool, which keeps the diagram's shapes. A
 * charged start has its balance already and must not lose it: hard walls from the first pass.
 */
function suited(board: Board, stage: Omit<Stage, 'passes'>, charged: boolean): Omit<Stage, 'passes'> {
  const { k, q, sum, ground } = board;
  const target = stage.ratioBand[1];
  const uneven = new Float64Array(k);
  for (let t = 0; t < k; t++) {
    let mean = 0;
    for (let j = t * q; j < t * q + q; j++) mean += ((sum[j] - ground.mid[j]) * ground.inverse[j]) / q;
    for (let j = t * q; j < t * q + q; j++) uneven[t] = Math.max(uneven[t], Math.abs((sum[j] - ground.mid[j]) * ground.inverse[j] - mean));
  }
  uneven.sort();
  const most = uneven[Math.floor(0.8 * k)];
  const hard = Math.max(0, Math.min(1, (most / Math.max(target, 1e-6) - 1.4) / 1));
  if (charged) {
    const [light, heavy] = stage.wall;
    return { ...stage, heat: [0.2, 0.08], wall: [10 * light, 15 * heavy], band: [1, 1], ratio: [8 * stage.ratio[0], 4 * stage.ratio[1]], ratioBand: [target, target] };
  }
  return {
    ...stage, ratioBand: [Math.max(target, most), target],
    heat: [stage.heat[0] * (1 + 3 * hard), stage.heat[1] * (1 + 5 * hard)],
  };
}

function progressOf(board: Board, phase: string, done: number): Progress {
  const { k, q, sum, ground } = board;
  let worst = 0;
  for (let j = 0; j < k * q; j++) worst = Math.max(worst, Math.abs((sum[j] - ground.mid[j]) * ground.inverse[j]));
  return { phase, done, worstDeviation: worst, beyond: excess(board).total, shape: board.shape.reduce((all, cost) => all + cost, 0) / k };
}

/** The solution of a finished search. */
export function conclude(problem: Problem, ground: Ground, owner: Int32Array, reasons: readonly Violation[], seed: number, interrupted: boolean): Solution {
  const slots = canonicalSlots(problem, slotsOf(problem, ground, owner));
  const { worstDeviation, violation, violations } = judge(problem, slots);
  const board = createBoard(ground, ground.level, owner);
  let score = demandCost(board.demand);
  for (const cost of board.shape) score += cost;
  return { slots, worstDeviation, violation, score, violations: [...reasons, ...violations], seed, interrupted };
}

/** The best plan on few units that keeps all that is asked; null where there are many, or where there is none. */
function bestOfFew(problem: Problem, seed: number): Solution | null {
  // Groups are kept by the way plans are put together; their ways between pieces may go to others.
  const ground = prepare({ ...problem, constraints: problem.constraints.filter(({ type }) => type !== 'keepTogether') });
  const conclusion = (slots: Uint16Array): Solution => conclude(problem, ground, ownersOf(ground, slots), [], seed, false);
  const found = tryEvery(problem, (slots) => {
    const { violations, score } = conclusion(slots);
    return violations.length === 0 ? score : Infinity;
  });
  return found && conclusion(found);
}

function unsolvable(problem: Problem, reasons: readonly Violation[], seed: number): Solution {
  return { slots: new Uint16Array(problem.graph.ids.length), worstDeviation: Infinity, violation: Infinity, score: Infinity, violations: reasons, seed, interrupted: false };
}
