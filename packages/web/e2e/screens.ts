/**
 * Takes the pictures of docs/screens from a real server with the demo plan: `node packages/web/e2e/screens.ts`.
 * They are looked at by people, and compared with nothing by machines.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { root, startServer } from './server.ts';
import { mapReady, saved, Visitor } from './visitor.ts';

const folder = join(root, 'docs/screens');
const SIZE = { width: 1440, height: 900 };

mkdirSync(folder, { recursive: true });
const [server, visitor] = await Promise.all([startServer({ demo: true }), Visitor.arrive()]);

/** Software rendering is slow: a picture waits until the map has nothing more to draw. */
async function still(page: Page, milliseconds = 2500): Promise<void> {
  await page.waitForTimeout(milliseconds);
}

async function take(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(folder, `${name}.png`), timeout: 120_000 });
  process.stdout.write(`${name}.png\n`);
}

async function demo(page: Page): Promise<{ x: number; y: number; width: number; height: number }> {
  await page.goto(server.address);
  await page.waitForURL(/\/plans\/.+\/scenarios\//, { timeout: 180_000 });
  await mapReady(page);
  await still(page, 4000);
  const box = await page.getByRole('application').boundingBox();
  if (!box) throw new Error('there is no map');
  return box;
}

async function drag(page: Page, box: { x: number; y: number; width: number; height: number }, points: readonly [number, number][]): Promise<void> {
  const [first, ...rest] = points.map(([x, y]): [number, number] => [box.x + x * box.width, box.y + y * box.height]);
  await page.mouse.move(...first);
  await page.mouse.down();
  for (const point of rest) await page.mouse.move(...point, { steps: 5 });
}

try {
  const light = (await visitor.open(server.address, SIZE)).page;
  await demo(light);
  await take(light, '1-workspace-light');
  await light.getByRole('option', { name: /North Central/ }).click();
  await still(light);
  await take(light, '2-territory');

  const dark = (await visitor.open(server.address, { ...SIZE, scheme: 'dark' })).page;
  const box = await demo(dark);
  await dark.getByRole('option', { name: /Great Basin/ }).click();
  await dark.keyboard.press('f');
  await still(dark, 4000);
  await dark.getByRole('button', { name: 'Zoom out' }).click();
  await still(dark, 3000);
  await dark.keyboard.press('b');
  await drag(dark, box, [[0.62, 0.3], [0.7, 0.36], [0.72, 0.42]]);
  await still(dark, 2000);
  await take(dark, '3-painting-dark');
  await dark.mouse.up();
  await saved(dark);
  await dark.keyboard.press('l');
  await drag(dark, box, [[0.42, 0.3], [0.56, 0.28], [0.6, 0.42], [0.5, 0.5], [0.4, 0.42]]);
  await dark.mouse.up();
  await still(dark, 2000);
  await take(dark, '4-lasso-dark');

  const importing = (await visitor.open(server.address, SIZE)).page;
  await importing.goto(`${server.address}/import`);
  await importing.setInputFiles('input[type=file]', join(root, 'data/demo/prospects-sample.csv'));
  await importing.getByText(/rows are ready/).first().waitFor();
  await still(importing, 1500);
  await take(importing, '7-import-columns');
  await importing.getByRole('button', { name: 'Continue to Territories' }).click();
  await importing.getByLabel('Number of territories').fill('100');
  await still(importing, 800);
  await take(importing, '8-import-territories');

  const plans = (await visitor.open(server.address, SIZE)).page;
  await plans.goto(`${server.address}/plans`);
  await plans.getByRole('table').waitFor();
  await take(plans, '9-plans');

  const bare = (await visitor.open(server.address, { ...SIZE, webgl: false })).page;
  await bare.goto(server.address);
  await bare.waitForURL(/scenarios/);
  await bare.getByText('This browser cannot draw the map').waitFor();
  await bare.getByRole('option').first().click();
  await still(bare, 800);
  await take(bare, '10-without-webgl');

  const wrong = (await visitor.open(server.address, SIZE)).page;
  await wrong.goto(`${server.address}/import`);
  await wrong.setInputFiles('input[type=file]', { name: 'photo.csv', mimeType: 'text/csv', buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...Array.from({ length: 400 }, (_, i) => (i * 37) % 256)]) });
  await wrong.getByRole('alert').waitFor();
  await take(wrong, '11-wrong-file');

  const small = (await visitor.open(server.address, { width: 1024, height: 768, scheme: 'dark' })).page;
  await demo(small);
  await take(small, '12-narrow-dark');

  const phone = (await visitor.open(server.address, { width: 390, height: 844 })).page;
  await demo(phone);
  await take(phone, '13-phone');

  const blind = (await visitor.open(server.address, SIZE)).page;
  await (await blind.context().newCDPSession(blind)).send('Emulation.setEmulatedVisionDeficiency', { type: 'deuteranopia' });
  await demo(blind);
  await take(blind, '14-colour-blind');

  const german = (await visitor.open(server.address, { ...SIZE, locale: 'de-DE' })).page;
  await demo(german);
  await take(german, '15-german');

  // Last, as it keeps the processors busy.
  await light.getByRole('button', { name: 'Design', exact: true }).click();
  await light.getByText('More settings').click();
  await light.getByText('Thorough').click();
  await light.getByRole('complementary', { name: 'Design' }).getByRole('button', { name: 'Design', exact: true }).click();
  await light.getByText('shown on the map').waitFor({ timeout: 300_000 });
  await still(light, 4000);
  await take(light, '5-design-running');
  await light.getByTestId('design-result').waitFor({ timeout: 600_000 });
  await still(light, 4000);
  await take(light, '6-design-result');
} finally {
  await visitor.leave();
  await server.stop();
}
