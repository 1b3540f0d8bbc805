import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type Scope } from '../contract/index.ts';
import { clientOf, signedIn, signedInByLink, type Client } from './client.ts';
import { FIRST, startTestServer, type TestServer } from './startTestServer.ts';

const MAIN = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));
const PASSWORD = 'violet harbour stone nine';
let api: TestServer;
const tokenOf = (address: string): string => new URL(address).hash.slice(1);
const scope = (more: Partial<Scope>): Scope => ({ role: 'viewer', regions: null, moneyHidden: false, branch: null, ...more });

/** Invites somebody and lets them make their account. */
async function joined(email: string, given: Partial<Scope>, by: Client = api): Promise<Client> {
  const { link } = await by.call(endpoints.invite, { body: { email, scope: scope(given) } });
  return api.as(await signedInByLink(api.server.address, tokenOf(link.address), { name: email.split('@')[0], password: PASSWORD }));
}

beforeAll(async () => {
  api = await startTestServer({ HEXALIGN_PUBLIC_URL: '' });
});
afterAll(() => api.end());

describe('a server of this machine', () => {
  it('lets in whoever opens the printed address, once, as the owner, and nobody else', async () => {
    expect(await api.call(endpoints.readSession)).toMatchObject({ user: { id: 'local', name: 'You', email: null, hasPassword: false }, organisation: { role: 'owner' }, ways: { printed: true, password: false } });
    const again = await api.as().refused(endpoints.useLink, { body: { token: tokenOf(`http://x${api.server.entry!}`) } });
    expect(again).toMatchObject({ status: 404, code: 'link.unknown', repair: expect.stringContaining('user link') as string });
    const visitor = api.as();
    expect(await visitor.call(endpoints.readSession)).toMatchObject({ user: null, organisation: null, may: [], ways: { printed: true } });
    for (const endpoint of [endpoints.listPlans, endpoints.readWorkspace, endpoints.listMembers, endpoints.listSessions]) {
      expect(await visitor.refused(endpoint)).toMatchObject({ status: 401, code: 'session.needed' });
    }
  });

  it('gets a new address from the command line, while the server runs', async () => {
    const run = (...args: string[]) => spawnSync(process.execPath, [MAIN, 'user', ...args], { env: { ...process.env, DATA_DIR: api.dataDir, PORT: String(api.server.port) }, encoding: 'utf8' });
    const made = run('link');
    expect([made.status, made.stderr]).toEqual([0, '']);
    const address = /http:\S+/.exec(made.stdout)![0];
    expect(new URL(address).origin).toBe(new URL(api.server.address).origin);
    const other = api.as(await signedInByLink(api.server.address, tokenOf(address)));
    expect((await other.call(endpoints.readSession)).user?.id).toBe('local');
    expect(run('link', 'nobody@example.com')).toMatchObject({ status: 1, stderr: expect.stringContaining('nobody signs in') as string });
    expect(run('add', 'not an address').status).toBe(1);
    expect(run('add', 'new.planner@example.com', '--role', 'planner').stdout).toContain('/link#');
    expect(run('list').stdout).toContain('at this machine\tYou\towner');
    expect(run('remove').status).toBe(1);
  });
});

