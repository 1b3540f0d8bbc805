import { tmpdir } from 'node:os';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from './axe.ts';
import { colorado } from './colorado.ts';
import { everyScreen, type Screens } from './everyScreen.ts';
import { startServer, type TestServer } from './server.ts';
import { mapReady, Visitor, type Visit } from './visitor.ts';

const SIZE = { width: 1440, height: 900 };
let server: TestServer;
let visitor: Visitor;
let screens: Screens;
let visit: Visit;
let page: Page;

beforeAll(async () => {
  [server, visitor] = await Promise.all([startServer({ demo: false, env: { HEXALIGN_IMPORT_FOLDERS: tmpdir() } }), Visitor.arrive()]);
  screens = await everyScreen(server, await colorado(server));
  visit = await visitor.open(server.address, SIZE);
  page = visit.page;
}, 180_000);

afterAll(async () => {
  await visitor?.leave();
  await server?.stop();
});

const SCHEMES = ['light', 'dark'] as const;
const LONG = process.env.HEXALIGN_LONG !== undefined;

async function open(path: string): Promise<void> {
  await page.goto(`${server.address}${path}`);
  await page.locator('h1').first().waitFor({ state: 'attached' });
  if (path.includes('/scenarios/')) await mapReady(page);
  await page.waitForLoadState('networkidle');
}

/** What axe finds on the page as it stands: all of it in the first scheme, what colours can do in the others. */
async function findings(where: string, schemes: readonly (typeof SCHEMES)[number][] = SCHEMES): Promise<string[]> {
  const found: string[] = [];
  for (const [nth, colorScheme] of schemes.entries()) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor({ state: 'attached' });
    found.push(...(await axeFindings(page, nth === 0 || LONG ? 'all' : 'colours')).map((line) => `${where}, ${colorScheme}: ${line}`));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}

/** Of what lies over a page, menus and dialogs: made of the same few parts everywhere, in the short form looked at in light. A menu belongs to its button and needs no landmark of its own. */
async function findingsOver(where: string): Promise<string[]> {
  return (await findings(where, LONG ? SCHEMES : ['light'])).filter((line) => !line.includes(': region: '));
}

/** Menus that were looked at on another screen. */
const seen = new Set<string>();

/** Opens whatever says that it opens a menu, one after the other. */
async function findingsOfPopups(where: string): Promise<string[]> {
  const found: string[] = [];
  const openers = page.locator('button[aria-haspopup=menu]:visible:not(:disabled)');
  const names = await openers.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? one.textContent ?? ''));
  for (const [at, name] of names.entries()) {
    if (seen.has(name)) continue;
    seen.add(name);
    await openers.nth(at).click();
    await page.locator('[role=menu]:visible').first().waitFor();
    found.push(...await findingsOver(`${where} > ${name}`));
    await page.keyboard.press('Escape');
    await page.locator('[role=menu]:visible').waitFor({ state: 'detached' });
  }
  return found;
}

/** What leads to a dialog: a button, an item of its menu, and what has to be chosen before. */
interface Way {
  readonly button: string | RegExp;
  readonly item?: string;
  /** Selector of what is clicked first. */
  readonly first?: string;
}

/** Dialogs by the screen they open from. */
const DIALOGS: Readonly<Partial<Record<keyof Screens, readonly Way[]>>> = {
  plans: [{ button: 'Actions for Colorado', item: 'Rename' }],
  members: [{ button: 'Invite somebody' }],
  publish: [{ button: 'New field map' }],
  changes: [{ button: 'Keep' }, { button: 'Defer' }, { button: 'Object', first: '#change-0' }, { button: 'Decide', first: '#change-1' }],
  data: [{ button: 'Add a schedule', first: 'role=tab[name="Schedules"]' }],
  scenario: [{ button: 'Export' }, { button: /Steps and scenarios/, item: 'Submit for review' }, { button: /Steps and scenarios/, item: 'Branch from here' }, { button: 'Keys' }, { button: 'Search' }],
};

/** Dialogs by the panel of the workspace that they open from. */
const OF_PANELS: Readonly<Record<string, readonly Way[]>> = {
  People: [{ button: 'What can be done with Ada Moreno', item: 'Put on a position' }, { button: 'What can be done with Ada Moreno', item: 'Set the last day' }, { button: 'Propose who gets what' }],
  Exceptions: [{ button: 'Add an exception' }, { button: 'Hold an account' }],
};

async function findingsOfDialogs(screen: string, ways: readonly Way[] = []): Promise<string[]> {
  const found: string[] = [];
  for (const { button, item, first } of ways) {
    if (first !== undefined) await page.locator(first).click();
    await page.getByRole('button', { name: button, exact: true }).first().click();
    if (item !== undefined) await page.getByRole('menuitem', { name: item }).click();
    const where = `${screen} > ${String(button)}${item === undefined ? '' : ` > ${item}`}`;
    await page.getByRole('dialog').first().waitFor().catch(() => Promise.reject(new Error(`there is no dialog at ${where}`)));
    // What it asks the server for is there.
    await page.getByRole('dialog').first().getByRole('status').filter({ hasText: /…$/ }).waitFor({ state: 'detached' });
    found.push(...await findingsOver(where));
    await page.getByRole('dialog').first().focus();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').first().waitFor({ state: 'detached' });
  }
  return found;
}

