import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '../contract/index.ts';
import { signedInByLink } from './client.ts';
import { startSmtpServer, type SmtpServer } from './smtpServer.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

const SCOPE = { role: 'planner', regions: null, moneyHidden: false, branch: null } as const;

describe('one-time links by mail', () => {
  let smtp: SmtpServer;
  let api: TestServer;

  beforeAll(async () => {
    smtp = await startSmtpServer();
    api = await startTestServer({ SMTP_URL: smtp.url, SMTP_FROM: 'Hexalign <territories@example.com>', LOG_LEVEL: 'warn' });
  });
  afterAll(async () => {
    await api.end();
    await smtp.close();
  });

  /** The token of a link in the text of a mail, whose long lines are folded. */
  const tokenIn = (text: string): string => /#(\S+)/.exec(text.replaceAll('=\n', '').replaceAll('=3D', '='))![1];

  it('invite somebody, who comes in by the address in the mail', async () => {
    const { link } = await api.call(endpoints.invite, { body: { email: 'ben@example.com', scope: SCOPE } });
    await expect.poll(() => smtp.mails.length).toBe(1);
    const [{ from, to, text }] = smtp.mails;
    expect([from, to]).toEqual(['territories@example.com', ['ben@example.com']]);
    expect(text).toContain('Subject: You are invited to Hexalign');
    expect(tokenIn(text)).toBe(link.address.split('#')[1]);
    const ben = api.as(await signedInByLink(api.server.address, tokenIn(text), { name: 'Ben', password: 'plum orbit candle seven' }));
    expect(await ben.call(endpoints.readSession)).toMatchObject({ user: { email: 'ben@example.com' }, organisation: { role: 'planner' } });
  });

  it('leave the address with the admin when the mail is not taken, and log why without it', async () => {
    smtp.refuse('cem@example.com');
    const { link } = await api.call(endpoints.invite, { body: { email: 'cem@example.com', scope: SCOPE } });
    const token = link.address.split('#')[1];
    expect(await signedInByLink(api.server.address, token, { name: 'Cem', password: 'plum orbit candle eight' })).toHaveProperty('cookie');
    await expect.poll(() => api.trouble.join('\n')).toContain('a mail could not be sent');
    expect(api.trouble.join('\n')).not.toContain(token);
    expect(smtp.mails.length).toBe(1);
  });
});
