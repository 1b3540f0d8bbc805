import { setImmediate } from 'node:timers/promises';
import { solve, type Preset, type Problem, type Solution } from '@hexalign/engine';
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

/** How many seeds are tried, one after another, until a plan is within tolerance. */
const STARTS: Record<Preset, number> = { fast: 1, balanced: 2, thorough: 4 };

/**
 * Solves on this thread, letting signals in between slices; an interruption ends it with the best plan so far. A plan
 * outside its tolerance gets another start from the next seed, unless no seed could help; the best by (violation, score,
 * seed) counts.
 */
export async function runSolve(problem: Problem, options: { readonly preset: Preset; readonly seed: number }, line: ProgressLine, interrupts: Interrupts): Promise<SolvedDesign> {
  const cpu = process.cpuUsage();
  const started = performance.now();
  interrupts.solving = true;
  let best: Solution | null = null;
  for (let start = 0; start < STARTS[options.preset] && !(best && interrupts.stop); start++) {
    const solution = await oneStart(problem, options.preset, (options.seed + start) >>> 0, line, interrupts);
    if (best === null || solution.violation < best.violation || (solution.violation === best.violation && solution.score < best.score)) best = solution;
    if (best.violation === 0 || isHopeless(solution)) break;
  }
  line.clear();
  const { user, system } = process.cpuUsage(cpu);
  return { solution: { ...best!, interrupted: interrupts.stop || best!.interrupted }, solveCpuSeconds: (user + system) / 1e6, solveSeconds: (performance.now() - started) / 1000 };
}

async function oneStart(problem: Problem, preset: Preset, seed: number, line: ProgressLine, interrupts: Interrupts): Promise<Solution> {
  const task = solve(problem, { preset, seed });
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

/** True when the demand itself is out of reach: then every seed ends outside the tolerance. */
function isHopeless({ violations }: Solution): boolean {
  return violations.some(({ code }) => !['balance.outside', 'territory.empty', 'territory.not_contiguous'].includes(code));
}
