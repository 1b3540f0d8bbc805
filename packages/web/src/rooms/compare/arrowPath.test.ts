import { describe, expect, it } from 'vitest';
import { arrowPath, widthOf } from './arrowPath.ts';

describe('arrows between territories', () => {
  it('are as wide as what moves, and never vanish', () => {
    expect(widthOf(50, 100)).toBe(widthOf(100, 100) / 2);
    expect(widthOf(1, 1e6)).toBeGreaterThan(1);
    expect(widthOf(0, 0)).toBeGreaterThan(1);
  });

  it('lie side by side there and back', () => {
    const there = arrowPath([0, 0], [200, 0], 10);
    const back = arrowPath([200, 0], [0, 0], 10);
    expect(Math.sign(there.middle[1])).toBe(-Math.sign(back.middle[1]));
    expect(arrowPath([5, 5], [5, 5], 10).path).not.toContain('NaN');
  });
});
