import { openWorkbench, repairPlan, tally, UNASSIGNED, type Constraint, type Problem, type Task } from '@hexalign/engine';

/**
 * The smallest repair of a plan: ground that nobody has is handed out and one territory is brought into its bands, by moving as
 * little as possible; where ground alone is handed out, nothing else moves. Nobody else ends up further from target than now, or than the tolerance allows.
 *
 * @param slots n slots of the plan
 * @param at the territory to bring into its bands; null only hands out ground
 * @returns n slots afterwards
 */
export function* repaired(problem: Problem, slots: Uint16Array, at: number | null): Task<Uint16Array> {
  const { k, measures, goals, load } = problem;
  const sums = tally(measures, slots.map((slot) => (slot === UNASSIGNED ? k : slot)), k + 1);
  const constraints: Constraint[] = [...problem.constraints];
  // Handing out ground moves nothing else.
  if (at === null) {
    const held: number[][] = Array.from({ length: k }, () => []);
    slots.forEach((slot, u) => held[slot]?.push(u));
    held.forEach((units, slot) => constraints.push({ type: 'hold', slot, units: Uint32Array.from(units) }));
  }
  const wide = goals.map((goal) => {
    const m = measures.findIndex(({ key }) => key === goal.measure);
    const sumOf = (slot: number): number => sums[slot * measures.length + m] + (load?.[slot * measures.length + m] ?? 0);
    let total = sums[k * measures.length + m];
    for (let slot = 0; slot < k; slot++) total += sumOf(slot);
    let tolerance = goal.tolerance;
    for (let slot = 0; slot < k; slot++) {
      const target = goal.share[slot] * total;
      const off = target > 0 ? Math.abs(sumOf(slot) - target) / target : 0;
      const band = slot === at ? goal.tolerance : Math.max(goal.tolerance, off);
      tolerance = Math.max(tolerance, off);
      constraints.push({ type: 'capacity', measure: goal.measure, slot, min: Math.max(0, target * (1 - band)), max: target * (1 + band) });
    }
    return { ...goal, tolerance };
  });
  return (yield* repairPlan(openWorkbench({ ...problem, goals: wide, constraints }, slots))).slots;
}
