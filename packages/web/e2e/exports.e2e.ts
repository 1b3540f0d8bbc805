import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import shp from 'shpjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Download, Locator, Page } from 'playwright-core';
import { atSmallPlan, type AtSmallPlan } from './atSmallPlan.ts';
import { axeFindings } from './axe.ts';

let at: AtSmallPlan;
let page: Page;
let dialog: Locator;

beforeAll(async () => {
  at = await atSmallPlan();
  page = at.visit.page;
}, 180_000);
afterAll(() => at?.leave());

const take = async (name: string): Promise<{ bytes: Buffer; name: string }> => {
  const [download]: [Download, void] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name }).click()]);
  return { bytes: readFileSync(await download.path()), name: download.suggestedFilename() };
};

/** Size of a picture and how many colours it has, as the browser reads it. */
const pictureOf = (bytes: Buffer) => page.evaluate(async (text) => {
  const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], { type: 'image/png' }));
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const ink = canvas.getContext('2d')!;
  ink.drawImage(picture, 0, 0);
  const { data } = ink.getImageData(0, 0, picture.width, picture.height);
  const found = new Set<number>();
  for (let i = 0; i < data.length; i += 64) found.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
  return { width: picture.width, colours: found.size };
}, bytes.toString('base64'));

describe('the files of a plan', () => {
  it('are listed by what they are for, and reached by keyboard', async () => {
    await page.getByRole('button', { name: 'Export', exact: true }).focus();
    await page.keyboard.press('Enter');
    dialog = page.getByRole('dialog', { name: 'Export the plan' });
    await dialog.getByRole('combobox', { name: 'Which state' }).and(page.locator(':focus')).waitFor();
    for (const group of ['For people', 'Tables', 'For maps and GIS', 'For Hexalign']) expect(await dialog.getByRole('region', { name: group }).getByRole('button').count()).toBeGreaterThan(0);
    expect(await axeFindings(page)).toEqual([]);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/exports-light.png` });
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await axeFindings(page)).toEqual([]);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/exports-dark.png` });
    await page.emulateMedia({ colorScheme: 'light' });
  });

  it('for GIS open, with every territory', async () => {
    const { features } = JSON.parse((await take('Territories as polygons (GeoJSON)')).bytes.toString('utf8')) as { features: { properties: { name: string } }[] };
    const names = features.map(({ properties }) => properties.name);
    expect(names.length).toBeGreaterThan(1);
    const kml = (await take('Territories for Google Earth (KML)')).bytes.toString('utf8');
    const placed = await page.evaluate((text) => {
      const document = new DOMParser().parseFromString(text, 'application/xml');
      return { broken: document.querySelector('parsererror') !== null, names: [...document.querySelectorAll('Placemark > name')].map((name) => name.textContent) };
    }, kml);
    expect(placed).toEqual({ broken: false, names });
    const zip = (await take('Territories as a Shapefile (ZIP)')).bytes;
    const shapes = (await shp(zip.buffer.slice(zip.byteOffset, zip.byteOffset + zip.length) as ArrayBuffer)) as unknown as { features: { properties: { NAME: string } }[] };
    expect(shapes.features.map(({ properties }) => properties.NAME)).toEqual(names);
    for (const name of ['Territories as GeoParquet', 'Cells for joins (Parquet)']) {
      const { bytes } = await take(name);
      expect([bytes.subarray(0, 4).toString('latin1'), bytes.subarray(-4).toString('latin1')]).toEqual(['PAR1', 'PAR1']);
    }
  });

  it('that are tables have their heads and their rows', async () => {
    for (const [name, head] of [['Accounts with their territory (CSV)', 'id,territory,unit'], ['Cells with their territory (CSV)', 'unit,territory,lng'], ['Cells for joins (CSV)', 'h3,territory,name'], ['Territory of each postal code (CSV)', 'postal,country,territory']]) {
      const lines = (await take(name)).bytes.toString('utf8').trim().split('\n');
      expect([name, lines[0].startsWith(head), lines.length > 10]).toEqual([name, true, true]);
    }
  });

  it('for people are whole: a workbook, a picture that is not blank, PDF of the paper asked for', async () => {
    const { bytes: workbook, name } = await take('Report (Excel)');
    expect(name).toMatch(/^Colorado-[0-9a-f]{8}-report\.xlsx$/);
    expect(strFromU8(unzipSync(workbook)['xl/workbook.xml'])).toContain('name="Changes"');
    const picture = await pictureOf((await take('Map as a picture (PNG)')).bytes);
    expect(picture.width).toBe(2400);
    expect(picture.colours).toBeGreaterThan(20);
    const pages = async (file: string): Promise<string> => (await take(file)).bytes.toString('latin1');
    const map = await pages('Map to print (PDF)');
    expect(map.match(/\/Type \/Page\b/g)).toHaveLength(1);
    expect(map).toContain('/MediaBox [0 0 841.89 595.28]');
    await dialog.getByRole('combobox', { name: 'Paper of PDF files' }).selectOption('a3');
    const book = await pages('Map book (PDF)');
    expect(book.match(/\/Type \/Page\b/g)!.length).toBeGreaterThan(2);
    expect(book).toContain('/MediaBox [0 0 1190.55 841.89]');
    expect(Object.keys(unzipSync((await take('Everything with the certificate (ZIP)')).bytes))).toContain('certificate.json');
  });

  it('are of a revision when one is chosen, and a refusal is said on the page', async () => {
    const id = /scenarios\/([0-9a-f-]{36})/.exec(page.url())![1];
    await at.server.api('POST', `/scenarios/${id}/revisions`, { name: 'First', seq: 0 });
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await dialog.getByRole('combobox', { name: 'Which state' }).selectOption({ label: 'Revision 1: First' });
    const { hexalign } = JSON.parse((await take('Territories as polygons (GeoJSON)')).bytes.toString('utf8')) as { hexalign: { revision: string } };
    expect(hexalign.revision).toBe('revision 1: First');
    await page.route('**/exports/plan.zip*', (route) => route.abort());
    await dialog.getByRole('button', { name: 'Everything with the certificate (ZIP)' }).click();
    await dialog.getByRole('alert').getByText(/^Everything with the certificate \(ZIP\) could not be made\./).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(at.visit.faults.filter((fault) => !fault.includes('ERR_FAILED'))).toEqual([]);
  });
});
