import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from './axe.ts';
import { startServer, type TestServer } from './server.ts';
import { mapReady, Visitor } from './visitor.ts';

let server: TestServer;
let visitor: Visitor;

beforeAll(async () => {
  [server, visitor] = await Promise.all([startServer({ demo: true }), Visitor.arrive()]);
}, 180_000);

afterAll(async () => {
  await visitor?.leave();
  await server?.stop();
});

describe('the first run', () => {
  it('opens the demo plan by itself, says it is synthetic, names its sources, and asks nobody outside', async () => {
    const { page, faults } = await visitor.open(server.address);
    await page.goto(server.address);
    await page.waitForURL(/\/plans\/.+\/scenarios\//, { timeout: 150_000 });
    await mapReady(page);
    await page.getByText('Synthetic demo data').first().waitFor();
    await page.getByText(/Natural Earth/).waitFor();
    expect(await page.getByRole('option').count()).toBe(40);
    expect(await page.getByTestId('verdict').innerText()).toMatch(/outside tolerance/);
    expect(faults).toEqual([]);

    // The picture is there: the middle of the map has many colours, not one.
    const box = await page.getByRole('application').boundingBox();
    const shot = await page.screenshot({ clip: { x: (box?.x ?? 0) + 100, y: (box?.y ?? 0) + 150, width: 400, height: 300 } });
    expect(shot.length).toBeGreaterThan(20_000);
  });

  it('is free of findings by axe on the workspace, the list of plans and the import, light and dark', async () => {
    for (const scheme of ['light', 'dark'] as const) {
      const { page } = await visitor.open(server.address, { scheme });
      await page.goto(server.address);
      await page.waitForURL(/\/plans\/.+\/scenarios\//);
      await mapReady(page);
      await page.getByRole('option').first().click();
      await page.getByRole('heading', { name: 'Neighbours' }).waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await page.getByRole('link', { name: 'Plans' }).first().click();
      await page.getByRole('table').waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await page.getByRole('link', { name: 'Start with my data' }).click();
      await page.getByText('Choose a file').waitFor();
      expect(await axeFindings(page)).toEqual([]);
    }
  });

  it('keeps the demo in a list where it can be renamed, duplicated, archived, deleted and restored', async () => {
    const { page, faults } = await visitor.open(server.address);
    await page.goto(`${server.address}/plans`);
    const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
    const act = async (name: string, action: string): Promise<void> => {
      await page.getByRole('button', { name: `Actions for ${name}`, exact: true }).click();
      await page.getByRole('menuitem', { name: action }).click();
    };
    const demo = await page.getByRole('row').nth(1).getByRole('link').innerText();
    await act(demo, 'Duplicate');
    await row(`${demo}, copy`).waitFor();
    await act(`${demo}, copy`, 'Rename');
    await page.getByRole('textbox', { name: 'Name' }).fill('My copy');
    await page.getByRole('button', { name: 'Save' }).click();
    await row('My copy').waitFor();
    await act('My copy', 'Archive');
    await row('My copy').waitFor({ state: 'detached' });
    await page.getByText('Archived', { exact: true }).first().click();
    await row('My copy').waitFor();
    await act('My copy', 'Delete');
    await page.getByRole('status').getByRole('button', { name: 'Restore' }).click();
    await row('My copy').waitFor();
    await page.getByText('Active', { exact: true }).click();
    await act(demo, 'Remove the demo');
    await row(demo).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Bring the demo back' }).waitFor();
    await page.getByText('Deleted', { exact: true }).first().click();
    await page.getByRole('button', { name: 'Restore' }).first().click();
    await page.getByText('Active', { exact: true }).click();
    await row(demo).waitFor();
    expect(faults).toEqual([]);
  });

  it('edits everything in the table where the browser cannot draw the map', async () => {
    const { page } = await visitor.open(server.address, { webgl: false });
    await page.goto(server.address);
    await page.waitForURL(/\/plans\/.+\/scenarios\//);
    await page.getByText('This browser cannot draw the map').waitFor();
    const names = await page.getByRole('option').allInnerTexts();
    expect(names).toHaveLength(40);
    await page.getByRole('option').first().click();
    await page.getByRole('checkbox', { name: /Select cell/ }).first().check();
    await page.getByRole('region', { name: 'Table' }).getByRole('button', { name: /Move 1 cell to/ }).click();
    await page.getByRole('menuitem').nth(5).click();
    await page.getByText(/Moved 1 cell from/).waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText(/Undid: moved 1 cell/).waitFor();
  });
});
