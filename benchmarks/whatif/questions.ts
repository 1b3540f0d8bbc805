import { drag, hire, lock, merge, random, reweigh, split, vacate, type Problem, type WhatIf } from '@hexalign/engine';
import { alongBorder, neighbourPairs, pick, spreadHomes } from './places.ts';

/** One what-if to be measured. */
export interface Question {
  readonly kind: string;
  readonly name: string;
  /** Laid out before the question and not counted: locks that stand already. */
  readonly before?: () => WhatIf;
  /** The question itself, asked of the problem and plan at hand then. */
  readonly ask: (problem: Problem, slots: Uint16Array) => WhatIf;
}

/** How many of each kind. */
export interface Counts {
  readonly reweighs: number;
  /** Share of the territories that are dissolved, one at a time. */
  readonly dissolved: number;
  readonly homes: number;
  readonly others: number;
}

const CHANGED = 0.01;
const DRAGGED = 50;
const LOCKED = 20;

/** What is asked of a plan, the same on every machine. */
export function questionsOf(problem: Problem, slots: Uint16Array, counts: Counts): Question[] {
  const { graph, k, measures } = problem;
  const territories = [...Array(k).keys()];
  const pairs = neighbourPairs(graph, slots, counts.others);
  return [
    ...Array.from({ length: counts.reweighs }, (_, i): Question => ({ kind: '1 % of the weights', name: `reweigh ${i}`, ask: (now, at) => reweighed(now, at, i) })),
    ...pick(territories, Math.max(1, Math.round(counts.dissolved * k))).map((t): Question => ({ kind: 'dissolve', name: `dissolve ${t}`, ask: (now, at) => vacate(now, at, t) })),
    ...spreadHomes(graph, measures[0].values, counts.homes).map((home): Question => ({ kind: 'add at a home', name: `hire at ${graph.ids[home]}`, ask: (now, at) => hire(now, at, home) })),
    ...pick(territories, counts.others).map((t): Question => ({ kind: 'split in two', name: `split ${t}`, ask: (now, at) => split(now, at, t) })),
    ...pairs.map(([a, b]): Question => ({ kind: 'merge two', name: `merge ${a} into ${b}`, ask: (now, at) => merge(now, at, a, b) })),
    ...pairs.map(([a, b]): Question => ({ kind: `drag ${DRAGGED} cells`, name: `drag from ${a} to ${b}`, ask: (now, at) => drag(now, at, alongBorder(graph, slots, a, b, DRAGGED), b) })),
    ...Array.from({ length: Math.ceil(counts.others / 2) }, (_, i): Question => ({
      kind: `1 % of the weights, ${LOCKED} locked`, name: `locked reweigh ${i}`,
      before: () => lock(problem, slots, pick(territories, LOCKED + i).slice(0, LOCKED)), ask: (now, at) => reweighed(now, at, 100 + i),
    })),
  ];
}

/** One per cent of the units, each measure of each times 0.5 to 2. */
function reweighed(problem: Problem, slots: Uint16Array, seed: number): WhatIf {
  const dice = random(1000 + seed);
  const n = slots.length;
  const units = Uint32Array.from({ length: Math.round(CHANGED * n) }, () => dice.below(n));
  return reweigh(problem, slots, problem.measures.map(({ key, values }) => ({ measure: key, units, values: Float64Array.from(units, (u) => Math.round(values[u] * (0.5 + (1.5 * dice.below(1_000_001)) / 1e6))) })));
}
