import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { axeFindings } from './axe.ts';
import { startServer, type TestServer } from './server.ts';
import { Visitor } from './visitor.ts';

let server: TestServer;
let visitor: Visitor;
const PASSWORD = 'lantern under seven bridges';

beforeAll(async () => {
  [server, visitor] = await Promise.all([startServer({ demo: false }), Visitor.arrive()]);
}, 180_000);

afterAll(async () => {
  await visitor?.leave();
  await server?.stop();
});

/** Invites somebody as the owner; the link to hand over. */
async function invited(email: string, role: string): Promise<string> {
  const { link } = (await server.api('POST', '/invitations', { email, scope: { role } })) as { link: { address: string } };
  return link.address;
}

async function home(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Plans', exact: true }).waitFor();
}

describe('coming in', () => {
  it('by the bare address says how to get in, and by the printed address gets in, once', async () => {
    const { page, faults } = await visitor.open(server.address, { signedIn: false });
    await page.goto(server.address);
    await page.getByRole('heading', { name: 'Open the address that the terminal printed' }).waitFor();
    await page.getByText('hexalign -- user link').waitFor();
    expect(await axeFindings(page)).toEqual([]);

    await server.restart();
    await page.goto(server.printed());
    await home(page);
    expect(page.url()).not.toContain('#');
    await page.reload();
    await home(page);
    expect(faults).toEqual([]);

    const second = await visitor.open(server.address, { signedIn: false });
    await second.page.goto(server.printed());
    await second.page.getByRole('heading', { name: 'The link does not work any more' }).waitFor();
    expect(await axeFindings(second.page)).toEqual([]);
  });

  it('by an invitation makes an account, told in words when a password is too easy, and signs in with it afterwards', async () => {
    const link = await invited('ines@example.com', 'planner');
    const { page } = await visitor.open(server.address, { signedIn: false, scheme: 'dark' });
    await page.goto(link);
    await page.getByRole('heading', { name: 'Join the organisation' }).waitFor();
    await page.getByText('as planner').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByLabel('Your name').fill('Ines Invited');
    await page.getByLabel('New password').fill('password2026!');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('too easy to guess').waitFor();
    await page.getByLabel('New password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await home(page);

    const elsewhere = await visitor.open(server.address, { signedIn: false });
    await elsewhere.page.goto(`${server.address}/plans`);
    await elsewhere.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await axeFindings(elsewhere.page)).toEqual([]);
    await elsewhere.page.getByLabel('E-mail').fill('ines@example.com');
    await elsewhere.page.getByLabel('Password', { exact: true }).fill('not the right one');
    await elsewhere.page.keyboard.press('Enter');
    await elsewhere.page.getByRole('alert').getByText('do not belong together').waitFor();
    await elsewhere.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await elsewhere.page.keyboard.press('Enter');
    await home(elsewhere.page);
  });
});
