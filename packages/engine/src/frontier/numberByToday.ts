import { matchSlots } from '../compare/matchSlots.ts';
import { UNASSIGNED, type Problem } from '../problem/problem.ts';

/** What tells territories of a problem apart. */
type NumberedProblem = Pick<Problem, 'baseline' | 'constraints' | 'load' | 'measures' | 'k'> & { readonly goals: readonly Pick<Problem['goals'][number], 'share'>[] };

/**
 * Gives the territories of a plan the numbers of those of today that they overlap most, so that only what must counts as
 * moved. Only interchangeable territories change numbers: what has a share, a load or a demand of its own keeps it.
 *
 * @param slots n slots of a plan; returned as they are where there is no plan in force, and where a budget counts by number
 * @param weight n weights that overlap is measured in
 */
export function numberByToday(problem: NumberedProblem, slots: Uint16Array, weight: Float64Array): Uint16Array {
  const { baseline, constraints, k } = problem;
  if (baseline === undefined || constraints.some(({ type }) => type === 'budget')) return slots;
  const name = Uint16Array.from({ length: k }, (_, t) => t);
  for (const alike of interchangeable(problem)) {
    const count = alike.length;
    if (count === 1) continue;
    const at = new Uint16Array(65536).fill(UNASSIGNED);
    alike.forEach((slot, j) => (at[slot] = j));
    const found = matchSlots(baseline.map((slot) => at[slot]), slots.map((slot) => at[slot]), count, count, weight);
    const taken = new Set(found);
    const left = alike.filter((_, j) => !taken.has(j)).reverse();
    alike.forEach((slot, j) => (name[slot] = found[j] >= 0 ? alike[found[j]] : (left.pop() as number)));
  }
  return slots.map((slot) => name[slot]);
}

/** Territories that may change places without anybody telling, in groups. */
function interchangeable({ goals, constraints, load, measures, k }: NumberedProblem): number[][] {
  const groups = new Map<string, number[]>();
  const own = new Set(constraints.flatMap((c) => ('slot' in c ? [c.slot] : [])));
  const q = measures.length;
  for (let t = 0; t < k; t++) {
    const marks = own.has(t) ? `own ${t}` : `${goals.map(({ share }) => share[t]).join()};${load ? load.subarray(t * q, t * q + q).join() : ''}`;
    const group = groups.get(marks);
    if (group) group.push(t);
    else groups.set(marks, [t]);
  }
  return [...groups.values()];
}
