import { betterOf, isEnough, startSeeds, type Preset, type Progress, type Solution } from '@hexalign/engine';

/** Makes one start of a preset on a thread of its own. */
export type RunStart = (seed: number, start: { readonly onProgress: (progress: Progress) => void; readonly abandon: AbortSignal }) => Promise<Solution>;

export interface StartsOptions {
  readonly preset: Preset;
  readonly seed: number;
  /** How many there are: with few of them more starts are made. */
  readonly units: number;
  /** Starts made at the same time. */
  readonly threads: number;
  /** Told of the whole: the share of all starts, and the best plan among them when there is a newer one. */
  readonly onProgress?: (progress: Progress) => void;
  /** No further start is made. */
  readonly finish?: AbortSignal;
}

/**
 * Makes the starts of a preset, several at a time, and chooses by (violation, score, order). They are looked at in
 * order, whichever is through first, and those after one that was good enough do not count: the plan is the same with any
 * number of threads, and the one that the engine comes to by itself.
 */
export async function solveStarts({ preset, seed, units, threads, onProgress, finish }: StartsOptions, run: RunStart): Promise<Solution> {
  const seeds = startSeeds(preset, seed, units);
  const report = progressOfAll(seeds.length, onProgress);
  const abandon = new AbortController();
  const running: Promise<Solution>[] = [];
  const launch = (): void => {
    const at = running.length;
    const solving = run(seeds[at], { onProgress: (progress) => report(at, progress), abandon: abandon.signal });
    // Starts that are given up, or fail after an earlier one did, are nobody's fault.
    solving.catch(() => undefined);
    running.push(solving);
  };
  let best: Solution | null = null;
  let interrupted = false;
  try {
    for (let at = 0; at < seeds.length; at++) {
      while (running.length < Math.min(seeds.length, at + Math.max(1, threads)) && !(running.length > 0 && (interrupted || finish?.aborted))) launch();
      if (at >= running.length) {
        interrupted = true;
        break;
      }
      const solution = await running[at];
      interrupted ||= solution.interrupted;
      best = best === null ? solution : betterOf(best, solution);
      // One that was stopped says nothing about the others, which were stopped as well.
      if (isEnough(preset, solution) && !solution.interrupted) break;
    }
  } finally {
    abandon.abort();
  }
  return { ...(best as Solution), seed, interrupted };
}

function progressOfAll(starts: number, onProgress: StartsOptions['onProgress']): (at: number, progress: Progress) => void {
  const done = new Float64Array(starts);
  let best = Infinity;
  let bestAt = -1;
  return (at, { slots, ...progress }) => {
    done[at] = Math.max(done[at], progress.done);
    const worst = progress.worstDeviation ?? Infinity;
    const better = slots !== undefined && (worst <= best || at === bestAt);
    if (better) [best, bestAt] = [worst, at];
    onProgress?.({
      phase: progress.phase,
      done: done.reduce((sum, share) => sum + share, 0) / starts,
      ...(bestAt === -1 || at === bestAt ? { worstDeviation: progress.worstDeviation } : { worstDeviation: best }),
      ...(progress.beyond === undefined ? {} : { beyond: progress.beyond, shape: progress.shape }),
      ...(better ? { slots } : {}),
    });
  };
}
