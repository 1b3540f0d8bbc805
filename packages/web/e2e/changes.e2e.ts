import { unpackGraph } from '@hexalign/engine';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atSmallPlan, type AtSmallPlan } from './atSmallPlan.ts';
import { axeFindings } from './axe.ts';
import type { SmallPlan } from './colorado.ts';
import type { TestServer } from './server.ts';
import { mapReady, type Visit } from './visitor.ts';

let server: TestServer;
let plan: SmallPlan;
let visit: Visit;
let work: AtSmallPlan;
let page: Page;

interface Listed {
  readonly found: number;
  readonly kept: readonly { readonly account: { readonly id: string } }[];
  readonly decided: Readonly<Record<string, number>>;
  readonly changes: readonly { readonly account: { readonly id: string; readonly name: string }; readonly decision: { readonly decision: string; readonly note: string | null } | null }[];
}
const listed = async (): Promise<Listed> => (await server.api('GET', `/scenarios/${plan.scenarioId}/changes`)) as Listed;

/** Cells of the Northwest with accounts in them that touch the Northeast. */
async function along(house: TestServer, small: SmallPlan): Promise<number[]> {
  const { unitsId } = (await house.api('GET', `/plans/${small.planId}`)) as { unitsId: string };
  const packed = await fetch(`${house.address}/api/units/${unitsId}/graph`, { headers: { cookie: house.cookie } });
  const graph = unpackGraph(await packed.arrayBuffer());
  const { accounts } = (await house.api('GET', `/units/${unitsId}/accounts/list?limit=1000`)) as { accounts: { unit: number }[] };
  const slots = await small.slots(small.scenarioId);
  const { territories } = (await house.api('GET', `/scenarios/${small.scenarioId}`)) as { territories: { name: string }[] };
  const [west, east] = ['Northwest', 'Northeast'].map((name) => territories.findIndex((one) => one.name === name));
  const inhabited = new Set(accounts.map(({ unit }) => unit));
  return [...slots.keys()].filter((u) => slots[u] === west && inhabited.has(u) && [...graph.neighbors.subarray(graph.offsets[u], graph.offsets[u + 1])].some((v) => slots[v] === east));
}

beforeAll(async () => {
  work = await atSmallPlan(async (house, small) => {
    const fork = (await house.api('POST', `/scenarios/${small.scenarioId}/fork`, { name: 'As it is' })) as { id: string };
    await house.api('POST', `/scenarios/${fork.id}/status`, { action: 'submit' });
    const { seq } = (await house.api('GET', `/scenarios/${fork.id}`)) as { seq: number };
    await house.api('POST', `/scenarios/${fork.id}/approve`, { seq });
    await house.api('POST', `/plans/${small.planId}/timeline`, { scenarioId: fork.id, from: '2026-01-01' });
    const { territories } = (await house.api('GET', `/scenarios/${small.scenarioId}`)) as { territories: { name: string }[] };
    await small.move(small.scenarioId, (await along(house, small)).slice(0, 6), territories.findIndex(({ name }) => name === 'Northeast'));
  });
  ({ server, plan, visit } = work);
  page = visit.page;
}, 180_000);

afterAll(() => work?.leave());

const row = (at: number): ReturnType<Page['locator']> => page.locator(`#change-${at}`);
const chosen = (): ReturnType<Page['locator']> => page.locator('[role=row][aria-selected=true]');

