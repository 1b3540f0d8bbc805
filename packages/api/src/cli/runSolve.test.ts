import { drain, fromEdges, solve, type Problem } from '@hexalign/engine';
import { describe, expect, it } from 'vitest';
import type { Interrupts } from './interrupts.ts';
import { ProgressLine } from './progressLine.ts';
import { runSolve } from './runSolve.ts';

/** A grid of units, two measures that lean different ways. */
function grid(width: number, height: number, k: number, tolerance: number): Problem {
  const n = width * height;
  const pairs: number[] = [];
  for (let u = 0; u < n; u++) {
    if ((u + 1) % width !== 0) pairs.push(u, u + 1);
    if (u + width < n) pairs.push(u, u + width);
  }
  const { graph } = fromEdges({
    ids: Array.from({ length: n }, (_, u) => `u${String(u).padStart(4, '0')}`),
    lngLat: Float64Array.from({ length: 2 * n }, (_, j) => 0.1 * (j % 2 === 0 ? (j >> 1) % width : Math.floor((j >> 1) / width))),
    areaKm2: new Float64Array(n).fill(100),
    pairs: Uint32Array.from(pairs),
  });
  const measures = ['a', 'b'].map((key, m) => ({ key, unit: 'count' as const, values: Float64Array.from({ length: n }, (_, u) => 5 + ((u * (m === 0 ? 7 : 13)) % 11)) }));
  return { graph, measures, k, goals: measures.map(({ key }) => ({ measure: key, share: new Float64Array(k).fill(1 / k), tolerance, weight: 1 })), constraints: [], weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 } };
}

const never = { solving: false, stop: false } as Interrupts;

describe('runSolve', () => {
  it('makes a thorough plan that does not depend on the number of threads, and is what the engine comes to by itself', async () => {
    const problem = grid(24, 20, 6, 0.03);
    const alone = drain(solve(problem, { preset: 'thorough', seed: 3 }));
    for (const threads of [1, 2, 3]) {
      const { solution, stopped, solveCpuSeconds } = await runSolve(problem, { preset: 'thorough', seed: 3, timeLimit: null, threads }, new ProgressLine(), never);
      expect(solution.slots).toEqual(alone.slots);
      expect(solution).toMatchObject({ score: alone.score, violation: alone.violation, seed: 3, interrupted: false });
      expect(stopped).toBeNull();
      expect(solveCpuSeconds).toBeGreaterThan(0);
    }
  });

  it('ends at the time limit, on one thread or several', async () => {
    const problem = grid(60, 50, 30, 0);
    for (const threads of [1, 2]) {
      const { solution, stopped } = await runSolve(problem, { preset: 'thorough', seed: 1, timeLimit: 0.001, threads }, new ProgressLine(), never);
      expect(stopped).toBe('time-limit');
      expect(solution.interrupted).toBe(true);
      expect(solution.violations.every(({ code }) => code === 'balance.outside')).toBe(true);
    }
  });
});
