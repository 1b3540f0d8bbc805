import { MessageChannel } from 'node:worker_threads';
import { connect, type Progress } from '@hexalign/engine';
import { Piscina } from 'piscina';
import type { AnswerOf, ArgsOf, Methods } from './methods.ts';

export interface RunOptions {
  readonly onProgress?: (progress: Progress) => void;
  /** Ends the task soon, with the best it has. */
  readonly finish?: AbortSignal;
  /** Ends the task without a result. */
  readonly abandon?: AbortSignal;
}

/** Worker threads that run the engine. */
export interface EnginePool {
  run<M extends keyof Methods>(method: M, args: ArgsOf<M>, options?: RunOptions): Promise<AnswerOf<M>>;
  close(): Promise<void>;
}

/** How long a task that was told to stop may go on before its thread is stopped. */
const LAST_RESORT_MS = 1000;

/** What somebody waits for at the screen has a thread of its own, so that a long design never keeps it waiting. */
const AT_ONCE: readonly (keyof Methods)[] = ['certify', 'repair', 'rivals', 'swing', 'explain', 'exportPlan', 'ground', 'judge', 'layerTopology', 'whatIf'];

/** Files in the formats of others, and layers of many areas, may take seconds: they keep neither designs nor answers waiting. */
const FILES: readonly (keyof Methods)[] = ['exportFile', 'layerOverlaps', 'overlapsOnGround'];

/** What nobody waits for goes on beside both. */
const BESIDE: readonly (keyof Methods)[] = ['bound', 'evenly'];

/**
 * Starts the threads; they come up with the first tasks and go when they have been idle.
 *
 * @param threads for jobs; one more answers at once, one writes files, and one works beside
 */
export function enginePool(threads: number): EnginePool {
  const started = (maxThreads: number): Piscina => new Piscina({ filename: new URL('./engine.worker.ts', import.meta.url).href, minThreads: 0, maxThreads, idleTimeout: 600_000 });
  const forJobs = started(threads);
  const forAnswers = started(1);
  const forFiles = started(1);
  const forProofs = started(1);
  const poolFor = (method: keyof Methods): Piscina => (AT_ONCE.includes(method) ? forAnswers : FILES.includes(method) ? forFiles : BESIDE.includes(method) ? forProofs : forJobs);
  return {
    async run(method, args, { onProgress, finish, abandon } = {}) {
      const { port1, port2 } = new MessageChannel();
      const stop = new AbortController();
      let timer: NodeJS.Timeout | undefined;
      const onAbandon = (): void => {
        timer = setTimeout(() => stop.abort(), LAST_RESORT_MS);
      };
      abandon?.addEventListener('abort', onAbandon, { once: true });
      if (abandon?.aborted) onAbandon();
      const served = poolFor(method).run({ port: port2 }, { transferList: [port2], signal: stop.signal });
      try {
        const answer = connect(port1).call(method, args, { signal: abandon, finish, onProgress }) as Promise<AnswerOf<typeof method>>;
        // The thread never ends before the port is closed, unless it broke or was stopped.
        return await Promise.race([answer, served.then(() => Promise.reject(new Error('The worker thread ended early.')))]);
      } finally {
        clearTimeout(timer);
        abandon?.removeEventListener('abort', onAbandon);
        port1.close();
        await served.catch(() => undefined);
      }
    },
    close: async () => void (await Promise.all([forJobs.destroy(), forAnswers.destroy(), forFiles.destroy(), forProofs.destroy()])),
  };
}
