import type { Port } from '@hexalign/engine';

/** One end of a worker: the worker as the page sees it, or the worker's own global scope. */
interface End {
  postMessage(message: unknown, options: { transfer: Transferable[] }): void;
  addEventListener(type: string, listener: EventListener): void;
}

/** A worker as a port of the engine's `serve` and `connect`. */
export function workerPort(end: End): Port {
  return {
    postMessage: (message, transfer = []) => end.postMessage(message, { transfer: [...transfer] }),
    addEventListener: (type, listener) => end.addEventListener(type, listener as EventListener),
  };
}
