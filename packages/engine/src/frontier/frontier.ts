import { disruptionBound, type DisruptionBound } from '../certify/disruptionBound.ts';
import { UNASSIGNED, type Problem, type Violation } from '../problem/problem.ts';
import { isBroken, validate } from '../problem/validate.ts';
import type { Preset } from '../solve/preset.ts';
import type { Progress, Task } from '../task/task.ts';
import { nextAlongDisruption } from './alongDisruption.ts';
import { nextAlongTolerance } from './alongTolerance.ts';
import type { Asked, Tried } from './asked.ts';
import { planAt, type PlanSettings } from './planAt.ts';
import { planFigures, type PlanFigures } from './planFigures.ts';
import { undominated } from './undominated.ts';

export interface FrontierOptions {
  /** Effort per plan. Default `balanced`. */
  readonly preset?: Preset;
  /** Any 32-bit integer; the same seed gives the same plans. Default 1. */
  readonly seed?: number;
  /** Ends after this time with the plans made so far, at least one. */
  readonly maxSeconds?: number;
  /** Key of the measure in which what moves is priced and counted; what the problem prices, or else the first with a goal, when left out. */
  readonly counted?: string;
}

/** One plan to choose, and how it was made. */
export interface FrontierPlan {
  /** n slots; in the numbers of today's territories where there is a plan in force. */
  readonly slots: Uint16Array;
  readonly figures: PlanFigures;
  /** `planAt` makes the same plan of them again, unless it was interrupted. */
  readonly settings: PlanSettings;
  readonly interrupted: boolean;
}

/** Plans of which none is as good as another in everything. */
export interface Frontier {
  /** 4 to 6 on ordinary problems: from tight balance to the best shapes, or from what moves least to what moves most where there is a plan in force. */
  readonly plans: readonly FrontierPlan[];
  /** The plan in force, for reference; null where there is none. */
  readonly today: PlanFigures | null;
  /** The least that has to move to come within the tolerance asked for, whatever the plan; null where there is no plan in force, a bound would cost too much, or the task was stopped before anything else. */
  readonly leastMoved: DisruptionBound | null;
  /** Plans that were made, those that others are as good as included. */
  readonly tried: number;
  /** Why there are fewer plans than usual, or why they do not keep what is asked; empty when there is nothing to say. */
  readonly reasons: readonly Violation[];
  /** The task was stopped before all plans were made. */
  readonly interrupted: boolean;
}

export interface FrontierProgress extends Progress {
  /** Plans found so far; given whenever there is another. */
  readonly plans?: readonly FrontierPlan[];
}

/** Units times territories up to which a bound takes about a second. */
const BOUNDED = 50_000_000;

/** Fewer plans than this are explained. */
const USUAL = 4;

/** Plans that are made as a rule. */
const EXPECTED = 6;

/**
 * Real plans along the trade between balance, shapes and disruption, so that a planner can choose instead of guessing a
 * tolerance: every one is contiguous and keeps all demands and capacities; only tolerances, and the price of moving, differ.
 * Without a plan in force they go from tight balance to best shapes (`nextAlongTolerance`), with one from the
 * least that must move to a plan from scratch (`nextAlongDisruption`). Each is at least as good as a plain `solve` with its settings,
 * being just that; none that is listed is as good as another in everything (`axesOf`).
 *
 * Costs 4 to 10 solves. Yields while it works; a truthy value sent in ends it with the plans so far, which is at least one for a
 * sound problem. Never throws on data: broken input gives no plans, and the reasons.
 */
