import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from './axe.ts';
import { colorado, type SmallPlan } from './colorado.ts';
import { PEOPLE, take } from './people.ts';
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
  await take(server, PEOPLE, 'people');
  await server.api('POST', `/plans/${plan.planId}/covers`, { covers: [{ territory: 'Northwest', person: 'p1', from: '2026-01-01' }] });
  const { seq } = (await server.api('GET', `/scenarios/${plan.scenarioId}`)) as { seq: number };
  await server.api('POST', `/scenarios/${plan.scenarioId}/edits`, { baseSeq: seq, edits: [
    { type: 'hold', subject: 'account A9', from: null, to: { reason: 'Moreno knows them', owner: 'Ada Moreno', expires: null } },
    { type: 'constraint', id: 'home', from: null, to: { type: 'home', slot: 0, lng: -108.2, lat: 40.4, centreKm: null, reachKm: 2000 } },
  ] });
  visit = await visitor.open(server.address, { width: 1440, height: 900 });
  page = visit.page;
  await page.goto(plan.url());
  await mapReady(page);
}, 180_000);

afterAll(async () => {
  await visitor?.leave();
  await server?.stop();
});

const row = (name: string, on = page): ReturnType<Page['getByRole']> => on.getByRole('option', { name: new RegExp(name) });
const chip = (on = page): ReturnType<Page['getByRole']> => on.getByRole('button', { name: /^People-blind/ });
const words = async (on = page): Promise<string> => on.evaluate(() => document.body.innerText + [...document.querySelectorAll('[aria-label], [title]')].map((one) => `${one.getAttribute('aria-label')} ${one.getAttribute('title')}`).join(' '));

describe('people-blind', () => {
  it('is chosen in the account menu: list, panels and search name positions, and a chip says so on every page', async () => {
    await row('Northwest.*Ada Moreno').waitFor();
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Hide people' }).click();
    await chip().waitFor();
    await mapReady(page);
    await row('Northwest.*Position Northwest').waitFor();
    await page.keyboard.press('Shift+X');
    const ledger = page.getByRole('complementary', { name: 'Exceptions and holds' });
    await ledger.getByText('Position Northwest knows them').waitFor();
    expect(await words()).not.toMatch(/Moreno/);
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Shift+P');
    const panel = page.getByRole('complementary', { name: 'People and positions' });
    await panel.getByText('3 vacant').waitFor();
    expect(await panel.getByRole('button', { name: 'Propose who gets what' }).count()).toBe(0);
    expect(await words()).not.toMatch(/Moreno|Okafor/);
    await page.keyboard.press('O');
    await page.getByRole('complementary', { name: 'Design' }).getByTestId('people-left-out').getByText(/one bound around a home/).waitFor();
    await page.goto(`${server.address}/plans/${plan.planId}/publish`);
    await page.getByText('Publishing rests while people are hidden').waitFor();
    await chip().waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('is left by the palette, and nothing of it stays behind', async () => {
    await page.goto(plan.url());
    await mapReady(page);
    await row('Northwest.*Position Northwest').waitFor();
    await page.keyboard.press('Control+k');
    const field = page.getByRole('combobox', { name: 'What to do' });
    await field.fill('hide or show people');
    await page.getByRole('option', { name: /^Hide or show people/ }).waitFor();
    await field.press('Enter');
    await row('Northwest.*Ada Moreno').waitFor();
    expect(await chip().count()).toBe(0);
  });

  it('reaches everybody who looks at a plan when an admin hides people there, at once and whatever they chose', async () => {
    const other = await visitor.open(server.address, { width: 1280, height: 800 });
    await other.page.goto(`${server.address}/plans`);
    await other.page.getByRole('button', { name: /^Actions for/ }).first().click();
    await other.page.getByRole('menuitem', { name: 'Hide people from everybody' }).click();
    await other.page.getByText(/^People are hidden from everybody who looks at/).waitFor();
    await chip().waitFor();
    await row('Northwest.*Position Northwest').waitFor();
    await mapReady(page);
    await chip().click();
    await page.getByText('People stay hidden').waitFor();
    expect(await words()).not.toMatch(/Moreno/);
    expect([...visit.faults, ...other.faults]).toEqual([]);
  });
});
