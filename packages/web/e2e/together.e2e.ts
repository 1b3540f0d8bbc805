import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from './axe.ts';
import { colorado, type SmallPlan } from './colorado.ts';
import { startServer, type TestServer } from './server.ts';
import { fingerprint, mapReady, saved, Visitor, type Visit } from './visitor.ts';

let server: TestServer;
let visitor: Visitor;
let plan: SmallPlan;

beforeAll(async () => {
  [server, visitor] = await Promise.all([startServer({ demo: false }), Visitor.arrive()]);
  plan = await colorado(server);
}, 180_000);

afterAll(async () => {
  await visitor?.leave();
  await server?.stop();
});

/** The page of a planner who came in by an invitation. */
async function second(): Promise<Visit> {
  const { link } = (await server.api('POST', '/invitations', { email: 'ada@example.com', scope: { role: 'planner' } })) as { link: { address: string } };
  const response = await fetch(`${server.address}/api/links/use`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token: new URL(link.address).hash.slice(1), name: 'Ada Lovelace', password: 'lantern under seven bridges' }) });
  const [name, value] = response.headers.getSetCookie()[0].split(';')[0].split('=');
  const visit = await visitor.open(server.address, { signedIn: false });
  await visit.page.context().addCookies([{ name, value, url: server.address, httpOnly: true, sameSite: 'Lax' }]);
  return visit;
}

async function paint(page: Page, points: readonly [number, number][]): Promise<void> {
  const box = await page.getByRole('application').boundingBox();
  if (!box) throw new Error('there is no map');
  const at = ([x, y]: [number, number]): [number, number] => [box.x + x * box.width, box.y + y * box.height];
  await page.keyboard.press('b');
  await page.mouse.move(...at(points[0]));
  await page.mouse.down();
  for (const point of points.slice(1)) await page.mouse.move(...at(point), { steps: 4 });
  await page.mouse.up();
  await page.keyboard.press('v');
}

/** Waits until a page shows this assignment, without a reload. */
async function shows(page: Page, words: string): Promise<void> {
  await page.getByTestId('fingerprint').filter({ hasText: words }).waitFor();
}

