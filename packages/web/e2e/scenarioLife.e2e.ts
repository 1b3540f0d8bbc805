import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from './axe.ts';
import { colorado, type SmallPlan } from './colorado.ts';
import { startServer, type TestServer } from './server.ts';
import { dragOverMap, fingerprint, mapReady, saved, Visitor, type Visit } from './visitor.ts';

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
  await page.goto(plan.url());
  await mapReady(page);
}, 180_000);

afterAll(async () => {
  await visitor?.leave();
  await server?.stop();
});

const menu = (): ReturnType<Page['getByRole']> => page.getByRole('button', { name: /Steps and scenarios/ });

async function step(name: string, confirm: (dialog: ReturnType<Page['getByRole']>) => Promise<void> = async () => undefined): Promise<void> {
  await menu().click();
  await page.getByRole('menuitem', { name, exact: true }).click();
  const dialog = page.getByRole('dialog', { name });
  await confirm(dialog);
  await dialog.getByRole('button', { name, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

describe('the life of a scenario', () => {
  it('names a state, and tells every change in a sentence that can be filtered and looked at', async () => {
    const before = await fingerprint(page);
    await page.getByRole('option', { name: /Northeast/ }).click();
    await page.keyboard.press('b');
    await dragOverMap(page, [[0.35, 0.3], [0.5, 0.35], [0.6, 0.4]]);
    await page.getByText(/^Moved [\d,]+ cells? from/).first().waitFor();
    await saved(page);
    const painted = await fingerprint(page);
    await page.keyboard.press('v');
    await page.keyboard.press('Shift+H');
    const panel = page.getByRole('complementary', { name: 'Versions' });
    const sentence = panel.getByRole('button', { name: /^Moved [\d,]+ cells? from .* to Northeast/ });
    await sentence.first().waitFor();
    expect(await axeFindings(page)).toEqual([]);

    await panel.getByRole('combobox', { name: 'Territory' }).selectOption({ label: 'Southeast' });
    expect(await sentence.count()).toBe(0);
    await panel.getByRole('combobox', { name: 'Territory' }).selectOption({ label: 'Northeast' });
    await sentence.first().click();
    await page.getByText('An earlier state is shown.').waitFor();
    await page.getByRole('button', { name: 'Back to now' }).click();
    expect([await fingerprint(page), before === painted]).toEqual([painted, false]);

    await panel.getByText('Named', { exact: true }).click();
    await panel.getByLabel('Name this state').fill('Before the fair');
    await panel.getByRole('button', { name: 'Save' }).click();
    await panel.getByRole('button', { name: /Before the fair/ }).first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await panel.getByRole('button', { name: 'Close' }).click();
  });

  it('freezes what is submitted: tools refuse at the pointer, keys and tables in words, and the way out stands beside it', async () => {
    await step('Submit for review', async (dialog) => {
      await dialog.getByLabel('Note').fill('for the spring');
      expect(await axeFindings(page)).toEqual([]);
    });
    await page.getByText('In review: takes no changes.').first().waitFor();
    expect(await menu().innerText()).toContain('In review');
    const frozen = await fingerprint(page);

    await page.keyboard.press('b');
    await page.locator('[aria-live=polite]').getByText('In review: takes no changes.').waitFor();
    expect(await page.getByRole('button', { name: 'Select', exact: true }).getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('button', { name: 'Brush', exact: true }).click();
    const box = await page.getByRole('application').boundingBox();
    await page.mouse.move((box?.x ?? 0) + 300, (box?.y ?? 0) + 300);
    expect(await page.getByText('Send it back to draft, or branch from here.').count()).toBeGreaterThan(1);
    await dragOverMap(page, [[0.35, 0.3], [0.5, 0.35]]);
    await page.getByText('In review: takes no changes. Send it back to draft, or branch from here.').waitFor();
    expect(await fingerprint(page)).toBe(frozen);
    expect(await page.getByRole('button', { name: 'Undo', exact: true }).isDisabled()).toBe(true);
    await page.keyboard.press('v');
    expect(await axeFindings(page)).toEqual([]);
  });

  it('goes back to draft, and takes changes again', async () => {
    await page.getByRole('button', { name: 'Send back to draft' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Send back to draft' }).click();
    await page.getByText('Click a cell. Shift adds. Double-click takes the territory.').waitFor();
    expect(await page.getByRole('button', { name: 'Undo', exact: true }).isDisabled()).toBe(false);
  });

  it('is approved and comes into force on a day, which the days before and after tell', async () => {
    await step('Submit for review');
    await step('Approve');
    await page.getByText('Approved: takes no changes.').first().waitFor();
    await step('Activate for a date', async (dialog) => {
      await dialog.getByLabel('In force from').fill('2026-01-15');
      await dialog.getByText('In force since 15 Jan 2026, as if it had been so all along.').waitFor();
    });
    await page.getByText('In force: takes no changes.').first().waitFor();
    await page.keyboard.press('d');
    const panel = page.getByRole('complementary', { name: 'In force' });
    await panel.getByText(/^On .* the plan goes by .*, as it was approved/).waitFor();
    await panel.getByLabel('Day', { exact: true }).fill('2026-01-14');
    await panel.getByText('On 14 Jan 2026 nothing of this plan is in force.').waitFor();
    await panel.getByLabel('Day', { exact: true }).fill('2026-01-15');
    await panel.getByText(/^On 15 Jan 2026 the plan went by/).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await panel.getByRole('button', { name: 'Close' }).click();
  });

  it('tells on a click, or for an account, a postal code or a city, who owns it on that day, and why', async () => {
    await page.keyboard.press('d');
    const panel = page.getByRole('complementary', { name: 'In force' });
    const day = panel.getByLabel('Day', { exact: true });
    await day.fill('2026-03-01');
    const answer = panel.getByTestId('owner');
    const box = await page.getByRole('application').boundingBox();
    await page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) * 0.3, (box?.y ?? 0) + (box?.height ?? 0) * 0.3);
    await answer.getByText(/^[\d.]+, -[\d.]+ belonged to Northwest on 1 Mar 2026\.$/).waitFor();
    await answer.getByText(/Brought in from accounts\.csv/).waitFor();
    expect(await axeFindings(page)).toEqual([]);

    const ask = async (what: string): Promise<void> => {
      await panel.getByRole('textbox', { name: 'Account, postal code, city or lat, lng' }).fill(what);
      await page.keyboard.press('Enter');
    };
    await ask('A17');
    await answer.getByText('Shop 17 belonged to Southwest on 1 Mar 2026.').waitFor();
    await ask('37.2, -102.5');
    await answer.getByText('37.2, -102.5 belonged to Southeast on 1 Mar 2026.').waitFor();
    await day.fill('2026-01-14');
    await answer.getByText('On 14 Jan 2026 nothing is in force, so nobody owns anything.').waitFor();
    await panel.getByRole('button', { name: 'Close' }).click();
  });

  it('is branched from while it is in force', async () => {
    await page.getByRole('button', { name: 'Branch from here' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('Spring');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByText('You are in Spring, a draft of its own.').waitFor();
    await mapReady(page);
    expect(await menu().innerText()).toMatch(/Spring\s*Draft/);
    expect(page.url()).not.toContain(plan.scenarioId);
  });

  it('does all this without an error on the console', () => {
    expect(visit.faults).toEqual([]);
  });
});
