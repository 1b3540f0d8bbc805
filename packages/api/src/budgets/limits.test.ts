import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScenarioDoc } from '@hexalign/engine';
import type { BudgetRule } from '../../contract/budgets.ts';
import { limitsOf, passed, passedBy, wideningFor } from './limits.ts';
import { periodStart } from './period.ts';
import { spentBetween, type OwnedState } from './spent.ts';

const K = 4;
const NOBODY = 0xffff;
const territories = Array.from({ length: K }, (_, i) => ({ id: `T${i}`, name: `T${i}`, colour: null, person: null, parent: null, level: 0 }));
const day = '2026-11-27';
/** Accounts over units, with owners before and after, and what each is worth. */
const worlds = fc.record({ units: fc.array(fc.nat(9), { minLength: 1, maxLength: 40 }), before: fc.array(fc.constantFrom(0, 1, 2, 3, NOBODY), { minLength: 10, maxLength: 10 }), after: fc.array(fc.constantFrom(0, 1, 2, 3, NOBODY), { minLength: 10, maxLength: 10 }), seed: fc.nat(1000) })
  .map(({ units, before, after, seed }) => {
    const ids = units.map((_, a) => `A${a}`);
    const accounts = { ids, units: Uint32Array.from(units) };
    const state = (slots: readonly number[], of = accounts): OwnedState => ({ doc: { territories, slots: Uint16Array.from(slots), named: new Map() } as Pick<ScenarioDoc, 'territories' | 'slots' | 'named'>, accounts: of });
    return { ids, units, before: state(before), after: state(after), state, worth: Float64Array.from(units, (_, a) => ((a + 1) * (seed + 7)) % 13), slots: { before, after } };
  });
const spent = (a: OwnedState, b: OwnedState, worth: Float64Array) => spentBetween(a, b, K, day, [null, worth]);
const rule = (share: number): BudgetRule => ({ accounts: share, value: { measure: 'revenue', share }, against: 'inForce', period: 'year' });
const limits = (share: number, spentNow: ReturnType<typeof spent>, granted = new Map<string, number>()) => limitsOf(rule(share), spentNow, granted, () => 'count');

describe('what is used of a change budget', () => {
  it('is nothing for the base itself, and what a count account by account says for any other state', () => {
    fc.assert(fc.property(worlds, ({ before, after, units, slots, worth }) => {
      expect(spent(before, before, worth).map(({ amount }) => amount)).toEqual([0, 0]);
      const had = units.map((unit, a) => ({ a, from: slots.before[unit], to: slots.after[unit] })).filter(({ from }) => from !== NOBODY);
      const moved = had.filter(({ from, to }) => from !== to);
      const sum = (list: typeof had): number => list.reduce((total, { a }) => total + worth[a], 0);
      expect(spent(before, after, worth)).toEqual([{ amount: moved.length, of: had.length }, { amount: sum(moved), of: sum(had) }]);
    }));
  });

  it('is the same whether accounts stand in the same list or are only known by their ids', () => {
    fc.assert(fc.property(worlds, fc.nat(), ({ before, after, state, ids, units, worth, slots }, turn) => {
      const order = ids.map((_, a) => (a + turn) % ids.length);
      const turned = state(slots.before, { ids: order.map((a) => ids[a]), units: Uint32Array.from(order, (a) => units[a]) });
      expect(spent(turned, after, worth)).toEqual(spent(before, after, worth));
    }));
  });

  it('never grows by more than what a change itself moves', () => {
    fc.assert(fc.property(worlds, fc.array(fc.constantFrom(0, 1, 2, 3), { minLength: 10, maxLength: 10 }), ({ before, after, state, worth }, then) => {
      const later = state(then);
      const [now] = spent(before, after, worth);
      const moved = after.accounts.ids.filter((_, a) => after.doc.slots[after.accounts.units[a]] !== later.doc.slots[later.accounts.units[a]]).length;
      expect(spent(before, later, worth)[0].amount).toBeLessThanOrEqual(now.amount + moved);
    }));
  });
});

describe('a limit', () => {
  const shares = fc.integer({ min: 0, max: 100 }).map((n) => n / 100);

  it('has used and left that make up what may be used, granted shares among it', () => {
    fc.assert(fc.property(worlds, shares, shares, ({ before, after, worth }, share, more) => {
      for (const { used, left, granted } of limits(share, spent(before, after, worth), new Map([['accounts', more]]))) expect(used + left).toBeCloseTo(share + granted, 12);
    }));
  });

  it('is passed by nothing that uses no more than before, and by whatever uses more than may be', () => {
    fc.assert(fc.property(worlds, shares, ({ before, after, worth }, share) => {
      const [none, some] = [limits(share, spent(before, before, worth)), limits(share, spent(before, after, worth))];
      expect(passedBy(some, some)).toEqual([]);
      expect(passedBy(some, none)).toEqual([]);
      expect(passedBy(none, some)).toEqual(passed(some));
    }));
  });

  it('is passed no more once it was widened by what was asked for', () => {
    fc.assert(fc.property(worlds, shares, ({ before, after, worth }, share) => {
      const found = spent(before, after, worth);
      const now = limits(share, found);
      const widened = new Map(wideningFor(now, now).map(({ what, by }) => [what, by]));
      expect(passed(limits(share, found, widened))).toEqual([]);
      expect([...widened.keys()]).toEqual(now.filter(({ left }) => left < 0).map(({ what }) => what));
    }));
  });
});

describe('a period', () => {
  it.each([
    ['month', '2026-11-27', '2026-11-01'], ['quarter', '2026-11-27', '2026-10-01'], ['quarter', '2026-03-31', '2026-01-01'],
    ['half', '2026-06-30', '2026-01-01'], ['half', '2026-07-01', '2026-07-01'], ['year', '2026-12-31', '2026-01-01'],
  ] as const)('%s of %s begins on %s', (period, on, start) => expect(periodStart(period, on)).toBe(start));
});