/** Controls and headings that lie outside the window, but for what can be scrolled to in a table. */
async function cut(where: string): Promise<string[]> {
  const lines = await page.evaluate(() => {
    const found = document.documentElement.scrollWidth > window.innerWidth ? [`the page is ${document.documentElement.scrollWidth} px wide`] : [];
    for (const one of document.querySelectorAll<HTMLElement>('button, a[href], input, select, h1, h2, h3, p, label')) {
      const { left, right, width, height } = one.getBoundingClientRect();
      if (width < 2 || height < 2 || !one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || (left >= -1 && right <= window.innerWidth + 1)) continue;
      let box = one.parentElement;
      while (box && !(['auto', 'scroll'].includes(getComputedStyle(box).overflowX) && box.scrollWidth > box.clientWidth)) box = box.parentElement;
      if (box?.querySelector('table, [role=table]') || box?.closest('table, [role=table]')) continue;
      if (one.closest('.visually-hidden, [inert]') || one.className.includes('visually-hidden')) continue;
      found.push(`${one.tagName} "${(one.getAttribute('aria-label') ?? one.textContent ?? '').slice(0, 40)}" from ${Math.round(left)} to ${Math.round(right)} px`);
    }
    return found;
  });
  return lines.map((line) => `${where}: ${line}`);
}

describe('for everyone', () => {
  it('has on no screen anything that axe finds wrong, menus and dialogs included, in light and dark, nor anything cut at 200 % and 400 % of zoom', async () => {
    const found: string[] = [];
    for (const [screen, { path, outside, leadsOn }] of Object.entries(screens) as [keyof Screens, Screens[keyof Screens]][]) {
      if (outside || leadsOn) continue;
      await open(path);
      found.push(...await findings(screen), ...await findingsOfPopups(screen), ...await findingsOfDialogs(screen, DIALOGS[screen]));
      for (const width of [640, 320]) {
        await page.setViewportSize({ width, height: width === 320 ? 512 : 720 });
        if (screen === 'scenario') await mapReady(page);
        found.push(...await cut(`${screen} at ${width} px`));
      }
      await page.setViewportSize(SIZE);
    }
    await mapReady(page);
    expect(found).toEqual([]);
    expect(visit.faults.filter((fault) => !fault.includes('404'))).toEqual([]);
  });

  it('nor in the panels of the workspace, in a narrow window neither', async () => {
    const found: string[] = [];
    for (const key of ['t', 'Shift+H', 'd', 'o']) {
      await page.keyboard.press(key);
      found.push(...await findingsOver(key));
    }
    for (const panel of ['What if', 'People', 'Exceptions']) {
      const button = page.getByRole('button', { name: panel, exact: true }).first();
      await button.click();
      await page.locator('button[aria-pressed=true]', { hasText: panel }).waitFor();
      found.push(...await findingsOver(panel), ...await findingsOfDialogs(panel, OF_PANELS[panel]));
    }
    for (const tab of ['Layers', 'Issues']) {
      await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
      found.push(...await findingsOver(tab));
    }
    for (const height of [1100, 620]) {
      await page.setViewportSize({ width: 820, height });
      await mapReady(page);
      found.push(...await cut(`the workspace at 820 by ${height} px`));
    }
    await page.setViewportSize(SIZE);
    expect(found).toEqual([]);
  });

  it('nor where nobody is signed in', async () => {
    const stranger = await visitor.open(server.address, { ...SIZE, signedIn: false });
    const found: string[] = [];
    for (const { path, outside } of Object.values(screens)) {
      if (!outside) continue;
      await stranger.page.goto(`${server.address}${path}`);
      await stranger.page.locator('h1').first().waitFor({ state: 'attached' });
      found.push(...await axeFindings(stranger.page));
    }
    expect(found).toEqual([]);
  });

  it('shows in forced colours which tool is in hand, and moves nothing where motion is not wanted', async () => {
    await page.emulateMedia({ forcedColors: 'active' });
    const look = (name: string): Promise<string> => page.getByRole('button', { name, exact: true }).evaluate((one) => {
      const { backgroundColor, borderColor, borderStyle, outlineStyle, color } = getComputedStyle(one);
      return [backgroundColor, borderStyle === 'none' ? '' : borderColor, outlineStyle, color].join();
    });
    await page.keyboard.press('b');
    await page.getByRole('button', { name: 'Brush', exact: true, pressed: true }).waitFor();
    expect(await look('Brush')).not.toBe(await look('Lasso'));
    const of = (tab: string): Promise<string> => page.getByRole('tab', { name: new RegExp(`^${tab}`) }).evaluate((one) => getComputedStyle(one).backgroundColor);
    expect(await of('Issues')).not.toBe(await of('Layers'));
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: /Steps and scenarios/ }).click();
    await page.getByRole('menu').waitFor();
    expect(await page.evaluate(() => document.getAnimations().filter(({ effect }) => Number(effect?.getComputedTiming().duration ?? 0) > 10).length)).toBe(0);
    await page.keyboard.press('Escape');
    await page.emulateMedia({ forcedColors: 'none' });
  });
});
