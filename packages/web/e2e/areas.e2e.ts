import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, pathOf } from '@hexalign/api/contract';
import { axeFindings } from './axe.ts';
import { colorado, type SmallPlan } from './colorado.ts';
import { startServer, type TestServer } from './server.ts';
import { dragOverMap, mapReady, saved, Visitor } from './visitor.ts';

let server: TestServer;
let visitor: Visitor;
let plan: SmallPlan;

/** Squares of a degree that cover the state, brought in as a boundary layer. */
async function bringLayer(): Promise<void> {
  const features = [];
  for (let lng = -109; lng < -102; lng++) for (let lat = 37; lat < 41; lat++) features.push({ type: 'Feature', properties: { id: `D${-lng}${lat}` }, geometry: { type: 'Polygon', coordinates: [[[lng, lat], [lng + 1, lat], [lng + 1, lat + 1], [lng, lat + 1], [lng, lat]]] } });
  const response = await fetch(`${server.address}${pathOf(endpoints.uploadDataset, {}, { filename: 'districts.geojson' })}`, { method: 'POST', headers: { cookie: server.cookie, origin: server.address, 'content-type': 'application/geo+json' }, body: JSON.stringify({ type: 'FeatureCollection', features }) });
  const { id: datasetId } = (await response.json()) as { id: string };
  const { id } = (await server.api('POST', '/imports', { datasetId, kind: 'areas', planId: null, layer: 'districts' })) as { id: string };
  await server.api('POST', `/imports/${id}/commit`);
}

beforeAll(async () => {
  [server, visitor] = await Promise.all([startServer({ demo: false }), Visitor.arrive()]);
  await bringLayer();
  plan = await colorado(server, 'districts');
}, 180_000);
afterAll(async () => {
  await visitor?.leave();
  await server?.stop();
});

describe('a plan on a boundary layer', () => {
  it('is drawn area by area, answers to a click, and is painted on', async () => {
    const { page, faults } = await visitor.open(server.address, { width: 1440, height: 900 });
    await page.goto(plan.url());
    await mapReady(page);
    await page.getByText('Northwest').first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    const before = await plan.slots(plan.scenarioId);
    // The territory in hand is the second, the stroke goes over the middle of the state.
    await page.getByRole('option', { name: /Northeast/ }).click();
    await page.keyboard.press('b');
    await dragOverMap(page, [[0.42, 0.4], [0.46, 0.46]]);
    await saved(page);
    const after = await plan.slots(plan.scenarioId);
    const changed = [...after.keys()].filter((u) => after[u] !== before[u]);
    expect(changed.length).toBeGreaterThan(0);
    expect(new Set(changed.map((u) => after[u])).size).toBe(1);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/areas-light.png` });
    await page.keyboard.press('Control+z');
    await expect.poll(() => plan.slots(plan.scenarioId)).toEqual(before);
    // By keys, the way to every area leads over its neighbours.
    await page.getByRole('application').focus();
    await page.keyboard.press('Enter');
    await page.getByTestId('cell-cursor').waitFor();
    const first = await page.getByTestId('cell-cursor').getAttribute('data-unit');
    expect(first).toMatch(/^D1\d{2}\d{2}$/);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.getByTestId('cell-cursor').getAttribute('data-unit')).not.toBe(first);
    await page.keyboard.press('Escape');
    expect(faults).toEqual([]);
  });

  it('takes a lasso by the middle of areas, in the dark too', async () => {
    const { page, faults } = await visitor.open(server.address, { width: 1440, height: 900, scheme: 'dark' });
    await page.goto(plan.url());
    await mapReady(page);
    await page.getByRole('option', { name: /Southeast/ }).click();
    await page.keyboard.press('l');
    await dragOverMap(page, [[0.3, 0.2], [0.7, 0.2], [0.7, 0.75], [0.3, 0.75], [0.3, 0.2]]);
    await page.getByText('Areas whose centre lies inside').waitFor();
    // A plan on areas has no cells, and nothing on the screen speaks of any: titles and names for screen readers among it.
    await page.getByRole('tab', { name: 'Layers' }).click();
    const said = await page.evaluate(() => [document.body.innerText, ...[...document.querySelectorAll('[aria-label], [title], [placeholder]')].map((one) => `${one.getAttribute('aria-label')} ${one.getAttribute('title')} ${one.getAttribute('placeholder')}`)].join('\n'));
    expect(said).toContain('Fill of the areas');
    expect(said.split('\n').filter((line) => /\bcells?\b/i.test(line))).toEqual([]);
    expect(await axeFindings(page)).toEqual([]);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/areas-dark.png` });
    await page.keyboard.press('Escape');
    expect(faults).toEqual([]);
  });
});
