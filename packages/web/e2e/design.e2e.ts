import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atSmallPlan, type AtSmallPlan } from './atSmallPlan.ts';
import { axeFindings } from './axe.ts';
import type { SmallPlan } from './colorado.ts';
import { fingerprint, mapReady, type Visit } from './visitor.ts';

let plan: SmallPlan;
let visit: Visit;
let work: AtSmallPlan;
let page: Page;

beforeAll(async () => {
  work = await atSmallPlan(async (house, small) => {
    // Far too much for the first territory, which is locked on top of it.
    const slots = await small.slots(small.scenarioId);
    const others = [...slots.keys()].filter((u) => slots[u] === 1);
    await small.move(small.scenarioId, others.slice(0, Math.floor(others.length / 2)), 0);
    const { seq } = (await house.api('GET', `/scenarios/${small.scenarioId}`)) as { seq: number };
    await house.api('POST', `/scenarios/${small.scenarioId}/edits`, { baseSeq: seq, edits: [{ type: 'lock', slot: 0, from: false, to: true }] });
  });
  ({ plan, visit } = work);
  page = visit.page;
}, 180_000);

afterAll(() => work?.leave());

const drawer = (): ReturnType<Page['getByRole']> => page.getByRole('complementary', { name: 'Design' });
const checked = async (): Promise<void> => void (await drawer().locator('[data-testid=design-check][data-checking=no]').waitFor());
const button = (name: string | RegExp): ReturnType<Page['getByRole']> => drawer().getByRole('button', { name });
/** How many cells may move, and of how many. */
const movable = async (): Promise<number[]> => (/([\d,]+) of ([\d,]+) cells/.exec(await drawer().getByTestId('design-scope').innerText()) ?? []).slice(1).map((figure) => Number(figure.replace(',', '')));

describe('the drawer of a design', () => {
  it('says what may move, what clashes, and relaxes it at one press', async () => {
    await page.getByRole('button', { name: 'Design', exact: true }).click();
    await checked();
    const [before, all] = await movable();
    expect([before > 0, before < all]).toEqual([true, true]);
    await drawer().getByText('This cannot all be had').waitFor();
    await drawer().getByText('1 lock and 0 held cells in force').click();
    expect(await drawer().getByText('is locked', { exact: false }).count()).toBeGreaterThan(0);
    expect(await axeFindings(page)).toEqual([]);
    await button(/^Do this: Unlock/).click();
    await drawer().getByText('Nothing speaks against it.').waitFor();
    expect(await movable()).toEqual([all, all]);
    await drawer().getByText('1 demand is lifted when the design starts').waitFor();
  });

  it('counts what is in the scope, and means presets by words', async () => {
    await drawer().getByText('These', { exact: true }).click();
    await drawer().getByText('Choose at least one territory').waitFor();
    expect(await button('Design').isDisabled()).toBe(true);
    await drawer().getByLabel('Territories that may change').first().fill('Northeast');
    await page.getByRole('option', { name: 'Northeast' }).last().click();
    await page.keyboard.press('Escape');
    await checked();
    await expect.poll(async () => (await movable())[0] < (await movable())[1]).toBe(true);
    await drawer().getByText('All', { exact: true }).click();
    await drawer().getByText('Gentle', { exact: true }).click();
    await checked();
    await drawer().getByText('30 of 600 accounts').waitFor();
    await drawer().getByText('Balanced', { exact: true }).first().click();
    await drawer().getByText('More settings').click();
    await drawer().getByLabel('Seed').fill('7');
    expect(await axeFindings(page)).toEqual([]);
  });

  it('ends with before and after, who gives most to whom, and the same hash when it runs again', async () => {
    await checked();
    await button('Design').click();
    const card = drawer().getByTestId('design-result');
    await card.getByText('Before and after').waitFor();
    const hash = (await drawer().getByTestId('design-hash').innerText()).replace('Fingerprint ', '');
    await expect.poll(() => fingerprint(page)).toContain(hash.slice(0, 9));
    expect(await card.getByText('better').count()).toBeGreaterThan(0);
    await card.getByRole('button', { name: /→/ }).first().click();
    expect(await axeFindings(page)).toEqual([]);
    await card.getByRole('button', { name: 'Same seed again' }).click();
    await card.waitFor({ state: 'detached' });
    await card.getByText('Before and after').waitFor();
    expect((await drawer().getByTestId('design-hash').innerText())).toContain(hash);
    expect(await fingerprint(page)).toContain(hash.slice(0, 9));
  });

  it('is found as it ended by whoever comes back, and runs again from there', async () => {
    await page.keyboard.press('Control+z');
    await page.getByText(/^Undid: moved/).waitFor();
    await checked();
    await button('Design again').click();
    const card = drawer().getByTestId('design-result');
    await card.getByText('Before and after').waitFor();
    const hash = await drawer().getByTestId('design-hash').innerText();
    await page.reload();
    await mapReady(page);
    await card.getByText('Before and after').waitFor();
    expect(await page.getByText('Design ready').count()).toBe(0);
    await card.getByRole('button', { name: 'Same seed again' }).click();
    await card.waitFor({ state: 'detached' });
    await card.getByText('Before and after').waitFor();
    expect(await drawer().getByTestId('design-hash').innerText()).toBe(hash);
  });
});

describe('plans to choose from', () => {
  it('are points that show their plan when they are reached, and open as a scenario', async () => {
    await button('Find plans to choose from').click();
    const pane = page.getByRole('region', { name: 'Trade-offs' });
    const points = pane.getByRole('button', { name: /^Plan \d+: largest deviation/ });
    await points.first().waitFor();
    const rows = await pane.getByRole('row').count();
    expect(await points.count()).toBe(rows - 1);
    const shown = await fingerprint(page);
    await points.first().focus();
    await pane.getByText('Plan 1 is shown on the map').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    if ((await points.count()) > 1) {
      await page.keyboard.press('ArrowRight');
      await pane.getByText('Plan 2 is shown on the map').waitFor();
    }
    expect(await fingerprint(page)).toBe(shown);
    // Once, however often it is pressed.
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => !url.pathname.endsWith(plan.scenarioId));
    await page.getByText(/opened as a scenario/).waitFor();
    expect(((await work.server.api('GET', `/plans/${plan.planId}`)) as { scenarios: unknown[] }).scenarios).toHaveLength(2);
    expect(visit.faults).toEqual([]);
  });
});
