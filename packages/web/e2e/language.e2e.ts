import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from './axe.ts';
import { colorado } from './colorado.ts';
import { everyScreen, type Screens } from './everyScreen.ts';
import { startServer, type TestServer } from './server.ts';
import { mapReady, Visitor } from './visitor.ts';

let server: TestServer;
let visitor: Visitor;
let workspace: string;
let screens: Screens;

beforeAll(async () => {
  [server, visitor] = await Promise.all([startServer({ demo: false }), Visitor.arrive()]);
  const plan = await colorado(server);
  workspace = plan.url();
  screens = await everyScreen(server, plan);
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

/** Words that English sentences hardly do without and German ones never have; names of the data and of programs are left out. */
const ENGLISH = /\b(?:the|is|are|of|and|with|from|has|have|this|its|to|for|on|by|than)\b/i;

/** Sentences of the page, its names for those who listen and its hints among them, that look like English. */
async function englishOf(page: Page): Promise<string[]> {
  const all = await page.evaluate(() => {
    const found: string[] = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const parent = node.parentElement;
      if (parent && !parent.closest('script, style, [data-own], kbd, code') && parent.checkVisibility()) found.push(node.textContent?.trim() ?? '');
    }
    for (const one of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) found.push(...['aria-label', 'title', 'placeholder', 'alt'].map((name) => one.getAttribute(name) ?? ''));
    return found;
  });
  return [...new Set(all)].filter((text) => ENGLISH.test(text) && !OWN.includes(text));
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

  it('says nothing in English to a German reader, on any screen, nor in what the server refuses and judges', async () => {
    const { page } = await visitor.open(server.address, { locale: 'de-DE', width: 1440, height: 900 });
    const found: string[] = [];
    for (const [name, { path, outside, leadsOn }] of Object.entries(screens)) {
      if (outside || leadsOn) continue;
      await page.goto(`${server.address}${path}`);
      await page.locator('h1').first().waitFor({ state: 'attached' });
      if (name === 'scenario') await mapReady(page);
      await page.waitForLoadState('networkidle');
      found.push(...(await englishOf(page)).map((text) => `${name}: ${text}`));
    }
    await page.getByRole('button', { name: 'Einteilen', exact: true }).click();
    // What cannot be had is explained by the server.
    await page.getByLabel('Toleranz bei Revenue').fill('0,001');
    await page.getByTestId('design-check').and(page.locator('[data-checking=no]')).waitFor();
    found.push(...(await englishOf(page)).map((text) => `design: ${text}`));
    expect(found).toEqual([]);
  });
});
