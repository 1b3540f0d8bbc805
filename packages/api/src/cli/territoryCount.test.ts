import { expect, it } from 'vitest';
import { territoriesOption, territoryCount } from './territoryCount.ts';

it('counts the fewest territories whose work fits, where the work falls as they get smaller', () => {
  const capacities = territoriesOption('hours=100@80%');
  if (typeof capacities === 'number') throw new Error('no capacity');
  // 1000 hours and 600 more on the way, halved with four times as many territories.
  const hours = (k: number) => 1000 + 600 / Math.sqrt(k);
  const { k, needed } = territoryCount(capacities, (_, many) => hours(many), ['hours']);
  expect(hours(k) / 80).toBeLessThanOrEqual(k);
  expect(hours(k - 1) / 80).toBeGreaterThan(k - 1);
  expect(needed.decidedBy).toBe('hours');
  expect(() => territoryCount(capacities, () => null, ['beds'])).toThrow('a measure of the plan: beds');
});
