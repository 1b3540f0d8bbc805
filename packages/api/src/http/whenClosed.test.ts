import { once } from 'node:events';
import { createServer, get, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { whenClosed } from './whenClosed.ts';

let server: Server | null = null;
afterEach(() => server?.close());

/** Asks, and gives the answer that the server is about to write together with who asked. */
async function asked(): Promise<{ response: ServerResponse; leave(): Promise<void> }> {
  server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const request = get({ host: '127.0.0.1', port: (server.address() as AddressInfo).port });
  request.on('error', () => undefined);
  const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
  return {
    response,
    leave: async () => {
      const gone = once(response, 'close');
      request.destroy();
      await gone;
    },
  };
}

test('tells when who asked leaves', async () => {
  const { response, leave } = await asked();
  let times = 0;
  whenClosed(response, () => times++);
  expect(times).toBe(0);
  await leave();
  expect(times).toBe(1);
});

test('tells at once when who asked has left already', async () => {
  const { response, leave } = await asked();
  await leave();
  let times = 0;
  whenClosed(response, () => times++);
  expect(times).toBe(1);
});
