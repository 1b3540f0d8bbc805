import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atSmallPlan, type AtSmallPlan } from './atSmallPlan.ts';
import { axeFindings } from './axe.ts';
import type { TestServer } from './server.ts';
import { fingerprint, mapReady, saved, type Visit, type Visitor } from './visitor.ts';

let server: TestServer;
let visitor: Visitor;
let visit: Visit;
let work: AtSmallPlan;
let page: Page;

beforeAll(async () => {
  work = await atSmallPlan();
  ({ server, visitor, visit } = work);
  page = visit.page;
}, 180_000);

afterAll(() => work?.leave());

const palette = () => page.getByRole('dialog', { name: 'Commands' });
const preview = () => palette().getByRole('status');

async function typed(words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'combobox');
  await page.keyboard.type(words);
}

describe('the command palette', () => {
  it('finds a command by letters of its name, shows its key, and lists it first the next time', async () => {
    await typed('zebra crossing');
    await preview().getByText('Nothing fits “zebra crossing”.').waitFor();
    await page.keyboard.press('Escape');
    await typed('polgn');
    const first = palette().getByRole('option').first();
    await first.getByText('Polygon').waitFor();
    expect(await first.locator('kbd').allInnerTexts()).toEqual(['P']);
    expect(await preview().innerText()).toBe('Enter starts: Polygon');
    await page.keyboard.press('Enter');
    await palette().waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: 'Polygon', exact: true }).getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.press('v');
    await typed('');
    await palette().getByRole('group', { name: 'Recent' }).getByText('Polygon').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });

  it('merges by a sentence, after saying what would go where, in one step', async () => {
    const before = await fingerprint(page);
    await typed('merge northwest into northeast');
    await preview().getByText(/^Enter shows it on the map: \d+ cells and \d+ accounts of Northwest go to Northeast\./).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await palette().waitFor({ state: 'detached' });
    expect(await fingerprint(page)).toBe(before);
    await page.keyboard.press('Enter');
    await page.waitForFunction((was) => document.querySelector('[data-testid=fingerprint]')?.textContent?.trim() !== was, before);
    await saved(page);
    await page.keyboard.press('Control+z');
    await page.getByText(/^Undid:/).waitFor();
    await saved(page);
    expect(await fingerprint(page)).toBe(before);
  });

  it('says who owns an account, and goes to places', async () => {
    await typed('who owns Shop 17');
    await preview().getByText(/^Shop 17 lies in (North|South)(west|east)\. Enter shows it\.$/).waitFor();
    await page.keyboard.press('Enter');
    await page.getByTestId('account').getByRole('heading', { name: 'Shop 17' }).waitFor();
    await typed('go to Denver');
    await preview().getByText(/^Denver.* lies in Northeast\. Enter goes there\.$/).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => /at=-10[45]\.\d+,39\.\d+/.test(location.search));
  });

  it('locks and unlocks all', async () => {
    await typed('lock all');
    await preview().getByText('Enter changes 4 territories, in one step that can be undone.').waitFor();
    await page.keyboard.press('Enter');
    await saved(page);
    await typed('lock all');
    await preview().getByText('They are already.').waitFor();
    await page.keyboard.press('Escape');
    await typed('unlock all');
    await preview().getByText('Enter changes 4 territories, in one step that can be undone.').waitFor();
    await page.keyboard.press('Enter');
    await saved(page);
  });
});