describe('a server that others can reach', () => {
  it('demands an account before anything, made by the printed address alone', async () => {
    const open = await startTestServer({ HOST: '127.0.0.1', HEXALIGN_PUBLIC_URL: 'http://territories.example.com', HEXALIGN_PROXIES: '1' });
    try {
      expect(await open.call(endpoints.readSession)).toMatchObject({ user: { id: 'local', name: FIRST.name, email: FIRST.email, hasPassword: true }, organisation: { role: 'owner' }, ways: { printed: false, password: true } });
      const client = open.as(await signedIn(open.server.address, 'ADA@example.com ', FIRST.password));
      expect((await client.call(endpoints.listPlans)).plans).toEqual([]);
      const { link } = await client.call(endpoints.invite, { body: { email: 'b@example.com', scope: scope({}) } });
      expect(link.address).toMatch(/^http:\/\/territories\.example\.com\/link#/);
    } finally {
      await open.end();
    }
  });

  it('shows cookies to no script, keeps them from other sites, and behind https to https alone', async () => {
    const open = await startTestServer({ HEXALIGN_PUBLIC_URL: 'https://territories.example.com', HEXALIGN_PROXIES: '1' });
    try {
      const response = await open.as().send(endpoints.signIn, { body: { email: FIRST.email, password: FIRST.password } });
      const [cookie] = response.headers.getSetCookie();
      expect(cookie).toMatch(/^__Host-hexalign=[\w-]{43}; Max-Age=\d+; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/);
      expect(response.headers.get('strict-transport-security')).toContain('max-age');
      // The name without its promise is not heard.
      const plain = clientOf(open.server.address, { cookie: cookie.replace('__Host-', '').split(';')[0] });
      expect((await plain.call(endpoints.readSession)).user).toBeNull();
      const own = clientOf(open.server.address, { cookie: cookie.split(';')[0], origin: 'https://territories.example.com' });
      expect((await own.call(endpoints.patchAccount, { body: { name: 'Ada' } })).user?.name).toBe('Ada');
    } finally {
      await open.end();
    }
  });
});

describe('signing in', () => {
  it('says the same of an unknown address and a wrong password, and does the same work', async () => {
    await joined('known@example.com', {});
    const visitor = api.as();
    const wrong = async (email: string) => ({ ...(await visitor.refused(endpoints.signIn, { body: { email, password: 'not the password at all' } })), requestId: '' });
    expect(await wrong('known@example.com')).toEqual(await wrong('unknown@example.com'));
    expect((await wrong('known@example.com')).code).toBe('sign_in.wrong');
    expect((await visitor.refused(endpoints.signIn, { body: { email: '', password: '' } })).code).toBe('sign_in.wrong');
  });

  it('is held up after too many tries, for known and unknown addresses alike, and says for how long', async () => {
    await joined('guessed@example.com', {});
    const visitor = api.as();
    for (const email of ['guessed@example.com', 'nobody.here@example.com']) {
      const codes: string[] = [];
      for (let i = 0; i < 12; i++) codes.push((await visitor.refused(endpoints.signIn, { body: { email, password: `guess number ${i} of many` } })).code);
      expect(codes).toEqual([...Array<string>(10).fill('sign_in.wrong'), 'sign_in.too_often', 'sign_in.too_often']);
    }
    const held = await visitor.refused(endpoints.signIn, { body: { email: 'guessed@example.com', password: PASSWORD } });
    expect(held).toMatchObject({ status: 429, value: { retryAfterSeconds: expect.any(Number) as number } });
  });

  it('keeps only hashes of passwords, sessions, keys and links', async () => {
    const someone = await joined('hashes@example.com', { role: 'planner' });
    const { secret } = await someone.call(endpoints.createKey, { body: { name: 'k', scope: scope({ role: 'planner' }) } });
    const { link } = await api.call(endpoints.invite, { body: { email: 'later@example.com', scope: scope({}) } });
    const { db } = api.server;
    const kept = JSON.stringify([await db.selectFrom('users').selectAll().execute(), await db.selectFrom('sessions').selectAll().execute(), await db.selectFrom('api_keys').selectAll().execute(), await db.selectFrom('links').selectAll().execute()]);
    const cookie = someone.headers.cookie.split('=')[1];
    for (const hidden of [PASSWORD, secret, cookie, tokenOf(link.address)]) expect(kept).not.toContain(hidden);
    expect(kept).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
  });

  it.each([
    ['short', 'kR9!xQ2#'],
    ['common', '1qaz2wsx3edc'],
    ['a common one with digits', 'password2026!'],
    ['one word again and again', 'abcabcabcabc'],
    ['the address itself', 'strict.person@example.com'],
    ['the product and digits', 'Hexalign-2026'],
  ])('refuses a password that is %s', async (_what, password) => {
    const { link } = await api.call(endpoints.invite, { body: { email: 'strict.person@example.com', scope: scope({}) } });
    expect(await api.as().refused(endpoints.useLink, { body: { token: tokenOf(link.address), name: 'Strict', password } })).toMatchObject({ status: 422, code: 'password.weak', where: 'body.password' });
    // The link is still good: nothing was used up by a slip.
    expect((await api.as().call(endpoints.lookAtLink, { body: { token: tokenOf(link.address) } })).kind).toBe('invite');
  });
});

describe('a session', () => {
  it('is listed, and ends when it is revoked, signed out, or the password changes', async () => {
    const email = 'sessions@example.com';
    const first = await joined(email, {});
    const [second, third] = [api.as(await signedIn(api.server.address, email, PASSWORD)), api.as(await signedIn(api.server.address, email, PASSWORD))];
    const { sessions } = await first.call(endpoints.listSessions);
    expect([sessions.length, sessions.filter(({ current }) => current).length]).toEqual([3, 1]);
    const own = async (client: Client) => (await client.call(endpoints.listSessions)).sessions.find(({ current }) => current)!.id;
    await first.call(endpoints.endSession, { params: { sessionId: await own(second) } });
    expect((await second.refused(endpoints.listSessions)).code).toBe('session.needed');
    expect((await api.refused(endpoints.endSession, { params: { sessionId: await own(third) } })).code).toBe('session.unknown');

    expect((await first.refused(endpoints.changePassword, { body: { current: 'wrong', password: 'another long sentence' } })).code).toBe('password.wrong');
    await first.call(endpoints.changePassword, { body: { current: PASSWORD, password: 'another long sentence' } });
    expect((await third.refused(endpoints.listSessions)).code).toBe('session.needed');
    await first.call(endpoints.signOut);
    expect((await first.refused(endpoints.listSessions)).code).toBe('session.needed');
    await signedIn(api.server.address, email, 'another long sentence');
  });

  it('ends of itself after a while without use, and after its longest time in any case', async () => {
    const idle = await joined('idle@example.com', {});
    const old = await joined('old@example.com', {});
    const { db } = api.server;
    await db.updateTable('sessions').set({ seen_at: new Date(Date.now() - 15 * 86_400_000) }).where('user_id', '=', (await idle.call(endpoints.readSession)).user!.id).execute();
    await db.updateTable('sessions').set({ expires_at: new Date(Date.now() - 1000) }).where('user_id', '=', (await old.call(endpoints.readSession)).user!.id).execute();
    for (const client of [idle, old]) expect((await client.refused(endpoints.listPlans)).code).toBe('session.needed');
  });

  it('changes nothing on the word of a cookie alone', async () => {
    const { cookie } = api.headers;
    const rename = (headers: Record<string, string>) => api.as(headers).send(endpoints.patchWorkspace, { body: { name: 'Renamed' } });
    expect((await rename({ cookie })).status).toBe(403);
    expect((await rename({ cookie, origin: 'https://elsewhere.example' })).status).toBe(403);
    expect((await rename({ cookie, 'sec-fetch-site': 'same-site' })).status).toBe(403);
    expect((await rename({ cookie, origin: new URL(api.server.address).origin })).status).toBe(200);
  });
});

describe('an invitation', () => {
  it('makes an account with the role it names, once; a newer one takes its place', async () => {
    const body = { email: 'Invited@Example.com', scope: scope({ role: 'planner', regions: ['us-ca'], moneyHidden: true }) };
    const older = await api.call(endpoints.invite, { body });
    const { link, invitation } = await api.call(endpoints.invite, { body });
    expect([invitation.email, link.mailed]).toEqual(['invited@example.com', false]);
    expect((await api.as().refused(endpoints.lookAtLink, { body: { token: tokenOf(older.link.address) } })).code).toBe('link.unknown');
    expect(await api.as().call(endpoints.lookAtLink, { body: { token: tokenOf(link.address) } })).toMatchObject({ kind: 'invite', email: 'invited@example.com', role: 'planner', needs: { name: true, email: false, password: 'new' } });
    const client = api.as(await signedInByLink(api.server.address, tokenOf(link.address), { name: 'Invited', password: PASSWORD }));
    expect((await client.call(endpoints.readSession)).scope).toEqual(body.scope);
    expect((await api.as().refused(endpoints.useLink, { body: { token: tokenOf(link.address), name: 'Again', password: PASSWORD } })).code).toBe('link.unknown');
    expect((await api.call(endpoints.listInvitations)).invitations.filter(({ email }) => email === 'invited@example.com')).toEqual([]);
  });

  it('can be taken back, and asks who has an account already for the password of it', async () => {
    const { link, invitation } = await api.call(endpoints.invite, { body: { email: 'back@example.com', scope: scope({}) } });
    await api.call(endpoints.revokeInvitation, { params: { invitationId: invitation.id } });
    expect((await api.as().refused(endpoints.lookAtLink, { body: { token: tokenOf(link.address) } })).code).toBe('link.unknown');

    await joined('twice@example.com', {});
    const second = await api.call(endpoints.invite, { body: { email: 'twice@example.com', scope: scope({ role: 'planner' }) } });
    const token = tokenOf(second.link.address);
    expect((await api.as().call(endpoints.lookAtLink, { body: { token } })).needs).toEqual({ name: false, email: false, password: 'own' });
    expect((await api.as().refused(endpoints.useLink, { body: { token, password: 'somebody else altogether' } })).code).toBe('password.wrong');
    const client = api.as(await signedInByLink(api.server.address, token, { password: PASSWORD }));
    expect((await client.call(endpoints.readSession)).organisation?.role).toBe('planner');
  });

  it('hands on no more than its maker has', async () => {
    const admin = await joined('admin@example.com', { role: 'admin' });
    expect((await admin.refused(endpoints.invite, { body: { email: 'x@example.com', scope: scope({ role: 'owner' }) } })).code).toBe('access.refused');
    const confined = await joined('confined@example.com', { role: 'admin', regions: ['us-ca', 'de'], moneyHidden: true });
    for (const given of [scope({ regions: null, moneyHidden: true }), scope({ regions: ['fr'], moneyHidden: true }), scope({ regions: ['de'] })]) {
      expect((await confined.refused(endpoints.invite, { body: { email: 'x@example.com', scope: given } })).code).toBe('access.refused');
    }
    await confined.call(endpoints.invite, { body: { email: 'x@example.com', scope: scope({ regions: ['de-by'], moneyHidden: true }) } });
    expect((await api.refused(endpoints.invite, { body: { email: 'm@example.com', scope: scope({ role: 'manager' }) } })).where).toBe('body.scope.branch');
    const planner = await joined('planner@example.com', { role: 'planner' });
    for (const endpoint of [endpoints.listMembers, endpoints.listInvitations]) expect((await planner.refused(endpoint)).code).toBe('access.refused');
  });
});

describe('members', () => {
  it('are changed at once in all their sessions, and removed with them; what they did keeps their name', async () => {
    const client = await joined('changing@example.com', { role: 'planner' });
    const { id: userId } = (await client.call(endpoints.readSession)).user!;
    const { members } = await api.call(endpoints.listMembers);
    expect(members.find((member) => member.userId === userId)).toMatchObject({ email: 'changing@example.com', scope: { role: 'planner' }, you: false });
    await api.call(endpoints.patchMember, { params: { userId }, body: { scope: scope({ role: 'viewer' }) } });
    expect((await client.refused(endpoints.createDemo)).code).toBe('access.refused');
    await api.call(endpoints.removeMember, { params: { userId } });
    expect((await client.refused(endpoints.listPlans)).code).toBe('session.needed');
    expect((await api.refused(endpoints.removeMember, { params: { userId } })).code).toBe('member.unknown');
    expect((await api.as().refused(endpoints.signIn, { body: { email: 'changing@example.com', password: PASSWORD } })).code).toBe('sign_in.no_member');
  });

  it('above an admin are beyond an admin, and the last owner stays', async () => {
    const admin = await joined('second.admin@example.com', { role: 'admin' });
    for (const endpoint of [endpoints.removeMember, endpoints.resetMember]) expect((await admin.refused(endpoint, { params: { userId: 'local' } })).code).toBe('access.refused');
    expect((await admin.refused(endpoints.patchMember, { params: { userId: 'local' }, body: { scope: scope({}) } })).code).toBe('access.refused');
    expect((await api.refused(endpoints.removeMember, { params: { userId: 'local' } })).code).toBe('member.last_owner');
    expect((await api.refused(endpoints.patchMember, { params: { userId: 'local' }, body: { scope: scope({ role: 'admin' }) } })).code).toBe('member.last_owner');
    expect((await api.call(endpoints.readSession)).organisation?.role).toBe('owner');
  });

  it('get a link to set a new password, which ends every session they had', async () => {
    const client = await joined('forgot@example.com', {});
    const { id: userId } = (await client.call(endpoints.readSession)).user!;
    const { link } = await api.call(endpoints.resetMember, { params: { userId } });
    const fresh = api.as(await signedInByLink(api.server.address, tokenOf(link.address), { password: 'remembered from now on' }));
    expect((await fresh.call(endpoints.readSession)).user?.id).toBe(userId);
    expect((await client.refused(endpoints.listPlans)).code).toBe('session.needed');
    expect((await api.as().refused(endpoints.signIn, { body: { email: 'forgot@example.com', password: PASSWORD } })).code).toBe('sign_in.wrong');
  });
});

describe('an API key', () => {
  it('works as far as its scope and its maker reach, is listed with its last use, and ends with either', async () => {
    const maker = await joined('maker@example.com', { role: 'planner' });
    const { id: userId } = (await maker.call(endpoints.readSession)).user!;
    expect((await maker.refused(endpoints.createKey, { body: { name: 'too much', scope: scope({ role: 'admin' }) } })).code).toBe('access.refused');
    const { key, secret } = await maker.call(endpoints.createKey, { body: { name: 'nightly', scope: scope({ role: 'planner' }) } });
    const program = api.as({ authorization: `Bearer ${secret}` });
    const { plan, job } = await program.call(endpoints.createDemo);
    await program.call(endpoints.cancelJob, { params: { jobId: job.id }, body: { keep: false } });
    await program.call(endpoints.deletePlan, { params: { planId: plan.id } });
    expect((await program.refused(endpoints.listSessions)).code).toBe('access.refused');
    expect((await maker.call(endpoints.listKeys)).keys).toMatchObject([{ id: key.id, name: 'nightly', start: secret.slice(0, 10), usedAt: expect.any(String) as string }]);
    expect((await api.call(endpoints.listKeys)).keys.map(({ id }) => id)).toContain(key.id);
    await api.call(endpoints.patchMember, { params: { userId }, body: { scope: scope({ role: 'viewer' }) } });
    expect((await program.refused(endpoints.createDemo)).code).toBe('access.refused');
    expect((await program.call(endpoints.listPlans)).plans).toEqual([]);
    await maker.call(endpoints.revokeKey, { params: { keyId: key.id } });
    expect((await program.refused(endpoints.listPlans)).code).toBe('session.needed');
    // Another key that is still good changes nothing for this one.
    const other = await maker.call(endpoints.createKey, { body: { name: 'other', scope: scope({}) } });
    expect((await program.refused(endpoints.listPlans)).code).toBe('session.needed');
    await api.as({ authorization: `Bearer ${other.secret}` }).call(endpoints.listPlans);
    expect((await api.as({ authorization: 'Bearer hxa_made-up' }).refused(endpoints.readSession)).status).toBe(401);
  });
});
