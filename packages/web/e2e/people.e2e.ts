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

interface Covers {
  readonly covers: readonly { readonly territory: string; readonly person: string; readonly role: string; readonly from: string; readonly to: string | null }[];
}
const covers = async (on?: string): Promise<string[]> => ((await server.api('GET', `/plans/${plan.planId}/covers${on === undefined ? '' : `?on=${on}`}`)) as Covers).covers.map(({ territory, person, role, from, to }) => [territory, person, role, from, to].join(' ')).sort();

beforeAll(async () => {
  [server, visitor] = await Promise.all([startServer({ demo: false }), Visitor.arrive()]);
  plan = await colorado(server);
  await take(server, PEOPLE, 'people');
  visit = await visitor.open(server.address, { width: 1440, height: 900 });
  page = visit.page;
  await page.goto(plan.url());
  await mapReady(page);
}, 180_000);

afterAll(async () => {
  await visitor?.leave();
  await server?.stop();
});

const panel = (): ReturnType<Page['getByRole']> => page.getByRole('complementary', { name: 'People and positions' });
const row = (name: string): ReturnType<Page['getByRole']> => page.getByRole('option', { name: new RegExp(name) });

describe('people on positions', () => {
  it('says in list, panel and legend which positions are vacant, without a colour, and who is free', async () => {
    await row('Northwest.*vacant position').waitFor();
    await page.keyboard.press('Shift+P');
    await panel().getByText('4 vacant').waitFor();
    expect(await panel().getByRole('button', { name: /vacant position/ }).count()).toBe(4);
    await page.getByRole('region', { name: 'Fill: territory' }).getByText('Person without a position').waitFor();
    // Who has left is no point of the map, and says so in the list.
    await panel().getByText(/left 31 Dec 2024/).waitFor();
    await panel().getByText(/no home known/).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await panel().getByLabel('Show people on the map').uncheck();
    expect(await page.getByRole('region', { name: 'Fill: territory' }).getByText('Person without a position').count()).toBe(0);
    await panel().getByLabel('Show people on the map').check();
  });

  it('puts somebody on a position by the keyboard alone, from a day on, and takes it back', async () => {
    await panel().getByLabel('On the day').fill('2026-03-01');
    await panel().getByRole('button', { name: 'What can be done with Ada Moreno' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Put on a position' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Put Ada Moreno on a position' });
    const where = dialog.getByRole('combobox', { name: 'Position' });
    await where.fill('Northw');
    await where.press('ArrowDown');
    await where.press('Enter');
    expect(await dialog.getByLabel('From').inputValue()).toBe('2026-03-01');
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Put there' }).press('Enter');
    await page.getByText('Ada Moreno is owner of Northwest from 1 Mar 2026').waitFor();
    expect(await covers()).toEqual(['Northwest p1 owner 2026-03-01 ']);
    await row('Northwest.*Ada Moreno').waitFor();
    await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
    await page.getByText('Put back as it was').waitFor();
    expect(await covers()).toEqual([]);
  });

  it('takes a person that is dragged onto a row of the list or onto the map', async () => {
    await panel().locator('li[data-person=p1]').dragTo(row('Northwest'));
    await page.getByText('Ada Moreno is owner of Northwest from 1 Mar 2026').waitFor();
    const map = page.getByRole('application');
    const box = await map.boundingBox();
    await panel().locator('li[data-person=p2]').dragTo(map, { targetPosition: { x: (box?.width ?? 0) * 0.6, y: (box?.height ?? 0) * 0.3 } });
    await page.getByText('Ben Okafor is owner of Northeast from 1 Mar 2026').waitFor();
    expect(await covers('2026-03-01')).toEqual(['Northeast p2 owner 2026-03-01 ', 'Northwest p1 owner 2026-03-01 ']);
    expect(await covers('2026-02-28')).toEqual([]);
    await panel().getByLabel('On the day').fill('2026-02-28');
    await panel().getByText('4 vacant').waitFor();
    await panel().getByLabel('On the day').fill('2026-03-01');
    await panel().getByText('2 vacant').waitFor();
  });

  it('fills a position from the inspector, also beside its owner, leaves it vacant from a day, and tells its history', async () => {
    await panel().getByRole('button', { name: 'Close' }).click();
    await row('Northwest').click();
    const position = page.getByRole('region', { name: 'Position Northwest' });
    await position.getByText('Ada Moreno').first().waitFor();
    await position.getByRole('button', { name: 'Choose a person' }).click();
    await position.getByRole('combobox', { name: 'Person' }).fill('Ed');
    await page.getByRole('option', { name: 'Ed Sato' }).click();
    await position.getByRole('combobox', { name: 'As' }).selectOption({ label: 'Backup' });
    await position.getByRole('button', { name: 'Put here' }).click();
    await page.getByText('Ed Sato is backup of Northwest from 1 Mar 2026').waitFor();
    await page.keyboard.press('Shift+P');
    await panel().getByLabel('On the day').fill('2026-06-01');
    await panel().getByRole('button', { name: 'Leave vacant' }).click();
    await page.getByText('Northwest is vacant from 1 Jun 2026').waitFor();
    await panel().getByText('History of the position').click();
    await panel().getByText('1 Mar 2026 to 31 May 2026').waitFor();
    expect(await covers('2026-06-01')).toEqual(['Northeast p2 owner 2026-03-01 ', 'Northwest p5 backup 2026-03-01 ']);
    expect(await axeFindings(page)).toEqual([]);
  });

  it('proposes who gets what, lets rows be altered and left out, records nothing before, and puts the rest into effect in one step', async () => {
    await take(server, 'account,owner\nA1,p3\nA2,p3\n', 'owners', plan.planId);
    const before = await covers();
    await panel().getByRole('button', { name: 'Propose who gets what' }).click();
    const dialog = page.getByRole('dialog', { name: 'Propose who gets what' });
    await dialog.getByRole('combobox', { name: 'Capacity is told in' }).selectOption({ label: 'Revenue' });
    await dialog.getByRole('button', { name: 'Propose', exact: true }).click();
    const table = dialog.getByRole('region', { name: 'Proposal' });
    await table.getByRole('row', { name: /Northwest.*nobody/ }).waitFor();
    expect(await table.getByRole('row').count()).toBe(5);
    expect(await table.getByText(/^[\d,]+ km$/).count()).toBeGreaterThan(2);
    expect(await table.getByText(/^(▲ )?\d+%$/).count()).toBe(4);
    await dialog.getByText('Without a position').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    // Another choice for one position: the rest is proposed round it.
    await table.getByRole('combobox', { name: 'Person for Southwest' }).click();
    await page.getByRole('option', { name: 'Di Novak', exact: true }).click();
    await table.getByText('chosen by you').waitFor();
    await table.getByRole('checkbox', { name: 'Take what is proposed for Southeast' }).uncheck();
    expect(await covers()).toEqual(before);
    await dialog.getByRole('button', { name: /^Put \d changes? into effect$/ }).click();
    await page.getByText(/^2 vacant positions filled from 1 Jun 2026$/).waitFor();
    const after = await covers('2026-06-01');
    expect(after).toContain('Southwest p4 owner 2026-06-01 ');
    expect(after.filter((line) => line.startsWith('Southeast'))).toEqual([]);
    await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
    await page.getByText('Put back as it was').waitFor();
    expect(await covers()).toEqual(before);
  });

  it('sets a last day, after which what somebody holds is vacant', async () => {
    await panel().getByRole('button', { name: 'What can be done with Ben Okafor' }).click();
    await page.getByRole('menuitem', { name: 'Set the last day' }).click();
    const dialog = page.getByRole('dialog', { name: 'Last day of Ben Okafor' });
    await dialog.getByLabel('Last day').fill('2026-07-31');
    await dialog.getByText('1 position becomes vacant the day after.').waitFor();
    await dialog.getByRole('button', { name: 'Set the last day' }).click();
    await page.getByText('Ben Okafor leaves after 31 Jul 2026; 1 position is vacant from then on').waitFor();
    expect(await covers('2026-08-01')).toEqual(['Northwest p5 backup 2026-03-01 ']);
  });

  it('does all this without an error on the console', () => {
    expect(visit.faults).toEqual([]);
  });
});
