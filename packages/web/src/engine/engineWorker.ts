let worker: Worker | null = null;

/** The worker that the engine runs in: one for the life of the page. */
export function engineWorker(): Worker {
  worker ??= new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'engine' });
  return worker;
}
