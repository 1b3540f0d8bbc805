import { CLIENT, salesforceFake, type SalesforceFake } from '@hexalign/api/test/salesforceFake';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from './axe.ts';
import { colorado, type SmallPlan } from './colorado.ts';
import { startServer, type TestServer } from './server.ts';
import { Visitor, type Visit } from './visitor.ts';

let fake: SalesforceFake;
let server: TestServer;
let visitor: Visitor;
let plan: SmallPlan;
let visit: Visit;
let page: Page;
/** Tables as they stood once the plan was there. */
let written: SalesforceFake['tables']['rows'];

const counts = (): Record<string, number> => Object.fromEntries(['Territory2Model', 'Territory2', 'UserTerritory2Association', 'ObjectTerritory2Association'].map((table) => [table, fake.tables.rows[table].length]));
const newest = (): Locator => page.getByRole('region', { name: 'What was published' }).getByRole('article').first();

/** The plan of Colorado in force, with an owner on every position but the last. */
async function inForce(): Promise<void> {
  const { seq, territories } = (await server.api('GET', `/scenarios/${plan.scenarioId}`)) as { seq: number; territories: { name: string }[] };
  const edits = territories.slice(0, 3).map((from, slot) => ({ type: 'territory', slot, from, to: { ...from, person: `p${slot}@example.com` } }));
  await server.api('POST', `/scenarios/${plan.scenarioId}/edits`, { baseSeq: seq, edits });
  await server.api('POST', `/scenarios/${plan.scenarioId}/status`, { action: 'submit' });
  await server.api('POST', `/scenarios/${plan.scenarioId}/approve`, { seq: seq + 3 });
  await server.api('POST', `/plans/${plan.planId}/timeline`, { scenarioId: plan.scenarioId, from: '2026-01-01' });
}

beforeAll(async () => {
  fake = await salesforceFake();
  for (let i = 0; i < 3; i++) fake.tables.add('User', { Username: `p${i}@example.com`, IsActive: 'true' });
  for (let i = 0; i < 600; i++) fake.tables.add('Account', { Name: `Shop ${i}`, ERP_No__c: `A${i}` });
  [server, visitor] = await Promise.all([startServer({ demo: false, env: { HEXALIGN_CRM_PUSH: '1', HEXALIGN_CRM_HOSTS: new URL(fake.address).host, HEXALIGN_SECRET_KEY: 'a key that is long enough for this test' } }), Visitor.arrive()]);
  plan = await colorado(server);
  await inForce();
  visit = await visitor.open(server.address, { width: 1440, height: 900 });
  page = visit.page;
}, 180_000);

afterAll(async () => {
  await visitor?.leave();
  await server?.stop();
  await fake?.stop();
});

