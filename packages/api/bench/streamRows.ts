/**
 * `node packages/api/bench/streamRows.ts [ROWS]`: takes a long list in, as the server does, over a PostgreSQL of its own with every commit
 * on disk. Prints how long each step takes, what it costs of processors (this process and the database's), and by how much the process grows,
 * as a line of a Markdown table.
 */
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../src/db/db.ts';
import type { Mapping } from '../contract/datasets.ts';
import { startEmbedded } from '../src/db/embedded.ts';
import { migrate } from '../src/db/migrate.ts';
import { workingFor } from '../src/http/actor.ts';
import { makeLog } from '../src/log.ts';
import { openRooms } from '../src/rooms.ts';
import { readConfig } from '../src/config.ts';
import { databaseSeconds } from './databaseSeconds.ts';
import { shippedPlaces } from '../src/units/shippedPlaces.ts';

const rows = Number(process.argv[2] ?? 1_000_000);
const folder = await mkdtemp(join(tmpdir(), 'hexalign-bench-'));
await chmod(folder, 0o755);
const path = join(folder, 'accounts.tsv');

/** One account in a hundred has no degrees, one in five hundred a negative figure; every tenth name has an accent, every seventh a quoted tab. */
async function writeRows(changed: boolean): Promise<void> {
  const out = createWriteStream(path);
  out.write('Account ID\tName\tLatitude\tLongitude\tZIP\tRevenue\tHours\tOwner\tSegments\n');
  let state = 7;
  const random = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  for (let i = 0; i < rows; i++) {
    const [lat, lng, revenue] = [25 + 23 * random(), -124 + 56 * random(), Math.round(random() ** -0.8 * 10_000) / 100];
    const place = i % 100 === 3 ? '\t' : `${lat.toFixed(5)}\t${lng.toFixed(5)}`;
    const name = i % 7 === 0 ? `"Company\t${i}, ""North"""` : `${i % 10 === 0 ? 'Société' : 'Company'} ${i}`;
    const line = `${String(i).padStart(9, '0')}\t${name}\t${place}\t${String(10_000 + (i % 89_999)).padStart(5, '0')}\t${i % 500 === 9 ? -revenue : changed && i % 20 === 0 ? revenue + 1 : revenue}\t${(i % 9) + 1}\tOwner ${i % 400}\tA|B\n`;
    if (!out.write(line)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
}

const embedded = await startEmbedded({ dataDir: folder, durable: true });
const trouble = (error: Error): void => void process.stderr.write(`${error.message}\n`);
const database = openDatabase(embedded.url, trouble);
await migrate(database.db);
const config = readConfig({ DATA_DIR: folder }, 2);
const { rooms, work, stop } = await openRooms({ database, config, places: shippedPlaces, version: 'bench', log: makeLog('error'), troubled: trouble });
const { id: workspaceId } = await database.db.selectFrom('workspaces').select('id').executeTakeFirstOrThrow();
const actor = workingFor('bench', workspaceId);
await work();
let last = '';

let peak = 0;
const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
async function timed<T>(name: string, step: () => Promise<T>): Promise<T> {
  globalThis.gc?.();
  const [before, started, cpu, theirs] = [process.memoryUsage.rss(), performance.now(), process.cpuUsage(), databaseSeconds(folder)];
  peak = before;
  const result = await step();
  const { user, system } = process.cpuUsage(cpu);
  process.stdout.write(`| ${name} | ${((performance.now() - started) / 1000).toFixed(1)} | ${((user + system) / 1e6).toFixed(1)} | ${(databaseSeconds(folder) - theirs).toFixed(1)} | ${Math.round((peak - before) / 1e6)} | ${Math.round((peak - first) / 1e6)} |\n`);
  return result;
}

await writeRows(false);
const { size } = await stat(path);
process.stdout.write(`${rows} rows, ${Math.round(size / 1e6)} MB\n\n| step | s | our CPU s | database CPU s | grows by MB | above the start, MB |\n|---|--:|--:|--:|--:|--:|\n`);
const first = process.memoryUsage.rss();
try {
  const mapping = { fields: { id: 'Account ID', name: 'Name', lat: 'Latitude', lng: 'Longitude', postal: 'ZIP', owner: 'Owner', segments: 'Segments' }, constants: {}, measures: [{ name: 'Revenue', column: 'Revenue', unit: 'currency' as const }, { name: 'Hours', column: 'Hours', unit: 'hours' as const }], where: [], missing: 'reject' as const };
  for (const round of ['first', 'again, every 20th row changed']) {
    if (round !== 'first') await writeRows(true);
    const dataset = await timed(`upload (${round})`, () => rooms.datasets.upload(actor, 'accounts.tsv', createReadStream(path, { highWaterMark: 1 << 16 })));
    const judged = await timed('judge, and say what changes', async () => rooms.imports.settled(actor, await rooms.imports.start(actor, { datasetId: dataset.id, kind: 'accounts', planId: null, layer: null, mapping, gone: 'keep' })));
    process.stdout.write(`| ${JSON.stringify({ ...judged.counts, ...judged.changes })} | | | | | |\n`);
    await timed('commit', async () => rooms.imports.settled(actor, await rooms.imports.commit(actor, judged.id)));
    if (round !== 'first') await timed('undo', async () => rooms.imports.settled(actor, await rooms.imports.undo(actor, judged.id)));
    last = dataset.id;
  }
  const own: Mapping = { id: 'Account ID', name: 'Name', place: { kind: 'lngLat', lat: 'Latitude', lng: 'Longitude' }, measures: mapping.measures, where: [], missing: 'reject', current: 'Owner' };
  const checked = await timed('check as accounts of a plan', () => rooms.datasets.check(actor, last, own, null));
  process.stdout.write(`| ${checked.accepted} accepted, ${checked.rejected} rejected, ${checked.current?.territories} territories of today | | | | | |\n`);
  const built = await timed('build the plan', async () => {
    const { plan, job } = await rooms.plans.create(actor, { name: 'Long', datasetId: last, mapping: own, territories: 100, tolerance: 0.05, region: null, start: 'empty', resolution: null });
    const { state, error } = await rooms.jobs.ended(actor, job.id, 3_600_000);
    if (state !== 'done') throw new Error(error?.message ?? state);
    return rooms.plans.read(actor, plan.id);
  });
  process.stdout.write(`| ${built.accounts} accounts, ${built.facts.length} measures | | | | | |\n`);
} finally {
  clearInterval(watch);
  await stop();
  await database.close();
  await embedded.stop();
  await rm(folder, { recursive: true, force: true });
}
