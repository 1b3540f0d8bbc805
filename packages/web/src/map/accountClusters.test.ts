import { describe, expect, it } from 'vitest';
import { AccountClusters } from './accountClusters.ts';

const WORLD = [0, 0, 1, 1] as const;

function scattered(count: number): { lngLat: Float64Array; hours: Float64Array } {
  let state = 5;
  const roll = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  return { lngLat: Float64Array.from({ length: 2 * count }, (_, i) => (i % 2 === 0 ? -120 + 50 * roll() : 28 + 20 * roll())), hours: Float64Array.from({ length: count }, () => Math.round(100 * roll())) };
}

describe('heaps of accounts', () => {
  const { lngLat, hours } = scattered(3000);
  const clusters = new AccountClusters(lngLat, [hours]);
  const total = hours.reduce((a, b) => a + b, 0);

  it('hold every account and all of its value, once, at every zoom', () => {
    for (let zoom = 1; zoom <= 14; zoom++) {
      const { counts, values, most } = clusters.points(zoom, WORLD, 0);
      expect(counts.reduce((a, b) => a + b, 0)).toBe(3000);
      expect(values.reduce((a, b) => a + b, 0)).toBe(total);
      expect(most).toBe(values.reduce((a, b) => Math.max(a, b), 0));
    }
  });

  it('are fewer the wider the map, and keep apart', () => {
    const sizes = [4, 6, 8, 14].map((zoom) => clusters.points(zoom, WORLD, -1).counts.length);
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
    expect(sizes[0]).toBeLessThan(600);
    expect(sizes[3]).toBeGreaterThan(2900);
  });

  it('tell which accounts are in them', () => {
    const { point, counts, account, x, y } = clusters.points(5, WORLD, -1);
    const heap = counts.findIndex((count) => count > 3);
    const members = clusters.members(5, point[heap]);
    expect([members.length, account[heap]]).toEqual([counts[heap], -1]);
    const single = counts.indexOf(1);
    expect([...clusters.members(5, point[single])]).toEqual([account[single]]);
    expect(x[single]).toBeCloseTo((lngLat[2 * account[single]] + 180) / 360, 12);
    expect(y[single]).toBeGreaterThan(0);
  });

  it('looks up only what lies in the picture', () => {
    const { x } = clusters.points(9, [0.2, 0, 0.25, 1], -1);
    expect(x.length).toBeGreaterThan(0);
    expect(x.every((one) => one >= 0.2 && one <= 0.25)).toBe(true);
  });
});
