import { explainClash, type Problem } from '@hexalign/engine';

/** What was demanded and cannot be kept together, and what to give up first: sentences for a planner; none where nothing clashes. */
export function clashText(problem: Problem, names: readonly string[]): string[] {
  const clash = explainClash(problem, { names });
  return clash === null ? [] : [`${clash.violations[0].message} ${clash.advice}`];
}
