import { EngineError } from '../base/errors.ts';
import { breathe } from './breathe.ts';
import { listen, type Port, type Reply, type Request, type SentError } from './port.ts';
import type { Task } from './task.ts';

/** How long a task works before messages are heard. */
const SLICE_MS = 16;

/** What can be called: functions of one plain value that return a task, or the answer itself. */
export type Methods = Record<string, (args: never) => unknown>;

/** Buffers that go with a value instead of being copied. */
const handedOver = new WeakMap<object, readonly ArrayBuffer[]>();

/** Marks buffers of a result as no longer needed here: `serve` transfers them, which costs nothing. Returns the value. */
export function handOver<T extends object>(value: T, buffers: readonly ArrayBuffer[]): T {
  handedOver.set(value, buffers);
  return value;
}

interface Call {
  finish: boolean;
  cancelled: boolean;
}

/**
 * Runs tasks for whoever is at the other end of a port (`connect`). A task works in slices of about 16 ms; between
 * them the last progress is sent and messages are heard, so `cancel` and `finish` arrive without shared memory.
 * Slices never change a result. Several calls take turns.
 */
export function serve(port: Port, methods: Methods): void {
  const calls = new Map<number, Call>();
  listen(
    port,
    (message) => {
      const request = message as Request;
      const call = calls.get(request.id);
      if (request.type === 'finish' && call) call.finish = true;
      if (request.type === 'cancel' && call) call.cancelled = true;
      if (request.type === 'call') void answer(request.id, request.method, request.args);
    },
    () => {
      for (const call of calls.values()) call.cancelled = true;
    },
  );

  async function answer(id: number, method: string, args: unknown): Promise<void> {
    const call: Call = { finish: false, cancelled: false };
    calls.set(id, call);
    const send = (reply: Reply, transfer: readonly ArrayBuffer[] = []): void => port.postMessage(reply, transfer as readonly never[]);
    try {
      const run = Object.hasOwn(methods, method) ? methods[method] : undefined;
      if (!run) throw new EngineError('task.unknown_method', `There is no method ${JSON.stringify(method)}; expected one of ${Object.keys(methods).join(', ')}.`, method);
      const made = await run(args as never);
      const value = isTask(made) ? await slices(made, call, (progress) => send({ type: 'progress', id, value: progress })) : made;
      if (call.cancelled) send({ type: 'cancelled', id });
      else send({ type: 'done', id, value }, typeof value === 'object' && value !== null ? handedOver.get(value) : undefined);
    } catch (error) {
      sendError(error, (sent) => send({ type: 'failed', id, error: sent }));
    } finally {
      calls.delete(id);
    }
  }
}

/** Runs a task to its end, or until it is cancelled. */
async function slices(task: Task<unknown, unknown>, call: Call, report: (progress: unknown) => void): Promise<unknown> {
  for (;;) {
    const end = Date.now() + SLICE_MS;
    let progress: unknown;
    do {
      const step = task.next(call.finish);
      if (step.done) return step.value;
      progress = merge(progress, step.value);
    } while (Date.now() < end);
    report(progress);
    await breathe();
    if (call.cancelled) {
      task.return(undefined);
      return undefined;
    }
  }
}

/** The later progress; a plan that only an earlier one carried is kept. */
function merge(before: unknown, after: unknown): unknown {
  return typeof before === 'object' && typeof after === 'object' ? { ...before, ...after } : after;
}

function isTask(value: unknown): value is Task<unknown, unknown> {
  return typeof value === 'object' && value !== null && 'next' in value && typeof value.next === 'function';
}

function sendError(error: unknown, send: (error: SentError) => void): void {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'internal';
  const value = error instanceof Error && 'value' in error ? error.value : undefined;
  try {
    send({ code, message, value });
  } catch {
    // The value holds something that cannot be sent, a function say; the code and the sentence still can.
    send({ code, message });
  }
}
