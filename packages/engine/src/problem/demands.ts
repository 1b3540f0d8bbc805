import type { Constraint } from './constraint.ts';
import type { Goal } from './goal.ts';
import type { Problem } from './problem.ts';

/** One thing that is asked and could be given up: a tolerance, or the smallest part of a constraint that makes sense alone. */
export type Demand =
  | { readonly kind: 'goal'; readonly goal: Goal }
  | { readonly kind: 'group'; readonly group: number; readonly from: number }
  | { readonly kind: 'constraint'; readonly constraint: Constraint };

/** Links and leave to lie in pieces ask nothing: they allow. */
const ALLOWS = new Set(['link', 'scattered']);

/** Splits what a problem asks into single demands: held units one by one, groups one by one. */
export function demandsOf({ goals, constraints }: Problem): Demand[] {
  const found: Demand[] = [];
  constraints.forEach((constraint, from) => {
    if (ALLOWS.has(constraint.type)) return;
    if (constraint.type === 'hold') {
      for (const unit of constraint.units) found.push({ kind: 'constraint', constraint: { type: 'hold', units: Uint32Array.of(unit), slot: constraint.slot } });
    } else if (constraint.type === 'keepTogether') {
      for (const group of new Set(constraint.group)) if (group > 0) found.push({ kind: 'group', group, from });
    } else found.push({ kind: 'constraint', constraint });
  });
  for (const goal of goals) found.push({ kind: 'goal', goal });
  return found;
}

/** The problem that asks only these of its demands; what allows stays. */
export function withDemands(problem: Problem, demands: readonly Demand[]): Problem {
  const constraints: Constraint[] = problem.constraints.filter(({ type }) => ALLOWS.has(type));
  const goals: Goal[] = [];
  const groups = new Map<number, Set<number>>();
  for (const demand of demands) {
    if (demand.kind === 'goal') goals.push(demand.goal);
    else if (demand.kind === 'constraint') constraints.push(demand.constraint);
    else groups.set(demand.from, (groups.get(demand.from) ?? new Set()).add(demand.group));
  }
  for (const [from, kept] of groups) {
    const asked = problem.constraints[from];
    if (asked.type === 'keepTogether') constraints.push({ type: 'keepTogether', group: asked.group.map((g) => (kept.has(g) ? g : 0)) });
  }
  return { ...problem, goals, constraints };
}
