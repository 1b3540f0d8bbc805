/**
 * `node benchmarks/page/run.ts [30k,210k,1.47M]`: what the workspace costs in a real browser, beside a GeoJSON source and a deck.gl
 * page of the same cells in the same run. Prints a Markdown table; figures as JSON go to benchmarks/work/page.json.
 */
import { endpoints, unpackSlots } from '@hexalign/api/contract';
import { unpackGraph } from '@hexalign/engine';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../scripts/browser.ts';
import { ensureWebBuilt } from '../../scripts/webBuild.ts';
import { describeMachine, Watch } from '../report/machine.ts';
import { client } from '../server/client.ts';
import { freePort, startProcess } from '@hexalign/api/test/process';
import { signIn } from '../server/signIn.ts';
import { pageTable, type PageFigures } from './figures.ts';
import { measureOwnPage, preparePlan } from './ownPage.ts';
import { buildPeers, measurePeer, servePeers } from './peerPages.ts';
import { SIZES } from './sizes.ts';
import { watchFrames } from './watchFrames.ts';

const ACCOUNTS = 200_000;
const TERRITORIES = 300;

const wanted = process.argv[2]?.split(',') ?? SIZES.map(({ name }) => name);
for (const name of wanted) if (!SIZES.some((size) => size.name === name)) throw new Error(`no size "${name}"; there are ${SIZES.map((size) => size.name).join(', ')}`);
const say = (line: string): void => void process.stderr.write(`page: ${line}\n`);
const root = join(import.meta.dirname, '../..');
await ensureWebBuilt(root);
if (SIZES.some(({ name, peers }) => wanted.includes(name) && peers.length > 0)) buildPeers();

const watch = new Watch();
const dataDir = await mkdtemp(join(tmpdir(), 'hexalign-page-'));
await chmod(dataDir, 0o755);
const port = await freePort();
const address = `http://127.0.0.1:${port}`;
const hexalign = await startProcess(['serve'], { DATA_DIR: dataDir, PORT: String(port) }, /To stop/);
const { executablePath, args, env } = await findBrowser();
const headers = await signIn(address, hexalign.said());
const at = client(address, headers);

/** A browser of its own for every page, so that none inherits what another left behind. */
async function visit<T>(work: (page: Page) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({ executablePath, args: [...args], env });
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
    const [name, value] = headers.cookie.split('=');
    await context.addCookies([{ name, value, url: address, httpOnly: true, sameSite: 'Lax' }]);
    const page = await context.newPage();
    page.setDefaultTimeout(300_000);
    await page.addInitScript(watchFrames);
    return await work(page);
  } finally {
    await browser.close();
  }
}

const rows: PageFigures[] = [];
try {
  for (const size of SIZES.filter(({ name }) => wanted.includes(name))) {
    for (const territories of size.name === '30k' ? [30, TERRITORIES] : [TERRITORIES]) {
      say(`${size.name} cells, ${territories} territories: plan`);
      const plan = await preparePlan(at, size, ACCOUNTS, territories);
      const { unitsId } = await at.get(endpoints.readScenario, { params: { scenarioId: plan.scenarioId! } });
      const { ids } = unpackGraph(await at.get(endpoints.readGraph, { params: { unitsId } }));
      watch.look();
      say('Hexalign');
      rows.push(await visit((page) => measureOwnPage(page, at, plan, ids.length, size, territories)));
      if (territories !== TERRITORIES || size.peers.length === 0) continue;
      const ground = { cells: ids, slots: unpackSlots(await at.get(endpoints.readSlots, { params: { scenarioId: plan.scenarioId! } }), ids.length) };
      const peers = await servePeers(ground);
      for (const peer of size.peers) {
        say(peer);
        watch.look();
        try {
          rows.push(await visit((page) => measurePeer(page, peers.address, peer, size, ground)));
        } catch (error) {
          say(`${peer} did not get there: ${String(error)}`);
        }
      }
      peers.server.close();
    }
  }
  await mkdir(join(import.meta.dirname, '../work'), { recursive: true });
  await writeFile(join(import.meta.dirname, '../work/page.json'), `${JSON.stringify({ machine: watch.machine(), rows }, null, 2)}\n`);
  console.log(`${describeMachine(watch.machine())}\n\n${pageTable(rows)}`);
} finally {
  await hexalign.stop();
  await rm(dataDir, { recursive: true, force: true });
}