describe('publishing to Salesforce', () => {
  it('begins with a field map and a way in, whose secret is not shown again', async () => {
    await page.goto(plan.url());
    await page.getByRole('button', { name: /Steps and scenarios/ }).click();
    await page.getByRole('menuitem', { name: 'Publish' }).click();
    await page.getByText('No field map yet').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'New field map' }).click();
    const dialog = page.getByRole('dialog', { name: 'Field map' });
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Sales cloud');
    await dialog.getByLabel('Field of the account ids').fill('ERP_No__c');
    await dialog.getByLabel('People are known by').selectOption('Username');
    await dialog.getByRole('button', { name: 'New connection' }).click();
    await dialog.getByLabel('Address').fill(fake.address);
    await dialog.getByLabel('Client id').fill(CLIENT.clientId);
    await dialog.getByRole('textbox', { name: 'Client secret' }).fill('wrong');
    await dialog.getByRole('button', { name: 'Connect' }).click();
    await dialog.getByText('The customer system did not let us in.').waitFor();
    await dialog.getByRole('textbox', { name: 'Client secret' }).fill(CLIENT.clientSecret);
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Connect' }).click();
    await page.getByText('Salesforce is connected: Example Works').waitFor();
    expect(await dialog.getByLabel('Connection').inputValue()).not.toBe('');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('through Salesforce').waitFor();
    expect(JSON.stringify(await server.api('GET', '/connections'))).not.toContain(CLIENT.clientSecret);
  });

  it('shows in a dry run every row that it would write, once vacant positions are marked', async () => {
    await page.getByRole('button', { name: 'Dry run' }).click();
    await page.getByText('One position has no owner').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('checkbox', { name: /is vacant$/ }).check();
    await page.getByRole('button', { name: 'Dry run' }).click();
    await newest().getByText('Nothing is written yet.').waitFor();
    await newest().getByRole('button', { name: '03-territory2-0' }).click();
    const rows = newest().getByRole('region', { name: 'Rows of 03-territory2-0' });
    await rows.getByText('Colorado_Northwest').waitFor();
    expect(await rows.getByRole('row').count()).toBe(5);
    expect(counts()).toEqual({ Territory2Model: 0, Territory2: 0, UserTerritory2Association: 0, ObjectTerritory2Association: 0 });
    expect(await axeFindings(page)).toEqual([]);
    const [download] = await Promise.all([page.waitForEvent('download'), newest().getByRole('link', { name: 'Files' }).click()]);
    expect(download.suggestedFilename()).toMatch(/^salesforce-[0-9a-f]{12}\.zip$/);
  });

  it('writes what was confirmed, and reads the system again', async () => {
    await newest().getByRole('button', { name: 'Publish…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Write to Salesforce?' });
    await dialog.getByRole('button', { name: 'Publish' }).click();
    await newest().getByText('Read again afterwards: the system says what the plan says.').waitFor();
    expect(await newest().getByTestId('state').innerText()).toBe('published');
    written = structuredClone(fake.tables.rows);
    expect(counts()).toEqual({ Territory2Model: 1, Territory2: 4, UserTerritory2Association: 3, ObjectTerritory2Association: 600 });
    expect(await axeFindings(page)).toEqual([]);
  });

  it('takes it back, and keeps in the log who did what', async () => {
    await newest().getByRole('button', { name: 'Roll back…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Take this publication back?' });
    await dialog.getByRole('button', { name: 'Roll back' }).click();
    await newest().getByText(/^Takes back what was published/).waitFor();
    await newest().locator('[data-testid=state]', { hasText: /^rolled back$/ }).waitFor();
    expect(counts()).toEqual({ Territory2Model: 0, Territory2: 0, UserTerritory2Association: 0, ObjectTerritory2Association: 0 });
    const { publications } = (await server.api('GET', `/plans/${plan.planId}/publications`)) as { publications: { kind: string; state: string; confirmedBy: { name: string } | null }[] };
    expect(publications.map(({ kind, state }) => [kind, state])).toEqual([['rollback', 'done'], ['publish', 'rolled_back']]);
    expect(publications.every(({ confirmedBy }) => confirmedBy !== null)).toBe(true);
  });

  it('makes files without any way in, of what differs from exports of the system', async () => {
    await page.getByRole('button', { name: 'New field map' }).click();
    const dialog = page.getByRole('dialog', { name: 'Field map' });
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('By hand');
    await dialog.getByLabel('Field of the account ids').fill('ERP_No__c');
    await dialog.getByLabel('People are known by').selectOption('Username');
    await dialog.getByRole('button', { name: 'Save' }).click();
    const exports = page.getByRole('group', { name: 'Present rows' });
    const tables = ['Territory2Model', 'Territory2Type', 'Territory2', 'UserTerritory2Association', 'ObjectTerritory2Association', 'User', 'Account'];
    await exports.locator('input[type=file]').setInputFiles(tables.map((table) => {
      const columns = [...new Set(written[table].flatMap((row) => Object.keys(row)))];
      const text = [columns, ...written[table].map((row) => columns.map((column) => row[column] ?? ''))].map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\n');
      return { name: `${table}.csv`, mimeType: 'text/csv', buffer: Buffer.from(text) };
    }));
    await exports.getByLabel('Table of Account.csv').waitFor();
    expect(await exports.getByLabel('Table of ObjectTerritory2Association.csv').inputValue()).toBe('ObjectTerritory2Association');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Dry run' }).click();
    await page.getByRole('checkbox', { name: /is vacant$/ }).check();
    await page.getByRole('button', { name: 'Dry run' }).click();
    await newest().getByText('By hand').waitFor();
    await newest().getByText('there is nothing to write').waitFor();
    expect(await newest().getByRole('button', { name: 'Publish…' }).count()).toBe(0);
  });

  it('does all this without an error on the console, but for the secret that was wrong and the vacant position', () => {
    expect(visit.faults.filter((fault) => !/status of (409|422)/.test(fault))).toEqual([]);
  });
});
