import { explainClash, isBroken, validate, type Constraint, type Demand, type Problem } from '@hexalign/engine';
import { clashText } from './clashText.ts';

/** A demand of the engine that can be sent between threads; a group is named by its units. */
export type Given = { readonly kind: 'goal'; readonly measure: string; readonly tolerance: number } | { readonly kind: 'group'; readonly units: readonly number[] } | { readonly kind: 'constraint'; readonly constraint: Constraint };

/** Why a problem cannot be solved as asked; no sentences where nothing proves it. */
export interface Explained {
  readonly sentences: readonly string[];
  /** What to give up first, and what to put in its place; null where no demand is to blame. */
  readonly advice: { readonly text: string; readonly cheapest: Given; readonly milder: Given | null } | null;
}

/** Explains a clash in words and as data. */
export function explainDemand(problem: Problem, names: readonly string[]): Explained {
  // Everything is locked, say: there is nothing to design, and no demand to weigh.
  const broken = validate(problem, { names }).filter(isBroken);
  if (broken.length > 0) return { sentences: broken.map(({ message }) => message), advice: null };
  const sentences = clashText(problem, names);
  const clash = sentences.length === 0 ? null : explainClash(problem, { names });
  return { sentences, advice: clash && { text: clash.advice, cheapest: givenOf(problem, clash.cheapest), milder: clash.milder && givenOf(problem, clash.milder) } };
}

function givenOf({ constraints }: Problem, demand: Demand): Given {
  if (demand.kind === 'goal') return { kind: 'goal', measure: demand.goal.measure, tolerance: demand.goal.tolerance };
  if (demand.kind === 'constraint') return demand;
  const asked = constraints[demand.from];
  return { kind: 'group', units: asked.type === 'keepTogether' ? [...asked.group.keys()].filter((u) => asked.group[u] === demand.group) : [] };
}
