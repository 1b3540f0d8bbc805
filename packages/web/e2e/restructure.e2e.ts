import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atSmallPlan, type AtSmallPlan } from './atSmallPlan.ts';
import { axeFindings } from './axe.ts';
import type { SmallPlan } from './colorado.ts';
import type { TestServer } from './server.ts';
import { dragOverMap, fingerprint, pointOnMap, saved, type Visit } from './visitor.ts';

let server: TestServer;
let plan: SmallPlan;
let visit: Visit;
let work: AtSmallPlan;
let page: Page;

beforeAll(async () => {
  work = await atSmallPlan();
  ({ server, plan, visit } = work);
  page = visit.page;
}, 180_000);

afterAll(() => work?.leave());

const click = async (x: number, y: number): Promise<void> => page.mouse.click(...await pointOnMap(page, x, y));
const proposal = (name: RegExp): ReturnType<Page['getByRole']> => page.getByRole('dialog', { name });

async function undone(before: string): Promise<void> {
  await saved(page);
  await page.keyboard.press('Control+z');
  await page.getByText(/^Undid/).waitFor();
  await saved(page);
  expect(await fingerprint(page)).toBe(before);
}

async function deselect(): Promise<void> {
  await page.keyboard.press('v');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
}

describe('restructuring', () => {
  it('fills up to the same owner, to a county, and to the target', async () => {
    const before = await fingerprint(page);
    await page.keyboard.press('g');
    await page.getByRole('option', { name: /Northwest/ }).click();
    await click(0.65, 0.35);
    await page.getByText(/^Moved [\d,]+ cells? from Northeast to/).waitFor();
    await undone(before);
    await page.getByRole('button', { name: /^Up to/ }).click();
    await page.getByRole('menuitem', { name: 'the same county' }).click();
    await page.getByText('Reading the areas …').waitFor({ state: 'detached' });
    await click(0.35, 0.65);
    await page.getByText(/^Moved [\d,]+ cells? from/).waitFor();
    await undone(before);
    await page.getByRole('button', { name: /^Up to/ }).click();
    await page.getByRole('menuitem', { name: 'the target', exact: true }).click();
    await page.getByRole('option', { name: /Northeast/ }).click();
    await click(0.45, 0.35);
    await page.getByText(/^Moved [\d,]+ cells? from Northwest to Northeast/).waitFor();
    await saved(page);
    expect(await page.getByRole('option', { name: /Northeast/ }).innerText()).toMatch(/(99|100|101)%/);
    await undone(before);
    await page.getByRole('button', { name: /^Up to/ }).click();
    await page.getByRole('menuitem', { name: 'a drive of', exact: true }).click();
    await page.getByText('Estimated: 60 km/h, roads 1.3 times as long as the line').waitFor();
    await page.getByRole('textbox', { name: 'minutes' }).fill('90');
    await page.getByRole('heading', { name: 'Colorado' }).click();
    await click(0.35, 0.65);
    await page.getByText(/^Moved [\d,]+ cells from .* to Northeast/).waitFor();
    await undone(before);
    await page.getByRole('button', { name: /^Up to/ }).click();
    await page.getByRole('menuitem', { name: 'the same owner' }).click();
  });

  it('widens and narrows a territory by a ring, on the map and by buttons', async () => {
    const before = await fingerprint(page);
    await page.keyboard.press('w');
    await click(0.35, 0.35);
    await page.getByText(/^Moved [\d,]+ cells? from .* to Northwest/).waitFor();
    await undone(before);
    await page.keyboard.down('Shift');
    await click(0.35, 0.35);
    await page.keyboard.up('Shift');
    await page.getByText(/^Moved [\d,]+ cells? from Northwest to/).waitFor();
    await undone(before);
    await page.getByRole('button', { name: 'Grow by a ring' }).click();
    await page.getByText(/^Moved [\d,]+ cells? from .* to Northwest/).waitFor();
    await undone(before);
  });

  it('shows a swap with the bars of both before it is made', async () => {
    const before = await fingerprint(page);
    await deselect();
    await page.keyboard.press('x');
    await click(0.35, 0.35);
    await page.getByText('Click the one it changes places with').waitFor();
    await click(0.65, 0.65);
    const card = proposal(/^Swap Northwest and Southeast/);
    await card.waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await fingerprint(page)).toBe(before);
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
    await click(0.65, 0.65);
    await card.waitFor();
    await page.keyboard.press('Enter');
    await card.waitFor({ state: 'detached' });
    await undone(before);
  });

  it('swaps cells that are selected on both sides of a border', async () => {
    const before = await fingerprint(page);
    await deselect();
    await click(0.4, 0.35);
    await page.keyboard.down('Shift');
    await click(0.6, 0.35);
    await page.keyboard.up('Shift');
    await page.keyboard.press('x');
    await page.getByRole('button', { name: 'Swap the selected cells' }).click();
    await proposal(/^Swap North.* and North/).getByText('2 cells and').waitFor();
    await page.keyboard.press('Enter');
    await undone(before);
  });

  it('merges one territory into its neighbour, and an undo brings it back with its target', async () => {
    const before = await fingerprint(page);
    await deselect();
    await page.keyboard.press('m');
    await click(0.35, 0.35);
    await click(0.35, 0.65);
    const card = proposal(/^Merge Northwest into Southwest/);
    await card.waitFor();
    await card.getByRole('button', { name: 'Accept' }).click();
    await page.getByText(/^Moved [\d,]+ cells from .* to Southwest/).waitFor();
    await saved(page);
    expect(await page.getByRole('option').count()).toBe(3);
    const { goals } = (await server.api('GET', `/scenarios/${plan.scenarioId}`)) as { goals: { share: number[] }[] };
    expect(goals[0].share.map((share) => Math.round(share * 100)).toSorted((a, b) => a - b)).toEqual([0, 25, 25, 50]);
    await undone(before);
    expect(await page.getByRole('option').count()).toBe(4);
  });

  it('splits by a line, by area and by balance', async () => {
    const before = await fingerprint(page);
    await deselect();
    await page.keyboard.press('s');
    await dragOverMap(page, [[0.3, 0.2], [0.35, 0.35], [0.33, 0.55]]);
    const line = proposal(/^Split .* in 2/);
    await line.waitFor();
    await page.keyboard.press('Enter');
    await saved(page);
    expect(await page.getByRole('option').count()).toBe(5);
    await undone(before);
    for (const [by, parts] of [['By area', 2], ['By balance', 3]] as const) {
      await deselect();
      await page.keyboard.press('s');
      await page.getByText(by, { exact: true }).click();
      await page.getByLabel('Parts').fill(String(parts));
      await page.getByRole('heading', { name: 'Colorado' }).click();
      await click(0.65, 0.65);
      const card = proposal(new RegExp(`^Split Southeast in ${parts}`));
      await card.waitFor();
      await card.getByRole('button', { name: 'Accept' }).click();
      await saved(page);
      expect(await page.getByRole('option').count()).toBe(3 + parts);
      await undone(before);
    }
    await page.getByText('By a line', { exact: true }).click();
  });

  it('evens out two neighbours between themselves', async () => {
    await deselect();
    await page.getByRole('option', { name: /Northeast/ }).click();
    await page.keyboard.press('w');
    const start = await fingerprint(page);
    for (let ring = 0; ring < 3; ring++) {
      const was = await fingerprint(page);
      await page.getByRole('button', { name: 'Grow by a ring' }).click();
      await page.waitForFunction((text) => document.querySelector('[data-testid=fingerprint]')?.textContent?.trim() !== text, was);
      await saved(page);
    }
    const before = await fingerprint(page);
    await page.getByRole('button', { name: 'Even out Northeast and Northwest between themselves' }).click();
    const card = proposal(/^Even out Northeast and Northwest/);
    await card.waitFor();
    expect(await fingerprint(page)).toBe(before);
    await page.keyboard.press('Enter');
    await card.waitFor({ state: 'detached' });
    await undone(before);
    for (let ring = 0; ring < 3; ring++) {
      const was = await fingerprint(page);
      await page.keyboard.press('Control+z');
      await page.waitForFunction((text) => document.querySelector('[data-testid=fingerprint]')?.textContent?.trim() !== text, was);
      await saved(page);
    }
    expect(await fingerprint(page)).toBe(start);
  });

  it('locks by key, click and all at once; a locked territory refuses at the pointer with the way out', async () => {
    const before = await fingerprint(page);
    await page.getByRole('option', { name: /Northeast/ }).click();
    await page.keyboard.press('k');
    await page.getByRole('option', { name: /Northeast/ }).getByLabel('Locked').waitFor();
    await page.getByRole('option', { name: /Northwest/ }).click();
    await page.keyboard.press('b');
    await page.mouse.move(...await pointOnMap(page, 0.65, 0.35));
    await page.mouse.down();
    await page.mouse.move(...await pointOnMap(page, 0.68, 0.36), { steps: 3 });
    await page.getByText('Northeast is locked. Unlock it, or paint elsewhere.').first().waitFor();
    await page.mouse.up();
    expect(await fingerprint(page)).toBe(before);
    await page.getByRole('button', { name: 'Unlock', exact: true }).last().click();
    await page.getByRole('option', { name: /Northeast/ }).getByLabel('Locked').waitFor({ state: 'detached' });
    await page.keyboard.press('Shift+K');
    await page.getByText('All territories are locked').waitFor();
    expect(await page.getByRole('option').getByLabel('Locked').count()).toBe(4);
    // Nothing that could not be accepted is proposed.
    await page.keyboard.press('x');
    await click(0.65, 0.65);
    await page.getByText('Northwest is locked. Unlock it, or paint elsewhere.').last().waitFor();
    expect(await proposal(/^Swap/).count()).toBe(0);
    await page.getByRole('option', { name: /Southeast/ }).click();
    await page.keyboard.press('s');
    await page.getByText('By area', { exact: true }).click();
    await page.getByRole('button', { name: 'Split it' }).click();
    await page.getByText('Southeast is locked. Unlock it, or paint elsewhere.').last().waitFor();
    await page.getByText('By a line', { exact: true }).click();
    await page.keyboard.press('b');
    await page.keyboard.press('Shift+K');
    await page.getByText('All territories are unlocked').waitFor();
    await page.getByRole('button', { name: 'Lock', exact: true }).first().click();
    await click(0.65, 0.65);
    await page.getByRole('option', { name: /Southeast/ }).getByLabel('Locked').waitFor();
    await click(0.65, 0.65);
    await page.getByRole('option', { name: /Southeast/ }).getByLabel('Locked').waitFor({ state: 'detached' });
    await saved(page);
  });

  it('holds a cell with a reason, which the brush then tells', async () => {
    await page.keyboard.press('h');
    await page.getByRole('textbox', { name: 'Reason' }).fill('depot');
    await page.getByRole('heading', { name: 'Colorado' }).click();
    await click(0.65, 0.35);
    await page.getByText('The cell is held where it is').waitFor();
    await page.getByRole('option', { name: /Northwest/ }).click();
    await page.keyboard.press('g');
    await page.mouse.move(...await pointOnMap(page, 0.65, 0.352));
    await page.getByText(/^Held: depot/).first().waitFor();
    await page.keyboard.press('h');
    await click(0.65, 0.35);
    await page.getByText('The hold is lifted').waitFor();
  });

  it('outlines what a stroke leaves loose and repairs it in one click; N walks what is left', async () => {
    const before = await fingerprint(page);
    await page.keyboard.press('b');
    await page.getByRole('option', { name: /Northwest/ }).click();
    await page.mouse.move(...await pointOnMap(page, 0.7, 0.7));
    await page.mouse.down();
    await page.mouse.up();
    const loose = page.getByRole('status', { name: /loose end/ });
    await loose.waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('n');
    await page.getByRole('complementary', { name: 'Issues' }).getByRole('button', { name: /^(An island|A hole|\d+ cells? belong)/, expanded: true }).waitFor();
    await loose.getByRole('button', { name: /^(Fill|Give to Southeast)$/ }).first().click();
    await loose.waitFor({ state: 'detached' });
    await saved(page);
    expect(await fingerprint(page)).toBe(before);
    await page.keyboard.press('n');
    await page.getByRole('complementary', { name: 'Issues' }).getByText('All clear').or(page.getByText('No problem is left.')).or(page.getByRole('button', { name: /is at \d+% of its target/ })).first().waitFor();
    await page.keyboard.press('Shift+N');
    await page.keyboard.press('Shift+F');
  });

  it('keeps options and cards off the inspector where that lies over the map', async () => {
    await page.setViewportSize({ width: 1024, height: 640 });
    await deselect();
    await page.getByRole('tab', { name: /^Territories/ }).click();
    await page.keyboard.press('s');
    await page.getByText('By balance', { exact: true }).click();
    await page.getByRole('option', { name: /Southeast/ }).click();
    // A click that something else would get is none.
    await page.getByRole('button', { name: 'Split it' }).click();
    const card = proposal(/^Split Southeast in \d/);
    await card.getByRole('button', { name: 'Drop' }).click();
    await card.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await page.getByText('By a line', { exact: true }).click();
  });

  it('does all this without an error on the console', () => {
    expect(visit.faults).toEqual([]);
  });
});
