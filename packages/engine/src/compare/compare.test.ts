import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Measure } from '../measure/measure.ts';
import { tally } from '../measure/tally.ts';
import { UNASSIGNED } from '../problem/problem.ts';
import { compare } from './compare.ts';
import { disruption } from './disruption.ts';
import { matchSlots } from './matchSlots.ts';
import { nameByBaseline, overlaps } from './nameByBaseline.ts';

const [n, k] = [15, 4];
const slots = fc.array(fc.constantFrom(0, 1, 2, 3, UNASSIGNED), { minLength: n, maxLength: n }).map((list) => Uint16Array.from(list));
const measures = fc
  .array(fc.array(fc.nat(1000), { minLength: n, maxLength: n }), { minLength: 1, maxLength: 2 })
  .map((columns) => columns.map((values, j): Measure => ({ key: `m${j}`, unit: 'count', values: Float64Array.from(values) })));

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

test('changes are the tallies of both sides, and what is gained was lost by somebody', () => {
  fc.assert(
    fc.property(slots, slots, measures, (before, after, columns) => {
      const { changes, flows } = compare(before, after, columns, k);
      const q = columns.length;
      expect(changes.flatMap((change) => [...change.before])).toEqual([...tally(columns, before, k)]);
      expect(changes.flatMap((change) => [...change.after])).toEqual([...tally(columns, after, k)]);
      for (const { slot, before: was, after: is, gained, lost, unitsBefore, unitsAfter } of changes) {
        for (let j = 0; j < q; j++) {
          expect(is[j]).toBe(was[j] + gained[j] - lost[j]);
          expect(lost[j]).toBe(sum(flows.filter(({ from }) => from === slot).map(({ sums }) => sums[j])));
        }
        expect([unitsBefore, unitsAfter]).toEqual([before, after].map((list) => list.filter((s) => s === slot).length));
      }
      expect(sum(flows.map(({ units }) => units))).toBe([...before].filter((slot, u) => slot !== after[u]).length);
    }),
  );
});

test('only what somebody covers today can be disturbed', () => {
  fc.assert(
    fc.property(slots, slots, measures, (before, after, columns) => {
      const found = disruption(before, after, columns);
      const covered = [...before.keys()].filter((u) => before[u] !== UNASSIGNED);
      const moved = covered.filter((u) => before[u] !== after[u]);
      expect(found.coveredUnits).toBe(covered.length);
      expect(found.movedUnits).toBe(moved.length);
      columns.forEach(({ values }, j) => {
        expect(found.covered[j]).toBe(sum(covered.map((u) => values[u])));
        expect(found.moved[j]).toBe(sum(moved.map((u) => values[u])));
      });
      expect(disruption(before, before, columns).movedUnits).toBe(0);
    }),
  );
});

test('a territory keeps the name it overlaps most, each name once', () => {
  const names = (baseline: number[], now: number[], weight?: number[]): number[] => [...nameByBaseline(Uint16Array.from(baseline), Uint16Array.from(now), 3, 3, weight && Float64Array.from(weight))];
  expect(names([0, 0, 0, 1, 1, 2], [2, 2, 0, 0, 1, 1])).toEqual([1, 2, 0]);
  expect(names([0, 0, 1, 1, 2, 2], [0, 1, 0, 1, 2, 2])).toEqual([0, 1, 2]);
  expect(names([0, 0, 0, 0, UNASSIGNED, UNASSIGNED], [0, 0, 1, 1, 2, 2])).toEqual([0, -1, -1]);
  expect(names([0, 0, 1, 1, 2, 2], [0, 0, 0, 1, 1, 1], [1, 1, 9, 1, 1, 1])).toEqual([1, 2, -1]);
  fc.assert(
    fc.property(slots, fc.array(fc.nat(3), { minLength: k, maxLength: k }), (baseline, shuffle) => {
      const order = [0, 1, 2, 3].sort((a, b) => shuffle[a] - shuffle[b] || a - b);
      const renumbered = baseline.map((slot) => (slot === UNASSIGNED ? UNASSIGNED : order[slot]));
      const found = nameByBaseline(baseline, renumbered, k, k);
      for (let slot = 0; slot < k; slot++) if (baseline.includes(slot)) expect(found[order[slot]]).toBe(slot);
    }),
  );
});

test('matching keeps as much as any renumbering could, and never less than naming by the largest pair', () => {
  const everyNaming = (names: readonly number[], left: number): number[][] =>
    left === 0 ? [[]] : [-1, ...names].flatMap((name) => everyNaming(names.filter((other) => other !== name), left - 1).map((rest) => [name, ...rest]));
  const all = everyNaming([0, 1, 2, 3], 3);
  fc.assert(
    fc.property(slots, fc.array(fc.nat(2), { minLength: n, maxLength: n }), fc.array(fc.nat(20), { minLength: n, maxLength: n }), (baseline, list, weights) => {
      const now = Uint16Array.from(list);
      const weight = Float64Array.from(weights);
      const common = overlaps(baseline, now, 3, k, weight);
      const kept = (nameOf: ArrayLike<number>): number => sum(Array.from(nameOf, (name, slot) => (name < 0 ? 0 : (common.get(name * 3 + slot) ?? 0))));
      const found = matchSlots(baseline, now, 3, k, weight);
      const used = [...found].filter((name) => name >= 0);
      expect(new Set(used).size).toBe(used.length);
      expect(kept(found)).toBe(Math.max(...all.map(kept)));
      expect(kept(found)).toBeGreaterThanOrEqual(kept(nameByBaseline(baseline, now, 3, k, weight)));
    }),
    { numRuns: 300 },
  );
});
