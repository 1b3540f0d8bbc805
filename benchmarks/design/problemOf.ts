import type { Problem } from '@hexalign/engine';
import type { Instance } from '../country/instance.ts';

/** Equal shares of every measure within one tolerance, and nothing else demanded. */
export function problemOf({ graph, measures }: Instance, k: number, tolerance: number): Problem {
  const share = new Float64Array(k).fill(1 / k);
  return {
    graph, measures, k,
    goals: measures.map(({ key }) => ({ measure: key, share, tolerance, weight: 1 })),
    constraints: [],
    weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 },
  };
}
