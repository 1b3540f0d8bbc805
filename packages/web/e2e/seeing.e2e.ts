import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from './axe.ts';
import { colorado, type SmallPlan } from './colorado.ts';
import { startServer, type TestServer } from './server.ts';
import { dragOverMap, mapReady, pointOnMap, saved, Visitor, type Visit } from './visitor.ts';

let server: TestServer;
let visitor: Visitor;
let visit: Visit;
let page: Page;
let plan: SmallPlan;

beforeAll(async () => {
  [server, visitor] = await Promise.all([startServer({ demo: false }), Visitor.arrive()]);
  plan = await colorado(server);
  // Two territories stand under one group.
  const { seq, territories } = (await server.api('GET', `/scenarios/${plan.scenarioId}`)) as { seq: number; territories: { parent: number | null }[] };
  const group = { id: 'NORTH', name: 'Nørth', colour: null, person: null, parent: null, level: 1 };
  await server.api('POST', `/scenarios/${plan.scenarioId}/edits`, {
    baseSeq: seq,
    edits: [{ type: 'territory', slot: territories.length, from: null, to: group }, ...[0, 1].map((slot) => ({ type: 'territory', slot, from: territories[slot], to: { ...territories[slot], parent: territories.length } }))],
  });
  visit = await visitor.open(server.address);
  page = visit.page;
  await page.goto(plan.url());
  await mapReady(page);
}, 180_000);

afterAll(async () => {
  await visitor?.leave();
  await server?.stop();
});

const table = () => page.getByRole('region', { name: 'Accounts' });
const firstRow = () => table().getByRole('row').nth(1);

