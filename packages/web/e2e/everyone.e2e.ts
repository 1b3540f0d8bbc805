import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from './axe.ts';
import { colorado, type SmallPlan } from './colorado.ts';
import { startServer, type TestServer } from './server.ts';
import { mapReady, Visitor, type Visit } from './visitor.ts';

let server: TestServer;
let visitor: Visitor;
let plan: SmallPlan;
let visit: Visit;
let page: Page;

beforeAll(async () => {
  [server, visitor] = await Promise.all([startServer({ demo: false }), Visitor.arrive()]);
  plan = await colorado(server);
  visit = await visitor.open(server.address, { width: 1440, height: 900 });
  page = visit.page;
}, 180_000);

afterAll(async () => {
  await visitor?.leave();
  await server?.stop();
});

/** Every screen that has an address of its own, by its path. */
const screens = (): readonly string[] => ['/plans', '/account', '/members', '/import', '/data', `/plans/${plan.planId}/data`, '/data/new', '/nowhere', `/plans/${plan.planId}/compare?a=${plan.scenarioId}&b=${plan.scenarioId}`, `/plans/${plan.planId}/scenarios/${plan.scenarioId}`];

async function open(path: string): Promise<void> {
  await page.goto(`${server.address}${path}`);
  await page.locator('h1').first().waitFor({ state: 'attached' });
  if (path.includes('/scenarios/')) await mapReady(page);
  await page.waitForLoadState('networkidle');
}

const SCHEMES = ['light', 'dark'] as const;
/** A menu is made of the same few parts everywhere: in its short form each is looked at in one scheme, in turn. */
const schemesOfMenu = (nth: number): readonly (typeof SCHEMES)[number][] => (process.env.HEXALIGN_LONG ? SCHEMES : [SCHEMES[nth % 2]]);

/** What axe finds on the page as it stands, in both schemes unless told otherwise. */
async function findings(where: string, schemes: readonly (typeof SCHEMES)[number][] = SCHEMES): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor({ state: 'attached' });
    found.push(...(await axeFindings(page)).map((line) => `${where}, ${colorScheme}: ${line}`));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}

/** Menus that were looked at on another screen. */
const seen = new Set<string>();

/** Opens whatever says that it opens a menu, one after the other. A menu belongs to its button and needs no landmark of its own. */
async function findingsOfPopups(where: string): Promise<string[]> {
  const found: string[] = [];
  const openers = page.locator('button[aria-haspopup=menu]:visible:not(:disabled)');
  const names = await openers.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? one.textContent ?? ''));
  for (const [at, name] of names.entries()) {
    if (seen.has(name)) continue;
    seen.add(name);
    await openers.nth(at).click();
    await page.locator('[role=menu]:visible').first().waitFor();
    found.push(...(await findings(`${where} > ${name}`, schemesOfMenu(seen.size))).filter((line) => !line.includes(': region: ')));
    await page.keyboard.press('Escape');
    await page.locator('[role=menu]:visible').waitFor({ state: 'detached' });
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
  it('has nothing on any screen that axe finds wrong, open menus included, in light and dark', async () => {
    const found: string[] = [];
    for (const path of screens()) {
      await open(path);
      found.push(...await findings(path), ...await findingsOfPopups(path));
    }
    expect(found).toEqual([]);
  });

  it('nor in the dialogs and panels of the workspace', async () => {
    const found: string[] = [];
    for (const key of ['?', '/']) {
      await page.keyboard.press(key);
      await page.getByRole('dialog').first().waitFor();
      found.push(...await findings(key));
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').first().waitFor({ state: 'detached' });
    }
    for (const key of ['t', 'Shift+H', 'd', 'o']) {
      await page.keyboard.press(key);
      found.push(...await findings(key));
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
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: /Steps and scenarios/ }).click();
    await page.getByRole('menu').waitFor();
    expect(await page.evaluate(() => document.getAnimations().filter(({ effect }) => Number(effect?.getComputedTiming().duration ?? 0) > 10).length)).toBe(0);
    await page.keyboard.press('Escape');
    await page.emulateMedia({ forcedColors: 'none' });
  });

  it('cuts nothing at 400 % and at 200 % of zoom', async () => {
    const found: string[] = [];
    for (const width of [320, 640]) {
      await page.setViewportSize({ width, height: width === 320 ? 256 * 2 : 720 });
      for (const path of screens()) {
        await open(path);
        found.push(...await cut(`${path} at ${width} px`));
      }
    }
    expect(found).toEqual([]);
    expect(visit.faults.filter((fault) => !fault.includes('404'))).toEqual([]);
  });
});
