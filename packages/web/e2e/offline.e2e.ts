import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atSmallPlan, type AtSmallPlan } from './atSmallPlan.ts';
import { axeFindings } from './axe.ts';
import type { SmallPlan } from './colorado.ts';
import type { TestServer } from './server.ts';
import { dragOverMap, fingerprint, mapReady, saved } from './visitor.ts';

let work: AtSmallPlan;
let server: TestServer;
let plan: SmallPlan;
let context: BrowserContext;
let page: Page;
/** Names of the territories, by slot. */
let names: string[];

beforeAll(async () => {
  work = await atSmallPlan();
  ({ server, plan } = work);
  page = work.visit.page;
  context = page.context();
  names = ((await server.api('GET', `/scenarios/${plan.scenarioId}`)) as { territories: { name: string }[] }).territories.map(({ name }) => name);
}, 180_000);

afterAll(() => work?.leave());

const kept = (of = page) => of.getByRole('status').getByText('Saved on this computer, waiting for network');

/** Paints with the brush into the territory of this name. */
async function paint(of: Page, territory: RegExp, points: readonly [number, number][]): Promise<void> {
  await of.getByRole('listbox').first().getByRole('option', { name: territory }).click();
  await of.keyboard.press('b');
  await dragOverMap(of, points);
  await of.keyboard.press('v');
}

/** Units and targets of the gestures that the browser keeps, oldest first. */
function journal(of: Page): Promise<{ units: number[]; to: number[] }[]> {
  return of.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>): Promise<T> => new Promise((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(new Error(String(request.error))));
    });
    const db = await answer(indexedDB.open('hexalign-journal'));
    const lines = await answer(db.transaction('lines').objectStore('lines').getAll()) as { what: { edits: { patch: { units: number[]; to: number[] } }[] } }[];
    db.close();
    return lines.map(({ what }) => what.edits[0].patch);
  });
}

/** Opens the plan in a new page of the same browser; `told`: what it says first. */
async function comeBack(told: string | null = null): Promise<Page> {
  const next = await context.newPage();
  next.setDefaultTimeout(60_000);
  await next.goto(plan.url());
  if (told !== null) await next.getByText(told).waitFor();
  await mapReady(next);
  return next;
}

const history = async (): Promise<{ seq: number; units: number }[]> => ((await server.api('GET', `/scenarios/${plan.scenarioId}/edits`)) as { edits: { seq: number; summary: { units: number } }[] }).edits.map(({ seq, summary: { units } }) => ({ seq, units }));

describe('without a network', () => {
  it('keeps strokes on this computer, says so, and undoes the last one', async () => {
    await page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('/TypingPanel')));
    await context.setOffline(true);
    // Panels are there, and a page whose code is not waits for the network in place of ending this one.
    await page.keyboard.press('Shift+T');
    await page.getByRole('complementary', { name: 'Draw by typing' }).waitFor();
    await page.keyboard.press('Shift+T');
    await page.keyboard.press('c');
    await page.getByRole('application').waitFor({ state: 'detached' });
    await page.goBack();
    await mapReady(page);
    await paint(page, /Southwest/, [[0.62, 0.62], [0.66, 0.72]]);
    await kept().waitFor();
    const one = await fingerprint(page);
    await paint(page, /Northwest/, [[0.6, 0.3], [0.64, 0.4]]);
    await page.waitForFunction((was) => document.querySelector('[data-testid=fingerprint]')?.textContent?.trim() !== was, one);
    await paint(page, /Southeast/, [[0.4, 0.62], [0.36, 0.7]]);
    await expect.poll(async () => (await journal(page)).length).toBe(3);
    await page.keyboard.press('Control+z');
    await page.getByText(/^Undid: moved/).waitFor();
    await expect.poll(async () => (await journal(page)).length).toBe(2);
    await kept().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await history()).toEqual([]);
  });

  it('finds them again after the page was killed, and sends them in their order, once', async () => {
    const painted = await fingerprint(page);
    const lines = await journal(page);
    await page.close();
    await context.setOffline(false);
    // The list of plans says where something waits, and leads there.
    page = await context.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(`${server.address}/plans`);
    const waiting = page.getByRole('region', { name: 'Changes wait on this computer' });
    await waiting.getByRole('link', { name: 'Colorado: 2 changes' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await waiting.getByRole('link').click();
    await page.getByText('Brought back 2 changes that waited on this computer.').waitFor();
    await mapReady(page);
    await saved(page);
    expect(await fingerprint(page)).toBe(painted);
    expect((await history()).map(({ units }) => units)).toEqual(lines.map(({ units }) => units.length));
    await expect.poll(() => journal(page)).toEqual([]);
    await page.reload();
    await mapReady(page);
    await saved(page);
    expect([await fingerprint(page), (await history()).length]).toEqual([painted, 2]);
  });
});

