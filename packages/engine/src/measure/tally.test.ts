import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aggregate } from './aggregate.ts';
import type { Measure } from './measure.ts';
import { tally, tallyMoveInto } from './tally.ts';

const UNASSIGNED = 0xffff;
const k = 4;
const slot = fc.constantFrom(0, 1, 2, 3, UNASSIGNED);
const plans = fc.integer({ min: 1, max: 20 }).chain((n) =>
  fc.record({
    slots: fc.array(slot, { minLength: n, maxLength: n }),
    columns: fc.array(fc.array(fc.nat(1e9), { minLength: n, maxLength: n }), { minLength: 1, maxLength: 3 }),
    moves: fc.array(fc.tuple(fc.nat(n - 1), slot), { maxLength: 40 }),
  }),
);
const measuresOf = (columns: number[][]): Measure[] =>
  columns.map((values, j) => ({ key: `m${j}`, unit: 'count', values: Float64Array.from(values) }));

test('moving units one by one gives the same sums as counting again', () => {
  fc.assert(
    fc.property(plans, ({ slots, columns, moves }) => {
      const measures = measuresOf(columns);
      const now = Uint16Array.from(slots);
      const sums = tally(measures, now, k);
      for (const [u, to] of moves) {
        tallyMoveInto(sums, measures, u, now[u], to);
        now[u] = to;
      }
      expect(sums).toEqual(tally(measures, now, k));
    }),
  );
});

test('what is assigned adds up to the total', () => {
  fc.assert(
    fc.property(plans, ({ slots, columns }) => {
      const measures = measuresOf(columns);
      const sums = tally(measures, Uint16Array.from(slots), k);
      columns.forEach((values, j) => {
        const covered = values.reduce((sum, value, u) => (slots[u] === UNASSIGNED ? sum : sum + value), 0);
        let sum = 0;
        for (let s = 0; s < k; s++) sum += sums[s * columns.length + j];
        expect(sum).toBe(covered);
      });
    }),
  );
});

test('aggregate puts every point into its unit', () => {
  expect(aggregate(3, Uint32Array.of(2, 0, 2), [1, 10, 100])).toEqual(Float64Array.of(10, 0, 101));
  expect(() => aggregate(2, Uint32Array.of(2), [1])).toThrow('Point 0');
  expect(() => aggregate(2, Uint32Array.of(1), [])).toThrow('0 values for 1 points');
});
