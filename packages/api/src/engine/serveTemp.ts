import type { Progress, Task } from '@hexalign/engine';
import type { MessagePort } from 'node:worker_threads';

export function serve(port: MessagePort, methods: Record<string, (args: never) => Task<unknown>>): void {
  let finish = false;
  let cancelled = false;
  port.on('message', (message: { type: string; method: string; args: unknown }) => {
    if (message.type === 'finish') finish = true;
    if (message.type === 'cancel') cancelled = true;
    if (message.type !== 'call') return;
    void (async () => {
      try {
        const task = methods[message.method](message.args as never);
        for (;;) {
          const end = Date.now() + 16;
          let last = null as Progress | null;
          do {
            const step = task.next(finish);
            if (step.done) {
              port.postMessage({ type: 'done', value: step.value });
              return;
            }
            last = { ...(last ?? {}), ...(step.value as Progress) };
          } while (Date.now() < end);
          port.postMessage({ type: 'progress', value: last });
          await new Promise((resolve) => setImmediate(resolve));
          if (cancelled) {
            port.postMessage({ type: 'cancelled' });
            return;
          }
        }
      } catch (error) {
        port.postMessage({ type: 'failed', error });
      }
    })();
  });
}

export function connect(port: MessagePort) {
  return {
    call(method: string, args: unknown, { signal, finish, onProgress }: { signal?: AbortSignal; finish?: AbortSignal; onProgress?: (p: Progress) => void }): Promise<unknown> {
      return new Promise((resolve, reject) => {
        port.on('message', (m: { type: string; value: unknown; error: unknown }) => {
          if (m.type === 'progress') onProgress?.(m.value as Progress);
          if (m.type === 'done') resolve(m.value);
          if (m.type === 'failed') reject(m.error as Error);
          if (m.type === 'cancelled') reject(signal?.reason as Error);
        });
        signal?.addEventListener('abort', () => port.postMessage({ type: 'cancel' }));
        finish?.addEventListener('abort', () => port.postMessage({ type: 'finish' }));
        port.postMessage({ type: 'call', method, args });
        if (finish?.aborted) port.postMessage({ type: 'finish' });
        if (signal?.aborted) port.postMessage({ type: 'cancel' });
      });
    },
  };
}