describe('the list of changes', () => {
  it('opens from the scenario, and tells of everybody who moves from whom to whom, and why', async () => {
    await page.getByRole('button', { name: /Steps and scenarios/ }).click();
    await page.getByRole('menuitem', { name: 'Change list' }).click();
    const { changes } = await listed();
    await row(0).getByText(changes[0].account.name, { exact: true }).waitFor();
    expect(changes.length).toBeGreaterThan(4);
    await page.getByRole('complementary', { name: 'Whom it concerns' }).getByText(`${changes.length} accounts of 600 change hands`).waitFor();
    const card = page.getByRole('complementary', { name: changes[0].account.name });
    await card.getByText('From Northwest to Northeast').waitFor();
    expect(await card.getByTestId('cause').innerText()).toMatch(/^Changed by hand by You on /);
    await page.getByRole('button', { name: new RegExp(`^Northwest −${changes.length} \\+0`) }).waitFor();
    const here = card.getByTestId('here');
    await here.getByText('Had it stayed with Northwest').waitFor();
    await here.getByText('Before that it was with Northwest.').waitFor();
    await here.getByRole('table', { name: 'What each would have if Northwest had it' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('goes through by J and K, accepts by Y, and defers by D with a day', async () => {
    const { changes } = await listed();
    await page.keyboard.press('j');
    await page.locator('#change-1[aria-selected=true]').waitFor();
    await page.keyboard.press('k');
    await page.locator('#change-0[aria-selected=true]').waitFor();
    await page.keyboard.press('y');
    await page.locator('#change-1[aria-selected=true]').waitFor();
    await row(0).getByText('Accepted').waitFor();
    await page.keyboard.press('d');
    const dialog = page.getByRole('dialog', { name: `Defer ${changes[1].account.name}` });
    await dialog.getByLabel('Not before').fill('2999-01-01');
    await dialog.getByLabel('Note').fill('after the fair');
    await dialog.getByRole('button', { name: 'Defer' }).click();
    await row(1).getByText('Deferred').waitFor();
    const now = await listed();
    expect(now.changes.slice(0, 2).map(({ decision }) => [decision?.decision, decision?.note])).toEqual([['accept', null], ['defer', 'after the fair']]);
    await page.getByRole('button', { name: /^Accepted/ }).click();
    await page.getByRole('status').getByText('1', { exact: true }).waitFor();
    await page.getByRole('region', { name: 'What is decided' }).getByRole('button', { name: /^All/ }).click();
    await row(1).waitFor();
  });

  it('says what keeping an account costs before it keeps it, and keeps it', async () => {
    const before = await listed();
    await row(2).click();
    await chosen().getByText(before.changes[2].account.name, { exact: true }).waitFor();
    await page.keyboard.press('x');
    const dialog = page.getByRole('dialog', { name: `Keep ${before.changes[2].account.name}` });
    await dialog.getByTestId('consequence').getByRole('table', { name: 'What it does to each territory' }).waitFor();
    expect((await listed()).found).toBe(before.found);
    await dialog.getByRole('button', { name: 'Keep it there' }).click();
    await dialog.getByText('Give a reason.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByLabel('Reason').fill('in talks');
    await dialog.getByRole('button', { name: 'Keep it there' }).click();
    await page.getByText(`${before.changes[2].account.name} stays with Northwest`).waitFor();
    await page.getByText('Kept (1)').waitFor();
    const after = await listed();
    expect(after.kept.map(({ account }) => account.id)).toEqual([before.changes[2].account.id]);
    expect(after.changes.map(({ account }) => account.id)).not.toContain(before.changes[2].account.id);
    const { holds, named } = (await server.api('GET', `/scenarios/${plan.scenarioId}`)) as { holds: unknown[]; named: unknown[] };
    expect(holds.length + named.length).toBe(1);
  });

  it('objects to a change with its consequence shown before, and decides on that with a reason', async () => {
    const { changes } = await listed();
    await row(0).click();
    const objections = page.getByRole('complementary', { name: changes[0].account.name }).getByRole('region', { name: 'Objections' });
    await objections.getByRole('button', { name: 'Object' }).click();
    const dialog = page.getByRole('dialog', { name: `Object to the change of ${changes[0].account.name}` });
    await dialog.getByTestId('consequence').waitFor();
    await dialog.getByLabel('Reason').fill('too far');
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Send the objection' }).click();
    await objections.getByText('Not decided yet').waitFor();
    await row(0).getByText('Challenged').waitFor();
    await objections.getByRole('button', { name: 'Decide' }).click();
    const decide = page.getByRole('dialog', { name: `Decide on the objection about ${changes[0].account.name}` });
    await decide.getByLabel('Reason').fill('it is nearer');
    await decide.getByRole('button', { name: 'Refuse, the change stands' }).click();
    await objections.getByText('Refused by You: it is nearer').waitFor();
    expect((await listed()).changes[0].decision).toMatchObject({ decision: 'accept', note: 'it is nearer' });
  });

  it('hands the whole list out as a file', async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download as CSV' }).click()]);
    expect(download.suggestedFilename()).toBe('changes.csv');
  });

  it('finds cells that could swing and outlines them, and tells what a hold costs', async () => {
    await page.getByRole('link', { name: 'Open the scenario' }).click();
    await mapReady(page);
    await page.getByRole('button', { name: 'Find cells that could swing' }).click();
    await page.getByRole('button', { name: 'Outline them on the map' }).click();
    const { units } = (await server.api('GET', `/scenarios/${plan.scenarioId}/swing`)) as { units: unknown[] };
    await page.getByText(new RegExp(`^${units.length} cells ·`)).waitFor();
    await page.getByRole('button', { name: 'Exceptions' }).click();
    const prices = page.getByRole('region', { name: 'What they cost' });
    await prices.getByRole('button', { name: 'Work out what each costs' }).click();
    await prices.getByRole('listitem').first().waitFor();
    expect(await prices.getByRole('listitem').count()).toBe(1);
    expect(await axeFindings(page)).toEqual([]);
  });

  it('does all this without an error on the console', () => {
    expect(visit.faults).toEqual([]);
  });
});
