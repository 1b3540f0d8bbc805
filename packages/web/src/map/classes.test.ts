import { describe, expect, it } from 'vitest';
import { balanceClass, balanceEdges, classify, edgesOf, NO_DATA } from './classes.ts';

describe('classes of a fill', () => {
  const values = Float64Array.from({ length: 1000 }, (_, i) => (i < 100 ? 0 : i));

  it('hold equal numbers of what has a value, or run in equal steps', () => {
    const quantiles = edgesOf(values, 'quantile');
    expect(quantiles).toEqual([280, 460, 640, 820]);
    const { counts, none, classes } = classify(values, quantiles);
    expect([none, counts]).toEqual([100, [180, 180, 180, 180, 180]]);
    expect([classes[0], classes[279], classes[280]]).toEqual([NO_DATA, 0, 1]);
    expect(edgesOf(values, 'equal')).toEqual([280, 460, 640, 820]);
    const skewed = values.map((value) => value ** 3);
    expect(classify(skewed, edgesOf(skewed, 'equal')).counts[0]).toBeGreaterThan(400);
  });

  it('are fewer where values do not differ, and none where there are none', () => {
    expect(edgesOf(Float64Array.of(5, 5, 5, 5), 'quantile')).toEqual([]);
    expect(edgesOf(Float64Array.of(1, 1, 1, 9), 'quantile').length).toBeLessThanOrEqual(1);
    expect(edgesOf(new Float64Array(4), 'quantile')).toEqual([]);
    expect(classify(Float64Array.of(5, 5, 0), []).counts).toEqual([2]);
  });

  it('of balance have the tolerance band in the middle', () => {
    expect(balanceEdges(0.1)).toEqual([-0.4, -0.3, -0.2, -0.1, 0.1, 0.2, 0.3, 0.4]);
    expect([balanceClass(0, true, 0.1), balanceClass(0.1, true, 0.1), balanceClass(0.1001, false, 0.1), balanceClass(-0.15, false, 0.1), balanceClass(0.9, false, 0.1), balanceClass(-0.99, false, 0.1)]).toEqual([4, 4, 5, 3, 8, 0]);
  });
});