describe('two people in one scenario', () => {
  let [first, other]: Visit[] = [];

  it('see who is there, and each other’s changes without a reload', async () => {
    [first, other] = [await visitor.open(server.address), await second()];
    for (const { page } of [first, other]) {
      await page.goto(plan.url());
      await mapReady(page);
    }
    await first.page.getByRole('img', { name: 'Ada Lovelace is in this scenario' }).waitFor();
    expect(await first.page.getByRole('list', { name: 'Also here' }).innerText()).toBe('AL');
    await other.page.getByRole('option', { name: /Southwest/ }).click();
    await first.page.getByRole('img', { name: 'Ada Lovelace is at Southwest' }).waitFor();
    expect(await axeFindings(first.page)).toEqual([]);

    const before = await fingerprint(first.page);
    await paint(other.page, [[0.4, 0.62], [0.45, 0.4]]);
    await other.page.getByText(/^Moved [\d,]+ cells? from/).waitFor();
    await saved(other.page);
    const painted = await fingerprint(other.page);
    expect(painted).not.toBe(before);
    await shows(first.page, painted);

    // The first one's undo is the first one's own: there is nothing of theirs to take back.
    expect(await first.page.getByRole('button', { name: 'Undo', exact: true }).isDisabled()).toBe(true);
    await first.page.getByRole('option', { name: /Northeast/ }).click();
    await paint(first.page, [[0.55, 0.6], [0.6, 0.7]]);
    await saved(first.page);
    await shows(other.page, await fingerprint(first.page));
    await other.page.keyboard.press('Control+z');
    await other.page.getByText(/^Undid: moved/).waitFor();
    await shows(first.page, await fingerprint(other.page));
  });

  it('see each territory in the same colour, also when one of them has changed', async () => {
    const swatches = async (page: Page): Promise<string> => JSON.stringify(await page.getByRole('option').evaluateAll((rows) => rows.map((row) => [row.textContent?.slice(0, 9), row.querySelector('svg rect')?.getAttribute('fill')])));
    const before = await swatches(first.page);
    expect(new Set((JSON.parse(before) as [string, string][]).map(([, fill]) => fill)).size).toBe(4);
    expect(await swatches(other.page)).toBe(before);
    const { colours } = (await server.api('GET', `/scenarios/${plan.scenarioId}/colours`)) as { colours: number[] };
    // Two that touch, in one colour: the pages choose another for the later one, and keep it.
    await server.api('PATCH', `/scenarios/${plan.scenarioId}/colours`, { changes: [{ slot: 1, from: colours[1], to: colours[0] }] });
    await expect.poll(async () => ((await server.api('GET', `/scenarios/${plan.scenarioId}/colours`)) as { colours: number[] }).colours[1]).not.toBe(colours[0]);
    await expect.poll(async () => (await swatches(first.page)) === (await swatches(other.page))).toBe(true);
    await other.page.reload();
    await mapReady(other.page);
    await other.page.getByRole('option').first().waitFor();
    await expect.poll(async () => (await swatches(other.page)) === (await swatches(first.page))).toBe(true);
  });

  it('are told when the line is down, go on, and lose nothing', async () => {
    const before = [first, other].map(({ faults }) => faults.length);
    await server.halt();
    await first.page.getByText('The line to the server is down. You can go on: your changes wait here').waitFor();
    await paint(first.page, [[0.62, 0.62], [0.66, 0.75]]);
    await first.page.getByText('Saved on this computer, waiting for network').waitFor();
    const painted = await fingerprint(first.page);
    await server.restart();
    await saved(first.page);
    await first.page.getByText('The line to the server is down.').waitFor({ state: 'detached' });
    await shows(other.page, painted);
    // What browsers say of a server that is away is no fault of the page.
    [first, other].forEach(({ faults }, i) => {
      const away = faults.splice(before[i]);
      expect(away.filter((fault) => !/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|status of 503/.test(fault))).toEqual([]);
    });
  });

  it('choose whose side stays where an undo meets what others changed since', async () => {
    const slots = await plan.slots(plan.scenarioId);
    const [mine, theirs] = [[...slots.keys()].filter((u) => slots[u] === 0).slice(0, 6), 3];
    // Painted by the first, four of the six painted over by the other.
    await plan.move(plan.scenarioId, mine, 1);
    const { seq } = (await server.api('GET', `/scenarios/${plan.scenarioId}`)) as { seq: number };
    const cookies = await other.page.context().cookies();
    const over = mine.slice(0, 4);
    const painted = await fetch(`${server.address}/api/scenarios/${plan.scenarioId}/edits`, {
      method: 'POST', headers: { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '), origin: server.address, 'content-type': 'application/json' },
      body: JSON.stringify({ baseSeq: seq, edits: [{ type: 'assign', by: 'lasso', patch: { units: over, from: over.map(() => 1), to: over.map(() => theirs) } }] }),
    });
    expect(painted.status).toBe(200);
    const { page } = first;
    const card = page.getByRole('dialog', { name: 'Others changed the same since' });
    const undo = page.getByRole('button', { name: 'Undo', exact: true, disabled: false }).first();
    await expect.poll(async () => (await plan.slots(plan.scenarioId))[over[0]]).toBe(theirs);
    await undo.waitFor();
    const faults = first.faults.length;
    await page.keyboard.press('Control+z');
    await card.getByText('4 cells that you would take back were changed by others since.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await card.getByRole('button', { name: 'Show mine on the map' }).click();
    await page.getByText('This is what would be. Nothing has changed.').waitFor();
    await page.getByRole('button', { name: 'Back to now' }).click();
    await card.getByRole('button', { name: 'Keep theirs' }).click();
    await page.getByText(/^Undid: moved 2 cells/).waitFor();
    await saved(page);
    const kept = await plan.slots(plan.scenarioId);
    expect(mine.map((u) => kept[u])).toEqual([...over.map(() => theirs), 0, 0]);
    // What was undone is made again, and undone for one's own side this time.
    await page.getByRole('button', { name: 'Redo', exact: true, disabled: false }).first().click();
    await page.getByText(/^Redid: moved 2 cells/).waitFor();
    await saved(page);
    await undo.click();
    await page.getByText(/^Undid: moved 2 cells/).waitFor();
    await saved(page);
    expect(await plan.slots(plan.scenarioId)).toEqual(kept);
    // What browsers say of a refusal that the page asks about.
    expect(first.faults.splice(faults).filter((fault) => !/status of 409/.test(fault))).toEqual([]);
  });

  it('undo in either of two pages of their own what they did in the other', async () => {
    const page = await first.page.context().newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(plan.url());
    await mapReady(page);
    const before = await fingerprint(first.page);
    await first.page.bringToFront();
    await paint(first.page, [[0.52, 0.55], [0.58, 0.45]]);
    await saved(first.page);
    await shows(page, await fingerprint(first.page));
    await page.bringToFront();
    await page.getByRole('button', { name: 'Undo', exact: true, disabled: false }).click();
    await page.getByText(/^Undid: moved/).waitFor();
    await shows(first.page, before);
    await first.page.getByRole('button', { name: 'Redo', exact: true, disabled: false }).waitFor();
    await page.close();
  });

  it('do all this without an error on the console', () => {
    expect([first.faults, other.faults]).toEqual([[], []]);
  });
});

describe('comparing and merging', () => {
  it('shows what moves between whom, keeps the totals, and merges with one place to decide, by keyboard', async () => {
    const fork = (await server.api('POST', `/scenarios/${plan.scenarioId}/fork`, { name: 'Spring' })) as { id: string };
    const now = await plan.slots(plan.scenarioId);
    const own = [...now.keys()].filter((u) => now[u] === 1);
    await plan.move(plan.scenarioId, own.slice(0, 8), 0);
    await plan.move(fork.id, own.slice(4, 20), 3);

    const { page, faults } = await visitor.open(server.address, { width: 1440, height: 900, scheme: 'dark' });
    await page.goto(plan.url());
    await mapReady(page);
    await page.getByRole('button', { name: /Steps and scenarios/ }).click();
    await page.getByRole('menuitem', { name: 'Compare' }).click();
    await page.waitForURL(/\/compare\?/);
    await page.getByRole('combobox', { name: 'A, before' }).selectOption({ label: 'Today, now' });
    await page.getByRole('combobox', { name: 'B, after' }).selectOption({ label: 'Spring, now' });
    await mapReady(page);
    const conserved = page.getByTestId('conserved');
    await conserved.getByText('Conserved: nothing lost, nothing counted twice').waitFor();
    expect(await conserved.getByRole('img', { name: 'equal' }).count()).toBe(3);
    const table = page.getByRole('region', { name: 'What each territory gives and takes' });
    await table.getByRole('row', { name: /^Total −20 \+20/ }).waitFor();
    expect(await axeFindings(page)).toEqual([]);

    const merge = page.getByRole('button', { name: 'Merge Spring into Today' });
    await merge.focus();
    await page.keyboard.press('Enter');
    await page.getByText('1 place to decide', { exact: true }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    const place = page.getByRole('group', { name: /^4 cells/ });
    await place.getByRole('radio', { name: /^Theirs \(Spring\)/ }).focus();
    await page.keyboard.press('Space');
    await page.getByText('Every place is decided.').waitFor();
    await page.getByRole('button', { name: 'Merge', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(/^Merged: 16 cells changed hands/).waitFor();
    await mapReady(page);
    const merged = await plan.slots(plan.scenarioId);
    expect(own.slice(0, 20).map((u) => merged[u])).toEqual([...Array<number>(4).fill(0), ...Array<number>(16).fill(3)]);
    expect(faults).toEqual([]);
  });
});