describe('what others changed meanwhile', () => {
  let mine: { units: number[]; to: number[] };
  let first: number;
  let second: number;

  it('stays theirs, place by place, with mine kept for a decision, over reloads', async () => {
    await context.setOffline(true);
    await paint(page, /Northeast/, [[0.4, 0.3], [0.34, 0.36], [0.3, 0.3], [0.34, 0.24]]);
    await kept().waitFor();
    await expect.poll(async () => (await journal(page)).length).toBe(1);
    [mine] = await journal(page);
    expect(mine.units.length).toBeGreaterThan(11);
    await page.close();
    [first, second] = [names.indexOf('Southwest'), names.indexOf('Southeast')];
    await plan.move(plan.scenarioId, mine.units.slice(0, 4), first);
    await plan.move(plan.scenarioId, mine.units.slice(4, 7), second);
    await plan.move(plan.scenarioId, mine.units.slice(7, 9), 0xffff);
    await context.setOffline(false);
    page = await comeBack('Others changed some of the same places meanwhile. Your changes there are kept and wait for a decision.');
    await saved(page);
    const slots = await plan.slots(plan.scenarioId);
    expect(mine.units.map((u) => slots[u])).toEqual([first, first, first, first, second, second, second, 0xffff, 0xffff, ...mine.to.slice(9)]);
    await page.reload();
    await mapReady(page);
    await page.getByRole('status').getByRole('button', { name: '3 places need a decision' }).click();
    await page.getByRole('complementary', { name: 'Places to decide' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('is decided per place by keyboard: mine in one step, theirs, or mine as a copy in a branch', async () => {
    const panel = page.getByRole('complementary', { name: 'Places to decide' });
    const place = (cells: number) => panel.getByRole('group', { name: new RegExp(`^${cells} cells`) });
    await place(4).getByRole('button', { name: 'Show on the map' }).click();
    await page.getByText('This is what would be. Nothing has changed.').waitFor();
    await page.getByRole('button', { name: 'Back to now' }).click();
    for (const [cells, name] of [[4, /^Mine: Northeast/], [3, /^Theirs, as it is now: Southeast/], [2, /^Keep mine as a copy/]] as const) {
      await place(cells).getByRole('radio', { name }).press('Space');
      await place(cells).getByRole('radio', { name, checked: true }).waitFor();
    }
    await panel.getByRole('button', { name: 'Decide 3 places' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(/^Yours are kept in the branch/).waitFor();
    await saved(page);
    await panel.getByText('Nothing to decide').waitFor();
    const slots = await plan.slots(plan.scenarioId);
    expect(mine.units.slice(0, 9).map((u) => slots[u])).toEqual([...mine.to.slice(0, 4), second, second, second, 0xffff, 0xffff]);
    const { scenarios } = (await server.api('GET', `/plans/${plan.planId}`)) as { scenarios: { id: string; name: string }[] };
    const branch = scenarios.find(({ name }) => name.startsWith('Today, my changes of'))!;
    const copied = await plan.slots(branch.id);
    expect(mine.units.slice(0, 9).map((u) => copied[u])).toEqual([first, first, first, first, second, second, second, ...mine.to.slice(7, 9)]);
    await page.reload();
    await mapReady(page);
    await saved(page);
    expect(await page.getByRole('button', { name: /need a decision/ }).count()).toBe(0);
  });
});

describe('the history', () => {
  it('is stepped through by keys, and brings back one place alone, after showing it', async () => {
    const then = await plan.slots(plan.scenarioId);
    const [northwest, southwest, northeast, southeast] = ['Northwest', 'Southwest', 'Northeast', 'Southeast'].map((name) => names.indexOf(name));
    const [west, east] = [northwest, northeast].map((slot) => [...then.keys()].filter((u) => then[u] === slot).slice(0, 6));
    await plan.move(plan.scenarioId, west, southwest);
    await plan.move(plan.scenarioId, east, southeast);
    await page.keyboard.press('Shift+H');
    const list = page.getByRole('complementary', { name: 'Versions' }).getByRole('list', { name: 'History' });
    const rows = list.getByRole('button').filter({ hasText: /^(Moved|Undid|Redid)/ });
    await rows.nth(1).filter({ hasText: 'Moved 6 cells from Northwest to Southwest' }).waitFor();
    await rows.first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-pressed') === 'true');
    expect(await rows.nth(2).getAttribute('aria-pressed')).toBe('true');
    await list.getByRole('button', { name: /^What can be done with/ }).nth(2).click();
    await page.getByRole('menuitem', { name: 'Branch from here' }).waitFor();
    await page.getByRole('menuitem', { name: 'Restore only a place of it' }).click();
    const pick = page.getByRole('combobox', { name: 'Restore only…' });
    await pick.selectOption({ label: 'Northwest (6 cells)' });
    await page.getByText('6 cells would move. Nothing has changed yet.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await plan.slots(plan.scenarioId)).not.toEqual(then);
    await page.getByRole('button', { name: 'Restore this place' }).click();
    await rows.first().filter({ hasText: /^Moved 6 cells from Southwest to Northwest \(Northwest: as it was/ }).waitFor();
    await saved(page);
    const after = await plan.slots(plan.scenarioId);
    expect([west.map((u) => after[u]), east.map((u) => after[u])]).toEqual([west.map(() => northwest), east.map(() => southeast)]);
    await page.keyboard.press('Control+z');
    await page.getByText(/^Undid: moved 6 cells/).waitFor();
    await saved(page);
    const undone = await plan.slots(plan.scenarioId);
    expect(west.map((u) => undone[u])).toEqual(west.map(() => southwest));
  });
});

describe('two pages of one browser', () => {
  it('send what one of them left behind once, when the server is back', async () => {
    const other = await comeBack();
    const before = (await history()).length;
    await server.halt();
    await paint(other, /Southeast/, [[0.42, 0.66], [0.38, 0.72]]);
    await kept(other).waitFor();
    await expect.poll(async () => (await journal(other)).length).toBe(1);
    const [{ units, to }] = await journal(other);
    const painted = await fingerprint(other);
    await other.close();
    await server.restart();
    // The page that stayed takes over what the other one left, as soon as its line to the server is up.
    await page.getByTestId('fingerprint').filter({ hasText: painted }).waitFor();
    await saved(page);
    await expect.poll(() => journal(page)).toEqual([]);
    const slots = await plan.slots(plan.scenarioId);
    expect(units.map((u) => slots[u])).toEqual(to);
    expect(await history()).toHaveLength(before + 1);
  });
});
