import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atSmallPlan, type AtSmallPlan } from './atSmallPlan.ts';
import { axeFindings } from './axe.ts';
import type { SmallPlan } from './colorado.ts';
import type { TestServer } from './server.ts';
import { fingerprint, mapReady, saved, type Visit } from './visitor.ts';

let server: TestServer;
let plan: SmallPlan;
let visit: Visit;
let work: AtSmallPlan;
let page: Page;

interface Apart {
  readonly holds: readonly { readonly subject: string; readonly hold: { readonly reason: string; readonly expires: string | null } }[];
  readonly named: readonly { readonly account: string; readonly named: { readonly slot: number; readonly reason: string; readonly owner: string; readonly expires: string | null } }[];
}
const apart = async (): Promise<Apart> => {
  await saved(page);
  return (await server.api('GET', `/scenarios/${plan.scenarioId}`)) as Apart;
};

beforeAll(async () => {
  work = await atSmallPlan(async (house, small) => {
    const { seq } = (await house.api('GET', `/scenarios/${small.scenarioId}`)) as { seq: number };
    await house.api('POST', `/scenarios/${small.scenarioId}/edits`, { baseSeq: seq, edits: [{ type: 'named', account: 'A9', from: null, to: { slot: 1, reason: 'a tender ran', owner: 'Ann', expires: '2025-06-30' } }] });
  });
  ({ server, plan, visit } = work);
  page = visit.page;
}, 180_000);

afterAll(() => work?.leave());

const ledger = (): ReturnType<Page['getByRole']> => page.getByRole('complementary', { name: 'Exceptions and holds' });
const legend = (): ReturnType<Page['getByRole']> => page.getByRole('region', { name: 'Fill: territory' });

