import { drain, fromCells, tally, UNASSIGNED, type Problem } from '@hexalign/engine';
import { cellToLatLng, gridDisk, latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { repaired } from './repaired.ts';

const graph = fromCells(gridDisk(latLngToCell(40, -90, 5), 8));
const n = graph.ids.length;
const values = new Float64Array(n).fill(1);
const west = graph.ids.map((id) => cellToLatLng(id)[1]);
/** Strips from west to east, each with a part of the cells. */
const strips = (parts: readonly number[]): Uint16Array => {
  const order = [...Array(n).keys()].sort((a, b) => west[a] - west[b]);
  const slots = new Uint16Array(n);
  let at = 0;
  parts.forEach((part, slot) => { for (const end = Math.round((at / n + part) * n); at < end; at++) slots[order[at]] = slot; });
  return slots;
};
const problemOf = (slots: Uint16Array): Problem => ({
  graph, k: 3, measures: [{ key: 'm', unit: 'count', values }], goals: [{ measure: 'm', share: Float64Array.of(1 / 3, 1 / 3, 1 / 3), tolerance: 0.1, weight: 1 }],
  constraints: [], baseline: slots.slice(), weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 },
});
const off = (slots: Uint16Array): number[] => Array.from(tally([{ key: 'm', unit: 'count', values }], slots, 3), (sum) => sum / (n / 3) - 1);

describe('the smallest repair', () => {
  it('hands out ground that nobody has, and moves nothing else', () => {
    const slots = strips([0.34, 0.33, 0.33]);
    const gap = graph.ids.flatMap((_, u) => (slots[u] === 1 && graph.lngLat[2 * u + 1] > 40.3 ? [u] : []));
    gap.forEach((u) => (slots[u] = UNASSIGNED));
    const after = drain(repaired(problemOf(slots), slots, null));
    expect(gap.length).toBeGreaterThan(5);
    expect(gap.every((u) => after[u] < 3)).toBe(true);
    expect([...after.keys()].filter((u) => after[u] !== slots[u])).toEqual(gap);
  });

  it('brings one territory into its band, and nobody else further out than they were', () => {
    const slots = strips([0.2, 0.38, 0.42]);
    const before = off(slots);
    const after = drain(repaired(problemOf(slots), slots, 0));
    const now = off(after);
    expect(Math.abs(before[0])).toBeGreaterThan(0.3);
    expect(Math.abs(now[0])).toBeLessThanOrEqual(0.1 + 1e-9);
    now.slice(1).forEach((deviation, i) => expect(Math.abs(deviation)).toBeLessThanOrEqual(Math.max(0.1, Math.abs(before[i + 1])) + 1e-9));
    // The far one has nothing to do with it beyond what the middle one cannot give.
    const moved = [...after.keys()].filter((u) => after[u] !== slots[u]).length;
    expect(moved).toBeLessThan(0.35 * n);
  });
});
