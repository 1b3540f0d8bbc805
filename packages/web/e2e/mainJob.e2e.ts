import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from './axe.ts';
import { root, startServer, type TestServer } from './server.ts';
import { dragOverMap, fingerprint, mapReady, saved, Visitor, type Visit } from './visitor.ts';

const SAMPLE = join(root, 'data/demo/prospects-sample.csv');

let server: TestServer;
let visitor: Visitor;
let visit: Visit;
let page: Page;

beforeAll(async () => {
  [server, visitor] = await Promise.all([startServer({ demo: false }), Visitor.arrive()]);
  visit = await visitor.open(server.address);
  page = visit.page;
}, 180_000);

afterAll(async () => {
  await visitor?.leave();
  await server?.stop();
});

describe('the main job, from a messy file to files to take away', () => {
  it('reads the file, guesses its columns and groups the bad rows by what repairs them', async () => {
    await page.goto(`${server.address}/import`);
    await page.setInputFiles('input[type=file]', SAMPLE);
    await page.getByRole('heading', { name: 'Map columns' }).waitFor();
    await page.getByText(/rows are ready/).first().waitFor();
    expect(await page.getByRole('combobox', { name: 'Field of Customer No' }).inputValue()).toBe('Account ID');
    expect(await page.getByRole('combobox', { name: 'Field of Potential USD' }).inputValue()).toBe('Measure, money');
    await page.getByText('Coordinate out of range').first().waitFor();
    await page.getByText(/“-999”/).first().waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /Download the .* rows with reasons/ }).click()]);
    const rejected = readFileSync(await download.path(), 'utf8').trim().split(/\r?\n/);
    expect(rejected[0]).toBe('row,column,code,found,expected');
    expect(rejected.length).toBeGreaterThan(8);
    expect(await axeFindings(page)).toEqual([]);
  });

  it('leaves rows out by a filter and counts them apart', async () => {
    await page.getByRole('button', { name: 'Add a filter' }).click();
    await page.getByRole('combobox', { name: 'Column' }).click();
    await page.getByRole('option', { name: 'Status' }).click();
    await page.getByRole('textbox', { name: 'Value' }).fill('OPEN');
    await page.getByText(/filtered \d+/).waitFor();
    await page.getByRole('button', { name: 'Continue to Territories' }).click();
  });

  it('says what limits the plan before anything is drawn', async () => {
    await page.getByRole('combobox', { name: 'Region' }).fill('lower 48');
    await page.getByRole('option', { name: /lower 48/ }).click();
    const territories = page.getByLabel('Number of territories');
    await territories.fill('400');
    await page.getByText(/At most [\d,]+ territories at 10% tolerance/).waitFor();
    await territories.fill('6');
    await page.getByText('6 territories can be even: no single place outweighs one.').waitFor();
    await page.waitForFunction(() => ![...document.querySelectorAll('button')].find((button) => button.textContent === 'Design')?.disabled);
    expect(await axeFindings(page)).toEqual([]);
  });

  it('designs with live progress and says the certificate in words', async () => {
    const design = page.getByRole('button', { name: 'Design', exact: true });
    await design.dblclick();
    await page.waitForURL(/\/plans\/.+\/scenarios\//);
    expect(((await server.api('GET', '/plans')) as { plans: unknown[] }).plans.length).toBe(1);
    await mapReady(page);
    const verdict = page.getByTestId('design-result');
    await verdict.waitFor({ timeout: 120_000 });
    await page.getByText('Judged independently of the solver.').waitFor();
    await page.getByText(/^No plan around these centres (can be more than \d+(\.\d)?% more|is more) compact, weighed by/).waitFor();
    expect(await verdict.innerText()).toMatch(/Every territory is within \d+(\.\d)?% on both measures\. All are in one piece\./);
    expect(await page.getByRole('option').count()).toBe(6);
    await saved(page);
    expect(await axeFindings(page)).toEqual([]);
  });

  it('paints a stroke, shows it in the bars, saves it at once, and undoes and redoes it', async () => {
    const designed = await fingerprint(page);
    await page.getByRole('option').first().click();
    await page.keyboard.press('b');
    await dragOverMap(page, [[0.3, 0.35], [0.7, 0.4]]);
    await page.getByText(/^Moved [\d,]+ cells? from/).waitFor();
    await saved(page);
    const painted = await fingerprint(page);
    expect(painted).not.toBe(designed);
    await page.keyboard.press('Control+z');
    await page.getByText(/^Undid: moved/).waitFor();
    expect(await fingerprint(page)).toBe(designed);
    await page.keyboard.press('Control+y');
    await page.getByText(/^Redid: moved/).waitFor();
    expect(await fingerprint(page)).toBe(painted);
  });

  it('drops a stroke on Escape, without a trace', async () => {
    const before = await fingerprint(page);
    const box = await page.getByRole('application').boundingBox();
    await page.mouse.move((box?.x ?? 0) + 300, (box?.y ?? 0) + 250);
    await page.mouse.down();
    await page.mouse.move((box?.x ?? 0) + 380, (box?.y ?? 0) + 300, { steps: 4 });
    await page.keyboard.press('Escape');
    await page.mouse.up();
    expect(await fingerprint(page)).toBe(before);
  });

  it('asks where to before it moves what a lasso holds', async () => {
    const before = await fingerprint(page);
    await page.keyboard.press('l');
    await dragOverMap(page, [[0.35, 0.35], [0.6, 0.35], [0.6, 0.5], [0.35, 0.5], [0.35, 0.36]]);
    const card = page.getByRole('dialog', { name: /cells/ });
    await card.waitFor();
    expect(await fingerprint(page)).toBe(before);
    await card.getByRole('button', { name: 'Move to…' }).click();
    await page.getByRole('menuitem').nth(3).click();
    await page.getByText(/^Moved [\d,]+ cells? from/).waitFor();
    await saved(page);
    expect(await fingerprint(page)).not.toBe(before);
  });

  it('ignores letter keys while somebody types', async () => {
    await page.keyboard.press('v');
    await page.getByPlaceholder('Find a territory').fill('b');
    await page.keyboard.type('el');
    expect(await page.getByRole('button', { name: 'Select', exact: true }).getAttribute('aria-pressed')).toBe('true');
    await page.getByPlaceholder('Find a territory').fill('');
    await page.keyboard.press('Escape');
  });

  it('keeps plan, view and undo over a reload', async () => {
    const before = await fingerprint(page);
    await page.getByRole('option').nth(2).click();
    await page.waitForURL(/sel=T0/);
    const address = page.url();
    await page.reload();
    await mapReady(page);
    expect(await fingerprint(page)).toBe(before);
    expect(page.url()).toBe(address);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText(/^Undid: moved/).waitFor();
    expect(await fingerprint(page)).not.toBe(before);
  });

  it('draws the map again after the graphics context was lost', async () => {
    await page.evaluate(() => {
      const context = document.querySelector<HTMLCanvasElement>('canvas.maplibregl-canvas')?.getContext('webgl2')?.getExtension('WEBGL_lose_context');
      (window as unknown as { lost: typeof context }).lost = context;
      context?.loseContext();
    });
    await page.getByText(/The map engine stopped\. Your plan is safe\./).waitFor();
    await page.evaluate(() => (window as unknown as { lost: WEBGL_lose_context }).lost.restoreContext());
    await page.getByText(/The map engine stopped/).waitFor({ state: 'detached' });
  });

  it('waits for a server that is down, and saves when it is back', async () => {
    const before = visit.faults.length;
    await server.halt();
    await page.keyboard.press('b');
    await dragOverMap(page, [[0.3, 0.5], [0.65, 0.55]]);
    await page.getByText('Saved on this computer, waiting for network').waitFor();
    const painted = await fingerprint(page);
    await server.restart();
    // It tries by itself now and then, so the button may be gone before a person gets to it.
    await page.getByRole('button', { name: 'Try now' }).click({ timeout: 3_000 }).catch(() => undefined);
    await saved(page);
    // The browser's own words for a server that refuses, breaks off, or answers 503 while it starts; nothing else may be among them.
    const away = visit.faults.splice(before);
    expect(away.filter((fault) => !/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|status of 503/.test(fault))).toEqual([]);
    await page.reload();
    await mapReady(page);
    expect(await fingerprint(page)).toBe(painted);
  });

  it('gives the files away', async () => {
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Export the plan' });
    await dialog.waitFor();
    const take = async (name: string): Promise<Buffer> => {
      const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name }).click()]);
      return readFileSync(await download.path());
    };
    const accounts = (await take('Accounts with their territory (CSV)')).toString('utf8').split(/\r?\n/);
    expect(accounts[0]).toMatch(/^\uFEFF?id,territory,unit,lng,lat,/);
    const shapes = JSON.parse((await take('Territories as polygons (GeoJSON)')).toString('utf8')) as { type: string; features: unknown[] };
    expect([shapes.type, shapes.features.length]).toEqual(['FeatureCollection', 6]);
    const zip = await take('Everything with the certificate (ZIP)');
    expect(zip.subarray(0, 2).toString('latin1')).toBe('PK');
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'hidden' });
  });

  it('does all this without an error on the console', () => {
    expect(visit.faults).toEqual([]);
  });
});
