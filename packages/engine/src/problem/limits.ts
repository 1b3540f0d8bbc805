import { components } from '../graph/components.ts';
import type { Problem, Violation } from './problem.ts';

/**
 * What keeps every plan out of the tolerance, whatever the solver does: units too heavy for one territory, and parts
 * of the ground whose sums no whole number of territories can share. Sound for problems with even shares; uneven ones
 * are judged by the largest target.
 */
export function limits(problem: Problem): Violation[] {
  return [...heavyUnits(problem), ...oddParts(problem)];
}

function totalOf(problem: Problem, measure: number): number {
  let total = 0;
  for (const v of problem.measures[measure].values) total += v;
  if (problem.load) for (let t = 0; t < problem.k; t++) total += problem.load[t * problem.measures.length + measure];
  return total;
}

/** One violation per measure: the heaviest unit, how many are too heavy, and how many territories the tolerance allows. */
function heavyUnits(problem: Problem): Violation[] {
  const found: Violation[] = [];
  for (const { measure: key, share, tolerance } of problem.goals) {
    const measure = problem.measures.findIndex((m) => m.key === key);
    const total = totalOf(problem, measure);
    if (!(total > 0)) continue;
    let largest = 0;
    for (const s of share) largest = Math.max(largest, s);
    const limit = largest * total * (1 + tolerance);
    const { values } = problem.measures[measure];
    let heaviest = 0;
    let many = 0;
    for (let u = 0; u < values.length; u++) {
      if (values[u] > values[heaviest]) heaviest = u;
      if (values[u] > limit * (1 + 1e-9)) many++;
    }
    if (many === 0) continue;
    const most = Math.max(1, Math.floor((total * (1 + tolerance)) / values[heaviest]));
    const percent = (100 * values[heaviest]) / (largest * total);
    found.push({
      code: 'unit.too_heavy',
      message: `Unit ${problem.graph.ids[heaviest]} alone holds ${percent.toFixed(0)} % of a territory's target of ${key}${many > 1 ? `, and ${many - 1} more are too heavy` : ''}: at most ${most} territories at this tolerance, or divide the unit.`,
      unit: heaviest, measure: key, value: values[heaviest], limit,
    });
  }
  return found;
}

/** Parts that no whole number of territories can share within the tolerance. */
function oddParts(problem: Problem): Violation[] {
  const { graph, measures, goals, constraints, k } = problem;
  if (constraints.some((c) => c.type === 'link' || c.type === 'barrier' || c.type === 'lock' || c.type === 'capacity' || c.type === 'scattered') || problem.load) return [];
  if (goals.some(({ share }) => share.some((s) => Math.abs(s * k - 1) > 1e-9))) return [];
  const { count, partOf, sizes, first } = components(graph);
  if (count === 1 || count > k) return [];
  const found: Violation[] = [];
  for (let p = 0; p < count && found.length < 50; p++) {
    let low = 1;
    let high = k;
    let limiting = '';
    let share = 0;
    for (const { measure: key, tolerance } of goals) {
      const { values } = measures[measures.findIndex((m) => m.key === key)];
      let inside = 0;
      let total = 0;
      for (let u = 0; u < values.length; u++) {
        total += values[u];
        if (partOf[u] === p) inside += values[u];
      }
      if (!(total > 0)) continue;
      const worth = (inside / total) * k;
      const least = Math.ceil(worth / (1 + tolerance) - 1e-9);
      const most = tolerance < 1 ? Math.floor(worth / (1 - tolerance) + 1e-9) : k;
      if (least > low || most < high) {
        limiting = key;
        share = worth;
      }
      low = Math.max(low, least);
      high = Math.min(high, most);
    }
    if (low <= high) continue;
    found.push({
      code: 'part.uneven',
      message: `The part of ${sizes[p]} units around ${graph.ids[first[p]]} holds ${share.toFixed(2)} territories' worth of ${limiting}: no whole number of territories fits it at this tolerance. Link it to its neighbour.`,
      unit: first[p], measure: limiting, value: share,
    });
  }
  return found;
}
