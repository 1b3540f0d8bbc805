import type { BudgetLimit as Told, BudgetRule } from '../../contract/budgets.ts';
import type { Spent } from './spent.ts';

/** A limit with its amounts, which the door keeps back from who may not see money. */
export interface BudgetLimit extends Told {
  readonly amount: number;
  readonly of: number;
}

/** Shares that differ by less are the same. */
const SLACK = 1e-9;

/** What a rule counts, in the order of its limits: `accounts`, or the key of a measure. */
export function countedBy(rule: BudgetRule): { what: string; share: number }[] {
  return [...(rule.accounts === null ? [] : [{ what: 'accounts', share: rule.accounts }]), ...(rule.value === null ? [] : [{ what: rule.value.measure, share: rule.value.share }])];
}

/**
 * The limits of a rule with what is used of each.
 *
 * @param spent in the order of `countedBy`
 * @param granted by how much grants made each wider, by what is counted
 */
export function limitsOf(rule: BudgetRule, spent: readonly Spent[], granted: ReadonlyMap<string, number>, unitOf: (what: string) => string): BudgetLimit[] {
  return countedBy(rule).map(({ what, share }, i) => {
    const { amount, of } = spent[i];
    const used = of > 0 ? amount / of : 0;
    const more = granted.get(what) ?? 0;
    return { what, unit: unitOf(what), share, granted: more, used, left: share + more - used, amount, of };
  });
}

/** Limits that are passed. */
export function passed(limits: readonly BudgetLimit[]): BudgetLimit[] {
  return limits.filter(({ left }) => left < -SLACK);
}

/** Limits that a change passes: those that are passed afterwards, and of which more is used than before. Going back is free even where too much is used. */
export function passedBy(before: readonly BudgetLimit[], after: readonly BudgetLimit[]): BudgetLimit[] {
  return after.filter(({ left, used }, i) => left < -SLACK && used > before[i].used + SLACK);
}

/** By how much each limit has to become wider so that so much may be used. */
export function wideningFor(limits: readonly BudgetLimit[], wanted: readonly { readonly what: string; readonly used: number }[]): { what: string; by: number }[] {
  return limits.flatMap(({ what, share, granted }) => {
    const by = (wanted.find((one) => one.what === what)?.used ?? 0) - share - granted;
    return by > 0 ? [{ what, by }] : [];
  });
}