describe('the address', () => {
  it('opens the same view from a copied link: panel, list, table, day, selection and camera', async () => {
    await page.getByRole('listbox').first().getByRole('option', { name: /Southwest/ }).click();
    await page.keyboard.press('Shift+P');
    await page.waitForURL(/panel=people/);
    await page.getByLabel('On the day', { exact: true }).fill('2031-05-04');
    await page.waitForURL(/day=2031-05-04/);
    await page.waitForURL(/sel=/);
    const link = page.url();
    const other = await visitor.open(server.address, { width: 1440, height: 900 });
    await other.page.goto(link);
    await mapReady(other.page);
    await other.page.getByRole('complementary', { name: 'People and positions' }).waitFor();
    expect(await other.page.locator('[role=option][aria-selected=true]').first().innerText()).toContain('Southwest');
    expect(await other.page.getByLabel('On the day', { exact: true }).inputValue()).toBe('2031-05-04');
    // The address is written anew from what is looked at.
    await other.page.keyboard.press('t');
    await other.page.waitForURL(/table=cells/);
    const at = (url: string): string | null => new URL(url).searchParams.get('at');
    expect(at(other.page.url())).toBe(at(link));
    await other.page.close();
  });

  it('takes panels back and forward, and no edit with them', async () => {
    await page.getByLabel('On the day', { exact: true }).blur();
    await page.keyboard.press('Shift+H');
    await page.waitForURL(/panel=versions/);
    await typed('lock all');
    await page.keyboard.press('Enter');
    await saved(page);
    const before = await fingerprint(page);
    await page.goBack();
    await page.waitForURL(/panel=people/);
    await page.getByRole('complementary', { name: 'People and positions' }).waitFor();
    await page.goForward();
    await page.getByRole('complementary', { name: 'Versions' }).waitFor();
    expect(await fingerprint(page)).toBe(before);
    await typed('lock all');
    await preview().getByText('They are already.').waitFor();
    await page.keyboard.press('Escape');
  });
});

describe('the keys', () => {
  const sheet = () => page.getByRole('dialog', { name: 'Keys' });
  const pressed = (tool: string) => page.getByRole('button', { name: tool, exact: true }).getAttribute('aria-pressed');

  it('are chosen in their sheet, kept over a reload, and set back', async () => {
    await page.keyboard.press('?');
    await sheet().getByRole('button', { name: 'B: change the key of Brush' }).click();
    await page.keyboard.press('Escape');
    await sheet().getByRole('button', { name: 'B: change the key of Brush' }).click();
    await page.keyboard.press('l');
    await page.getByText('L now starts: Brush. It was the key of: Lasso').waitFor();
    await sheet().getByRole('button', { name: 'Give Lasso a key' }).waitFor();
    await sheet().getByRole('button', { name: 'E: change the key of Eraser' }).click();
    await page.keyboard.press('5');
    await page.getByText('5 cannot be the key of: Eraser. It has a fixed use.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.reload();
    await mapReady(page);
    await page.keyboard.press('l');
    expect([await pressed('Brush'), await pressed('Lasso')]).toEqual(['true', 'false']);
    await page.keyboard.press('?');
    await sheet().getByRole('button', { name: 'Usual keys' }).click();
    await sheet().getByRole('button', { name: 'L: change the key of Lasso' }).waitFor();
  });

  it('of one character can be switched off; those with Ctrl stay', async () => {
    await sheet().getByRole('switch', { name: 'Single keys start commands' }).press('Space');
    await page.keyboard.press('Escape');
    await sheet().waitFor({ state: 'detached' });
    await page.keyboard.press('v');
    expect(await pressed('Brush')).toBe('true');
    await typed('select');
    await page.keyboard.press('Enter');
    await palette().waitFor({ state: 'detached' });
    expect(await pressed('Select')).toBe('true');
    await typed('list of keys');
    await page.keyboard.press('Enter');
    await sheet().getByRole('switch', { name: 'Single keys start commands' }).press('Space');
    await page.keyboard.press('Escape');
    await sheet().waitFor({ state: 'detached' });
    await page.keyboard.press('b');
    expect(await pressed('Brush')).toBe('true');
  });
});

describe('the map', () => {
  it('draws the same picture again after the browser took its graphics away', async () => {
    await page.mouse.move(5, 5);
    const canvas = page.locator('canvas.maplibregl-canvas');
    const before = await canvas.screenshot();
    await page.evaluate(() => {
      const gl = document.querySelector<HTMLCanvasElement>('canvas.maplibregl-canvas')!.getContext('webgl2')!;
      const loss = gl.getExtension('WEBGL_lose_context')!;
      loss.loseContext();
      Object.assign(window, { giveBack: () => loss.restoreContext() });
    });
    const notice = page.getByRole('alert').filter({ hasText: 'The map engine stopped' });
    await notice.waitFor();
    await page.evaluate(() => (window as unknown as { giveBack(): void }).giveBack());
    await notice.waitFor({ state: 'detached' });
    await expect.poll(async () => (await canvas.screenshot()).equals(before), { timeout: 20_000 }).toBe(true);
  });
});
