import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from './axe.ts';
import { Guide, madeUpHospitals } from './guide.ts';
import { startServer, type TestServer } from './server.ts';
import { dragOverMap, fingerprint, mapReady, pointOnMap, saved, Visitor } from './visitor.ts';

let server: TestServer;
let visitor: Visitor;

beforeAll(async () => {
  [server, visitor] = await Promise.all([startServer({ demo: true }), Visitor.arrive()]);
}, 180_000);

afterAll(async () => {
  await visitor?.leave();
  await server?.stop();
});

describe('the first run', () => {
  it('opens the demo plan by itself, says it is synthetic, names its sources, and asks nobody outside', async () => {
    const { page, faults } = await visitor.open(server.address);
    await page.goto(server.address);
    await page.waitForURL(/\/plans\/.+\/scenarios\//, { timeout: 150_000 });
    await mapReady(page);
    await page.getByText('Synthetic demo data').first().waitFor();
    await page.getByText(/Natural Earth/).waitFor();
    expect(await page.getByRole('option').count()).toBe(40);
    expect(await page.getByTestId('verdict').innerText()).toMatch(/outside tolerance/);
    expect(faults).toEqual([]);

    // The picture is there: the middle of the map has many colours, not one.
    const box = await page.getByRole('application').boundingBox();
    const shot = await page.screenshot({ clip: { x: (box?.x ?? 0) + 100, y: (box?.y ?? 0) + 150, width: 400, height: 300 } });
    expect(shot.length).toBeGreaterThan(20_000);
  });

  it('is free of findings by axe on the workspace, the list of plans and the import, light and dark', async () => {
    for (const scheme of ['light', 'dark'] as const) {
      const { page } = await visitor.open(server.address, { scheme });
      await page.goto(server.address);
      await page.waitForURL(/\/plans\/.+\/scenarios\//);
      await mapReady(page);
      await page.getByRole('option').first().click();
      await page.getByRole('heading', { name: 'Neighbours' }).waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await page.getByRole('link', { name: 'Plans' }).first().click();
      await page.getByRole('table').waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await page.getByRole('link', { name: 'Start with my data' }).click();
      await page.getByText('Choose a file').waitFor();
      expect(await axeFindings(page)).toEqual([]);
    }
  });

  it('keeps the demo in a list where it can be renamed, duplicated, archived, deleted and restored', async () => {
    const { page, faults } = await visitor.open(server.address);
    await page.goto(`${server.address}/plans`);
    const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
    const act = async (name: string, action: string): Promise<void> => {
      await page.getByRole('button', { name: `Actions for ${name}`, exact: true }).click();
      await page.getByRole('menuitem', { name: action }).click();
    };
    const demo = await page.getByRole('row').nth(1).getByRole('link').innerText();
    await act(demo, 'Duplicate');
    await row(`${demo}, copy`).waitFor();
    await act(`${demo}, copy`, 'Rename');
    await page.getByRole('textbox', { name: 'Name' }).fill('My copy');
    await page.getByRole('button', { name: 'Save' }).click();
    await row('My copy').waitFor();
    await act('My copy', 'Archive');
    await row('My copy').waitFor({ state: 'detached' });
    await page.getByText('Archived', { exact: true }).first().click();
    await row('My copy').waitFor();
    await act('My copy', 'Delete');
    await page.getByRole('status').getByRole('button', { name: 'Restore' }).click();
    await row('My copy').waitFor();
    await page.getByText('Active', { exact: true }).click();
    await act(demo, 'Remove the demo');
    await row(demo).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Bring the demo back' }).waitFor();
    await page.getByText('Deleted', { exact: true }).first().click();
    await page.getByRole('button', { name: 'Restore' }).first().click();
    await page.getByText('Active', { exact: true }).click();
    await row(demo).waitFor();
    expect(faults).toEqual([]);
  });

  it('edits everything in the table where the browser cannot draw the map', async () => {
    const { page } = await visitor.open(server.address, { webgl: false });
    await page.goto(server.address);
    await page.waitForURL(/\/plans\/.+\/scenarios\//);
    await page.getByText('This browser cannot draw the map').waitFor();
    const names = await page.getByRole('option').allInnerTexts();
    expect(names).toHaveLength(40);
    await page.getByRole('option').first().click();
    await page.getByRole('checkbox', { name: /Select cell/ }).first().check();
    await page.getByRole('region', { name: 'Table' }).getByRole('button', { name: /Move 1 cell to/ }).click();
    await page.getByRole('menuitem').nth(5).click();
    await page.getByText(/Moved 1 cell from/).waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText(/Undid: moved 1 cell/).waitFor();
    // What takes a pointer on the map is said in words here, and shown before it is made.
    const words = page.getByRole('complementary', { name: 'Draw by typing' });
    await words.getByRole('textbox', { name: 'Around' }).fill('Denver');
    await words.getByRole('textbox', { name: 'Kilometres' }).fill('200');
    await words.getByRole('button', { name: 'Choose', exact: true }).click();
    await words.getByText(/^[\d,]+ cells chosen: within 200 km of Denver, CO\.$/).waitFor();
    await page.getByRole('region', { name: 'Table' }).getByRole('button', { name: /^Move [\d,]+ cells to/ }).waitFor();
    await page.getByRole('option').first().click();
    await words.getByRole('button', { name: 'Split', exact: true }).click();
    const card = page.getByRole('dialog', { name: /^Split .* in 2$/ });
    await card.getByRole('button', { name: 'Accept' }).click();
    await page.getByRole('option').nth(40).waitFor();
    await page.getByRole('heading', { level: 1 }).first().click();
    await page.keyboard.press('Control+z');
    await page.getByRole('option').nth(40).waitFor({ state: 'detached' });
    const square = { type: 'Polygon', coordinates: [[[-107, 38], [-103, 38], [-103, 41], [-107, 41], [-107, 38]]] };
    await words.locator('input[type=file]').setInputFiles({ name: 'square.geojson', mimeType: 'application/geo+json', buffer: Buffer.from(JSON.stringify(square)) });
    await page.getByRole('dialog', { name: 'square.geojson' }).getByRole('button', { name: 'Cells inside' }).click();
    await page.getByRole('dialog', { name: /[\d,]+ cells/ }).getByRole('button', { name: 'Select', exact: true }).click();
    await page.getByRole('region', { name: 'Table' }).getByRole('button', { name: /^Move [\d,]+ cells to/ }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('leads along the guide from a dropped file to a saved, balanced plan, by the names that the guide gives', async () => {
    const { page, faults } = await visitor.open(server.address, { width: 1440, height: 900 });
    const guide = new Guide('docs/guide/first-plan.md');
    const button = (name: string) => page.getByRole('button', { name: guide.named(name), exact: true });
    const press = (keys: string): Promise<void> => page.keyboard.press(guide.named(keys).replace('Ctrl', 'Control').replace(' ', '+'));
    await page.goto(server.address);
    // Whoever has made a plan before finds the list of plans; the file may be dropped there, too.
    await page.locator('[role=application][data-ready=yes]').or(page.getByRole('table')).first().waitFor();
    const data = await page.evaluateHandle((text) => {
      const dropped = new DataTransfer();
      dropped.items.add(new File([text], 'hospitals.csv', { type: 'text/csv' }));
      return dropped;
    }, madeUpHospitals(1500));
    for (const type of ['dragenter', 'dragover', 'drop']) await page.dispatchEvent('body', type, { dataTransfer: data });
    await page.getByText('1 kind of problem in 60 rows').waitFor();
    const fields = ['ID', 'NAME', 'LATITUDE', 'LONGITUDE', 'BEDS'].map((column) => page.getByRole('combobox', { name: `Field of ${column}`, exact: true }).inputValue());
    expect(await Promise.all(fields)).toEqual(['Account ID', 'Account name', 'Latitude', 'Longitude', 'Measure, count']);
    await page.getByText(guide.named('Leave the row out'), { exact: true }).waitFor();
    await page.getByText(guide.named('Count it as zero'), { exact: true }).waitFor();
    await button('Add a filter').click();
    await page.getByRole('combobox', { name: 'Column' }).click();
    await page.getByRole('option', { name: 'STATUS', exact: true }).click();
    await page.getByRole('textbox', { name: 'Value' }).fill('OPEN');
    await page.getByText('filtered 75').waitFor();
    await page.getByRole('checkbox', { name: guide.named('Also balance the number of accounts') }).check();
    await button('Continue to Territories').click();
    await page.getByLabel(guide.named('Name of the plan')).fill('Hospitals');
    await page.getByLabel(guide.named('Number of territories')).fill('24');
    expect(await page.getByLabel(guide.named('Tolerance')).inputValue()).toBe('10%');
    await page.getByText('24 territories can be even: no single place outweighs one.').waitFor();
    await button('Design').click();
    await page.waitForURL(/\/plans\/.+\/scenarios\//);
    await mapReady(page);
    const verdict = page.getByTestId('design-result');
    await verdict.waitFor({ timeout: 120_000 });
    await page.getByText('Judged independently of the solver.').waitFor();
    expect(await verdict.innerText()).toMatch(/Every territory is within \d+(\.\d)?% on both measures\. All are in one piece\./);
    await saved(page);
    const designed = await fingerprint(page);

    await page.mouse.click(...await pointOnMap(page, 0.45, 0.5));
    await page.locator('[role=option][aria-selected=true]').waitFor();
    await press('B');
    await dragOverMap(page, [[0.45, 0.5], [0.55, 0.5]]);
    await page.getByText(/^Moved [\d,]+ cells? from/).waitFor();
    expect(await fingerprint(page)).not.toBe(designed);
    await press('Ctrl Z');
    await page.getByText(/^Undid: moved/).waitFor();
    expect(await fingerprint(page)).toBe(designed);
    await press('Ctrl S');
    const name = page.getByLabel(guide.named('Name this state'));
    await expect.poll(() => name.evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.type('First');
    await page.keyboard.press('Enter');
    await page.getByText('Named “First”').waitFor();
    const versions = page.getByRole('complementary', { name: guide.named('Versions') });
    await versions.getByRole('button', { name: 'Close' }).click();
    await press('Shift H');
    await versions.getByRole('button', { name: /^A design placed [\d,]+ cells in 24 territories/ }).waitFor();
    await button('Export').click();
    const files = page.getByRole('dialog', { name: 'Export the plan' });
    for (const file of ['Accounts with their territory (CSV)', 'Territories as polygons (GeoJSON)', 'Everything with the certificate (ZIP)']) await files.getByRole('button', { name: guide.named(file) }).waitFor();
    expect(guide.notMet()).toEqual([]);
    expect(faults).toEqual([]);
  });
});
