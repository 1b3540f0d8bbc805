import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { colorado, type SmallPlan } from './colorado.ts';
import { startServer, type TestServer } from './server.ts';
import { dragOverMap, fingerprint, mapReady, saved, Visitor, type Visit } from './visitor.ts';

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

/** Imports accounts into the plan and commits them, as the owner; the id of the import. */
async function imported(name: string, rows: string): Promise<string> {
  const uploaded = await fetch(`${server.address}/api/datasets?filename=${name}`, { method: 'POST', headers: { cookie: server.cookie, origin: server.address, 'content-type': 'text/csv' }, body: `id,name,lat,lng,revenue\n${rows}` });
  const { id: datasetId } = (await uploaded.json()) as { id: string };
  const mapping = { fields: { id: 'id', name: 'name', lat: 'lat', lng: 'lng' }, measures: [{ name: 'Revenue', column: 'revenue', unit: 'currency' }] };
  const { id } = (await server.api('POST', '/imports', { datasetId, kind: 'accounts', planId: plan.planId, mapping })) as { id: string };
  await server.api('POST', `/imports/${id}/commit`);
  return id;
}

/** Of the plan's only scenario. */
async function units(): Promise<{ units: number; accounts: number }> {
  const { unitsId } = (await server.api('GET', `/scenarios/${plan.scenarioId}`)) as { unitsId: string };
  return (await server.api('GET', `/units/${unitsId}`)) as { units: number; accounts: number };
}

describe('an open plan whose accounts are imported again', () => {
  let visit: Visit;
  let brought: string;

  it('takes up new measures and new ground without a reload, keeps what is looked at, and says so', async () => {
    visit = await visitor.open(server.address, { width: 1440, height: 900 });
    const { page } = visit;
    await page.goto(plan.url());
    await mapReady(page);
    await page.getByRole('option', { name: /Northeast/ }).click();
    const before = { words: await fingerprint(page), slots: await plan.slots(plan.scenarioId), ...(await units()) };
    brought = await imported('spring.csv', 'A1,Shop 1,39.7,-105.2,250000\nFAR,Far away,61.2,-149.9,700\n');
    await page.getByText('The accounts of this plan changed: measures are summed anew, no assignment changed. 1 new cell belongs to nobody. Imported: spring.csv.').waitFor();
    await page.getByText(new RegExp(`${before.units + 1} cells.*601 accounts`)).waitFor();
    await page.getByTestId('fingerprint').filter({ hasNotText: before.words }).waitFor();
    await page.getByRole('button', { name: /^Unassigned 1 cell/ }).waitFor();
    expect(await page.getByRole('option', { name: /Northeast/ }).getAttribute('aria-selected')).toBe('true');
    const after = await plan.slots(plan.scenarioId);
    expect([after.slice(0, before.units), after.length]).toEqual([before.slots, before.units + 1]);
    await page.reload();
    await mapReady(page);
    expect(await fingerprint(page)).not.toBe(before.words);
  });

  it('loses no stroke that waited to be saved meanwhile', async () => {
    const { page } = visit;
    await page.getByRole('option', { name: /Northeast/ }).click();
    await page.route('**/edits', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
    await page.keyboard.press('b');
    await dragOverMap(page, [[0.46, 0.62], [0.42, 0.7]]);
    await page.getByText('Saved on this computer, waiting for network').waitFor();
    await server.api('POST', `/imports/${brought}/undo`);
    await imported('summer.csv', 'A2,Shop 2,38.5,-104.9,90000\nNEAR,Far too,60.5,-151.2,800\n');
    await page.unroute('**/edits');
    await saved(page);
    await page.getByText(/^The accounts of this plan changed: measures are summed anew/).waitFor();
    const painted = await fingerprint(page);
    const { edits } = (await server.api('GET', `/scenarios/${plan.scenarioId}/edits?bodies=yes`)) as { edits: { edit: { type: string; by?: string; patch?: { units: number[]; to: number[] } } }[] };
    const stroke = edits.map(({ edit }) => edit).findLast(({ by }) => by === 'brush');
    const slots = await plan.slots(plan.scenarioId);
    expect(slots.length).toBe((await units()).units);
    expect(stroke?.patch?.units.length).toBeGreaterThan(0);
    expect(stroke?.patch?.units.map((u) => slots[u])).toEqual(stroke?.patch?.to);
    // What the page shows is what the server has.
    await page.reload();
    await mapReady(page);
    expect(await fingerprint(page)).toBe(painted);
    await page.getByRole('button', { name: /Steps and scenarios/ }).click();
    await page.getByRole('menuitem', { name: 'Versions' }).click();
    await page.getByText(/^Summed the measures anew/).first().waitFor();
    expect(visit.faults.filter((fault) => !/ERR_FAILED|ERR_ABORTED/.test(fault))).toEqual([]);
  });
});
