/** What a piece of work cost. CPU seconds, user and system, of all threads: on a shared machine they tell more than the time on the wall. */
export interface Cost {
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
}

/** Runs `work` once and measures it. Garbage left by earlier work is collected first where the process allows it. */
export function timed<T>(work: () => T): { readonly result: T; readonly cost: Cost } {
  (globalThis as { gc?: () => void }).gc?.();
  const cpu = process.cpuUsage();
  const wall = performance.now();
  const result = work();
  const { user, system } = process.cpuUsage(cpu);
  return { result, cost: { cpuSeconds: (user + system) / 1e6, wallSeconds: (performance.now() - wall) / 1e3 } };
}

/** As `timed` for work too short to be seen once: the mean of `times` runs. */
export function timedMean<T>(times: number, work: () => T): { readonly result: T; readonly cost: Cost } {
  const { result, cost } = timed(() => {
    for (let i = 1; i < times; i++) work();
    return work();
  });
  return { result, cost: { cpuSeconds: cost.cpuSeconds / times, wallSeconds: cost.wallSeconds / times } };
}
