import { expect, it } from 'vitest';
import { tightBudgets } from './certificateJson.ts';
import { disruptionOf } from './disruptionOf.ts';
import { withLeast } from './leastDisruption.ts';

const keys = ['accounts'];
const weights = [new Float64Array(12).fill(1)];
const ids = ['A', 'B'];
/** Four accounts each; C goes, so that its four move whatever the plan. */
const today = ['A', 'A', 'A', 'A', 'A', 'A', 'B', 'B', 'C', 'C', 'C', 'C'];

it('does not hold what territories had that are gone against a budget', () => {
  const slots = Uint16Array.of(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1);
  const least = withLeast(disruptionOf(keys, weights, today, slots, ids), { keys, weights, today, ids, shares: [null], tolerance: [0] });
  expect(least.measures).toEqual([{ key: 'accounts', moved: 4, of: 12, least: expect.closeTo(4, 6), gone: 4 }]);
  expect(tightBudgets({ disruption: least, demands: { budgets: [{ what: 'accounts', max: 1 }] } })).toEqual([]);
});

it('names a budget below what has to move between territories that go on', () => {
  const lopsided = today.map((name, p) => (p === 6 || p === 7 ? 'A' : name));
  const slots = Uint16Array.of(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1);
  const least = withLeast(disruptionOf(keys, weights, lopsided, slots, ids), { keys, weights, today: lopsided, ids, shares: [null], tolerance: [0] });
  expect(tightBudgets({ disruption: least, demands: { budgets: [{ what: 'accounts', max: 1 }] } })).toEqual(['Any plan within the tolerance moves at least 2 of accounts out of territories that go on, more than the budget of 1: raise the budget, or allow more deviation.']);
  expect(tightBudgets({ disruption: least, demands: { budgets: [{ what: 'accounts', max: 2 }] } })).toEqual([]);
});

it('holds nobody to the balance of a measure that is not balanced', () => {
  const both = ['accounts', 'visits'];
  const values = [weights[0], Float64Array.from(today, (name) => (name === 'A' ? 9 : 1))];
  const current = today.map((_, p) => (p % 2 ? 'A' : 'B'));
  const slots = Uint16Array.from(current, (name) => ids.indexOf(name));
  const args = { keys: both, weights: values, today: current, ids, shares: [null, Float64Array.of(0.9, 0.1)], tolerance: [0.05, 0.05] };
  const least = (balanced: boolean[]): (number | null)[] => withLeast(disruptionOf(both, values, current, slots, ids), { ...args, balanced }).measures.map(({ least: one }) => one);
  expect(least([true, true])[0]).toBeGreaterThan(1);
  expect(least([true, false])).toEqual([0, 0]);
});
