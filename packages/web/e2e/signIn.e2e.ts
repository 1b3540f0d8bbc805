import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { axeFindings } from './axe.ts';
import { startServer, type TestServer } from './server.ts';
import { mapReady, Visitor } from './visitor.ts';

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

describe('the members page', () => {
  it('by keyboard alone invites somebody with a role and a reach, shows the link once, and takes it back', async () => {
    const { page, faults } = await visitor.open(server.address);
    await page.goto(`${server.address}/plans`);
    await page.getByRole('button', { name: 'Account of You' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Members' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Members', exact: true }).waitFor();
    await page.getByRole('cell', { name: /^You.*at the machine of the server/ }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Invite somebody' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByLabel('E-mail').fill('max@example.com');
    await page.getByRole('dialog').getByLabel('Regions').fill('us-ca, de');
    await page.getByRole('dialog').getByLabel('Hide money').check();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('dialog').getByLabel('E-mail').press('Enter');
    const link = await page.getByTestId('link').innerText();
    expect(link).toContain(`${server.address}/link#`);
    await page.getByRole('dialog').getByRole('button', { name: 'Done' }).press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const row = page.getByRole('row').filter({ hasText: 'max@example.com' });
    await row.getByText('us-ca, de · no money').waitFor();
    await row.getByRole('button', { name: 'Take back' }).click();
    await row.waitFor({ state: 'detached' });
    const late = await visitor.open(server.address, { signedIn: false });
    await late.page.goto(link);
    await late.page.getByRole('heading', { name: 'The link does not work any more' }).waitFor();
    expect(faults).toEqual([]);
  });
});

describe('a session', () => {
  it('that is revoked elsewhere asks who is there, and goes on where it was', async () => {
    const { page } = await visitor.open(server.address, { signedIn: false });
    await page.goto(await invited('rita@example.com', 'planner'));
    await page.getByLabel('Your name').fill('Rita');
    await page.getByLabel('New password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await home(page);

    const other = await visitor.open(server.address, { signedIn: false });
    await other.page.goto(`${server.address}/account`);
    await other.page.getByLabel('E-mail').fill('rita@example.com');
    await other.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await other.page.keyboard.press('Enter');
    await other.page.getByRole('heading', { name: 'Where you are signed in' }).waitFor();
    expect(await axeFindings(other.page)).toEqual([]);
    await other.page.getByRole('button', { name: /^Sign out Chrome/ }).click();
    await other.page.getByRole('button', { name: 'Sign out everywhere else' }).waitFor({ state: 'detached' });

    await page.getByText('Archived', { exact: true }).click();
    await page.getByRole('dialog').getByText('Your session ended').waitFor();
    await page.getByLabel('E-mail').fill('rita@example.com');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await home(page);
  });

  it('makes a key that is shown once and works until it is revoked', async () => {
    const { page, faults } = await visitor.open(server.address);
    await page.goto(`${server.address}/account`);
    await page.getByLabel('What it is for').fill('nightly export');
    await page.getByRole('button', { name: 'Make the key' }).click();
    const secret = await page.getByRole('status').getByText(/^hxa_/).innerText();
    const asProgram = async (): Promise<number> => (await fetch(`${server.address}/api/plans`, { headers: { authorization: `Bearer ${secret}` } })).status;
    expect(await asProgram()).toBe(200);
    await page.getByRole('button', { name: 'Revoke nightly export' }).click();
    await page.getByText('No keys yet.').waitFor();
    expect(await asProgram()).toBe(401);
    expect(faults).toEqual([]);
  });
});

describe('a viewer', () => {
  it('looks at everything and changes nothing, and every control says why', async () => {
    const csv = ['id,name,lat,lng,revenue', ...Array.from({ length: 60 }, (_, i) => `A${i},Account ${i},${37.2 + (i % 8) * 0.4},${-108.5 + Math.floor(i / 8) * 0.7},${100 + i}`)].join('\n');
    const upload = await fetch(`${server.address}/api/datasets?filename=a.csv`, { method: 'POST', body: csv, headers: { cookie: server.cookie, origin: server.address } });
    const { id: datasetId, guess } = (await upload.json()) as { id: string; guess: { mapping: object } };
    const { plan } = (await server.api('POST', '/plans', { name: 'Colorado', datasetId, mapping: guess.mapping, territories: 3, tolerance: 0.2, region: 'us-co', start: 'empty' })) as { plan: { id: string } };
    await expect.poll(async () => ((await server.api('GET', `/plans/${plan.id}`)) as { status: string }).status, { timeout: 60_000 }).toBe('ready');

    const { page } = await visitor.open(server.address, { signedIn: false });
    await page.goto(await invited('vera@example.com', 'viewer'));
    await page.getByLabel('Your name').fill('Vera Viewer');
    await page.getByLabel('New password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await home(page);
    const start = page.getByRole('button', { name: 'Start with my data' });
    expect(await start.getAttribute('aria-disabled')).toBe('true');
    expect(await axeFindings(page)).toEqual([]);
    await start.focus();
    await page.getByRole('tooltip').getByText('Your role, viewer, does not allow this').waitFor();

    await page.getByRole('link', { name: 'Colorado', exact: true }).click();
    await mapReady(page);
    await page.getByText('Your role, viewer, does not allow this').first().waitFor();
    expect(await page.getByRole('button', { name: 'Brush' }).getAttribute('aria-disabled')).toBe('true');
    expect(await page.getByRole('button', { name: 'Design', exact: true }).getAttribute('aria-disabled')).toBe('true');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('option').first().click();
    await page.keyboard.press('k');
    await page.getByRole('status').getByText('Your role, viewer, does not allow this').first().waitFor();
    expect(((await server.api('GET', `/plans/${plan.id}`)) as { scenarios: { seq: number }[] }).scenarios[0].seq).toBe(0);
  });
});

describe('a rep', () => {
  it('sees the own territory and nothing else', async () => {
    const { link } = (await server.api('POST', '/invitations', { email: 'rob@example.com', scope: { role: 'rep', branch: 'T01' } })) as { link: { address: string } };
    const { page } = await visitor.open(server.address, { signedIn: false });
    await page.goto(link.address);
    await page.getByLabel('Your name').fill('Rob Rep');
    await page.getByLabel('New password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Your territory' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.goto(`${server.address}/plans`);
    await page.getByRole('heading', { name: 'Your territory' }).waitFor();
  });
});
