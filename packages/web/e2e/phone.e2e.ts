import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from './axe.ts';
import { colorado, type SmallPlan } from './colorado.ts';
import { startServer, type TestServer } from './server.ts';
import { mapReady, Visitor } from './visitor.ts';

let server: TestServer;
let visitor: Visitor;
let plan: SmallPlan;
let page: Page;
let faults: string[];

beforeAll(async () => {
  [server, visitor] = await Promise.all([startServer({ demo: false }), Visitor.arrive()]);
  plan = await colorado(server);
  ({ page, faults } = await visitor.open(server.address, { width: 390, height: 844 }));
}, 180_000);

afterAll(async () => {
  await visitor?.leave();
  await server?.stop();
});

const sheetHeight = async (): Promise<number> => (await page.getByRole('region', { name: 'About the plan' }).boundingBox())?.height ?? 0;

describe('a plan on a phone', () => {
  it('opens with its map and the territories in a sheet, and nothing is cut', async () => {
    await page.goto(plan.url());
    await mapReady(page);
    await page.getByRole('heading', { name: '4 territories' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);

    expect(await page.getByRole('button', { name: /^(Brush|Design|Undo)/ }).count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
  });

  it('tells about a territory, and comes back to the list', async () => {
    await page.getByRole('button', { name: /Northwest/ }).click();
    await page.getByRole('heading', { name: 'Northwest' }).waitFor();
    await page.getByText('In words').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.waitForURL(/sel=/);

    await page.getByRole('button', { name: 'All territories' }).click();
    await page.getByRole('heading', { name: '4 territories' }).waitFor();
  });

  it('has a sheet with three stops, by taps, keys and pulls', async () => {
    const handle = page.getByRole('button', { name: 'Open or close the sheet' });
    const half = await sheetHeight();
    await handle.press('ArrowUp');
    await expect.poll(sheetHeight).toBeGreaterThan(half + 100);
    await handle.press('ArrowDown');
    await handle.press('ArrowDown');
    await expect.poll(sheetHeight).toBe(96);
    expect(await handle.getAttribute('aria-expanded')).toBe('false');
    const box = await handle.boundingBox();
    if (!box) throw new Error('the sheet has no handle');
    await page.mouse.move(box.x + box.width / 2, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y - 300, { steps: 5 });
    await page.mouse.up();
    await expect.poll(sheetHeight).toBeCloseTo(half, 0);
  });

  it('shows the plan in words, and asks whose a place is by a tap on the map', async () => {
    await page.getByRole('navigation', { name: 'What is shown' }).getByRole('button', { name: 'Plan' }).click();
    await page.getByText('Here they are looked at.').waitFor();
    await page.getByRole('navigation', { name: 'What is shown' }).getByRole('button', { name: 'Whose' }).click();
    await page.getByRole('application').click({ position: { x: 190, y: 200 } });
    await page.getByTestId('owner').getByText(/nothing is in force|belongs to/).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(faults).toEqual([]);
  });
});
