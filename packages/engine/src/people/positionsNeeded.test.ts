import fc from 'fast-check';
import { expect, test } from 'vitest';
import { positionsNeeded } from './positionsNeeded.ts';

const demand = fc.record({ measure: fc.constantFrom('hours', 'visits', 'accounts'), total: fc.nat(1_000_000), capacity: fc.integer({ min: 50, max: 5000 }), utilisation: fc.constantFrom(1, 0.9, 0.85, 0.7) });

test('nobody has more than planned, and with one position fewer somebody would', () => {
  fc.assert(
    fc.property(fc.array(demand, { minLength: 1, maxLength: 3 }), (demands) => {
      const { k, counts, decidedBy, bound } = positionsNeeded(demands);
      expect(bound).toBeNull();
      for (const { used, utilisation, spare, total, perPosition, exact } of counts) {
        expect(used).toBeLessThanOrEqual(utilisation * (1 + 1e-9));
        expect(spare).toBeCloseTo(k * perPosition - total, 6);
        expect(exact * perPosition).toBeCloseTo(total, 6);
      }
      const deciding = counts.find(({ positions }) => positions === k)!;
      expect(deciding.measure).toBe(decidedBy);
      if (k > 1) expect(deciding.total).toBeGreaterThan((k - 1) * deciding.perPosition);
    }),
  );
});

test('whole answers are not pushed up by binary fractions, and bounds say that they decided', () => {
  expect(positionsNeeded([{ measure: 'hours', total: 21, capacity: 10, utilisation: 0.7 }])).toEqual({
    k: 3, decidedBy: 'hours', bound: null,
    counts: [{ measure: 'hours', total: 21, capacity: 10, utilisation: 0.7, perPosition: 7, exact: 3, positions: 3, used: 0.7, spare: 0 }],
  });
  const work = [{ measure: 'hours', total: 2_400, capacity: 1000 }, { measure: 'accounts', total: 350, capacity: 100 }];
  expect(positionsNeeded(work)).toMatchObject({ k: 4, decidedBy: 'accounts' });
  expect(positionsNeeded(work, { rounding: 'nearest' }).counts.map(({ positions }) => positions)).toEqual([2, 4]);
  expect(positionsNeeded(work, { max: 2 })).toMatchObject({ k: 2, bound: 'max', counts: [{ used: 1.2, spare: -400 }, { used: 1.75 }] });
  expect(positionsNeeded(work, { min: 6 })).toMatchObject({ k: 6, bound: 'min' });
  expect(positionsNeeded([{ measure: 'hours', total: 0, capacity: 5 }]).k).toBe(1);
});

test('what cannot be counted with is named', () => {
  const ask = (change: object): (() => unknown) => () => positionsNeeded([{ measure: 'hours', total: 10, capacity: 5, ...change }]);
  expect(ask({ capacity: 0 })).toThrow('capacity for "hours" is 0');
  expect(ask({ total: NaN })).toThrow('total of "hours" is NaN');
  expect(ask({ utilisation: 85 })).toThrow('utilisation for "hours" is 85');
  expect(ask({ total: 1e9 })).toThrow('check the unit');
  expect(() => positionsNeeded([])).toThrow('No work');
  expect(() => positionsNeeded([{ measure: 'hours', total: 10, capacity: 5 }], { min: 3, max: 2 })).toThrow('Between 3 and 2');
});
