import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atSmallPlan, type AtSmallPlan } from './atSmallPlan.ts';
import { axeFindings } from './axe.ts';
import type { SmallPlan } from './colorado.ts';
import { fingerprint, saved, type Visit } from './visitor.ts';

let plan: SmallPlan;
let visit: Visit;
let work: AtSmallPlan;
let page: Page;

beforeAll(async () => {
  work = await atSmallPlan();
  ({ plan, visit } = work);
  page = visit.page;
}, 180_000);

afterAll(() => work?.leave());

const said = (): Promise<string> => page.getByTestId('cell-said').innerText();
const cell = (): Promise<string | null> => page.getByTestId('cell-cursor').getAttribute('data-unit');

/** Goes on by Tab until the map has the focus. */
async function toMap(): Promise<void> {
  for (let i = 0; i < 60; i++) {
    if (await page.evaluate(() => document.activeElement?.closest('[role=application]') !== null)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab does not lead to the map');
}

describe('drawing by typing', () => {
  it('chooses the cells of areas and the ring around them, by keys alone, and gives them away', async () => {
    const panel = page.getByRole('complementary', { name: 'Draw by typing' });
    await page.keyboard.press('Shift+T');
    await panel.getByRole('radio', { name: 'Areas' }).focus();
    await page.keyboard.press('Space');
    const which = panel.getByRole('combobox', { name: 'Which' }).or(panel.getByRole('textbox', { name: 'Which' })).first();
    await which.and(page.locator(':enabled')).waitFor();
    await which.fill('Boulder');
    await page.getByRole('option', { name: 'Boulder, CO' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await panel.getByRole('button', { name: 'Choose', exact: true }).focus();
    await page.keyboard.press('Enter');
    const told = panel.getByRole('status');
    await told.getByText(/^\d+ cells? chosen: in Boulder, CO\.$/).waitFor();
    const first = Number.parseInt(await told.innerText(), 10);
    expect(await axeFindings(page)).toEqual([]);
    await panel.getByRole('radio', { name: 'A ring more' }).focus();
    await page.keyboard.press('Space');
    await panel.getByRole('button', { name: 'Choose', exact: true }).focus();
    await page.keyboard.press('Enter');
    await told.getByText(/with the ring around them/).waitFor();
    const chosen = Number.parseInt(await told.innerText(), 10);
    expect(chosen).toBeGreaterThan(first);
    const before = await fingerprint(page);
    await panel.getByRole('button', { name: 'Move to…' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Southwest' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(/^Moved \d+ cells/).first().waitFor();
    await saved(page);
    await page.keyboard.press('Control+z');
    await page.getByText(/^Undid: moved/).waitFor();
    await saved(page);
    expect(await fingerprint(page)).toBe(before);
    await page.keyboard.press('Shift+T');
    await panel.waitFor({ state: 'detached' });
  });
});

describe('the cell cursor, by keys alone', () => {
  it('begins with Enter on the map, and says where it is', async () => {
    await toMap();
    await page.keyboard.press('Enter');
    await page.getByTestId('cell-cursor').waitFor();
    await expect.poll(said).toMatch(/^Near [A-Z].*, [\d,]+ accounts?, \$?[\d.,]+ ?k?.*, (North|South)(west|east)(; borders .+)?\. Arrows/);
    expect(await axeFindings(page)).toEqual([]);
  });

  it('goes from cell to cell and back, five at once with Ctrl, and says when nothing lies further', async () => {
    const start = await cell();
    await page.keyboard.press('ArrowRight');
    const right = await cell();
    expect(right).not.toBe(start);
    await page.keyboard.press('ArrowLeft');
    expect(await cell()).toBe(start);
    for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowUp');
    const five = await cell();
    for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Control+ArrowUp');
    expect(await cell()).toBe(five);
    for (let i = 0; i < 30 && !(await said()).startsWith('Nothing'); i++) await page.keyboard.press('Control+ArrowLeft');
    expect(await said()).toBe('Nothing lies further that way.');
    await page.keyboard.press('i');
    expect(await said()).toMatch(/^Near /);
  });

  it('assigns with Space to the territory in hand; a run of Spaces is one step to undo', async () => {
    const before = await fingerprint(page);
    const slots = await plan.slots(plan.scenarioId);
    await page.keyboard.press('.');
    const other = async (): Promise<string> => (await page.locator('[role=option][aria-selected=true]').innerText()).split('\n')[0];
    const owner = /, ((?:North|South)(?:west|east))(?:;|\.)/.exec(await said())?.[1];
    while (owner !== undefined && (await other()).includes(owner)) await page.keyboard.press('.');
    await page.keyboard.press(' ');
    await expect.poll(said).toMatch(/^Assigned to /);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press(' ');
    await expect.poll(said).toMatch(/^Assigned to /);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(said).toMatch(/2 cells picked\.$/);
    await page.keyboard.press(' ');
    await expect.poll(said).toMatch(/^2 cells assigned to /);
    await page.keyboard.press(' ');
    await expect.poll(said).toMatch(/^Belongs to .* already\.$/);
    await page.keyboard.press('Escape');
    await page.getByTestId('cell-cursor').waitFor({ state: 'detached' });
    await saved(page);
    const after = await plan.slots(plan.scenarioId);
    expect(after.filter((slot, u) => slot !== slots[u])).toHaveLength(4);
    await page.keyboard.press('Control+z');
    await page.getByText(/^Undid:/).waitFor();
    await saved(page);
    expect(await fingerprint(page)).toBe(before);
  });

  it('says why a cell may not go, and ends when the focus leaves the map', async () => {
    await toMap();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Shift+K');
    await page.keyboard.press(' ');
    await page.getByText(/is locked/).first().waitFor();
    await page.keyboard.press('Tab');
    await page.getByTestId('cell-cursor').waitFor({ state: 'detached' });
    expect(visit.faults).toEqual([]);
  });
});
