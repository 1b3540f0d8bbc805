import { MessageChannel } from 'node:worker_threads';
import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** The module as it is on a host that lacks some functions. */
async function breatheWithout(...missing: string[]): Promise<() => Promise<void>> {
  for (const name of missing) vi.stubGlobal(name, undefined);
  vi.resetModules();
  return (await import('./breathe.ts')).breathe;
}

test.each([[[]], [['setImmediate']], [['setImmediate', 'MessageChannel']]])('messages are heard during a breath on a host without %j', async (missing) => {
  const { port1, port2 } = new MessageChannel();
  const breathe = await breatheWithout(...missing);
  const heard: unknown[] = [];
  port1.on('message', (message) => heard.push(message));
  port2.postMessage('hello');
  for (let breaths = 0; heard.length === 0 && breaths < 1000; breaths++) await breathe();
  expect(heard).toEqual(['hello']);
  port1.close();
});

test('several tasks that breathe at once all go on', async () => {
  const breathe = await breatheWithout('setImmediate');
  const order: number[] = [];
  await Promise.all([1, 2, 3].map(async (task) => {
    await breathe();
    order.push(task);
  }));
  expect(order).toEqual([1, 2, 3]);
});
