import { EngineError } from '../base/errors.ts';
import { listen, type Port, type Reply, type Request, type StopSignal } from './port.ts';
import type { Progress, Task } from './task.ts';

export interface CallOptions<P = Progress> {
  /** Gives the task up: the call is rejected with the signal's reason. */
  readonly signal?: StopSignal;
  /** Asks the task to end now with the best it has: the call is answered. */
  readonly finish?: StopSignal;
  readonly onProgress?: (progress: P) => void;
  /** Buffers of the arguments that are handed over instead of copied. */
  readonly transfer?: readonly ArrayBuffer[];
}

/** What a method answers in the end. */
export type AnswerOf<F> = F extends (args: never) => infer R ? (R extends Task<infer T, unknown> ? T : Awaited<R>) : never;
/** What a method takes. */
export type ArgsOf<F> = F extends (args: infer A) => unknown ? A : never;

export interface Connection<M> {
  /**
   * Calls a method at the other end.
   *
   * @throws EngineError with the code, the sentence and the value of the error thrown there; `task.closed` when the port was closed
   */
  call<K extends keyof M & string>(method: K, args: ArgsOf<M[K]>, options?: CallOptions): Promise<AnswerOf<M[K]>>;
}

interface Waiting {
  readonly options: CallOptions;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
  readonly release: () => void;
}

/** Connects to `serve` at the other end of a port. */
export function connect<M = Record<string, (args: unknown) => unknown>>(port: Port): Connection<M> {
  const waiting = new Map<number, Waiting>();
  let next = 1;
  let closed = false;

  listen(
    port,
    (message) => {
      const reply = message as Reply;
      const call = waiting.get(reply.id);
      if (!call) return;
      if (reply.type === 'progress') {
        call.options.onProgress?.(reply.value as Progress);
        return;
      }
      waiting.delete(reply.id);
      call.release();
      if (reply.type === 'done') call.resolve(reply.value as never);
      else if (reply.type === 'failed') call.reject(new EngineError(reply.error.code, reply.error.message, reply.error.value));
      else call.reject(call.options.signal?.reason ?? new EngineError('task.cancelled', 'The task was cancelled.'));
    },
    () => {
      closed = true;
      for (const { reject, release } of waiting.values()) {
        release();
        reject(closedError());
      }
      waiting.clear();
    },
  );

  return {
    call(method, args, options = {}) {
      if (closed) return Promise.reject(closedError());
      if (options.signal?.aborted) return Promise.reject(options.signal.reason);
      const id = next++;
      const send = (request: Request, transfer: readonly ArrayBuffer[] = []): void => port.postMessage(request, transfer as readonly never[]);
      const cancel = (): void => send({ type: 'cancel', id });
      const finish = (): void => send({ type: 'finish', id });
      return new Promise((resolve, reject) => {
        const release = (): void => {
          options.signal?.removeEventListener('abort', cancel);
          options.finish?.removeEventListener('abort', finish);
        };
        waiting.set(id, { options, resolve, reject, release });
        send({ type: 'call', id, method, args }, options.transfer);
        options.signal?.addEventListener('abort', cancel);
        options.finish?.addEventListener('abort', finish);
        if (options.finish?.aborted) finish();
      });
    },
  };
}

function closedError(): EngineError {
  return new EngineError('task.closed', 'The worker was stopped before it answered.');
}
