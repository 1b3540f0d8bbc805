import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type Hook, type HookDelivery, type Plan } from '../contract/index.ts';
import { deliver, TryAgain } from '../src/hooks/deliver.ts';
import { admitHook } from '../src/hooks/post.ts';
import { signedIn } from './client.ts';
import { builtPlan, solved } from './following.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

interface Heard {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

let api: TestServer;
let receiver: Server;
let host: string;
let plan: Plan;
const heard: Heard[] = [];
/** What the receiver answers next; 204 when there is nothing left. */
const answers: number[] = [];

const hookOf = async (id: string): Promise<Hook> => (await api.call(endpoints.listHooks)).hooks.find((hook) => hook.id === id)!;
/** The latest delivery of a hook once it has come so far. */
async function settled(id: string, until: (delivery: HookDelivery) => boolean): Promise<HookDelivery> {
  for (;;) {
    const delivery = (await hookOf(id)).deliveries.at(0);
    if (delivery !== undefined && until(delivery)) return delivery;
    await new Promise((done) => setTimeout(done, 100));
  }
}

beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    heard.push({ headers: request.headers as Heard['headers'], body });
    const status = answers.shift() ?? 204;
    response.writeHead(status, status === 302 ? { location: 'http://169.254.169.254/' } : {}).end();
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  host = `127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  api = await startTestServer({ HEXALIGN_WEBHOOK_HOSTS: `${host},hooks.example.com`, HEXALIGN_WEBHOOK_PRIVATE: '1', HEXALIGN_WEBHOOK_RETRY_SECONDS: '1' });
  plan = await builtPlan(api, {}, 60);
  await solved(api, plan.scenarioId!);
});
afterAll(async () => {
  await api.end();
  receiver.closeAllConnections();
  await new Promise((done) => receiver.close(done));
});

describe('webhooks', () => {
  let hook: Hook;
  let secret: string;

  /** A delivery that the server's own queue does not know. */
  const make = async (): Promise<string> => {
    const { db } = api.server;
    const { workspace_id } = await db.selectFrom('hooks').select('workspace_id').executeTakeFirstOrThrow();
    return (await db.insertInto('hook_deliveries').values({ workspace_id, hook_id: hook.id, event: 'ping', body: '{}', queued: true }).returning('id').executeTakeFirstOrThrow()).id;
  };

  it('lead only where the administrator allows', async () => {
    for (const url of ['https://elsewhere.example.com/x', 'ftp://hooks.example.com/x', 'https://me:secret@hooks.example.com/x']) expect((await api.refused(endpoints.createHook, { body: { name: 'x', url, events: ['plan.activated'] } })).code).toBe('hook.refused');
    for (const url of ['http://hooks.example.com/x', 'https://127.0.0.1/x', 'https://[::1]/x', 'https://169.254.169.254/latest']) {
      expect(() => admitHook(url, { hosts: ['hooks.example.com', '127.0.0.1', '[::1]', '169.254.169.254'], privateNetwork: false })).toThrow(expect.objectContaining({ code: 'hook.refused' }) as Error);
    }
    expect(admitHook('https://a.b.example.com/x', { hosts: ['*.example.com'], privateNetwork: false }).host).toBe('a.b.example.com');
    expect(() => admitHook('https://evil-example.com/x', { hosts: ['*.example.com'], privateNetwork: false })).toThrow(expect.objectContaining({ code: 'hook.refused' }) as Error);
  });

  it('are told of approval and activation, signed, each once', async () => {
    ({ hook, secret } = await api.call(endpoints.createHook, { body: { name: 'Warehouse', url: `http://${host}/in`, events: ['revision.approved', 'plan.activated'] } }));
    const params = { scenarioId: plan.scenarioId! };
    await api.call(endpoints.changeStatus, { params, body: { action: 'submit' } });
    await api.call(endpoints.approveScenario, { params, body: { seq: (await api.call(endpoints.readScenario, { params })).seq } });
    await api.call(endpoints.activateRevision, { params: { planId: plan.id }, body: { scenarioId: plan.scenarioId!, from: '2026-03-01' } });
    while (heard.length < 2) await new Promise((done) => setTimeout(done, 50));
    const [approved, activated] = heard.map(({ body }) => JSON.parse(body) as { type: string; data: { plan: object; revision: { hash: string } } }).sort((a, b) => (a.type < b.type ? 1 : -1));
    const { hash } = await api.call(endpoints.readHash, { params });
    expect([approved.type, activated.type]).toEqual(['revision.approved', 'plan.activated']);
    expect(activated.data).toMatchObject({ plan: { id: plan.id, name: 'Colorado' }, revision: { number: 1, hash } });
    for (const { headers, body } of heard) {
      const [id, time] = [headers['webhook-id'], headers['webhook-timestamp']];
      expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', Buffer.from(secret.slice(6), 'base64')).update(`${id}.${time}.${body}`).digest('base64')}`);
      expect(Math.abs(Number(time) - Date.now() / 1000)).toBeLessThan(120);
    }
    expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(2);
    expect(JSON.stringify(await api.call(endpoints.listHooks))).not.toContain(secret);
    expect(await settled(hook.id, ({ state }) => state === 'delivered')).toMatchObject({ attempts: 1, status: 204 });
    // What comes into force later is told when its day has come, once.
    await api.call(endpoints.activateRevision, { params: { planId: plan.id }, body: { scenarioId: plan.scenarioId!, from: '2999-01-01' } });
    const { db, rooms } = api.server;
    const told = async () => (await db.selectFrom('hook_deliveries').select('body').where('event', '=', 'plan.activated').execute()).map(({ body }) => (body as { from: string }).from);
    expect(await told()).toEqual(['2026-03-01']);
    for (const day of ['2999-01-01', '2999-01-02']) await rooms.timeline.turn(day);
    expect((await told()).sort()).toEqual(['2026-03-01', '2999-01-01']);
    await settled(hook.id, ({ state }) => state === 'delivered');
  });

  it('are tried again until they answer, and no redirect is followed', async () => {
    heard.length = 0;
    answers.push(500, 302);
    await api.call(endpoints.pingHook, { params: { hookId: hook.id } });
    const first = await settled(hook.id, ({ event, attempts }) => event === 'ping' && attempts > 0);
    if (first.state === 'waiting') expect(first).toMatchObject({ detail: expect.stringMatching(/^The answer was (500|302)\.$/) as string });
    expect(await settled(hook.id, ({ state }) => state === 'delivered')).toMatchObject({ attempts: 3, status: 204, detail: null });
    expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect((await hookOf(hook.id)).failingSince).toBeNull();
  });

  it('are over after the last try, and rest when nothing got through for long', async () => {
    const { db } = api.server;
    await api.call(endpoints.patchHook, { params: { hookId: hook.id }, body: { enabled: false } });
    const allowed = { hosts: [host], privateNetwork: true };
    answers.push(500, 500);
    const id = await make();
    await expect(deliver(db, allowed, id, 2)).rejects.toThrow(TryAgain);
    await deliver(db, allowed, id, 2);
    expect((await hookOf(hook.id)).deliveries.find((one) => one.id === id)).toMatchObject({ state: 'failed', attempts: 2, status: 500 });
    await api.call(endpoints.patchHook, { params: { hookId: hook.id }, body: { enabled: true } });
    await db.updateTable('hooks').set({ failing_since: new Date(Date.now() - 4 * 86_400_000) }).execute();
    answers.push(500);
    await deliver(db, allowed, await make(), 9);
    expect(await hookOf(hook.id)).toMatchObject({ enabled: false });
    // One that rests hears of nothing.
    heard.length = 0;
    expect((await db.selectFrom('hook_deliveries').select('id').where('state', '=', 'waiting').execute())).toEqual([]);
  });

  it('never reach a name that leads into the own network, unless that is allowed', async () => {
    const { db } = api.server;
    await db.updateTable('hooks').set({ url: 'https://localhost/x', enabled: true }).execute();
    const id = await make();
    await deliver(db, { hosts: ['localhost'], privateNetwork: false }, id, 1);
    expect((await hookOf(hook.id)).deliveries.find((one) => one.id === id)).toMatchObject({ state: 'failed', detail: expect.stringMatching(/one at (127\.|::1)/) as string });
  });

  it('are the business of admins who see every plan', async () => {
    const { link } = await api.call(endpoints.invite, { body: { email: 'planner@example.com', scope: { role: 'planner' } } });
    await api.call(endpoints.readSession);
    const planner = api.as(await (async () => {
      const response = await api.fetch('/api/links/use', { method: 'POST', body: JSON.stringify({ token: new URL(link.address).hash.slice(1), name: 'Pia', password: 'quiet meadow fourteen' }), headers: { 'content-type': 'application/json' } });
      if (!response.ok) throw new Error(await response.text());
      return signedIn(api.server.address, 'planner@example.com', 'quiet meadow fourteen');
    })());
    expect((await planner.refused(endpoints.listHooks)).code).toBe('access.refused');
    await api.call(endpoints.deleteHook, { params: { hookId: hook.id } });
    expect((await api.call(endpoints.listHooks)).hooks).toEqual([]);
    expect((await api.refused(endpoints.pingHook, { params: { hookId: hook.id } })).code).toBe('hook.unknown');
  });
});
