import { MOST_POINTS, type FrontierResult, type StartBatch, type WhatIfProposal } from '@hexalign/api/contract';

/** What a grid asks of every combination: percentages and numbers as they are typed, several with commas. */
export interface GridForm {
  readonly territories: string;
  readonly tolerances: string;
  readonly budgets: string;
}

/** One what-if of a grid and what came of it; null: as it is now, without a limit, or not known yet. */
export interface GridRow {
  readonly territories: number;
  readonly tolerance: number | null;
  readonly budget: number | null;
  readonly proposal: WhatIfProposal | null;
  /** Taking it would change something. */
  readonly changes: boolean;
  readonly error: unknown;
  /** Nobody answers it any more. */
  readonly stopped: boolean;
}

/** What stands in the form as it is asked, and how many combinations that is; null where something in it is no number that can be asked. */
export function gridOf({ territories, tolerances, budgets }: GridForm, measure: string): { asked: StartBatch; size: number } | null {
  const counts = numbers(territories, (value) => Number.isInteger(value) && value >= 1 && value <= 2000);
  const shares = (text: string): number[] | null => numbers(text, (value) => value >= 0 && value <= 100)?.map((value) => value / 100) ?? null;
  const [within, moving] = [shares(tolerances), shares(budgets)];
  if (counts === null || within === null || moving === null) return null;
  return { asked: { territories: counts, tolerances: within, budgets: moving, ...(measure === '' ? {} : { what: measure }) }, size: [counts, within, moving].reduce((product, { length }) => product * Math.max(1, length), 1) };
}

/** Whether a grid is more than the server answers at once. */
export function isTooMany(size: number): boolean {
  return size > MOST_POINTS;
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
