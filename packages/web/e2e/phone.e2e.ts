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
    await page.getByText(/^The map is drawn on in a wider window/).waitFor();
    await page.getByRole('navigation', { name: 'What is shown' }).getByRole('button', { name: 'Whose' }).click();
    await page.getByRole('application').click({ position: { x: 190, y: 200 } });
    await page.getByTestId('owner').getByText(/nothing is in force|belongs to/).waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('moves cells in the table, which takes the whole screen, and takes that back', async () => {
    // The tap before has picked a cell; here nothing is picked.
    await page.goto(plan.url());
    await mapReady(page);
    const before = await plan.slots(plan.scenarioId);
    await page.getByRole('navigation', { name: 'What is shown' }).getByRole('button', { name: 'Plan' }).click();
    await page.getByRole('button', { name: 'Edit in the table' }).press('Enter');
    const pane = page.getByRole('region', { name: 'Table', exact: true });
    expect((await pane.boundingBox())?.width).toBe(390);
    for (const at of [0, 1]) await pane.getByRole('checkbox').nth(at).check();
    expect(await axeFindings(page)).toEqual([]);
    await pane.getByRole('button', { name: 'Move 2 cells to…' }).click();
    await page.getByRole('menuitem', { name: 'Unassigned' }).click();
    await page.getByText(/^Moved 2 cells from/).waitFor();
    const moved = async (): Promise<number> => (await plan.slots(plan.scenarioId)).filter((slot, u) => slot !== before[u]).length;
    await expect.poll(moved).toBe(2);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(moved).toBe(0);
    await pane.getByRole('button', { name: 'Hide the table' }).press('Enter');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Edit in the table');
    expect(faults).toEqual([]);
  });
});
