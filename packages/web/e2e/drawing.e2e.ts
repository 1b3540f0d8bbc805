import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atSmallPlan, type AtSmallPlan } from './atSmallPlan.ts';
import { axeFindings } from './axe.ts';
import type { SmallPlan } from './colorado.ts';
import { dragOverMap, fingerprint, mapReady, pointOnMap, saved, type Visit } from './visitor.ts';



let plan: SmallPlan;
let visit: Visit;
let work: AtSmallPlan;
let page: Page;

beforeAll(async () => {
  work = await atSmallPlan();
  ({ plan, visit } = work);
  page = visit.page;
}, 180_000);

afterAll(() => work?.leave());

const pressed = (tool: string): Promise<string | null> => page.getByRole('button', { name: tool, exact: true }).getAttribute('aria-pressed');
const selected = (): Promise<string> => page.locator('[role=option][aria-selected=true]').innerText();
const card = (): ReturnType<Page['getByRole']> => page.getByRole('dialog', { name: /\d cells?, |No cell/ });

async function undone(before: string): Promise<void> {
  await saved(page);
  await page.keyboard.press('Control+z');
  await page.getByText(/^Undid:/).waitFor();
  await saved(page);
  expect(await fingerprint(page)).toBe(before);
}

describe('drawing', () => {
  it('takes every tool by its key, and leaves them where they are while somebody types', async () => {
    for (const [key, tool] of [['b', 'Brush'], ['e', 'Eraser'], ['l', 'Lasso'], ['p', 'Polygon'], ['r', 'Rectangle'], ['Shift+R', 'Radius'], ['g', 'Fill'], ['w', 'Grow or shrink'], ['x', 'Swap'], ['m', 'Merge'], ['s', 'Split'], ['h', 'Hold pin'], ['v', 'Select']]) {
      await page.keyboard.press(key);
      expect([tool, await pressed(tool)]).toEqual([tool, 'true']);
    }
    await page.keyboard.press('/');
    await page.waitForFunction(() => document.activeElement?.tagName === 'INPUT');
    await page.keyboard.type('bel');
    expect(await pressed('Select')).toBe('true');
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.tagName !== 'INPUT');
  });

  it('shows every key in a sheet that is made of the same table', async () => {
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keys' });
    await sheet.getByText('Hold: paint only what evens out, up to the target').waitFor();
    for (const group of ['Tools', 'While drawing', 'Territories', 'View', 'History', 'Plan']) await sheet.getByRole('heading', { name: group }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
  });

  it('selects cells as data: Shift adds, a double click takes the territory, and the choice survives tools, pan and zoom', async () => {
    await page.keyboard.press('v');
    await page.mouse.click(...await pointOnMap(page, 0.35, 0.35));
    await page.keyboard.down('Shift');
    await page.mouse.click(...await pointOnMap(page, 0.65, 0.35));
    await page.keyboard.up('Shift');
    const cells = page.getByText(/^2 cells · /);
    await cells.waitFor();
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await dragOverMap(page, [[0.5, 0.5], [0.45, 0.45]]);
    await page.keyboard.press('b');
    await page.keyboard.press('v');
    await cells.waitFor();
    await page.keyboard.press('Shift+F');
    await page.waitForTimeout(300);
    await page.mouse.dblclick(...await pointOnMap(page, 0.35, 0.65));
    await page.getByText(/^\d{2,} cells · /).first().waitFor();
    expect(await selected()).toContain('Southwest');
    await page.keyboard.press('Escape');
    await page.getByText('Selected cells').waitFor({ state: 'detached' });
  });

  it('chooses territories by number, by comma and full stop, by the eyedropper, and pins them', async () => {
    await page.keyboard.press('1');
    const first = await selected();
    await page.keyboard.press('2');
    const second = await selected();
    expect(second).not.toBe(first);
    await page.keyboard.press(',');
    expect(await selected()).toBe(first);
    await page.keyboard.press('.');
    expect(await selected()).toBe(second);
    await page.keyboard.press('Shift+Digit9');
    await page.getByText(/ is pinned to 9$/).waitFor();
    await page.keyboard.press('1');
    await page.keyboard.press('9');
    expect(await selected()).toBe(second);
    await page.keyboard.press('b');
    await page.keyboard.down('a');
    await page.mouse.click(...await pointOnMap(page, 0.35, 0.65));
    await page.keyboard.up('a');
    expect(await selected()).toContain('Southwest');
    expect(await pressed('Brush')).toBe('true');
  });

  it('shows and hides by keys, names a state, and leaves the wheel and the right button what they are', async () => {
    const at = (): string[] => (new URL(page.url()).searchParams.get('at') ?? '').split(',');
    const moved = async (act: () => Promise<void>): Promise<void> => {
      const before = at().join();
      await act();
      await expect.poll(() => at().join(), { timeout: 30_000 }).not.toBe(before);
    };
    await page.keyboard.press('v');
    await page.getByRole('option', { name: /Southwest/ }).click();
    await moved(() => page.keyboard.press('f'));
    const close = Number(at()[2]);
    await moved(() => page.keyboard.press('Shift+F'));
    expect(Number(at()[2])).toBeLessThan(close);
    await page.mouse.move(...await pointOnMap(page, 0.5, 0.5));
    await moved(() => page.mouse.wheel(0, -300));
    await moved(() => page.keyboard.press('Shift+F'));
    const rest = at().join();
    await page.mouse.move(...await pointOnMap(page, 0.5, 0.5));
    await page.mouse.down({ button: 'right' });
    await page.mouse.move(...await pointOnMap(page, 0.6, 0.4), { steps: 3 });
    await page.mouse.up({ button: 'right' });
    expect([at().join(), await page.evaluate(() => document.querySelectorAll('[role=menu]').length)]).toEqual([rest, 0]);

    await page.keyboard.press('\\');
    await page.getByRole('option', { name: /Southwest/ }).waitFor({ state: 'detached' });
    await page.keyboard.press('\\');
    await page.getByRole('option', { name: /Southwest/ }).waitFor();
    await page.keyboard.press('t');
    await page.getByRole('region', { name: 'Table' }).waitFor();
    await page.keyboard.press('t');
    await page.getByRole('region', { name: 'Table' }).waitFor({ state: 'detached' });
    await page.keyboard.press('o');
    await page.getByRole('complementary', { name: 'Design' }).waitFor();
    await page.keyboard.press('d');
    await page.waitForURL(/panel=force/);
    await page.keyboard.press('Control+s');
    await page.waitForFunction(() => document.activeElement?.getAttribute('placeholder') === 'e.g. Before the merger');
    await page.keyboard.type('At first');
    await page.keyboard.press('Enter');
    await page.getByText('Named “At first”').waitFor();
    await page.getByRole('complementary', { name: 'Versions' }).getByRole('button', { name: 'Close' }).click();
  });

  it('paints with a ring of true size that keys change and the browser remembers, and erases', async () => {
    const before = await fingerprint(page);
    await page.keyboard.press('b');
    await page.mouse.move(...await pointOnMap(page, 0.5, 0.5));
    const ring = page.getByTestId('brush-ring');
    const size = async (): Promise<number> => (await ring.boundingBox())?.width ?? 0;
    const small = await size();
    await page.keyboard.press(']');
    await expect.poll(size, { timeout: 60_000 }).toBeGreaterThan(small);
    await page.keyboard.press('[');
    await page.getByText(/Painting at .* km² cells/).waitFor();
    await page.keyboard.press('1');
    await dragOverMap(page, [[0.4, 0.6], [0.45, 0.65], [0.42, 0.7]]);
    await page.getByText(/^Moved [\d,]+ cells? from/).waitFor();
    await undone(before);
    // A click while nobody is chosen chooses, and gives away nothing beside it.
    await page.keyboard.press('v');
    await page.keyboard.press('Escape');
    await page.getByText('Selected cells').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await page.locator('[role=option][aria-selected=true]').waitFor({ state: 'detached' });
    await page.keyboard.press('b');
    await page.mouse.click(...await pointOnMap(page, 0.48, 0.4));
    await page.locator('[role=option][aria-selected=true]').waitFor();
    expect(await fingerprint(page)).toBe(before);
    await page.keyboard.press('1');
    // Whoever leaves the map with the button down has ended the stroke: what is drawn beyond it is nobody's wish.
    await page.mouse.move(...await pointOnMap(page, 0.3, 0.6));
    await page.mouse.down();
    await page.mouse.move(...await pointOnMap(page, -0.1, 0.6), { steps: 4 });
    await page.getByText(/^Moved [\d,]+ cells? from/).waitFor();
    const ended = await fingerprint(page);
    await page.mouse.move(...await pointOnMap(page, 0.6, 0.6), { steps: 4 });
    await page.mouse.up();
    expect(await fingerprint(page)).toBe(ended);
    await undone(before);
    await page.keyboard.press('e');
    await dragOverMap(page, [[0.4, 0.6], [0.45, 0.65]]);
    await page.getByText(/^Moved [\d,]+ cells? from .* to Unassigned/).waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('keeps to what is unassigned with Shift, to the first territory touched, and to the county it began in', async () => {
    const before = await plan.slots(plan.scenarioId);
    await page.keyboard.press('b');
    await page.keyboard.press('1');
    await page.keyboard.down('Shift');
    await dragOverMap(page, [[0.36, 0.56], [0.45, 0.65], [0.5, 0.7]]);
    await page.keyboard.up('Shift');
    await page.getByText(/^Moved [\d,]+ cells? from Unassigned to/).waitFor();
    await saved(page);
    const after = await plan.slots(plan.scenarioId);
    expect(before.every((slot, u) => slot === after[u] || slot === 0xffff)).toBe(true);

    await page.getByRole('option', { name: /Southwest/ }).click();
    await page.getByRole('checkbox', { name: 'Only from the first territory' }).check();
    await dragOverMap(page, [[0.62, 0.36], [0.64, 0.6], [0.62, 0.68]]);
    await page.getByText(/^Moved [\d,]+ cells? from Northeast to Southwest/).waitFor();
    await page.getByRole('checkbox', { name: 'Only from the first territory' }).uncheck();

    await page.getByRole('button', { name: /^Only inside/ }).click();
    await page.getByRole('menuitem', { name: 'the same county' }).click();
    await page.getByText('Reading the areas …').waitFor({ state: 'detached' });
    const start = await fingerprint(page);
    await page.getByRole('option', { name: /Northwest/ }).click();
    await page.mouse.move(...await pointOnMap(page, 0.35, 0.7));
    await page.mouse.down();
    await page.mouse.move(...await pointOnMap(page, 0.6, 0.7), { steps: 6 });
    await page.getByText(/^Only cells inside .+, CO are painted/).first().waitFor();
    await page.keyboard.press('Escape');
    await page.mouse.up();
    expect(await fingerprint(page)).toBe(start);
    await page.getByRole('button', { name: /^Only inside/ }).click();
    await page.getByRole('menuitem', { name: 'anywhere' }).click();
  });

  it('paints only what evens out while Q is held, and stops at the target', async () => {
    const figureOf = async (name: string): Promise<number> => Number(/(\d+)%/.exec(await page.getByRole('option', { name: new RegExp(name) }).innerText())?.[1]);
    const names = ['Northwest', 'Northeast', 'Southwest', 'Southeast'];
    const figures = await Promise.all(names.map(figureOf));
    const least = figures.indexOf(Math.min(...figures));
    await page.getByRole('option', { name: new RegExp(names[least]) }).click();
    await page.keyboard.down('q');
    await dragOverMap(page, [[0.35, 0.35], [0.65, 0.35], [0.65, 0.65], [0.35, 0.65], [0.35, 0.4]]);
    await page.keyboard.up('q');
    await saved(page);
    const after = await Promise.all(names.map(figureOf));
    expect(after[least]).toBeGreaterThan(figures[least]);
    // The cell that reaches the target may pass it, and holds two percent of the plan at most.
    expect(after[least]).toBeLessThanOrEqual(108);
    expect(after.every((figure, at) => at === least || Math.abs(figure - 100) <= Math.max(Math.abs(figures[at] - 100), 8))).toBe(true);
  });

  it('moves the map while Space is held, whatever tool is in hand', async () => {
    const before = await fingerprint(page);
    const address = page.url();
    await page.mouse.move(...await pointOnMap(page, 0.5, 0.5));
    await page.keyboard.down(' ');
    await dragOverMap(page, [[0.5, 0.5], [0.4, 0.45]]);
    await page.keyboard.up(' ');
    await page.waitForFunction((was) => window.location.href !== was, address);
    expect(await fingerprint(page)).toBe(before);
    await page.keyboard.press('Shift+F');
    await page.waitForTimeout(300);
  });

  it('draws polygons corner by corner: Backspace takes one back, Escape the shape, Enter and a double click end it', async () => {
    await page.keyboard.press('p');
    const corners = page.locator('svg circle');
    const corner = async (x: number, y: number): Promise<void> => page.mouse.click(...await pointOnMap(page, x, y));
    await corner(0.35, 0.35);
    await corner(0.6, 0.35);
    await corner(0.6, 0.6);
    expect(await corners.count()).toBe(3);
    expect(await page.getByTestId('draft-count').innerText()).toMatch(/^\d+ cells · \d+ accounts · Revenue /);
    await page.keyboard.press('Backspace');
    expect(await corners.count()).toBe(2);
    await page.keyboard.press('Enter');
    expect(await card().count()).toBe(0);
    await page.keyboard.press('Escape');
    expect(await corners.count()).toBe(0);
    await corner(0.35, 0.35);
    await corner(0.6, 0.35);
    await corner(0.5, 0.6);
    await page.keyboard.press('Enter');
    await card().waitFor();
    await card().getByRole('columnheader', { name: 'Revenue' }).waitFor();
    expect(await card().getByRole('row').count()).toBeGreaterThan(2);
    expect(await axeFindings(page)).toEqual([]);
    const [download] = await Promise.all([page.waitForEvent('download'), card().getByRole('button', { name: 'Save the outline (GeoJSON)' }).click()]);
    const saved1 = JSON.parse(readFileSync(await download.path(), 'utf8')) as { features: { geometry: { coordinates: number[][][] } }[] };
    expect(saved1.features[0].geometry.coordinates[0]).toHaveLength(4);
    await page.keyboard.press('Escape');
    await card().waitFor({ state: 'detached' });
    await corner(0.4, 0.4);
    await corner(0.55, 0.4);
    await page.mouse.dblclick(...await pointOnMap(page, 0.5, 0.55));
    await card().waitFor();
    await card().getByRole('button', { name: 'Drop', exact: true }).last().click();
  });

  it('asks where to before it moves what a rectangle or a circle holds', async () => {
    for (const key of ['r', 'Shift+R']) {
      const before = await fingerprint(page);
      await page.keyboard.press(key);
      await page.getByRole('option', { name: /Southwest/ }).click();
      await dragOverMap(page, [[0.55, 0.4], [0.66, 0.5]]);
      await card().waitFor();
      expect(await fingerprint(page)).toBe(before);
      await page.keyboard.press('Enter');
      await page.getByText(/^Moved [\d,]+ cells? from .* to Southwest/).waitFor();
      await undone(before);
    }
  });

  it('takes boundaries from a file, and says what is wrong with one', async () => {
    const ring = [[-108, 39.5], [-106, 39.5], [-106, 40.5], [-108, 40.5], [-108, 39.5]];
    const kml = `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>High country</name><Polygon><outerBoundaryIs><LinearRing><coordinates>${ring.map((point) => point.join(',')).join(' ')}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>`;
    const geojson = JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: { name: 'Plateau' }, geometry: { type: 'Polygon', coordinates: [ring] } }] });
    await page.keyboard.press('l');
    const files: [string, Buffer, string][] = [['areas.kml', Buffer.from(kml), 'High country'], ['areas.kmz', Buffer.from(zipSync({ 'doc.kml': Buffer.from(kml) })), 'High country'], ['areas.geojson', Buffer.from(geojson), 'Plateau'], ['areas.zip', Buffer.from(zipSync({ 'areas.shp': shapefile(ring) })), 'Boundary 1']];
    for (const [name, buffer, area] of files) {
      await page.getByLabel('Boundaries from a file').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
      const choice = page.getByRole('dialog', { name });
      await choice.waitFor();
      await choice.getByRole('button', { name: 'Cells inside' }).click();
      await page.getByRole('dialog', { name: new RegExp(`^${area}: \\d+ cells`) }).waitFor();
      await page.keyboard.press('Escape');
      await choice.getByRole('button', { name: 'Close' }).click();
    }
    // Two that overlap, one with a hole: alone, and both together, where what lies in both counts once.
    const ringed = (west: number, east: number): number[][] => [[west, 38], [east, 38], [east, 40.5], [west, 40.5], [west, 38]];
    const two = JSON.stringify({ type: 'FeatureCollection', features: [[ringed(-108, -105), ringed(-107, -106)], [ringed(-107.5, -104)]].map((coordinates, i) => ({ type: 'Feature', properties: { name: `Part ${i + 1}` }, geometry: { type: 'Polygon', coordinates } })) });
    await page.getByLabel('Boundaries from a file').setInputFiles({ name: 'two.geojson', mimeType: 'application/geo+json', buffer: Buffer.from(two) });
    const counts: number[] = [];
    for (const area of ['Part 1', 'Part 2', 'All 2 together']) {
      const choice = page.getByRole('dialog', { name: 'two.geojson' });
      await choice.getByRole('combobox').click();
      await page.getByRole('option', { name: area, exact: true }).click();
      await choice.getByRole('button', { name: 'Cells inside' }).click();
      const found = page.getByRole('dialog', { name: new RegExp(`^${area}: \\d+ cells`) });
      await found.waitFor();
      counts.push(Number(/: (\d+) cells/.exec((await found.getAttribute('aria-label')) ?? '')?.[1]));
      await page.keyboard.press('Escape');
      await found.waitFor({ state: 'detached' });
    }
    expect(counts[2]).toBeGreaterThan(Math.max(counts[0], counts[1]));
    expect(counts[2]).toBeLessThan(counts[0] + counts[1]);
    await page.getByRole('dialog', { name: 'two.geojson' }).getByRole('button', { name: 'Close' }).click();
    const faults: [string, string, RegExp][] = [['road.geojson', '{"type":"LineString","coordinates":[[0,0],[1,1]]}', /road\.geojson has no area in it/], ['nothing.geojson', '', /nothing\.geojson is empty/], ['list.csv', 'a,b', /is no GeoJSON, KML or zipped Shapefile/], ['metres.json', '{"type":"Polygon","coordinates":[[[500000,4400000],[600000,4400000],[600000,4500000]]]}', /is not in degrees/], ['torn.zip', 'PK\u0003\u0004torn', /torn\.zip could not be read/]];
    for (const [name, text, said] of faults) {
      await page.getByLabel('Boundaries from a file').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) });
      await page.getByText(said).waitFor();
    }
    await page.keyboard.press('v');
  });

  it('goes to the comparison by a key, and finds the brush as large as it was', async () => {
    await page.keyboard.press('b');
    const size = page.getByText(/^\d+ px$/);
    const before = await size.innerText();
    await page.keyboard.press(']');
    await expect.poll(() => size.innerText()).not.toBe(before);
    const after = await size.innerText();
    await page.keyboard.press('c');
    await page.waitForURL(/\/compare/);
    await page.goto(plan.url());
    await mapReady(page);
    await page.keyboard.press('b');
    expect(await size.innerText()).toBe(after);
  });

  it('does all this without an error on the console', () => {
    expect(visit.faults).toEqual([]);
  });
});

/** A Shapefile with one polygon. */
function shapefile(points: readonly (readonly number[])[]): Uint8Array {
  const content = 44 + 4 + 16 * points.length;
  const bytes = new Uint8Array(100 + 8 + content);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, 9994);
  view.setInt32(24, bytes.length / 2);
  view.setInt32(28, 1000, true);
  view.setInt32(32, 5, true);
  const box = [Math.min(...points.map(([x]) => x)), Math.min(...points.map(([, y]) => y)), Math.max(...points.map(([x]) => x)), Math.max(...points.map(([, y]) => y))];
  box.forEach((value, i) => view.setFloat64(36 + 8 * i, value, true));
  view.setInt32(100, 1);
  view.setInt32(104, content / 2);
  view.setInt32(108, 5, true);
  box.forEach((value, i) => view.setFloat64(112 + 8 * i, value, true));
  view.setInt32(144, 1, true);
  view.setInt32(148, points.length, true);
  view.setInt32(152, 0, true);
  points.forEach(([x, y], i) => {
    view.setFloat64(156 + 16 * i, x, true);
    view.setFloat64(164 + 16 * i, y, true);
  });
  return bytes;
}
