import { bands } from './bands.ts';
import { percentOf } from '../base/figure.ts';
import type { Band } from './bands.ts';
import type { Problem, Violation } from './problem.ts';

/** Units too heavy for any territory, which keep every plan out of the tolerance whatever the solver does. */
export function limits(problem: Problem, of: readonly Band[] = bands(problem)): Violation[] {
  return of.flatMap((band) => heavyUnits(problem, band));
}

/** One violation per measure: the heaviest unit, how many are too heavy, and how many territories the tolerance allows. */
function heavyUnits({ graph, measures }: Problem, { measure, key, goal, total, high }: Band): Violation[] {
  const { values } = measures[measure];
  const limit = high.reduce((most, one) => Math.max(most, one), 0);
  let heaviest = 0;
  let many = 0;
  for (let u = 0; u < values.length; u++) {
    if (values[u] > values[heaviest]) heaviest = u;
    if (values[u] > limit * (1 + 1e-9)) many++;
  }
  if (many === 0) return [];
  const others = many > 1 ? `, and ${many - 1} more ${many === 2 ? 'is' : 'are'} too heavy` : '';
  const about = { code: 'unit.too_heavy', unit: heaviest, measure: key, value: values[heaviest], limit };
  if (goal === null) return [{ ...about, message: `Unit ${graph.ids[heaviest]} alone holds ${values[heaviest]} of ${key}, more than any territory may hold${others}: raise a bound, or divide the unit.` }];
  const most = Math.max(1, Math.floor((total * (1 + goal.tolerance)) / values[heaviest]));
  const largest = goal.share.reduce((best, share) => Math.max(best, share), 0);
  return [{ ...about, message: `Unit ${graph.ids[heaviest]} alone holds ${percentOf(values[heaviest] / (largest * total))} of a territory's target of ${key}${others}: at most ${most} ${most === 1 ? 'territory' : 'territories'} at this tolerance, or divide the unit.` }];
}
