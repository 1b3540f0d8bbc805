import { expect, it } from 'vitest';
import { firstView, reduceView } from './view.ts';

it('takes an account to the inspector, and leaves everything else as it is when nobody looks at one any more', () => {
  const designing = { ...firstView, panel: 'design' as const, inspector: false };
  expect(reduceView(designing, { type: 'account', account: -1 })).toBe(designing);
  const looking = reduceView(designing, { type: 'account', account: 17, slot: 3 });
  expect(looking).toMatchObject({ account: 17, selected: 3, panel: null, inspector: true });
  expect(reduceView(looking, { type: 'account', account: -1 })).toEqual({ ...looking, account: -1 });
  expect(reduceView(looking, { type: 'select', slot: 4 })).toMatchObject({ account: -1, selected: 4 });
});

it('opens and closes the table by what it lists', () => {
  const cells = reduceView(firstView, { type: 'table', of: 'cells' });
  const accounts = reduceView(cells, { type: 'table', of: 'accounts' });
  expect([cells.table, accounts.table, accounts.tableOf]).toEqual([true, true, 'accounts']);
  expect(reduceView(accounts, { type: 'table', of: 'accounts' }).table).toBe(false);
});
