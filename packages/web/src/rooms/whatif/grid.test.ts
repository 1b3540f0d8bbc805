import type { WhatIfProposal } from '@hexalign/api/contract';
import { expect, test } from 'vitest';
import { frontierOf, gridOf, type GridRow } from './grid.ts';

test('asks every combination, each number once, and the present number only to come into balance', () => {
  const cells = gridOf({ territories: '4, 5 5', tolerances: '10;5', budgets: '' }, 4, 'Revenue')!;
  expect(cells.map(({ territories, tolerance, budget }) => [territories, tolerance, budget])).toEqual([[4, 0.05, null], [4, 0.1, null], [5, 0.05, null], [5, 0.1, null]]);
  expect(cells[0].question).toEqual({ playbooks: [{ kind: 'rebalance' }], tolerance: 0.05 });
  expect(gridOf({ territories: '5', tolerances: '', budgets: '8' }, 4, 'Revenue')![0].question).toEqual({ playbooks: [{ kind: 'count', territories: 5 }], budget: { what: 'Revenue', share: 0.08 } });
  expect(gridOf({ territories: '', tolerances: '', budgets: '' }, 4, 'Revenue')).toHaveLength(1);
  for (const territories of ['0', '4.5', 'many']) expect(gridOf({ territories, tolerances: '', budgets: '' }, 4, 'Revenue')).toBe(null);
});

test('draws those that no other beats in both', () => {
  const row = (worstDeviation: number, moved: number): GridRow => ({
    territories: 4, tolerance: null, budget: null, question: { playbooks: [] }, error: null,
    proposal: { baseSeq: 1, before: { worstDeviation: 0.4, compactness: 0.9 }, after: { worstDeviation, outside: 0, compactness: 0.8 }, measures: [{ key: 'Revenue', moved, of: 100, tolerance: 0.1 }], moved: { units: 1 }, of: { units: 2 }, assignmentHash: 'x' } as unknown as WhatIfProposal,
  });
  const rows = [row(0.1, 20), row(0.1, 30), row(0.2, 5), { ...row(0, 0), proposal: null }, row(0.1, 20)];
  expect(frontierOf(rows)!.points.map(({ point, moved }) => [point, moved])).toEqual([[0, 0.2], [2, 0.05]]);
  expect(frontierOf([{ ...row(0, 0), proposal: null }])).toBe(null);
});
