import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '../contract/index.ts';
import { signedIn } from './client.ts';
import { builtPlan } from './following.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

const SECRET = 'plum orbit candle seven';

describe('the audit log', () => {
  let api: TestServer;
  const log = async (subject: string): Promise<{ actor: string; action: string; before: Record<string, unknown> | null; after: Record<string, unknown> | null }[]> =>
    (await sql<never>`select actor, action, before, after from audit where subject = ${subject} order by id`.execute(api.server.db)).rows;

  beforeAll(async () => {
    api = await startTestServer({ LOG_LEVEL: 'debug' });
  });
  afterAll(() => api.end());

  it('holds who changed what, before and after, in the transaction of the change', async () => {
    const { user } = await api.call(endpoints.readSession);
    await api.call(endpoints.patchWorkspace, { body: { name: 'Second name' } });
    const last = (await log('workspaces')).at(-1)!;
    expect(last).toMatchObject({ actor: user!.id, action: 'update', before: { name: 'My territories' }, after: { name: 'Second name' } });
    // Somebody else's connection is not taken for the one before.
    const plan = await builtPlan(api, {}, 60);
    await api.call(endpoints.patchPlan, { params: { planId: plan.id }, body: { name: 'Renamed' } });
    expect((await log('plans')).at(-1)).toMatchObject({ actor: user!.id, before: { name: 'Colorado' }, after: { name: 'Renamed' } });
    // What is taken back leaves no trace.
    await expect(api.server.db.transaction().execute(async (trx) => {
      await sql`update workspaces set name = 'Never'`.execute(trx);
      throw new Error('back');
    })).rejects.toThrow('back');
    expect(JSON.stringify(await log('workspaces'))).not.toContain('Never');
    await sql`update workspaces set name = 'By nobody'`.execute(api.server.db);
    expect((await log('workspaces')).at(-1)).toMatchObject({ actor: 'hexalign' });
  });

  it('only grows, and so do the logs of edits and signatures', async () => {
    for (const table of ['audit', 'edits', 'signatures']) {
      for (const statement of [`truncate ${table} cascade`, ...(table === 'audit' ? ['update audit set actor = \'x\'', 'delete from audit'] : [])]) {
        await expect(sql.raw(statement).execute(api.server.db)).rejects.toThrow(/only grows/);
      }
    }
  });

  it('holds no secret, and neither does the log of the server', async () => {
    await api.call(endpoints.changePassword, { body: { password: SECRET, email: 'ada@example.com' } });
    await signedIn(api.server.address, 'ada@example.com', SECRET);
    const { secret: key } = await api.call(endpoints.createKey, { body: { name: 'Program', scope: { role: 'viewer' } } });
    await api.as({ authorization: `Bearer ${key}` }).fetch('/api/workspace');
    await api.as({ authorization: 'Bearer hxa_wrong' }).fetch('/api/nowhere');
    const { rows } = await sql<{ text: string }>`select string_agg(coalesce(before::text, '') || coalesce(after::text, ''), ' ') as text from audit`.execute(api.server.db);
    const cookie = api.headers.cookie.split('=')[1];
    for (const secret of [SECRET, key, cookie, 'argon2', 'token_hash']) {
      expect(rows[0].text).not.toContain(secret);
      expect(api.trouble.join('')).not.toContain(secret);
    }
    expect(api.trouble.join('')).toContain('/api/nowhere');
    expect((await log('users')).at(-1)!.after).toMatchObject({ password: 'changed' });
  });
});