export function* frontier(problem: Problem, options: FrontierOptions = {}): Task<Frontier, FrontierProgress> {
  const inForce = problem.baseline?.some((slot) => slot !== UNASSIGNED) === true ? problem.baseline : null;
  const counted = inForce === null ? null : (options.counted ?? problem.priced ?? problem.goals[0]?.measure ?? null);
  const broken = validate(counted === null ? problem : { ...problem, priced: counted }).filter((one) => isBroken(one) || isUnknown(problem, one));
  if (broken.length > 0) return { plans: [], today: null, leastMoved: null, tried: 0, reasons: broken, interrupted: false };
  const deadline = options.maxSeconds === undefined ? Infinity : Date.now() + 1000 * options.maxSeconds;
  const asked: Asked = { problem, preset: options.preset ?? 'balanced', seed: options.seed ?? 1, counted };
  const next = inForce === null ? nextAlongTolerance : nextAlongDisruption;
  const tried: Tried[] = [];
  let stop: unknown = yield { phase: 'frontier', done: 0, plans: [] };
  const bounded = inForce !== null && counted !== null && !stop && problem.graph.ids.length * problem.k <= BOUNDED;
  const leastMoved = bounded ? disruptionBound(problem, inForce, { measure: counted }) : null;
  let settings = next(asked, tried);
  while (settings !== null) {
    const making = planAt(problem, settings);
    let step = making.next(stop);
    while (!step.done) {
      stop = (yield { phase: step.value.phase, done: Math.min(0.99, (tried.length + step.value.done) / EXPECTED) }) || stop || Date.now() >= deadline;
      // With a plan in hand there is nothing to wait for.
      if (stop && tried.length > 0) break;
      step = making.next(stop);
    }
    if (!step.done) break;
    const { slots, interrupted } = step.value;
    const figures = planFigures(problem, slots, counted);
    const reached = figures.worst.every((worst, g) => worst <= (settings as PlanSettings).tolerances[g] + 1e-9);
    tried.push({ slots, settings, figures, reached, interrupted });
    settings = isSettled(problem, tried) ? null : next(asked, tried);
    stop = (yield { phase: 'frontier', done: Math.min(0.99, tried.length / EXPECTED), plans: plansOf(tried) }) || stop || Date.now() >= deadline;
    if (stop) break;
  }
  const plans = plansOf(tried);
  const interrupted = settings !== null || plans.some((plan) => plan.interrupted);
  return {
    plans, interrupted, leastMoved, tried: tried.length,
    today: inForce === null ? null : planFigures(problem, inForce, counted),
    reasons: reasonsFor(problem, plans, tried.length, interrupted),
  };
}

/** Whether there is only one plan, as far as can be seen: three ways that come to the same leave little hope for a fourth. */
function isSettled({ k, graph }: Problem, tried: readonly Tried[]): boolean {
  const [{ figures: first }] = tried;
  return k === 1 || k === graph.ids.length || (tried.length >= 3 && tried.every(({ figures }) => figures.assignmentHash === first.assignmentHash));
}

/** A capacity of a measure that is not there, which no plan can be judged by. */
function isUnknown({ measures }: Problem, { code, measure }: Violation): boolean {
  return code === 'capacity.measure' && !measures.some(({ key }) => key === measure);
}

/** The plans worth listing, in order. */
function plansOf(tried: readonly Tried[]): FrontierPlan[] {
  const by = ({ moved, meanCompactness }: PlanFigures): number => moved?.counted ?? meanCompactness;
  return undominated(tried)
    .sort((a, b) => by(a.figures) - by(b.figures) || a.figures.meanCompactness - b.figures.meanCompactness)
    .map(({ slots, figures, settings, interrupted }) => ({ slots, figures, settings, interrupted }));
}

function reasonsFor({ k, graph }: Problem, plans: readonly FrontierPlan[], tried: number, interrupted: boolean): Violation[] {
  const found: Violation[] = [];
  const say = (code: string, message: string): void => void found.push({ code, message, value: plans.length, limit: USUAL });
  if (plans[0].figures.broken.length > 0) say('frontier.demands', 'None of these plans keeps all demands; each says which it breaks.');
  if (plans.length >= USUAL) return found;
  if (k === 1) say('frontier.few', 'There is one territory, and so one plan.');
  else if (k === graph.ids.length) say('frontier.few', 'Every unit is a territory, and so there is one plan.');
  else if (interrupted) say('frontier.few', `The search was ended after ${tried === 1 ? 'one plan' : `${tried} plans`}.`);
  else say('frontier.few', `${tried} plans were made; those not listed are in nothing better than one that is: ${plans.length === 1 ? 'there is nothing to trade' : 'there is little to trade'}.`);
  return found;
}
