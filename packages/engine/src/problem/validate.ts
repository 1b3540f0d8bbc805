import { bands } from './bands.ts';
import { bottlenecks } from './bottlenecks.ts';
import { boundClashes } from './boundClashes.ts';
import { brokenInput } from './brokenInput.ts';
import { heldBy } from './held.ts';
import { heldClashes } from './heldClashes.ts';
import { limits } from './limits.ts';
import { moveClashes } from './moveClashes.ts';
import { namesOf, type NameOf } from './naming.ts';
import { openGround } from './openGround.ts';
import { partClashes } from './partClashes.ts';
import { placeClashes } from './placeClashes.ts';
import { together } from './together.ts';
import type { Problem, Violation } from './problem.ts';

export interface ValidateOptions {
  /** k names of territories for the sentences; `T01`, `T02` ... when left out. */
  readonly names?: readonly string[];
}

/**
 * Reasons why a problem cannot be solved as asked; empty when none can be proved. Never throws, whatever it is given.
 * Broken input (`isBroken`) comes alone, because nothing else can be judged before it is repaired; then demands that
 * clash, then what limits the balance. O(n q + m) and a little for each demand.
 */
export function validate(problem: Problem, { names }: ValidateOptions = {}): Violation[] {
  const nameOf = namesOf(names);
  const broken = brokenInput(problem, nameOf);
  return broken.length > 0 ? broken : clashes(problem, nameOf);
}

/** Why sound input cannot be solved as asked. Every reason is a proof. */
export function clashes(problem: Problem, nameOf: NameOf): Violation[] {
  const open = openGround(problem);
  const held = heldBy(problem, together(problem));
  const of = bands(problem);
  return [
    ...heldClashes(problem, open, held, nameOf),
    ...moveClashes(problem, held, of, nameOf),
    ...placeClashes(problem, open, held, of, nameOf),
    ...partClashes(problem, open, held, of, nameOf),
    ...bottlenecks(problem, open, of),
    ...limits(problem, of),
    ...boundClashes(problem, open, held, of, nameOf),
  ];
}

/** Codes of input that no plan can be made of. */
const BROKEN = new Set([
  'problem.missing', 'territories.number', 'territories.too_many', 'territories.locked', 'graph.empty', 'graph.length', 'graph.place', 'graph.area', 'graph.border',
  'measures.too_many', 'measure.repeated', 'measure.length', 'measure.value', 'measure.total', 'load.length', 'load.value',
  'goal.measure', 'goal.repeated', 'goal.share', 'goal.tolerance', 'goal.weight', 'weight.value', 'baseline.length', 'baseline.slot',
  'constraint.type', 'constraint.slot', 'constraint.unit', 'constraint.length', 'capacity.measure', 'capacity.value', 'budget.baseline', 'budget.measure', 'budget.value', 'home.value',
]);

export function isBroken(violation: Violation): boolean {
  return BROKEN.has(violation.code);
}
