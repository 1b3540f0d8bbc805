import { describe, expect, it } from 'vitest';
import { paretoEdge } from './pareto.ts';

describe('the edge of a trade-off', () => {
  it('holds what nothing else beats in both', () => {
    const points = [{ side: 0, change: 0, balance: 0.4 }, { side: 1, change: 0.2, balance: 0.1 }, { side: 2, change: 0.3, balance: 0.1 }, { side: 3, change: 0.1, balance: 0.2 }];
    expect(paretoEdge(points).map(({ side }) => side)).toEqual([0, 3, 1]);
  });

  it('keeps sides that are alike', () => {
    expect(paretoEdge([{ side: 0, change: 0.1, balance: 0.1 }, { side: 1, change: 0.1, balance: 0.1 }]).map(({ side }) => side)).toEqual([0, 1]);
  });
});
