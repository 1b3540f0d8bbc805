/**
 * What serve and connect need of a channel: a `MessagePort` of a browser or of Node, a worker's `self` or `parentPort`, a
 * `Worker`. Events are declared as loosely as they are because each platform has types of its own for them.
 */
export interface Port {
  postMessage(message: unknown, transfer?: readonly never[]): void;
  addEventListener?(type: string, listener: (event: object) => void): void;
  on?(type: string, listener: (value: unknown) => void): unknown;
  /** Ports of a channel hold messages back until they are started. */
  start?(): void;
}

/** Something that can say stop, once: an `AbortSignal`. */
export interface StopSignal {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Hears messages and the end of a port. */
export function listen(port: Port, onMessage: (message: unknown) => void, onClose: () => void): void {
  if (port.addEventListener) {
    port.addEventListener('message', (event) => onMessage((event as { readonly data: unknown }).data));
    port.addEventListener('close', onClose);
  } else if (port.on) {
    port.on('message', onMessage);
    port.on('close', onClose);
    port.on('exit', onClose);
  }
  port.start?.();
}

/** From the caller to the server. Calls are told apart by a number of the caller's. */
export type Request =
  | { readonly type: 'call'; readonly id: number; readonly method: string; readonly args: unknown }
  | { readonly type: 'finish' | 'cancel'; readonly id: number };

/** From the server to the caller. */
export type Reply =
  | { readonly type: 'progress' | 'done'; readonly id: number; readonly value: unknown }
  | { readonly type: 'cancelled'; readonly id: number }
  | { readonly type: 'failed'; readonly id: number; readonly error: SentError };

/** An error as it crosses: what matters of it, since classes do not survive the way. */
export interface SentError {
  readonly code: string;
  readonly message: string;
  readonly value?: unknown;
}
