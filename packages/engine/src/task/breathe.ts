/** The few things of a host that this file looks for; each is there on some hosts only. */
interface Host {
  readonly setImmediate?: (run: () => void) => void;
  readonly MessageChannel?: new () => Channel;
  readonly setTimeout?: (run: () => void, delayMs: number) => void;
}

interface Channel {
  readonly port1: { addEventListener(type: 'message', listener: () => void): void; start(): void };
  readonly port2: { postMessage(message: null): void };
}

/**
 * Lets the host hear its messages, then goes on: a turn of the event loop. Node has `setImmediate`; in browsers a
 * message to oneself is quicker than a timer, which waits at least 4 ms when it is set again and again.
 */
export const breathe: () => Promise<void> = choose(globalThis as unknown as Host);

function choose(host: Host): () => Promise<void> {
  const { setImmediate, MessageChannel, setTimeout } = host;
  if (setImmediate) return () => new Promise((resolve) => setImmediate(resolve));
  if (!MessageChannel) return () => new Promise((resolve) => setTimeout?.(resolve, 0));
  const channel = new MessageChannel();
  const waiting: (() => void)[] = [];
  channel.port1.addEventListener('message', () => waiting.shift()?.());
  channel.port1.start();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      channel.port2.postMessage(null);
    });
}
