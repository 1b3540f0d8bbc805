import { endpoints, type Mapping, type Plan } from '@hexalign/api/contract';
import type { Page } from 'playwright-core';
import type { Client } from '../server/client.ts';
import { waitFor } from '../server/waitFor.ts';
import { companyFile } from './company.ts';
import type { PageFigures } from './figures.ts';
import { Meter } from './meter.ts';
import { reached, watchOpening } from './opening.ts';
import type { PageSize } from './sizes.ts';
import { EVENTS, measureStrokes } from './strokes.ts';

const MAPPING: Mapping = {
  id: 'id', name: 'name', place: { kind: 'lngLat', lat: 'lat', lng: 'lng' }, where: [], missing: 'reject', current: 'territory',
  measures: [{ name: 'Revenue', column: 'revenue', unit: 'currency' }, { name: 'Hours', column: 'hours', unit: 'hours' }],
};

/** The cells are drawn, and the tools beside them are at hand. */
const PAINTED = ['[role=application][data-painted=yes]', '[data-testid=fingerprint]'];

/** Prepares a plan of the made-up company on a server: one cell size, the territories of today. */
export async function preparePlan(at: Client, size: PageSize, accounts: number, territories: number): Promise<Plan> {
  const dataset = await at.get(endpoints.uploadDataset, { query: { filename: 'company.csv' }, body: companyFile(accounts, territories) });
  const { plan, job } = await at.get(endpoints.createPlan, {
    body: { name: `${size.name} cells`, datasetId: dataset.id, mapping: MAPPING, territories: null, tolerance: 0.1, region: 'us-lower48', start: 'today', resolution: [size.resolution, size.resolution] },
  });
  const ended = await waitFor(async () => {
    const now = await at.get(endpoints.readJob, { params: { jobId: job.id } });
    return now.state === 'queued' || now.state === 'running' ? null : now;
  }, 900_000);
  if (ended.state !== 'done') throw new Error(`the plan was not built: ${ended.error?.message ?? ended.state}`);
  return at.get(endpoints.readPlan, { params: { planId: plan.id } });
}

/** Opens the plan in `page`, and paints over it with the brush. */
export async function measureOwnPage(page: Page, at: Client, plan: Plan, cells: number, size: PageSize, territories: number): Promise<PageFigures> {
  const meter = await Meter.of(page);
  const params = { scenarioId: plan.scenarioId! };
  const { seq } = await at.get(endpoints.readScenario, { params });
  await watchOpening(page, { painted: PAINTED, drawn: [...PAINTED, '[role=application][data-ready=yes]'] });
  await page.goto(`${at.address}/plans/${plan.id}/scenarios/${plan.scenarioId}`, { waitUntil: 'commit' });
  const paintedSeconds = await reached(page, 'painted');
  const openSeconds = await reached(page, 'drawn');
  await meter.still();
  const firstLoad = await firstLoadBytes(page);
  const box = await page.getByRole('application').boundingBox();
  if (!box) throw new Error('there is no map');
  await page.keyboard.press('b');
  await page.getByRole('slider').waitFor();
  await sizeBrush(page, size.brushPx);
  // Row by row over the middle of the country, below the Great Lakes, each move by a little more than the width of the brush; then anew with the next territory.
  const step = 2 * size.brushPx * 1.05;
  const columns = Math.floor((box.width * 0.5) / step);
  const places = columns * Math.max(1, Math.floor((box.height * 0.3) / step));
  const place = (i: number): [number, number] => [box.x + box.width * 0.25 + ((i % columns) + 0.5) * step, box.y + box.height * 0.42 + (Math.floor((i % places) / columns) + 0.5) * step];
  /** Presses the button a step before place `i`, so that the move to it has cells to take. */
  const begin = async (i: number): Promise<void> => {
    const [x, y] = place(i);
    await page.keyboard.press('.');
    await page.mouse.move(x - step, y);
    await page.mouse.down();
  };
  let started = 0;
  await begin(1);
  const strokes = await measureStrokes(page, meter, (i) => page.mouse.move(...place(i + 1)), async (i) => {
    if ((i + 1) % places !== 0) return;
    await page.mouse.up();
    await begin(i + 1);
    started++;
  });
  await page.mouse.up();
  await page.getByText(/^Saved on server/).first().waitFor();
  // Last: a collection that is asked for throws compiled code away too, which the strokes would have to make anew.
  const heap = await meter.heap();
  const { edits } = await at.get(endpoints.listEdits, { params, query: { after: seq, limit: 1000 } });
  const recoloured = edits.reduce((n, { summary }) => n + summary.units, 0) / (EVENTS + 1 + started);
  return { page: 'Hexalign', size: size.name, cells, territories, paintedSeconds, openSeconds, ...strokes, recoloured, heap, firstLoad };
}

/** Compressed bytes of scripts, styles and fonts that the workspace needed to open, without the map's own. */
function firstLoadBytes(page: Page): Promise<number> {
  return page.evaluate(() => (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
    .filter(({ name }) => /\/assets\/[^/]+\.(js|css|woff2)$/.test(name) && !/\/assets\/(MapPane|mapAhead|map-|maplibre|engine\.worker)/.test(name))
    .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0));
}

/** Sets the brush by the keys of its slider: a press is one pixel. */
async function sizeBrush(page: Page, px: number): Promise<void> {
  const slider = page.getByRole('slider').first();
  await slider.focus();
  for (let now = Number(await slider.getAttribute('aria-valuenow')); now !== px; now = Number(await slider.getAttribute('aria-valuenow'))) {
    await page.keyboard.press(now < px ? 'ArrowRight' : 'ArrowLeft');
  }
  await slider.blur();
}
