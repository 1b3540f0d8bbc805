import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, pathOf } from '@hexalign/api/contract';
import { axeFindings } from './axe.ts';
import { colorado, type SmallPlan } from './colorado.ts';
import { startServer, type TestServer } from './server.ts';
import { Visitor } from './visitor.ts';

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
  it.each(['light', 'dark'] as const)('says in %s that the map does not draw it, and hands out its files', async (scheme) => {
    const { page, faults } = await visitor.open(server.address, { scheme });
    await page.goto(plan.url());
    await page.getByRole('heading', { name: 'This plan stands on the areas of districts' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/areas-${scheme}.png` });
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Territories (GeoJSON)' }).click()]);
    expect(download.suggestedFilename()).toBe('Colorado-territories.geojson');
    await page.getByRole('link', { name: 'All plans' }).click();
    await page.getByRole('heading', { name: 'Plans' }).first().waitFor();
    expect(faults).toEqual([]);
  });
});
