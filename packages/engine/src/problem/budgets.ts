import type { Constraint, Counted } from './constraint.ts';
import type { Problem } from './problem.ts';

export type Budget = Constraint & { readonly type: 'budget' };

/** What a budget counts, unit by unit. */
export function countedBy({ measures, graph }: Pick<Problem, 'measures' | 'graph'>, { measure, counts }: Pick<Budget, 'measure' | 'counts'>): Counted {
  if (counts !== undefined) return counts;
  return { name: measure ?? 'units', amounts: measures.find(({ key }) => key === measure)?.values ?? new Float64Array(graph.ids.length).fill(1), already: 0 };
}
