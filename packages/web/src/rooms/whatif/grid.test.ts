import type { WhatIfProposal } from '@hexalign/api/contract';
import { expect, test } from 'vitest';
import { frontierOf, gridOf, isTooMany, type GridRow } from './grid.ts';

test('asks every number once and in order, and counts the combinations', () => {
  expect(gridOf({ territories: '4, 5 5', tolerances: '10;5', budgets: '' }, 'Revenue')).toEqual({ asked: { territories: [4, 5], tolerances: [0.05, 0.1], budgets: [], what: 'Revenue' }, size: 4 });
  expect(gridOf({ territories: '5', tolerances: '', budgets: '8' }, 'Revenue')).toEqual({ asked: { territories: [5], tolerances: [], budgets: [0.08], what: 'Revenue' }, size: 1 });
  expect(gridOf({ territories: '', tolerances: '', budgets: '' }, 'Revenue')!.size).toBe(1);
  for (const territories of ['0', '4.5', 'many']) expect(gridOf({ territories, tolerances: '', budgets: '' }, 'Revenue')).toBe(null);
  expect([60, 61].map(isTooMany)).toEqual([false, true]);
});

test('draws those that no other beats in both', () => {
  const row = (worstDeviation: number, moved: number): GridRow => ({
    territories: 4, tolerance: null, budget: null, error: null, changes: true, stopped: false,
    proposal: { baseSeq: 1, before: { worstDeviation: 0.4, compactness: 0.9 }, after: { worstDeviation, outside: 0, compactness: 0.8 }, measures: [{ key: 'Revenue', moved, of: 100, tolerance: 0.1 }], moved: { units: 1 }, of: { units: 2 }, assignmentHash: 'x' } as unknown as WhatIfProposal,
  });
  const rows = [row(0.1, 20), row(0.1, 30), row(0.2, 5), { ...row(0, 0), proposal: null }, row(0.1, 20)];
  expect(frontierOf(rows)!.points.map(({ point, moved }) => [point, moved])).toEqual([[0, 0.2], [2, 0.05]]);
  expect(frontierOf([{ ...row(0, 0), proposal: null }])).toBe(null);
});
