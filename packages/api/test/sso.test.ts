import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '../contract/index.ts';
import { clientOf } from './client.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

/** People whom the provider knows, by the name they sign in with. */
const PEOPLE: Readonly<Record<string, { email: string; email_verified: boolean; name: string }>> = {
  invited: { email: 'Invited@example.com', email_verified: true, name: 'Ines Invited' },
  stranger: { email: 'stranger@example.com', email_verified: true, name: 'Stranger' },
  unverified: { email: 'invited.too@example.com', email_verified: false, name: 'Unverified' },
};

let api: TestServer;
let listener: Server;
let issuer: string;

beforeAll(async () => {
  listener = createServer();
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  issuer = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  api = await startTestServer({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'hexalign', OIDC_CLIENT_SECRET: 'a secret of the two', OIDC_NAME: 'Example ID' });
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'hexalign', client_secret: 'a secret of the two', redirect_uris: [`${api.server.address}/api/sso/callback`], grant_types: ['authorization_code'], response_types: ['code'] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...PEOPLE[id] }) }),
    features: { devInteractions: { enabled: true } },
    cookies: { keys: ['one', 'two'] },
  });
  listener.on('request', provider.callback());
}, 60_000);
afterAll(async () => {
  await api.end();
  listener.closeAllConnections();
  listener.close();
});

/** A browser with a memory for cookies of both servers, that follows redirects and fills in the provider's forms. */
class Browser {
  private readonly jars = new Map<string, Map<string, string>>();

  async open(address: string, init: RequestInit = {}): Promise<{ response: Response; at: URL }> {
    const at = new URL(address);
    const jar = this.jars.get(at.host) ?? new Map<string, string>();
    this.jars.set(at.host, jar);
    const response = await fetch(at, { ...init, redirect: 'manual', headers: { ...(init.headers as Record<string, string>), cookie: [...jar].map((pair) => pair.join('=')).join('; ') } });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (value === '' || /max-age=0/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return { response, at };
  }

  /** From the button on the sign-in page to where it ends. */
  async signIn(login: string, stopAtCallback = false): Promise<URL> {
    let next = `${api.server.address}/api/sso/start`;
    for (let hop = 0; hop < 20; hop++) {
      if (stopAtCallback && next.includes('/api/sso/callback')) return new URL(next);
      const { response, at } = await this.open(next);
      const location = response.headers.get('location');
      if (location !== null) {
        next = new URL(location, at).href;
        if (next.startsWith(api.server.address) && !next.includes('/api/')) return new URL(next);
        continue;
      }
      const page = await response.text();
      const action = /action="([^"]+)"/.exec(page)?.[1];
      if (action === undefined) throw new Error(`no form at ${at.href}: ${response.status} ${page.slice(0, 300)}`);
      const prompt = /name="prompt" value="(\w+)"/.exec(page)![1];
      const form = new URLSearchParams({ prompt, ...(prompt === 'login' ? { login, password: 'any' } : {}) });
      const { response: posted, at: from } = await this.open(new URL(action, at).href, { method: 'POST', body: form, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
      next = new URL(posted.headers.get('location')!, from).href;
    }
    throw new Error('too many redirects');
  }

  client(): ReturnType<typeof clientOf> {
    const jar = this.jars.get(new URL(api.server.address).host)!;
    return clientOf(api.server.address, { origin: api.server.address, cookie: [...jar].map((pair) => pair.join('=')).join('; ') });
  }
}

describe('single sign-on', () => {
  it('is offered by its name', async () => {
    expect((await api.as().call(endpoints.readSession)).ways.sso).toBe('Example ID');
  });

  it('lets in whose verified address was invited, with the invited role, and knows them again', async () => {
    await api.call(endpoints.invite, { body: { email: 'invited@example.com', scope: { role: 'planner', regions: ['us-ca'] } } });
    const first = new Browser();
    expect((await first.signIn('invited')).pathname).toBe('/');
    const session = await first.client().call(endpoints.readSession);
    expect(session).toMatchObject({ user: { name: 'Ines Invited', email: 'invited@example.com', hasPassword: false }, scope: { role: 'planner', regions: ['us-ca'] } });
    expect((await api.call(endpoints.listInvitations)).invitations).toEqual([]);
    const second = new Browser();
    await second.signIn('invited');
    expect((await second.client().call(endpoints.readSession)).user?.id).toBe(session.user?.id);
  });

  it('lets in nobody else: no stranger, and nobody whose address is not vouched for', async () => {
    await api.call(endpoints.invite, { body: { email: 'invited.too@example.com', scope: { role: 'viewer' } } });
    for (const login of ['stranger', 'unverified']) {
      const browser = new Browser();
      expect(`${(await browser.signIn(login)).search}`).toBe('?problem=sign_in.no_member');
      expect((await browser.client().call(endpoints.readSession)).user).toBeNull();
    }
  });

  it('takes an answer only in the browser that asked, only once, and only whole', async () => {
    const asked = new Browser();
    const callback = await asked.signIn('invited', true);
    const problemOf = async (browser: Browser, address: string): Promise<string | null> => (await browser.open(address)).response.headers.get('location');
    const refused = '/sign-in?problem=sso.failed';
    // Somebody else's browser that is led there.
    expect(await problemOf(new Browser(), callback.href)).toBe(refused);
    const forged = new URL(callback);
    forged.searchParams.set('code', 'made-up');
    const other = new Browser();
    const begun = await other.signIn('invited', true);
    forged.searchParams.set('state', begun.searchParams.get('state')!);
    expect(await problemOf(other, forged.href)).toBe(refused);
    expect(await problemOf(asked, callback.href)).toBe('/');
    expect(await problemOf(asked, callback.href)).toBe(refused);
    expect(await problemOf(new Browser(), `${api.server.address}/api/sso/callback?error=access_denied`)).toBe(refused);
  });
});

describe('a provider that does not answer', () => {
  it('is told on the sign-in page, and passwords still work', async () => {
    const alone = await startTestServer({ OIDC_ISSUER: 'http://127.0.0.1:1', OIDC_CLIENT_ID: 'x' });
    try {
      expect(await alone.as().refused(endpoints.startSso)).toMatchObject({ status: 401, code: 'sso.failed', repair: expect.stringContaining('password') as string });
      expect((await alone.call(endpoints.readSession)).user?.id).toBe('local');
    } finally {
      await alone.end();
    }
  });

  it('is not there where none is set up', async () => {
    const plain = await startTestServer();
    try {
      expect((await plain.as().refused(endpoints.startSso)).code).toBe('sso.off');
    } finally {
      await plain.end();
    }
  });
});
