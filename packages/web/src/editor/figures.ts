import type { GoalDoc, Territory } from '@hexalign/api/contract';
import type { Measure } from '@hexalign/engine';
import type { Ledger } from './Ledger.ts';

/** Where a territory stands in one measure. */
export interface Balance {
  readonly sum: number;
  /** 0 where there is none: unassigned ground, a measure without a goal. */
  readonly target: number;
  /** (sum - target) / target; 0 without a target. */
  readonly deviation: number;
  readonly tolerance: number;
  /** |deviation| <= tolerance, inclusive, with the slack that every judge of a plan uses. */
  readonly inside: boolean;
}

/** What is shown of one territory, or of unassigned ground. Never changed in place: a new object means new figures. */
export interface Figure {
  readonly slot: number;
  readonly units: number;
  readonly accounts: number;
  readonly areaKm2: number;
  /** One per measure, in the order of the units' measures. */
  readonly balance: readonly Balance[];
}

const SLACK = 1e-9;

/**
 * Target of one slot in one measure: its share of the plan's total, unassigned ground included. Shares of territories that
 * are gone do not count, and one that came after they were given has the mean of the others, as on the server.
 */
export function targetOf(goal: GoalDoc | undefined, total: number, slot: number, territories: readonly (Territory | null)[]): number {
  if (!goal || territories[slot]?.level !== 0) return 0;
  const { share } = goal;
  const mean = share === null ? 1 : share.reduce((sum, part) => sum + part, 0) / share.length;
  let all = 0;
  territories.forEach((territory, at) => { if (territory?.level === 0) all += share?.[at] ?? mean; });
  return (total * (share?.[slot] ?? mean)) / all;
}

export function balanceOf(sum: number, target: number, tolerance: number): Balance {
  const deviation = target > 0 ? (sum - target) / target : 0;
  return { sum, target, deviation, tolerance, inside: target <= 0 || Math.abs(deviation) <= tolerance + SLACK };
}

/** What is shown of one slot, or of unassigned ground, by what the ledger counts. */
export function figureAt(ledger: Ledger, measures: readonly Measure[], state: { readonly goals: readonly GoalDoc[]; readonly territories: readonly (Territory | null)[] }, slot: number): Figure {
  const row = ledger.row(slot);
  const balance = measures.map(({ key }, j) => {
    const goal = state.goals.find(({ measure }) => measure === key);
    return balanceOf(ledger.sums[row * measures.length + j], row === ledger.k ? 0 : targetOf(goal, ledger.totals[j], slot, state.territories), goal?.tolerance ?? 0);
  });
  return { slot, units: ledger.units[row], accounts: ledger.accounts[row], areaKm2: ledger.areaKm2[row], balance };
}

/** Largest |deviation| over all measures. */
export function worstOf(figure: Figure): number {
  let worst = 0;
  for (const balance of figure.balance) worst = Math.max(worst, Math.abs(balance.deviation));
  return worst;
}

/** Every measure of the territory is inside tolerance. */
export function isInside(figure: Figure): boolean {
  return figure.balance.every((balance) => balance.inside);
}
