import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { axeFindings } from './axe.ts';
import { startServer, type TestServer } from './server.ts';
import { Visitor } from './visitor.ts';

let server: TestServer;
let visitor: Visitor;
let page: Page;
let receiver: Server;
let address: string;
const heard: { signature: string | undefined; body: { type: string } }[] = [];

beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    heard.push({ signature: request.headers['webhook-signature'] as string | undefined, body: JSON.parse(text) as { type: string } });
    response.writeHead(204).end();
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const host = `127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  address = `http://${host}/in`;
  [server, visitor] = await Promise.all([startServer({ demo: false, env: { HEXALIGN_WEBHOOK_HOSTS: host, HEXALIGN_WEBHOOK_PRIVATE: '1' } }), Visitor.arrive()]);
  ({ page } = await visitor.open(server.address));
  await page.goto(`${server.address}/account`);
}, 180_000);
afterAll(async () => {
  await visitor?.leave();
  await server?.stop();
  receiver?.closeAllConnections();
  receiver?.close();
});

describe('webhooks', () => {
  it('are made with a secret that is shown once, and only where the administrator allows', async () => {
    const name = page.getByRole('textbox', { name: 'Name', exact: true }).last();
    await page.getByRole('button', { name: 'Add a webhook' }).waitFor();
    await name.fill('Warehouse');
    await page.getByRole('textbox', { name: 'Address' }).fill('https://elsewhere.example.com/in');
    await page.getByRole('button', { name: 'Add a webhook' }).click();
    await page.getByRole('alert').getByText('Webhooks do not lead there.').waitFor();
    await page.getByRole('textbox', { name: 'Address' }).fill(address);
    await page.getByRole('button', { name: 'Add a webhook' }).click();
    await page.getByText(/^whsec_[A-Za-z0-9+/]{43}=$/).waitFor();
    await page.getByRole('cell', { name: /^Warehouse/ }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    if (process.env.SHOTS) await page.getByRole('heading', { name: 'Webhooks' }).scrollIntoViewIfNeeded().then(() => page.screenshot({ path: `${process.env.SHOTS}/hooks-light.png` }));
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await axeFindings(page)).toEqual([]);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/hooks-dark.png` });
  });

  it('are tried, let rest and removed', async () => {
    await page.getByRole('button', { name: 'Try Warehouse' }).click();
    await page.getByRole('cell', { name: /^Trial: delivered/ }).waitFor();
    expect(heard).toEqual([{ signature: expect.stringMatching(/^v1,/) as string, body: expect.objectContaining({ type: 'ping' }) as { type: string } }]);
    await page.getByRole('button', { name: 'Let rest: Warehouse' }).click();
    await page.getByRole('button', { name: 'Go on: Warehouse' }).waitFor();
    await page.reload();
    await page.getByRole('cell', { name: 'Resting' }).waitFor();
    expect(await page.getByText(/whsec_/).count()).toBe(0);
    await page.getByRole('button', { name: 'Remove Warehouse' }).click();
    await page.getByText('No program is told yet.').waitFor();
  });
});
