/** What a running task tells between two chunks of work. */
export interface Progress {
  /** Name of the stage, e.g. `seed`, `diagram`, `refine`. */
  readonly phase: string;
  /** 0-1. */
  readonly done: number;
  /** Best so far: largest |deviation|, 0-1. */
  readonly worstDeviation?: number;
  /** Where the search stands now: sum of deviations beyond tolerance, and mean cost of shapes, 1.3 for a disc. */
  readonly beyond?: number;
  readonly shape?: number;
  /** Best assignment so far. A fresh copy that the receiver may keep; given at stage ends only. */
  readonly slots?: Uint16Array;
}

/** Long work as a generator: pure, resumable, cancelled by not calling `next`. A truthy value sent to `next` asks it to finish now with the best so far. */
export type Task<T, P = Progress> = Generator<P, T, unknown>;

/** Runs a task to its end on this thread. */
export function drain<T, P>(task: Task<T, P>, onProgress?: (progress: P) => void): T {
  for (;;) {
    const step = task.next();
    if (step.done) return step.value;
    onProgress?.(step.value);
  }
}
