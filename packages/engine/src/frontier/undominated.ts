import type { PlanFigures } from './planFigures.ts';

/**
 * What plans are compared by, less is better. Without a plan in force: balance, which is the largest deviation and what lies
 * beyond the tolerance in sum, and compactness. With one: what lies beyond the tolerance, compactness, and what moves; within
 * the tolerance all are balanced alike, since a hair of deviation is not worth moving anything for.
 */
export function axesOf({ inTolerances, beyond, meanCompactness, moved }: PlanFigures): number[] {
  return moved === null ? [inTolerances, beyond, -meanCompactness] : [beyond, -meanCompactness, moved.counted];
}

/** Whether a plan is at least as good as another on every axis. */
export function isAsGood(one: PlanFigures, other: PlanFigures): boolean {
  const [a, b] = [axesOf(one), axesOf(other)];
  return a.every((value, axis) => value <= b[axis]);
}

/**
 * The plans that no other is as good as on every axis; of equals the first. Plans that break a demand count only where none
 * breaks fewer.
 */
export function undominated<P extends { readonly figures: PlanFigures }>(plans: readonly P[]): P[] {
  const fewest = plans.reduce((least, { figures }) => Math.min(least, figures.broken.length), Infinity);
  const sound = plans.filter(({ figures }) => figures.broken.length === fewest);
  return sound.filter((plan, i) => !sound.some((other, j) => j !== i && isAsGood(other.figures, plan.figures) && (j < i || !isAsGood(plan.figures, other.figures))));
}