describe('seeing a plan', () => {
  it('lists every account, sorted, searched and filtered, and takes one to the inspector', async () => {
    await page.getByRole('button', { name: 'Accounts', exact: true }).click();
    await table().getByText('600 accounts', { exact: true }).waitFor();
    expect(await firstRow().innerText()).toContain('A0');
    expect(await table().getByRole('row').count()).toBeLessThan(60);
    await table().getByRole('button', { name: 'Revenue' }).click();
    await page.waitForFunction(() => document.querySelector('[aria-sort=descending]') !== null);
    await table().getByRole('textbox', { name: 'Find an account' }).fill('shóp 599');
    await table().getByText('1 account of 600').waitFor();
    await table().getByRole('button', { name: 'Select the cells of these accounts, to move or hold them' }).click();
    await page.getByRole('button', { name: 'Hold 1 cell where it is' }).waitFor();
    await page.getByText(/^1 cell · /).waitFor();
    await table().getByRole('textbox', { name: 'Find an account' }).fill('A17');
    const row = table().getByRole('row').filter({ has: page.getByRole('gridcell', { name: 'A17', exact: true }) });
    await row.click();
    const account = page.getByTestId('account');
    await account.getByRole('heading', { name: 'Shop 17' }).waitFor();
    await account.getByText(/Shop 17 belongs to/).waitFor();
    expect(await row.getAttribute('aria-selected')).toBe('true');
    expect(await axeFindings(page)).toEqual([]);
  });

  it('goes through the table by keys, and shows an account on the map, where a click finds it again', async () => {
    await table().getByRole('textbox', { name: 'Find an account' }).fill('');
    await table().getByText('600 accounts', { exact: true }).waitFor();
    await table().getByRole('grid').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    const name = await page.getByTestId('account').getByRole('heading').innerText();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Layers' }).click();
    await page.getByRole('switch', { name: 'Show accounts' }).click();
    await page.getByRole('button', { name: 'Close the account' }).click();
    await page.getByTestId('account').waitFor({ state: 'detached' });
    const box = (await page.getByRole('application').boundingBox())!;
    // The points come from the worker a moment after the map has come to rest.
    await expect.poll(async () => {
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
      return page.getByTestId('account').getByRole('heading').innerText({ timeout: 1000 }).catch(() => null);
    }, { timeout: 30_000 }).toBe(name);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('switch', { name: 'Show accounts' }).click();
    await table().getByRole('button', { name: 'Hide the table' }).click();
  });

  it('groups territories by what stands above them, adds them up, and finds them without accents', async () => {
    await page.getByRole('tab', { name: /^Territories/ }).click();
    const group = page.getByRole('treeitem', { name: /^Nørth/ });
    await group.waitFor();
    expect(await page.getByRole('treeitem').count()).toBe(5);
    expect(await group.innerText()).toMatch(/2[\s\S]*%/);
    expect(await axeFindings(page)).toEqual([]);
    await group.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('treeitem').count()).toBe(3);
    await page.getByRole('textbox', { name: 'Find a territory' }).fill('northw');
    await page.getByRole('treeitem', { name: /Northwest/ }).waitFor();
    await page.getByRole('textbox', { name: 'Find a territory' }).fill('');
    await group.click();
    await page.getByRole('button', { name: 'What the list shows' }).click();
    await page.getByRole('menuitemradio', { name: 'Rank, fullest first' }).click();
    await expect.poll(async () => (await page.getByRole('treeitem').allInnerTexts()).flatMap((row) => /(\d) of 4/.exec(row)?.[1] ?? []).toSorted()).toEqual(['1', '2', '3', '4']);
    await page.getByRole('menuitemradio', { name: 'Amounts' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Group by hierarchy' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('option', { name: /Northwest/ }).getByText('$', { exact: false }).first().waitFor();
    expect(await page.getByRole('option').count()).toBe(4);
    const names = async (): Promise<string[]> => (await page.getByRole('option').allInnerTexts()).map((row) => row.split('\n')[0]);
    const sort = async (by: string): Promise<void> => {
      await page.getByRole('button', { name: 'Sort', exact: true }).click();
      await page.getByRole('menuitem', { name: by }).click();
    };
    await sort('by name');
    await expect.poll(names).toEqual(['Northeast', 'Northwest', 'Southeast', 'Southwest']);
    await sort('by accounts');
    await expect.poll(async () => (await page.getByRole('option').allInnerTexts()).map((row) => Number(/(\d+) accounts/.exec(row)?.[1]))).toEqual(await page.getByRole('option').evaluateAll((rows) => rows.map((row) => Number(/(\d+) accounts/.exec(row.textContent ?? '')?.[1])).toSorted((a, b) => b - a)));
    // What lies under the pointer on the map stands out in the list.
    await page.keyboard.press('Escape');
    await page.locator('[role=option][aria-selected=true]').waitFor({ state: 'detached' });
    const looks = (): Promise<number> => page.getByRole('option').evaluateAll((rows) => new Set(rows.map((row) => getComputedStyle(row).backgroundColor)).size);
    await page.getByRole('heading', { name: 'Colorado' }).hover();
    await expect.poll(looks).toBe(1);
    await page.mouse.move(...await pointOnMap(page, 0.5, 0.5));
    await expect.poll(looks).toBe(2);
  });

  it('keeps a colour that is fixed by hand, as an edit, and warns where a neighbour looks like it', async () => {
    const colourOf = async (slot: number): Promise<number | null> => ((await server.api('GET', `/scenarios/${plan.scenarioId}`)) as { territories: { colour: number | null }[] }).territories[slot].colour;
    const choose = async (territory: string, colour: string): Promise<void> => {
      await page.getByRole('option', { name: new RegExp(territory) }).click();
      await page.getByRole('button', { name: `Colour of ${territory}` }).click();
      await page.getByRole('menuitem', { name: colour, exact: true }).click();
      await page.getByRole('menu').waitFor({ state: 'detached' });
      await saved(page);
    };
    await page.getByRole('option', { name: /Northwest/ }).click();
    await page.getByRole('button', { name: 'Colour of Northwest' }).click();
    await page.getByRole('menuitem', { name: 'Violet', exact: true }).waitFor();
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/colour.png` });
    // A menu belongs to its button and needs no landmark of its own.
    expect((await axeFindings(page)).filter((line) => !line.startsWith('region: '))).toEqual([]);
    await page.keyboard.press('Escape');
    // Escape closed the menu, and nothing else.
    await page.getByRole('menu').waitFor({ state: 'detached' });
    // Two territories of one name could not be told apart by anybody.
    await page.getByRole('button', { name: 'Rename' }).click();
    const naming = page.getByRole('dialog', { name: 'Rename the territory' });
    await naming.getByRole('textbox').fill('northeast');
    await naming.getByText('Another territory has this name.').waitFor();
    expect(await naming.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    await naming.getByRole('textbox').press('Escape');
    await naming.waitFor({ state: 'detached' });
    await choose('Northwest', 'Violet, dots');
    await expect.poll(async () => [await colourOf(0), await colourOf(1), await colourOf(2), await colourOf(3)].filter((one) => one !== null)).toEqual([23]);
    const kept = async (): Promise<(number | null)[]> => ((await server.api('GET', `/scenarios/${plan.scenarioId}/colours`)) as { colours: (number | null)[] }).colours;
    await expect.poll(async () => (await kept()).filter((one) => one === 23).length).toBe(1);
    await choose('Northeast', 'Violet, dots');
    await page.getByText('Northwest beside it has this colour, too.').waitFor();
    await choose('Northeast', 'Violet');
    await page.getByText('Hard to tell from Northwest beside it for some eyes.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Control+z');
    await page.getByText('Northwest beside it has this colour, too.').waitFor();
    await choose('Northeast', 'Chosen so that neighbours differ');
    await choose('Northwest', 'Chosen so that neighbours differ');
    await expect.poll(async () => [await colourOf(0), await colourOf(1), await colourOf(2), await colourOf(3)]).toEqual([null, null, null, null]);
  });

  it('fills cells with balance or density, counts what is seen in the legend, and takes limits by hand', async () => {
    await page.getByRole('tab', { name: 'Layers' }).click();
    const legend = page.getByTestId('legend');
    const fill = async (name: string): Promise<void> => {
      await page.getByRole('combobox', { name: 'What cells are filled with' }).click();
      await page.getByRole('option', { name }).click();
    };
    const counts = async (): Promise<number[]> => (await legend.getByRole('definition').allInnerTexts()).map((text) => Number(text.replaceAll(',', '')));
    await fill('Balance of Revenue');
    await legend.getByText('Revenue, % of target').waitFor();
    expect((await counts()).reduce((a, b) => a + b, 0)).toBe(4);
    const inside = legend.getByRole('button', { name: /70%.*130%/ });
    await inside.click();
    expect(await inside.getAttribute('aria-pressed')).toBe('true');
    await legend.getByRole('button', { name: 'Show everything' }).click();
    expect(await inside.getAttribute('aria-pressed')).toBe('false');
    await inside.focus();
    await page.keyboard.press('Shift+Enter');
    await legend.getByRole('button', { name: /70%.*130%.*hidden on the map/ }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await fill('Revenue per 100 km²');
    await legend.getByText('No data').waitFor();
    await legend.getByRole('button', { name: 'Show everything' }).waitFor({ state: 'detached' });
    const before = await counts();
    expect(before.length).toBe(6);
    await legend.getByRole('button', { name: 'Edit the class limits' }).click();
    await legend.getByRole('textbox', { name: 'Limit 1' }).fill('999999');
    await legend.getByText('Limits must rise from one to the next.').waitFor();
    await legend.getByRole('textbox', { name: 'Limit 1' }).fill('1');
    expect(await axeFindings(page)).toEqual([]);
    await legend.getByRole('button', { name: 'Done' }).click();
    const after = await counts();
    expect(after[4]).toBeLessThan(before[4]);
    expect(after.reduce((a, b) => a + b, 0)).toBe(before.reduce((a, b) => a + b, 0));
  });

  it('gives the map away as an image that is not blank, the legend in it', async () => {
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Export the plan' });
    const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Map as it is on the screen (PNG)' }).click()]);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(download.suggestedFilename()).toMatch(/^Colorado · .+\.png$/);
    const seen = await page.evaluate(async (bytes) => {
      const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(picture.width, picture.height);
      const ink = canvas.getContext('2d')!;
      ink.drawImage(picture, 0, 0);
      const coloursOf = (x: number, y: number, width: number, height: number): number => {
        const { data } = ink.getImageData(x, y, width, height);
        const found = new Set<number>();
        for (let i = 0; i < data.length; i += 4) found.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
        return found.size;
      };
      return { size: [picture.width, picture.height], map: coloursOf(Math.round(picture.width * 0.4), Math.round(picture.height * 0.2), 300, 200), legend: coloursOf(20, picture.height - 120, 200, 100) };
    }, readFileSync(await download.path()).toString('base64'));
    expect(seen.size[0]).toBeGreaterThan(400);
    expect(seen.map).toBeGreaterThan(20);
    expect(seen.legend).toBeGreaterThan(10);
  });

  it('finds accounts, places and coordinates by one field, flies there and selects', async () => {
    const at = (): number[] => (new URL(page.url()).searchParams.get('at') ?? '').split(',').map(Number);
    const search = async (text: string): Promise<void> => {
      await page.keyboard.press('/');
      await page.getByRole('combobox', { name: 'What to find' }).fill(text);
    };
    await page.getByRole('application').click({ position: { x: 5, y: 200 } });
    await search('shop 431');
    await page.getByRole('option', { name: /Shop 431/ }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByTestId('account').getByRole('heading', { name: 'Shop 431' }).waitFor();
    await search('dúrango');
    await page.getByRole('option', { name: 'Durango, CO' }).click();
    await expect.poll(() => at().slice(0, 2).map(Math.round), { timeout: 30_000 }).toEqual([-108, 37]);
    await page.getByRole('heading', { name: 'Southwest' }).waitFor();
    await search('80202-1234');
    await page.getByRole('option', { name: /^80202/ }).click();
    await expect.poll(() => at().slice(0, 2).map((degrees) => Math.round(degrees * 10)), { timeout: 30_000 }).toEqual([-1050, 398]);
    await search('39.1 N, 108.5 W');
    await page.keyboard.press('Enter');
    await expect.poll(() => at().slice(0, 2), { timeout: 30_000 }).toEqual([-108.5, 39.1]);
    await search('northe');
    await page.getByRole('option', { name: /Northeast/ }).first().click();
    await page.getByRole('heading', { name: 'Northeast' }).waitFor();
    await search('no such thing');
    await page.getByText('Nothing is called “no such thing”.').waitFor();
    await page.keyboard.press('Escape');
  });

  it('draws imported boundaries under the territories, as strong as wanted', async () => {
    const square = (x: number): object => ({ type: 'Polygon', coordinates: [[[x, 38], [x + 1, 38], [x + 1, 39], [x, 39], [x, 38]]] });
    const areas = JSON.stringify({ type: 'FeatureCollection', features: [-106, -105].map((x) => ({ type: 'Feature', properties: { code: `a${-x}` }, geometry: square(x) })) });
    const response = await fetch(`${server.address}/api/datasets?filename=areas.geojson`, { method: 'POST', headers: { cookie: server.cookie, origin: server.address, 'content-type': 'application/geo+json' }, body: areas });
    const dataset = (await response.json()) as { id: string };
    const { id } = (await server.api('POST', '/imports', { datasetId: dataset.id, kind: 'areas', layer: 'Postal areas' })) as { id: string };
    await server.api('POST', `/imports/${id}/commit`);
    await page.reload();
    await mapReady(page);
    await page.getByRole('tab', { name: 'Layers' }).click();
    const [answer] = await Promise.all([page.waitForResponse((one) => one.url().includes('/layers/shapes')), page.getByRole('switch', { name: /Postal areas/ }).click()]);
    expect(answer.ok()).toBe(true);
    const slider = page.getByRole('slider', { name: 'Opacity of Postal areas' });
    await slider.focus();
    await page.keyboard.press('ArrowLeft');
    expect(await slider.getAttribute('aria-valuenow')).toBe('90');
    await page.getByRole('switch', { name: /Counties/ }).click();
    await page.getByRole('slider', { name: 'Opacity of Counties' }).waitFor({ state: 'detached' });
    // Between the two squares.
    await page.goto(`${plan.url()}?at=-105,38.5,7`);
    await mapReady(page);
    await page.getByRole('tab', { name: 'Layers' }).click();
    expect(await page.getByRole('slider', { name: 'Opacity of Postal areas' }).getAttribute('aria-valuenow')).toBe('90');
    expect(await axeFindings(page)).toEqual([]);
  });

  it('keeps fill and brush inside an area of an imported layer', async () => {
    const slots = await plan.slots(plan.scenarioId);
    const changed = async (): Promise<number> => {
      const now = await plan.slots(plan.scenarioId);
      return slots.filter((slot, u) => slot !== now[u]).length;
    };
    await page.getByRole('tab', { name: /^Territories/ }).click();
    await page.getByRole('option', { name: /Northeast/ }).click();
    await page.keyboard.press('g');
    await page.getByRole('button', { name: /^Up to/ }).click();
    await page.getByRole('menuitem', { name: 'the same area of Postal areas' }).click();
    await page.getByText('Reading the areas …').waitFor({ state: 'detached' });
    await page.mouse.click(...await pointOnMap(page, 0.52, 0.5));
    await page.getByText(/^Moved [\d,]+ cells from .* to Northeast/).waitFor();
    await saved(page);
    const filled = await changed();
    expect(filled).toBeGreaterThan(5);
    await page.keyboard.press('Control+z');
    await page.getByText(/^Undid: moved/).waitFor();
    await expect.poll(changed).toBe(0);
    await page.keyboard.press('b');
    await page.getByRole('button', { name: /^Only inside/ }).click();
    await page.getByRole('menuitem', { name: 'the same area of Postal areas' }).click();
    await page.getByText('Reading the areas …').waitFor({ state: 'detached' });
    // Much larger than the square: what lies beyond it is left out.
    for (let i = 0; i < 12; i++) await page.keyboard.press(']');
    await dragOverMap(page, [[0.52, 0.5], [0.7, 0.3], [0.3, 0.7], [0.7, 0.7], [0.3, 0.3], [0.9, 0.5]]);
    await page.getByText(/^Moved [\d,]+ cells from .* to Northeast/).waitFor();
    await saved(page);
    expect(await changed()).toBeLessThanOrEqual(filled);
    expect(await changed()).toBeGreaterThan(0);
    await page.keyboard.press('Control+z');
    await expect.poll(changed).toBe(0);
  });

  it('does all this without an error on the console', () => {
    expect(visit.faults).toEqual([]);
  });
});
