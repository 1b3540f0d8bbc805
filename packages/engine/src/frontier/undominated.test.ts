import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlanFigures } from './planFigures.ts';
import { axesOf, isAsGood, undominated } from './undominated.ts';

const level = fc.integer({ min: 0, max: 4 }).map((i) => i / 4);
const figures = (today: boolean): fc.Arbitrary<{ figures: PlanFigures }> => fc.record({
  inTolerances: level, beyond: level, meanCompactness: level, moved: level, broken: fc.integer({ min: 0, max: 9 }).map((i) => (i < 8 ? 0 : i - 7)),
}).map(({ moved, broken, ...rest }) => ({
  figures: {
    ...rest, worstDeviation: 0, worst: [], outside: 0, worstCompactness: 0, assignmentHash: '',
    moved: today ? { counted: moved, units: moved, measures: [] } : null, broken: Array.from({ length: broken }, () => ({ code: 'hold.broken', message: 'A unit is held elsewhere.' })),
  },
}));

test('of any plans those stay that no other is as good as, and for each that goes one stays that is', () => {
  fc.assert(fc.property(fc.boolean().chain((today) => fc.array(figures(today), { minLength: 1, maxLength: 12 })), (plans) => {
    const kept = undominated(plans);
    expect(kept.length).toBeGreaterThan(0);
    const fewest = Math.min(...plans.map((plan) => plan.figures.broken.length));
    for (const one of kept) {
      expect(one.figures.broken.length).toBe(fewest);
      for (const other of kept) if (other !== one) expect(axesOf(one.figures).every((value, axis) => value <= axesOf(other.figures)[axis])).toBe(false);
    }
    for (const plan of plans) if (!kept.includes(plan) && plan.figures.broken.length === fewest) expect(kept.some((one) => isAsGood(one.figures, plan.figures))).toBe(true);
  }));
});
