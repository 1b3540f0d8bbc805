import type { WhatIfBatch } from '../../contract/batches.ts';
import type { WhatIfProposal, WhatIfSide } from '../../contract/whatif.ts';

/** A proposal as somebody may see it from whom money is hidden: without amounts of money, and without sentences, which have figures in them. */
export function whatIfWithoutMoney(answer: WhatIfProposal): WhatIfProposal {
  const shown = answer.measures.flatMap(({ unit }, m) => (unit === 'currency' ? [] : [m]));
  const less = (values: readonly number[]): number[] => shown.map((m) => values[m]);
  const side = (of: WhatIfSide | null): WhatIfSide | null => of && { ...of, sums: less(of.sums), deviations: less(of.deviations) };
  return {
    ...answer, measures: shown.map((m) => answer.measures[m]), outside: answer.outside.map(() => ''),
    territories: answer.territories.map((one) => ({ ...one, before: side(one.before), after: side(one.after) })),
    flows: answer.flows.map((flow) => ({ ...flow, amounts: less(flow.amounts) })),
  };
}

/** The same of every what-if of a grid. */
export function batchWithoutMoney(batch: WhatIfBatch): WhatIfBatch {
  return { ...batch, points: batch.points.map((one) => ({ ...one, error: one.error && { ...one.error, message: '' }, proposal: one.proposal && whatIfWithoutMoney(one.proposal) })) };
}
