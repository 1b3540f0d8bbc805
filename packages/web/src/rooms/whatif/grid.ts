import type { FrontierResult, ProposeWhatIf, WhatIfProposal } from '@hexalign/api/contract';

/** What a grid asks of every combination: percentages and numbers as they are typed, several with commas. */
export interface GridForm {
  readonly territories: string;
  readonly tolerances: string;
  readonly budgets: string;
}

/** One what-if of a grid; null: as it is now, or without a limit. */
export interface GridCell {
  readonly territories: number;
  readonly tolerance: number | null;
  readonly budget: number | null;
  readonly question: Pick<ProposeWhatIf, 'playbooks' | 'tolerance' | 'budget'>;
}

/** What came of one; null while it is not known. */
export interface GridRow extends GridCell {
  readonly proposal: WhatIfProposal | null;
  readonly error: unknown;
}

/** A grid that takes longer than somebody waits for. */
export const MOST = 60;

/** Every combination of what stands in the form; null where something in it is no number that can be asked. */
export function gridOf({ territories, tolerances, budgets }: GridForm, now: number, measure: string): GridCell[] | null {
  const counts = numbers(territories, (value) => Number.isInteger(value) && value >= 1 && value <= 2000);
  const shares = (text: string): number[] | null => numbers(text, (value) => value >= 0 && value <= 100)?.map((value) => value / 100) ?? null;
  const [within, moving] = [shares(tolerances), shares(budgets)];
  if (counts === null || within === null || moving === null) return null;
  const or = (list: readonly number[]): readonly (number | null)[] => (list.length === 0 ? [null] : list);
  return (counts.length === 0 ? [now] : counts).flatMap((count) => or(within).flatMap((tolerance) => or(moving).map((budget): GridCell => ({
    territories: count, tolerance, budget,
    question: {
      playbooks: [count === now ? { kind: 'rebalance' } : { kind: 'count', territories: count }],
      ...(tolerance === null ? {} : { tolerance }), ...(budget === null ? {} : { budget: { what: measure, share: budget } }),
    },
  }))));
}

function numbers(text: string, fits: (value: number) => boolean): number[] | null {
  const parts = text.split(/[,;\s]+/).filter((part) => part !== '');
  const found = [...new Set(parts.map(Number))];
  return found.every(fits) ? found.sort((a, b) => a - b) : null;
}

/** Share of the first measure that moves. */
export function movedShare({ measures: [first] }: Pick<WhatIfProposal, 'measures'>): number {
  return first !== undefined && first.of > 0 ? first.moved / first.of : 0;
}

/** Those of which none has both a smaller largest deviation and less that moves, as a frontier to be drawn; `point` = place in the list. */
export function frontierOf(rows: readonly GridRow[]): FrontierResult | null {
  const known = rows.flatMap(({ proposal }, point) => (proposal === null || proposal.after.worstDeviation === null ? [] : [{ point, proposal, worst: proposal.after.worstDeviation, moved: movedShare(proposal) }]));
  const best = known.filter((one) => !known.some((other) => other !== one && other.worst <= one.worst && other.moved <= one.moved && (other.worst < one.worst || other.moved < one.moved || other.point < one.point)));
  if (best.length === 0) return null;
  const { before, measures, baseSeq } = best[0].proposal;
  return {
    baseSeq, counted: measures[0]?.key ?? null, tried: rows.length, reasons: [],
    start: before.worstDeviation === null ? null : { worstDeviation: before.worstDeviation, compactness: before.compactness ?? 0 },
    points: best.map(({ point, proposal, worst, moved }) => ({
      point, worstDeviation: worst, outside: proposal.after.outside, compactness: proposal.after.compactness ?? 0, leastCompactness: proposal.after.compactness ?? 0, moved,
      movedUnits: proposal.of.units > 0 ? proposal.moved.units / proposal.of.units : 0, interrupted: false, assignmentHash: proposal.assignmentHash,
      settings: { way: 'repair', times: 1, tolerances: proposal.measures.map(({ tolerance }) => tolerance), price: 0, counted: measures[0]?.key ?? null, preset: 'whatif', seed: 0 },
    })),
  };
}
