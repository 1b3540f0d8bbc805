import { setImmediate } from 'node:timers/promises';
import { solve, type Problem, type Solution, type SolveOptions } from '@hexalign/engine';
import type { Interrupts } from './interrupts.ts';
import type { ProgressLine } from './progressLine.ts';

/** A solution, and the work that went into it. */
export interface SolvedDesign {
  readonly solution: Solution;
  /** User and system time of this process while solving. */
  readonly solveCpuSeconds: number;
  readonly solveSeconds: number;
}

/** Milliseconds of work between two looks at signals. */
const BREATH_MS = 40;

/** Solves on this thread, letting signals in between slices; an interruption ends it with the best plan so far. */
export async function runSolve(problem: Problem, options: SolveOptions, line: ProgressLine, interrupts: Interrupts): Promise<SolvedDesign> {
  const cpu = process.cpuUsage();
  const started = performance.now();
  interrupts.solving = true;
  const task = solve(problem, options);
  let breathed = started;
  for (let step = task.next(); ; step = task.next(interrupts.stop)) {
    if (step.done) {
      const { user, system } = process.cpuUsage(cpu);
      line.clear();
      return { solution: step.value, solveCpuSeconds: (user + system) / 1e6, solveSeconds: (performance.now() - started) / 1000 };
    }
    line.show(step.value);
    if (performance.now() - breathed > BREATH_MS) {
      await setImmediate();
      breathed = performance.now();
    }
  }
}
