import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atSmallPlan, type AtSmallPlan } from './atSmallPlan.ts';
import { axeFindings } from './axe.ts';
import { mapReady } from './visitor.ts';

const NOBODY = 0xffff;

let work: AtSmallPlan;
let page: Page;
let spring: string;
let accounts: { id: string; unit: number; current: string }[];
/** Cells of the Northwest that go to the Northeast in spring, and two more that nobody has there. */
let moved: number[];
let lost: number[];
/** Accounts that spring leaves with others than their present owner. */
let leaving: number;

beforeAll(async () => {
  work = await atSmallPlan(async (server, plan) => {
    spring = ((await server.api('POST', `/scenarios/${plan.scenarioId}/fork`, { name: 'Spring' })) as { id: string }).id;
    const { unitsId } = (await server.api('GET', `/plans/${plan.planId}`)) as { unitsId: string };
    ({ accounts } = (await server.api('GET', `/units/${unitsId}/accounts/list?limit=1000`)) as { accounts: typeof accounts });
    const slots = await plan.slots(spring);
    const { territories } = (await server.api('GET', `/scenarios/${spring}`)) as { territories: { name: string }[] };
    const [west, east] = ['Northwest', 'Northeast'].map((name) => territories.findIndex((one) => one.name === name));
    const inhabited = [...new Set(accounts.map(({ unit }) => unit))].filter((unit) => slots[unit] === west).sort((a, b) => a - b);
    [moved, lost] = [inhabited.slice(0, 8), inhabited.slice(8, 10)];
    await plan.move(spring, moved, east);
    const now = await plan.slots(spring);
    leaving = accounts.filter(({ unit, current }) => territories[now[unit]].name !== current).length;
  });
  page = work.visit.page;
}, 180_000);
afterAll(() => work?.leave());

const conserved = (): ReturnType<Page['locator']> => page.getByTestId('conserved');
const mode = (name: string): ReturnType<Page['locator']> => page.getByRole('radiogroup', { name: 'What the map shows' }).getByRole('radio', { name, exact: true });
const choose = async (name: string): Promise<void> => {
  await mode(name).focus();
  await page.keyboard.press('Space');
};

describe('comparing sides', () => {
  it('takes a third side and a file as a fourth, tells which is best, and keeps both in the address', async () => {
    // What stands alone is compared with who has the accounts at present, as nothing is in force.
    await page.goto(`${work.server.address}/plans/${work.plan.planId}/compare?sides=${work.plan.scenarioId}`);
    await page.getByRole('combobox', { name: 'A, before', exact: true }).waitFor();
    expect(await Promise.all(['A, before', 'B, after'].map((name) => page.getByRole('combobox', { name, exact: true }).inputValue()))).toEqual(['owners', work.plan.scenarioId]);
    await page.goto(`${work.server.address}/plans/${work.plan.planId}/compare?sides=${work.plan.scenarioId},${spring}`);
    await mapReady(page);
    await conserved().getByText('Conserved: nothing lost, nothing counted twice').waitFor();
    await page.getByRole('button', { name: 'Add a side' }).click();
    await page.getByRole('combobox', { name: 'C', exact: true }).waitFor();
    await page.waitForURL(/sides=[^,]+,[^,]+,owners/);
    await page.locator('input[type=file]').setInputFiles({ name: 'who.csv', mimeType: 'text/csv', buffer: Buffer.from(`id,territory\n${accounts.map(({ id, current }) => `${id},${current}`).join('\n')}\n`) });
    await page.waitForURL(/,owners,file:/);
    const figures = page.getByTestId('figures');
    await figures.getByRole('row', { name: new RegExp(`^Accounts that leave their present owner .* ${leaving} · [^ ]+ ?, worst 0 · 0% ?, best 0 · 0% ?, best$`) }).waitFor();
    expect(await page.getByRole('combobox', { name: 'D', exact: true }).locator('option:checked').textContent()).toBe('who.csv');
    await page.getByRole('img', { name: /^A: largest deviation .* D: largest deviation / }).waitFor();
    await page.reload();
    await mapReady(page);
    await page.getByRole('combobox', { name: 'D', exact: true }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('opens the rows that make a difference between the totals', async () => {
    await work.plan.move(spring, lost, NOBODY);
    await page.reload();
    await conserved().getByText('The totals differ: something is lost or counted twice').waitFor();
    expect(await conserved().getByRole('img', { name: 'different' }).count()).toBe(3);
    await page.getByRole('button', { name: 'Show the rows that make the difference' }).click();
    const rows = page.getByRole('region', { name: 'Without owner' });
    const bare = accounts.filter(({ unit }) => lost.includes(unit));
    for (const { id } of bare) await rows.getByRole('row', { name: new RegExp(`· ${id} `) }).waitFor();
    expect(await rows.getByRole('row', { name: /^B Cell / }).count()).toBe(2);
    await rows.getByRole('button', { name: /^Show .* on the map/ }).first().click();
  });

  it('swipes by keys and buttons, holds the other side by a key, and lays all sides next to each other in step', async () => {
    await mapReady(page);
    await choose('Swipe');
    const divider = page.getByRole('slider', { name: 'Divider between A and D' });
    await page.getByRole('combobox', { name: 'Between which sides' }).selectOption('A → B');
    const line = page.getByRole('slider', { name: 'Divider between A and B' });
    await line.waitFor();
    expect(await divider.count()).toBe(0);
    await page.waitForURL(/mode=swipe/);
    await page.locator('[role=application][data-ready=yes]').nth(1).waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Divider at 25 percent' }).click();
    await line.focus();
    await page.keyboard.press('ArrowRight');
    await page.locator('[role=slider][aria-valuenow="27"]').waitFor();
    expect(await page.locator('[role=application][inert]').evaluate((map) => map.style.clipPath)).toMatch(/27%/);
    await page.keyboard.down('`');
    await page.getByRole('status').getByText('A Today').waitFor();
    await page.keyboard.up('`');
    await line.waitFor();
    await choose('Side by side');
    await page.locator('[role=application][data-ready=yes]').nth(3).waitFor();
    expect(await page.locator('[role=application]').count()).toBe(4);
    await page.getByRole('radio', { name: 'All sides' }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('region', { name: 'All sides' }).getByRole('row', { name: /^Northwest / }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('draws flows as arrows, as wide as what moves, and says them in the table', async () => {
    await choose('Flow');
    const arrows = page.getByRole('img', { name: /^Map of flows from A to B/ });
    await arrows.locator('path').first().waitFor();
    expect(await page.locator('[role=application]').count()).toBe(1);
    await page.getByRole('combobox', { name: 'What the width of arrows says' }).selectOption('Cells');
    await arrows.getByText('8', { exact: true }).waitFor();
    await page.getByRole('radio', { name: 'From and to' }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('region', { name: 'What each territory gives and takes' }).getByRole('row', { name: /^Northwest Northeast 8 / }).waitFor();
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await axeFindings(page)).toEqual([]);
    expect(work.visit.faults).toEqual([]);
  });
});
