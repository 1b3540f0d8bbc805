import { setImmediate } from 'node:timers/promises';
import { solve, type Problem, type Solution, type SolveOptions } from '@hexalign/engine';
import type { ProgressLine } from './progressLine.ts';

/** A solution, and the work that went into it. */
export interface SolvedDesign {
  readonly solution: Solution;
  /** User and system time of this process while solving. */
  readonly solveCpuSeconds: number;
  readonly solveSeconds: number;
}

/** One interruption may arrive twice: from the terminal, and passed on by the process that started this one. */
const REPEAT_MS = 500;

/**
 * Solves on this thread, letting signals in between slices. The first Ctrl-C ends with the best plan so far, the
 * second calls `giveUp`.
 */
export async function runSolve(problem: Problem, options: SolveOptions, line: ProgressLine, giveUp: () => void): Promise<SolvedDesign> {
  let stop = false;
  let askedAt = 0;
  const onSignal = () => {
    const repeated = performance.now() - askedAt < REPEAT_MS;
    askedAt = performance.now();
    if (stop && repeated) return;
    if (stop) giveUp();
    stop = true;
    line.clear();
    process.stderr.write('Stopping with the best plan so far; Ctrl-C again gives up.\n');
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  const cpu = process.cpuUsage();
  const started = performance.now();
  try {
    const task = solve(problem, options);
    let breathed = started;
    for (let step = task.next(); ; step = task.next(stop)) {
      if (step.done) {
        const { user, system } = process.cpuUsage(cpu);
        return { solution: step.value, solveCpuSeconds: (user + system) / 1e6, solveSeconds: (performance.now() - started) / 1000 };
      }
      line.show(step.value);
      if (performance.now() - breathed > 40) {
        await setImmediate();
        breathed = performance.now();
      }
    }
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
    line.clear();
  }
}
