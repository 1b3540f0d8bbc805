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
  // What is in force is how it was; since then the first territory gave ground to the second.
  const { id: before } = (await server.api('POST', `/scenarios/${plan.scenarioId}/fork`, { name: 'As it is' })) as { id: string };
  await server.api('POST', `/scenarios/${before}/status`, { action: 'submit' });
  const { seq } = (await server.api('GET', `/scenarios/${before}`)) as { seq: number };
  await server.api('POST', `/scenarios/${before}/approve`, { seq });
  await server.api('POST', `/plans/${plan.planId}/timeline`, { scenarioId: before, from: '2026-01-01' });
  const slots = await plan.slots(plan.scenarioId);
  await plan.move(plan.scenarioId, [...slots.keys()].filter((u) => slots[u] === 0).slice(0, 12), 1);
  ({ page, faults } = await visitor.open(server.address, { width: 390, height: 844 }));
}, 180_000);

afterAll(async () => {
  await visitor?.leave();
  await server?.stop();
});

/** Controls in sight that a finger would miss. */
async function small(on: Page): Promise<string[]> {
  return on.evaluate(() => [...document.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea, summary')].flatMap((one) => {
    const { width, height } = one.getBoundingClientRect();
    // What is written under the map, and words within a sentence, are none that one aims at.
    if (width === 0 || !one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || one.closest('.maplibregl-control-container, .visually-hidden, p') || one.className.includes('visually-hidden')) return [];
    return width < 43.5 || height < 43.5 ? [`${one.tagName} ${one.getAttribute('aria-label') ?? one.textContent ?? ''} ${Math.round(width)} x ${Math.round(height)}`] : [];
  }));
}

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
    // The first one takes all.
    for (const at of [1, 2]) await pane.getByRole('checkbox').nth(at).check();
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

  it('lets a manager go through who changes hands, object, and send the plan on with a comment', async () => {
    await page.goto(plan.url());
    await mapReady(page);
    const shown = page.getByRole('navigation', { name: 'What is shown' });
    await shown.getByRole('button', { name: 'Changes' }).click();
    const rows = page.getByRole('region', { name: 'About the plan' }).getByRole('listitem').getByRole('button');
    await rows.first().waitFor();
    expect(await small(page)).toEqual([]);
    expect(await axeFindings(page)).toEqual([]);
    await rows.first().click();
    const card = page.getByRole('complementary');
    await card.getByTestId('cause').waitFor();
    await page.getByTestId('here').waitFor();
    expect(await small(page)).toEqual([]);
    expect(await axeFindings(page)).toEqual([]);
    for (const width of [320, 390]) {
      await page.setViewportSize({ width, height: 844 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    }
    // Who accepts is led to the next.
    await card.getByRole('button', { name: 'Accept' }).click();
    await page.getByText(/^2 of/).waitFor();
    await card.getByRole('button', { name: 'Object' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('table').first().waitFor();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('They have known us for ten years');
    await dialog.getByRole('button', { name: 'Send the objection' }).click();
    await card.getByRole('listitem').filter({ hasText: 'They have known us for ten years' }).waitFor();
    await page.getByRole('button', { name: 'All changes' }).click();
    await page.getByText('Accepted', { exact: true }).waitFor();

    await shown.getByRole('button', { name: 'Plan' }).click();
    await page.getByRole('button', { name: 'Submit for review' }).click();
    await dialog.getByRole('textbox', { name: 'Note' }).fill('Please look at the north');
    await dialog.getByRole('button', { name: 'Submit for review' }).click();
    await page.getByRole('button', { name: 'Send back to draft' }).waitFor();
    await dialog.waitFor({ state: 'detached' });
    expect(await small(page)).toEqual([]);
    expect(await axeFindings(page)).toEqual([]);
  });

  it('shows a rep the own territory, and lets them ask about a change in two taps', async () => {
    const { territories } = (await server.api('GET', `/scenarios/${plan.scenarioId}`)) as { territories: { id: string }[] };
    const { link } = (await server.api('POST', '/invitations', { email: 'rob@example.com', scope: { role: 'rep', branch: territories[0].id } })) as { link: { address: string } };
    const { page: rep, faults: theirs } = await visitor.open(server.address, { signedIn: false, width: 390, height: 844 });
    await rep.goto(link.address);
    await rep.getByLabel('Your name').fill('Rob Rep');
    await rep.getByLabel('New password').fill('four quiet random horses');
    await rep.keyboard.press('Enter');
    await rep.getByRole('heading', { name: /concern(s)? you$/ }).waitFor();
    await mapReady(rep);
    expect(await small(rep)).toEqual([]);
    expect(await axeFindings(rep)).toEqual([]);
    await rep.getByRole('button', { name: /^Ask about / }).first().click();
    const dialog = rep.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Their buyer is my neighbour');
    await dialog.getByRole('table').first().waitFor();
    await dialog.getByRole('button', { name: 'Send the objection' }).click();
    await rep.getByText('Not decided yet').first().waitFor();
    await dialog.waitFor({ state: 'detached' });
    await rep.getByRole('region', { name: 'About your territory' }).getByRole('button', { name: /^Shop/ }).first().click();
    await rep.getByRole('heading', { name: 'Close to it' }).waitFor();
    expect(await rep.getByRole('link', { name: 'Navigate' }).getAttribute('href')).toMatch(/^geo:/);
    await rep.setViewportSize({ width: 320, height: 640 });
    expect(await rep.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(await axeFindings(rep)).toEqual([]);
    expect(theirs).toEqual([]);
  });

  it('sends the plan back with a comment', async () => {
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: 'Send back to draft' }).click();
    await dialog.getByRole('textbox', { name: 'Note' }).fill('The north is too large');
    await dialog.getByRole('button', { name: 'Send back to draft' }).click();
    await page.getByRole('button', { name: 'Submit for review' }).waitFor();
    expect(((await server.api('GET', `/scenarios/${plan.scenarioId}`)) as { status: string }).status).toBe('draft');
    expect(faults).toEqual([]);
  });
});
