import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { packGraph, solve, startSeeds, type Preset, type Problem, type Solution } from '@hexalign/engine';
import { enginePool } from '../engine/pool.ts';
import type { Stopped } from '../exports/planSheet.ts';
import { solveStarts } from '../solving/solveStarts.ts';
import type { Interrupts } from './interrupts.ts';
import type { ProgressLine } from './progressLine.ts';

/** A solution, and the work that went into it. */
export interface SolvedDesign {
  readonly solution: Solution;
  /** Why the search ended before its last pass; null when it did not. */
  readonly stopped: Stopped | null;
  /** User and system time of this process while solving, all threads summed. */
  readonly solveCpuSeconds: number;
  readonly solveSeconds: number;
}

export interface RunSolveOptions {
  readonly preset: Preset;
  readonly seed: number;
  /** Seconds; null = none. */
  readonly timeLimit: number | null;
  /** Threads at most; as many as the machine has when left out. The plan does not depend on them. */
  readonly threads?: number;
}

/** Milliseconds of work between two looks at signals. */
const BREATH_MS = 40;

/**
 * Solves with a preset's starts: `thorough`, which makes several whatever the first comes to, on threads; the others on
 * this one, letting signals in between slices. An interruption, or the end of the time limit, ends it with the best plan so far.
 */
export async function runSolve(problem: Problem, options: RunSolveOptions, line: ProgressLine, interrupts: Interrupts): Promise<SolvedDesign> {
  const cpu = process.cpuUsage();
  const started = performance.now();
  interrupts.solving = true;
  const threads = options.preset === 'thorough' ? Math.min(options.threads ?? availableParallelism(), startSeeds(options.preset, options.seed, problem.graph.ids.length).length) : 1;
  const solution = await (threads > 1 ? onThreads(problem, options, threads, line, interrupts) : here(problem, options, line, interrupts));
  line.clear();
  const { user, system } = process.cpuUsage(cpu);
  const stopped = interrupts.stop ? 'interrupted' : solution.interrupted ? 'time-limit' : null;
  return { solution: { ...solution, interrupted: stopped !== null }, stopped, solveCpuSeconds: (user + system) / 1e6, solveSeconds: (performance.now() - started) / 1000 };
}

async function here(problem: Problem, { preset, seed, timeLimit }: RunSolveOptions, line: ProgressLine, interrupts: Interrupts): Promise<Solution> {
  const task = solve(problem, { preset, seed, maxSeconds: timeLimit ?? undefined });
  let breathed = performance.now();
  for (let step = task.next(); ; step = task.next(interrupts.stop)) {
    if (step.done) return step.value;
    line.show(step.value);
    if (performance.now() - breathed > BREATH_MS) {
      await setImmediate();
      breathed = performance.now();
    }
  }
}

async function onThreads({ graph, ...problem }: Problem, { preset, seed, timeLimit }: RunSolveOptions, threads: number, line: ProgressLine, interrupts: Interrupts): Promise<Solution> {
  const packed = packGraph(graph, true);
  const pool = enginePool(threads);
  const finish = new AbortController();
  const onStop = setInterval(() => interrupts.stop && finish.abort(), BREATH_MS);
  const end = timeLimit === null ? Infinity : performance.now() + 1000 * timeLimit;
  try {
    return await solveStarts({ preset, seed, units: graph.ids.length, threads, finish: finish.signal, onProgress: (progress) => line.show(progress) }, (own, { onProgress, abandon }) =>
      pool.run('solveProblem', { graph: packed, problem, preset, seed: own, starts: 1, ...(timeLimit === null ? {} : { maxSeconds: Math.max(0, (end - performance.now()) / 1000) }) }, { finish: finish.signal, abandon, onProgress }),
    );
  } finally {
    clearInterval(onStop);
    await pool.close();
  }
}
