import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from './axe.ts';
import { colorado } from './colorado.ts';
import { startServer, type TestServer } from './server.ts';
import { mapReady, Visitor } from './visitor.ts';

let server: TestServer;
let visitor: Visitor;
let workspace: string;

beforeAll(async () => {
  [server, visitor] = await Promise.all([startServer({ demo: false }), Visitor.arrive()]);
  workspace = (await colorado(server)).url();
}, 180_000);

afterAll(async () => {
  await visitor?.leave();
  await server?.stop();
});

/** Names that the data brings, not the catalogues. */
const OWN = ['My territories', 'Colorado', 'You', 'Revenue', 'Northwest', 'Northeast', 'Southwest', 'Southeast', 'Hexalign', 'Today', 'Natural Earth, US Census Bureau, GeoNames'];

/** What the page shows in letters and is in no catalogue: not in brackets, and not a name or figure of the data. */
async function unspoken(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      const parent = node.parentElement;
      if (!parent || !/\p{L}{3}/u.test(text) || /[[\]·]/.test(text) || parent.closest('script, style, [data-own], [aria-hidden=true], kbd, code')) continue;
      if (parent.checkVisibility()) found.push(text);
    }
    return found;
  });
}

describe('languages', () => {
  it('changes to German without leaving the plan, and stays German after a reload', async () => {
    const { page, faults } = await visitor.open(server.address);
    await page.goto(workspace);
    await mapReady(page);
    await page.getByRole('button', { name: 'Account of You' }).click();
    await page.getByRole('menuitem', { name: 'Deutsch' }).click();
    await page.getByRole('button', { name: 'Einteilen' }).first().waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('de');
    await page.getByText(/^Auf dem Server gespeichert|^Gebiete/).first().waitFor();
    await page.reload();
    await mapReady(page);
    await page.getByRole('button', { name: 'Einteilen' }).first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('meets a German browser in German', async () => {
    const { page } = await visitor.open(server.address, { locale: 'de-AT', signedIn: false });
    await page.goto(server.address);
    await page.getByRole('heading', { name: 'Öffnen Sie die Adresse, die im Terminal steht' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('can be read from right to left in longer words, with nothing cut and no word outside the catalogues', async () => {
    const { page } = await visitor.open(server.address);
    await page.addInitScript(() => localStorage.setItem('hexalign.language', 'en-XB'));
    for (const address of [`${server.address}/plans`, `${server.address}/account`, `${server.address}/members`, workspace]) {
      await page.goto(address);
      await page.getByRole('heading', { name: /^\[/ }).or(page.getByRole('application')).first().waitFor();
      if (address === workspace) await mapReady(page);
      expect(await page.evaluate(() => [document.documentElement.dir, document.documentElement.scrollWidth <= innerWidth]), address).toEqual(['rtl', true]);
      expect((await unspoken(page)).filter((text) => !OWN.includes(text)), address).toEqual([]);
    }
  });
});
