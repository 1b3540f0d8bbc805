import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from './axe.ts';
import { colorado, type SmallPlan } from './colorado.ts';
import { startServer, type TestServer } from './server.ts';
import { Visitor } from './visitor.ts';

const env: Record<string, string> = {};
const folder = mkdtempSync(join(tmpdir(), 'hexalign-lists-'));
let server: TestServer;
let visitor: Visitor;
let plan: SmallPlan;

beforeAll(async () => {
  [server, visitor] = await Promise.all([startServer({ demo: false, env }), Visitor.arrive()]);
  plan = await colorado(server);
}, 180_000);

afterAll(async () => {
  await visitor?.leave();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Chooses a file with what the page offers for it. */
async function choose(page: Page, name: string, content: string | Buffer): Promise<void> {
  await page.setInputFiles('input[type=file]', { name, mimeType: 'text/csv', buffer: Buffer.from(content) });
}

/** The numbers under their names, as the page shows them. */
async function counts(page: Page, testId: string): Promise<Record<string, string>> {
  const pairs = await page.getByTestId(testId).locator('div').evaluateAll((all) => all.map((one) => [one.querySelector('dt')?.textContent, one.querySelector('dd')?.textContent]));
  return Object.fromEntries(pairs) as Record<string, string>;
}

const HEADER = 'id,name,lat,lng,revenue,comment';
/** Three accounts of the plan and one that is new: the first dearer than before, the last two unusable in one way or another. */
const ROWS = ['A0,Shop 0 renamed,38.5,-105,9999,', 'A1,Shop 1,,,5000,', 'NEW,Brand new,38.6,-105.1,1000,', 'A2,Shop 2,38.5,-105,-5,', ',No id,38.5,-105,5,'];

describe('the data of a plan', () => {
  it('takes a list in after showing what it changes, and a list of the same layout in three clicks', async () => {
    const { page, faults } = await visitor.open(server.address, { width: 1440, height: 900 });
    await page.goto(`${server.address}/plans/${plan.planId}/data`);
    await page.getByText('Nothing imported yet').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await choose(page, 'accounts-may.csv', [HEADER, ...ROWS].join('\n'));
    await page.getByRole('heading', { name: 'Map columns' }).waitFor();
    expect(await page.getByRole('combobox', { name: 'Kind of list' }).inputValue()).toBe('Accounts');
    expect(await page.getByRole('combobox', { name: 'Belongs to' }).inputValue()).toBe('Colorado');
    expect(await page.getByRole('combobox', { name: 'Field of revenue' }).inputValue()).toBe('Measure Revenue');
    await page.getByText('1 column is not imported').waitFor();
    await page.getByRole('combobox', { name: 'Field of id' }).click();
    await page.getByRole('option', { name: 'Do not import' }).click();
    await page.getByText('Choose the column for Id').waitFor();
    expect(await page.getByRole('button', { name: 'Check the rows' }).isDisabled()).toBe(true);
    await page.getByRole('combobox', { name: 'Field of id' }).click();
    await page.getByRole('option', { name: 'Id', exact: true }).click();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Check the rows' }).click();

    await page.getByRole('heading', { name: 'What this import changes' }).waitFor();
    expect(await counts(page, 'row-counts')).toEqual({ Rows: '5', Accepted: '3', 'Left out': '2', Filtered: '0', 'Gave no place': '1' });
    expect(await counts(page, 'change-counts')).toEqual({ Created: '1', Changed: '2', Unchanged: '1', 'Not in the list': '597' });
    const rail = page.getByRole('complementary', { name: 'Problems' });
    expect(await rail.getByRole('heading').allInnerTexts()).toEqual(expect.arrayContaining([expect.stringContaining('Negative value'), expect.stringContaining('No id'), expect.stringContaining('No place given')]) as string[]);
    await rail.getByText('“-5”').waitFor();
    const download = page.waitForEvent('download');
    await rail.getByRole('link', { name: 'Download all problems' }).click();
    expect((await download).suggestedFilename()).toBe('accounts-may-problems.csv');
    await page.getByText('597 accounts are no longer in the list').waitFor();
    await page.getByText('Remove them').click();
    await page.getByText('600 accounts will change').waitFor();
    await page.getByText('Keep them').click();
    await page.getByText('3 accounts will change').waitFor();
    await page.getByText('Changed 2').click();
    const changed = page.getByRole('row', { name: /^A0 row 2/ });
    expect(await changed.innerText()).toMatch(/Name\s+before\s+Shop 0 →\s+after\s+Shop 0 renamed/);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Commit' }).click();
    await page.getByRole('heading', { name: 'accounts-may.csv is in' }).waitFor();
    expect(await page.getByTestId('plan-effect').innerText()).toMatch(/^601 accounts were summed anew in 1 scenario; no assignment changed\./);
    expect(await axeFindings(page)).toEqual([]);

    // The same layout again: choose, check, commit.
    await page.getByRole('link', { name: 'All imports' }).click();
    await page.getByRole('row', { name: /accounts-may.csv Accounts .* Committed 3 in, 2 out \+1 new, 2 changed, 0 removed/ }).waitFor();
    await choose(page, 'accounts-june.csv', [HEADER, 'A0,Shop 0,38.5,-105,8888,'].join('\n'));
    await page.getByText('Seen before.').waitFor();
    await page.getByRole('button', { name: 'Check the rows' }).click();
    await page.getByRole('button', { name: 'Commit' }).click();
    await page.getByRole('heading', { name: 'accounts-june.csv is in' }).waitFor();

    // Taken back, with what that takes back said first; by keyboard.
    await page.getByRole('button', { name: 'Undo this import' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Undo the import of accounts-june.csv' });
    await dialog.getByText('1 account that it changed says again what it said before.').waitFor();
    await dialog.getByText('The plan’s measures are summed anew; no assignment changes.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.waitForFunction(() => document.activeElement?.closest('[role=dialog]'));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'The import of accounts-june.csv was undone' }).waitFor();
    expect(faults).toEqual([]);
  });

  it('says when the records changed after the check, and checks again', async () => {
    const { page } = await visitor.open(server.address, { scheme: 'dark', width: 1440, height: 900 });
    await page.goto(`${server.address}/plans/${plan.planId}/data`);
    await page.getByRole('tab', { name: 'Imports' }).waitFor();
    const dropped = await page.evaluateHandle((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], 'late.csv', { type: 'text/csv' }));
      return data;
    }, [HEADER, 'A5,Late,38.5,-105,100,'].join('\n'));
    await page.dispatchEvent('body', 'dragenter', { dataTransfer: dropped });
    await page.getByText('Drop the list to import it').waitFor();
    await page.dispatchEvent('body', 'drop', { dataTransfer: dropped });
    await page.locator('input[value="Colorado"]').waitFor();
    await page.getByRole('button', { name: 'Check the rows' }).click();
    await page.getByRole('row', { name: /^A5 row 2.*Name/ }).waitFor();
    await server.api('PATCH', '/register/accounts/record', { scope: plan.planId, key: 'A5', set: { name: 'Late' } });
    await page.getByRole('button', { name: 'Commit' }).click();
    await page.getByText('Somebody changed these records after the check.').waitFor();
    await page.getByRole('row', { name: /A5/ }).filter({ hasNotText: 'Name' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Commit' }).click();
    await page.getByRole('heading', { name: 'late.csv is in' }).waitFor();
  });

  it('gives a record a place by typing it, and the plan follows', async () => {
    const { page, faults } = await visitor.open(server.address);
    await server.api('POST', `/imports/${await started('lost.csv', [HEADER, 'LOST,Lost shop,,,700,'].join('\n'))}/commit`);
    await page.goto(`${server.address}/plans/${plan.planId}/data?show=inbox`);
    const place = page.getByRole('button', { name: 'Place Lost shop on the map' });
    await place.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('application', { name: 'Map: click where it lies' }).waitFor();
    const typed = page.getByRole('textbox', { name: 'Latitude, longitude' });
    await typed.fill('91, 200');
    await page.getByText('Two numbers in degrees').waitFor();
    await typed.fill('38.7, -104.9');
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText('Lost shop has its place.').waitFor();
    await page.getByText('Everything has its place').waitFor();
    const { unitsId } = (await server.api('GET', `/plans/${plan.planId}`)) as { unitsId: string };
    const { accounts } = (await server.api('GET', `/units/${unitsId}/accounts/list?q=LOST`)) as { accounts: { id: string; lat: number }[] };
    expect(accounts).toMatchObject([{ id: 'LOST', lat: 38.7 }]);
    expect(faults).toEqual([]);
  });
});

/** Uploads and checks a list of the plan's accounts; the id of the import. */
async function started(name: string, content: string): Promise<string> {
  const response = await fetch(`${server.address}/api/datasets?filename=${name}`, { method: 'POST', headers: { cookie: server.cookie, origin: server.address, 'content-type': 'text/csv' }, body: content });
  const { id } = (await response.json()) as { id: string };
  return ((await server.api('POST', '/imports', { datasetId: id, kind: 'accounts', planId: plan.planId })) as { id: string }).id;
}

describe('the data of the organisation', () => {
  it('takes lists of every kind, each found out by its columns', async () => {
    const { page, faults } = await visitor.open(server.address, { scheme: 'dark', width: 1440, height: 900 });
    const square = { type: 'FeatureCollection', features: [{ type: 'Feature', properties: { id: 'q1', name: 'Square' }, geometry: { type: 'Polygon', coordinates: [[[-105, 38], [-104, 38], [-104, 39], [-105, 39], [-105, 38]]] } }] };
    const lists: [kind: string, name: string, content: string, result: RegExp][] = [
      ['People', 'people.csv', 'Person ID,Full name,Home ZIP,Languages,Capacity,Hire date\np1,Zoë Ray,80202,en;fr,40,2024-02-29\np2,Nowhere Man,00001,en,32,\np3,No Home,,en,30,\n', /3$/],
      ['Postal codes', 'postal.csv', 'PLZ,lat,lng,Land\n80331,48.137,11.575,DE\n', /1$/],
      ['Owners', 'owners.csv', 'Account,Territory,Since\nA1,T01,2026-01-01\n', /1$/],
      ['Areas', 'districts.geojson', JSON.stringify(square), /1$/],
      ['Covers', 'covers.csv', 'Territory,Person ID,From\nT01,p1,2026-01-01\n', /1$/],
    ];
    for (const [kind, name, content] of lists) {
      await page.goto(`${server.address}/data`);
      await choose(page, name, content);
      await page.getByRole('heading', { name: 'Map columns' }).waitFor();
      expect(await page.getByRole('combobox', { name: 'Kind of list' }).inputValue()).toBe(kind);
      if (kind === 'Covers') {
        await page.getByRole('combobox', { name: 'Belongs to' }).click();
        await page.getByRole('option', { name: 'Colorado' }).click();
      }
      if (kind === 'Areas') expect(await page.getByRole('combobox', { name: 'Name of the boundary layer' }).inputValue()).toBe('districts');
      await page.getByRole('button', { name: 'Check the rows' }).click();
      await page.getByRole('button', { name: 'Commit' }).click();
      await page.getByRole('heading', { name: `${name} is in` }).waitFor();
    }
    await page.getByRole('link', { name: 'All imports' }).click();
    await page.goto(`${server.address}/data`);
    await page.getByRole('row', { name: /districts.geojson Areas layer districts/ }).waitFor();
    await page.getByRole('row', { name: /people.csv People Organisation .* 3 in, 0 out \+3 new/ }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('places people by a postal code and by a click on the map', async () => {
    const { page, faults } = await visitor.open(server.address, { scheme: 'dark' });
    await page.goto(`${server.address}/data?show=inbox`);
    await page.getByRole('heading', { name: '2 people without a place' }).waitFor();
    await page.getByText('Postal code 00001 is not known').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Place Nowhere Man on the map' }).click();
    await page.getByRole('button', { name: 'Look up' }).click();
    await page.getByText('Postal code 00001 is not known here.').waitFor();
    await page.getByRole('textbox', { name: 'Postal code' }).fill('80331');
    await page.getByRole('textbox', { name: 'Country' }).fill('DE');
    await page.getByRole('button', { name: 'Look up' }).click();
    await page.getByText('Chosen: 48.13700, 11.57500').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Place it here' }).click();
    await page.getByText('Nowhere Man has its place.').waitFor();
    await page.getByRole('button', { name: 'Place No Home on the map' }).click();
    const map = page.getByRole('application', { name: 'Map: click where it lies' });
    await map.and(page.locator('[data-ready=yes]')).waitFor();
    await map.click({ position: { x: 150, y: 110 } });
    await page.getByText(/^Chosen: -?\d/).waitFor();
    await page.getByRole('button', { name: 'Place it here' }).click();
    await page.getByText('Everything has its place').waitFor();
    expect(faults).toEqual([]);
  });

  it('has the server’s words for a wrong file, and keeps what is there', async () => {
    const { page } = await visitor.open(server.address);
    const wrong: [name: string, content: string | Buffer, says: RegExp][] = [
      ['empty.csv', '', /The file is empty/],
      ['photo.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...Array.from({ length: 400 }, (_, i) => (i * 37) % 256)]), /not a table[\s\S]*Expected[\s\S]*found/i],
      ['header.csv', 'id,lat,lng\n', /holds no rows/],
      ['binary.xlsx', Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 73 + 11) % 256)), /Expected[\s\S]*found/i],
    ];
    for (const [name, content, says] of wrong) {
      await page.goto(`${server.address}/data/new`);
      await choose(page, name, content);
      await page.getByRole('alert').waitFor();
      expect(await page.getByRole('alert').innerText()).toMatch(says);
    }
    await choose(page, 'odd.csv', 'alpha,beta\nx,y\n');
    await page.getByText('Choose the column for Id').waitFor();
  });

  it('fetches lists by the clock where the administrator allows it, and says where not', async () => {
    const { page, faults } = await visitor.open(server.address);
    await page.goto(`${server.address}/data?show=schedules`);
    await page.getByText(/^No folder and no address is allowed on this server yet/).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    env.HEXALIGN_IMPORT_FOLDERS = folder;
    // From here on a list of three rows is a long one.
    env.HEXALIGN_IMPORT_ROWS_AT_ONCE = '2';
    await server.restart();
    writeFileSync(join(folder, 'staff.csv'), 'Person ID,Full name,Home ZIP,Languages,Capacity,Hire date\np9,Nia,80202,en,40,2024-02-29\n');
    await page.reload();
    await page.getByText(`Allowed folders: ${folder}`).waitFor();
    await page.getByRole('button', { name: 'Add a schedule' }).click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Staff');
    await page.getByRole('combobox', { name: 'Kind of list' }).click();
    await page.getByRole('option', { name: 'People' }).click();
    await page.getByRole('textbox', { name: 'Name of the file' }).fill('staff*.csv');
    await page.getByText('Sun', { exact: true }).click();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('row', { name: /Staff.*02:00 UTC, Mon Tue Wed Thu Fri Sat/ }).waitFor();
    const act = async (item: string): Promise<void> => {
      await page.getByRole('button', { name: 'What to do with Staff' }).click();
      await page.getByRole('menuitem', { name: item }).click();
    };
    await act('Run now');
    await page.getByText('Staff: Checked, waits for somebody.').waitFor();
    await act('Pause');
    await page.getByRole('row', { name: /Staff.*Paused/ }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await act('Open its import');
    await page.getByRole('heading', { name: 'What this import changes' }).waitFor();
    await page.goBack();
    await act('Delete');
    await page.getByText('Staff is deleted. What it imported stays.').waitFor();
    expect(faults.filter((fault) => !/ERR_/.test(fault))).toEqual([]);
  });

  it('follows a long list that a job works on, to its check, its commit and its undo', async () => {
    const { page, faults } = await visitor.open(server.address, { width: 1440, height: 900 });
    const list = (name: string): string => `Person ID,Full name,Home ZIP,Languages,Capacity,Hire date\n${[1, 2, 3, 4].map((i) => `x${i},${name} ${i},80202,en,40,2024-02-29`).join('\n')}\n`;
    await page.goto(`${server.address}/data/new`);
    await choose(page, 'long.csv', list('Person'));
    await page.getByRole('button', { name: 'Check the rows' }).click();
    await page.getByText('4 people will change').waitFor();
    // Whoever changes the same records first makes the check out of date; the job says so, and the list is checked again.
    await server.api('PATCH', '/register/people/record', { scope: '', key: 'p1', set: { capacity: 41 } });
    await page.getByRole('button', { name: 'Commit' }).click();
    await page.getByText('Somebody changed these records after the check.').waitFor();
    await page.getByText('4 people will change').waitFor();
    await page.getByRole('button', { name: 'Commit' }).click();
    await page.getByRole('heading', { name: 'long.csv is in' }).waitFor();
    await page.getByRole('button', { name: 'Undo this import' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Undo this import' }).click();
    await page.getByRole('heading', { name: 'The import of long.csv was undone' }).waitFor();
    expect(faults).toEqual([]);
  });
});