describe('exceptions and holds', () => {
  it('lists exceptions, those past their day apart, and adds one with its reason and last day', async () => {
    await page.keyboard.press('Shift+X');
    await ledger().getByRole('region', { name: 'Past their last day' }).getByText('Shop 9').waitFor();
    expect(await ledger().getByRole('region', { name: 'Exceptions', exact: true }).count()).toBe(0);
    await ledger().getByRole('button', { name: 'Add an exception' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Add an exception' });
    await dialog.getByRole('button', { name: 'Make the exception' }).click();
    // Everything that is missing is named at its field; nothing was recorded.
    for (const missing of ['Choose an account.', 'Give a reason.']) await dialog.getByText(missing).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByRole('combobox', { name: 'Account' }).fill('Shop 17');
    await page.getByRole('option', { name: 'Shop 17 (A17)', exact: true }).click();
    await dialog.getByRole('combobox', { name: 'Territory that has it' }).selectOption({ label: 'Northeast' });
    await dialog.getByLabel('Reason').fill('their house bank');
    await dialog.getByLabel('Last day').fill('2999-12-31');
    await dialog.getByRole('button', { name: 'Make the exception' }).click();
    await page.getByText('Shop 17 belongs to Northeast from now on').waitFor();
    const item = ledger().getByRole('region', { name: 'Exceptions', exact: true }).getByRole('listitem');
    await item.getByText('Northeast, on the ground of Southwest').waitFor();
    await item.getByText('their house bank, says You · until 31 Dec 2999').waitFor();
    await legend().getByText('Exception').waitFor();
    expect((await apart()).named.find(({ account }) => account === 'A17')?.named).toMatchObject({ reason: 'their house bank', owner: 'You', expires: '2999-12-31' });
    expect(await axeFindings(page)).toEqual([]);
  });

  it('ends one, and takes that back in one step', async () => {
    await ledger().getByRole('button', { name: 'End the exception of Shop 17' }).click();
    await page.getByText('Shop 17 goes back to whom its ground belongs').waitFor();
    expect((await apart()).named.map(({ account }) => account)).toEqual(['A9']);
    await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
    await ledger().getByRole('button', { name: 'End the exception of Shop 17' }).waitFor();
    expect((await apart()).named.map(({ account }) => account).sort()).toEqual(['A17', 'A9']);
    await ledger().getByRole('button', { name: 'Close' }).click();
  });

  it('holds the picked cells with a reason in one step, marks them in list and map, and lets nothing move them', async () => {
    await page.getByRole('option', { name: /Northwest/ }).click();
    await page.keyboard.press('t');
    const table = page.getByRole('table', { name: /Cells of Northwest/ });
    // The first one takes all.
    for (const nth of [1, 2]) await table.getByRole('checkbox').nth(nth).check();
    await page.getByRole('button', { name: 'Hold 2 cells where they are' }).click();
    const dialog = page.getByRole('dialog', { name: 'Hold 2 cells where they are' });
    await dialog.getByLabel('Reason').fill('a depot is built');
    await dialog.getByRole('button', { name: 'Hold', exact: true }).click();
    await page.getByText('2 cells stay where they are').waitFor();
    await page.getByRole('option', { name: /Northwest.*2 things are held here/ }).waitFor();
    await legend().getByText('Held').waitFor();
    expect((await apart()).holds.map(({ hold }) => hold)).toEqual([1, 2].map(() => ({ reason: 'a depot is built', owner: 'You', expires: null })));
    const before = await fingerprint(page);
    await page.getByRole('button', { name: /Move 2 cells to/ }).click();
    await page.getByRole('menuitem', { name: 'Southeast' }).click();
    await page.getByText(/^Held: a depot is built/).waitFor();
    expect(await fingerprint(page)).toBe(before);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
    await page.getByRole('option', { name: /Northwest(?!.*held)/ }).waitFor();
    expect((await apart()).holds).toEqual([]);
  });

  it('gives an account of a cell to somebody else, or holds it, from the inspector', async () => {
    const { territory } = (await server.api('GET', `/scenarios/${plan.scenarioId}/accounts/A100/why`)) as { territory: { name: string } };
    const away = territory.name === 'Northeast' ? 'Southwest' : 'Northeast';
    await page.goto(`${plan.url()}?at=-105.5,39,5.6`);
    await mapReady(page);
    const where = (await server.api('GET', `/plans/${plan.planId}/owner?account=A100`)) as { place: { lng: number; lat: number } };
    const box = await page.getByRole('application').boundingBox();
    // A click on the account's own place picks its cell.
    const world = 512 * 2 ** 5.6;
    const mercator = (lat: number): number => 0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);
    const [dx, dy] = [((where.place.lng + 105.5) / 360) * world, (mercator(where.place.lat) - mercator(39)) * world];
    await page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) / 2 + dx, (box?.y ?? 0) + (box?.height ?? 0) / 2 + dy);
    await page.getByRole('button', { name: 'What can be done with Shop 100' }).click();
    await page.getByRole('menuitem', { name: 'Give to another territory' }).click();
    const dialog = page.getByRole('dialog', { name: 'Give Shop 100 to another territory' });
    await dialog.getByRole('combobox', { name: 'Territory that has it' }).selectOption({ label: away });
    await dialog.getByLabel('Reason').fill('asked for');
    await dialog.getByRole('button', { name: 'Make the exception' }).click();
    await page.getByText(`exception: ${away}`).waitFor();
    await page.getByRole('button', { name: 'What can be done with Shop 100' }).click();
    await page.getByRole('menuitem', { name: 'Hold where it is' }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill('in talks');
    await page.getByRole('dialog').getByRole('button', { name: 'Hold', exact: true }).click();
    await page.getByText('■ held').waitFor();
    const { named, holds } = await apart();
    expect([named.map(({ account: id }) => id).includes('A100'), holds.map(({ subject }) => subject)]).toEqual([true, ['account A100']]);
    expect(await axeFindings(page)).toEqual([]);
  });

  it('does all this without an error on the console', () => {
    expect(visit.faults).toEqual([]);
  });
});
