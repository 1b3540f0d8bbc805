import { fromEdges } from '@hexalign/engine';
import { expect, test } from 'vitest';
import { countOutside, judge } from './quality.ts';
import { describeMachine, Watch } from './machine.ts';
import { replaceSection } from './record.ts';
import { tables } from './table.ts';

/** Four units in a row, one kilometre apart. */
function row() {
  const { graph } = fromEdges({
    ids: ['a', 'b', 'c', 'd'],
    lngLat: Float64Array.of(0, 0, 0.009, 0, 0.018, 0, 0.027, 0),
    areaKm2: Float64Array.of(1, 1, 1, 1),
    pairs: Uint32Array.of(0, 1, 1, 2, 2, 3),
  });
  const measures = [{ key: 'm', unit: 'count' as const, values: Float64Array.of(1, 1, 1, 5) }];
  return { graph, measures };
}

test('the judge sums, counts pieces and sees empty territories', () => {
  const { graph, measures } = row();
  expect(judge(graph, measures, Uint16Array.of(0, 0, 1, 1), 2)).toMatchObject({ worst: [0.5], broken: 0, empty: 0 });
  expect(judge(graph, measures, Uint16Array.of(0, 1, 0, 1), 2)).toMatchObject({ worst: [0.5], broken: 2, empty: 0 });
  expect(judge(graph, measures, Uint16Array.of(0, 0, 0, 0), 2)).toMatchObject({ worst: [1], broken: 0, empty: 1 });
});

test('territories outside the tolerance are counted once, whatever the number of measures', () => {
  const { measures } = row();
  const even = { key: 'even', unit: 'count' as const, values: Float64Array.of(1, 1, 1, 1) };
  expect(countOutside([even], Uint16Array.of(0, 0, 1, 1), 2, 0)).toBe(0);
  expect(countOutside([...measures, even], Uint16Array.of(0, 0, 1, 1), 2, 0.49)).toBe(2);
  expect(countOutside([...measures, even], Uint16Array.of(0, 0, 1, 1), 2, 0.5)).toBe(0);
  expect(countOutside([even], Uint16Array.of(0, 1, 1, 1), 3, 0.3)).toBe(2);
});

test('one unit is as compact as it is; a long territory is less compact than a short one, and the worst is told', () => {
  const { graph, measures } = row();
  const alone = judge(graph, measures, Uint16Array.of(0, 1, 2, 3), 4);
  const pairs = judge(graph, measures, Uint16Array.of(0, 0, 1, 1), 2);
  const uneven = judge(graph, measures, Uint16Array.of(0, 1, 1, 1), 2);
  expect(alone.momentCompactness).toBeGreaterThan(0.99);
  expect(pairs.momentCompactness).toBeLessThan(alone.momentCompactness);
  expect(uneven.leastCompactness).toBeLessThan(pairs.leastCompactness);
  expect(uneven.momentCompactness).toBeGreaterThan(uneven.leastCompactness);
  expect(uneven.polsbyPopper).toBeLessThan(alone.polsbyPopper);
});

test('territories are counted within 1, 2 and 5 %, and distances are from the weighted centre', () => {
  const { graph } = row();
  const measures = [{ key: 'm', unit: 'count' as const, values: Float64Array.of(10.15, 10, 10, 9.85) }];
  expect(judge(graph, measures, Uint16Array.of(0, 1, 2, 3), 4).within).toEqual([2, 4, 4]);
  expect(judge(graph, measures, Uint16Array.of(0, 1, 2, 3), 4).rmsKm).toBe(0);
  expect(judge(graph, measures, Uint16Array.of(0, 0, 1, 1), 2).rmsKm).toBeCloseTo(0.5, 2);
});

test('peers stand beside our own way with the ratio of CPU time', () => {
  const base = { topic: 'x', size: '30k', units: 1000, wallSeconds: 1, quality: { worst: 0.1 } };
  const text = tables([{ ...base, way: 'ours', own: true, cpuSeconds: 2 }, { ...base, way: 'theirs', own: false, cpuSeconds: 5 }]);
  expect(text).toContain('### x, 30k (1,000 units)');
  expect(text).toContain('| **ours** | 2.00 | 1.00 |  | 0.1 |');
  expect(text).toContain('| theirs | 5.00 | 1.00 | 2.5 x | 0.1 |');
});

test('figures are put between their marks and nowhere else', () => {
  const page = 'intro\n<!-- made -->\nold\n<!-- /made -->\nend\n';
  const once = replaceSection(page, 'made', 'new');
  expect(once).toBe('intro\n<!-- made -->\n\nnew\n\n<!-- /made -->\nend\n');
  expect(replaceSection(once, 'made', 'new')).toBe(once);
  expect(() => replaceSection(page, 'given', 'new')).toThrow('<!-- given -->');
});

test('a busy machine is told', () => {
  const machine = new Watch().machine();
  expect(describeMachine({ ...machine, othersBusy: null })).not.toContain('Other work');
  expect(describeMachine({ ...machine, othersBusy: 0.1 })).not.toContain('Other work');
  expect(describeMachine({ ...machine, othersBusy: 2.5 })).toContain('Other work kept about 2.5 processors busy');
});
