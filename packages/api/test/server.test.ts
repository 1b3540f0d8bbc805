import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pino } from 'pino';
import { afterAll, describe, expect, it } from 'vitest';
import { endpoints } from '../contract/index.ts';
import { readConfig } from '../src/config.ts';
import { startEmbedded } from '../src/db/embedded.ts';
import { stopServer } from '../src/db/postmaster.ts';
import { PortTakenError, startServer } from '../src/server.ts';
import { builtPlan, endOf } from './following.ts';
import { signedInByLink } from './client.ts';
import { startTestServer, temporaryFolder } from './startTestServer.ts';

const MAIN = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));
const folders: string[] = [];
const folder = async (): Promise<string> => {
  folders.push(await temporaryFolder());
  return folders[folders.length - 1];
};
afterAll(() => Promise.all(folders.map((path) => rm(path, { recursive: true, force: true }))));

describe('a first start', () => {
  it('imports the demo once: today\'s alignment of 40 people, labelled as made up, removable', async () => {
    const dataDir = await folder();
    const first = await startTestServer({ HEXALIGN_DEMO: '1' }, dataDir);
    expect(['waiting', 'building']).toContain((await first.call(endpoints.readWorkspace)).demo.state);
    await expect.poll(async () => (await first.call(endpoints.readWorkspace)).demo.planId, { timeout: 30_000 }).not.toBeNull();
    const { demo } = await first.call(endpoints.readWorkspace);
    const { job } = await first.call(endpoints.readPlan, { params: { planId: demo.planId! } });
    expect((await endOf(first, job!.id)).state).toBe('done');
    const plan = await first.call(endpoints.readPlan, { params: { planId: demo.planId! } });
    expect(plan).toMatchObject({ demo: true, status: 'ready', territories: 40, accounts: 12_000, feasible: false, unassignedUnits: 0 });
    const { territories } = await first.call(endpoints.readScenario, { params: { scenarioId: plan.scenarioId! } });
    expect(territories.filter((territory) => territory?.person).length).toBeGreaterThan(30);
    await first.call(endpoints.deletePlan, { params: { planId: plan.id } });
    expect((await first.call(endpoints.readWorkspace)).demo).toEqual({ state: 'removed', planId: null });
    expect(first.trouble).toEqual([]);
    await first.server.stop();

    const second = await startTestServer({ HEXALIGN_DEMO: '1' }, dataDir);
    expect((await second.call(endpoints.listPlans)).plans).toEqual([]);
    const again = await second.call(endpoints.createDemo);
    expect(again.plan.demo).toBe(true);
    await second.call(endpoints.cancelJob, { params: { jobId: again.job.id }, body: { keep: false } });
    await second.end();
  });
});

describe('a server', () => {
  it('says what it serves: pages, an OpenAPI document, whether it is well', async () => {
    const webFolder = await folder();
    await mkdir(join(webFolder, 'assets'));
    await writeFile(join(webFolder, 'index.html'), '<!doctype html><title>Hexalign</title>');
    await writeFile(join(webFolder, 'assets', 'app-1234.js'), 'export {};');
    await writeFile(join(webFolder, 'assets', 'map-1234.js'), 'export const map = 1;');
    await writeFile(join(webFolder, 'assets', 'map-1234.js.gz'), gzipSync('export const map = 1;'));
    const dataDir = await folder();
    const server = await startServer({ config: readConfig({ DATA_DIR: dataDir, PORT: '0', HEXALIGN_DEMO: '0' }, 2), log: pino({ level: 'silent' }), durable: false, webFolder });
    const { cookie } = await signedInByLink(server.address, server.entry!.split('#')[1]);
    const get = (path: string, accept = 'text/html'): Promise<Response> => fetch(new URL(path, server.address), { headers: { accept, cookie } });
    expect([(await get('/healthz')).status, (await get('/readyz')).status]).toEqual([200, 200]);
    const document = (await (await get('/openapi.json')).json()) as { openapi: string; paths: Record<string, Record<string, { operationId: string }>> };
    expect(document.openapi).toBe('3.1.0');
    expect(Object.values(document.paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId)).sort()).toEqual(Object.keys(endpoints).sort());
    for (const path of ['/', '/plans/17/map?x=1']) {
      const page = await get(path);
      expect([page.headers.get('content-type'), await page.text()]).toEqual(['text/html; charset=utf-8', expect.stringContaining('<title>Hexalign')]);
    }
    expect((await get('/assets/app-1234.js', '*/*')).headers.get('cache-control')).toContain('immutable');
    expect((await get('/assets/gone.js', '*/*')).status).toBe(404);
    const packed = await get('/assets/map-1234.js', '*/*');
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(packed.headers.get('content-type')).toContain('text/javascript');
    expect(await packed.text()).toBe('export const map = 1;');
    expect((await get('/api/nowhere')).headers.get('content-type')).toContain('application/problem+json');
    const sample = await get('/api/samples/prospects', '*/*');
    expect([sample.status, sample.headers.get('content-disposition')]).toEqual([200, 'attachment; filename=synthetic-prospects.csv']);
    expect((await get('/api/samples/__proto__', '*/*')).status).toBe(400);
    const world = await get('/api/basemap/world', '*/*');
    expect(world.status).toBe(200);
    const kept = await fetch(new URL('/api/basemap/world', server.address), { headers: { cookie, 'if-none-match': world.headers.get('etag')! } });
    expect(kept.status).toBe(304);
    await world.body?.cancel();
    const tile = await get('/api/basemap/tiles/4/3/6', '*/*');
    expect([tile.status, tile.headers.get('content-type'), (await tile.arrayBuffer()).byteLength > 1000]).toEqual([200, 'application/vnd.mapbox-vector-tile', true]);
    for (const wrong of ['10/0/0', '4/16/0', '4/0/16', '4/-1/0', 'a/b/c']) expect((await get(`/api/basemap/tiles/${wrong}`)).status).toBe(400);
    await server.stop();
    await expect(get('/healthz')).rejects.toThrow();
  });

  it('says in a line that its port is taken, and touches nothing', async () => {
    const first = await startTestServer();
    const config = readConfig({ DATA_DIR: await folder(), PORT: String(first.server.port) }, 2);
    await expect(startServer({ config, log: pino({ level: 'silent' }) })).rejects.toThrow(PortTakenError);
    await first.end();
  });

  it('works over a PostgreSQL of one\'s own, and says in a line when that does not let it in', async () => {
    const own = await startEmbedded({ dataDir: await folder(), durable: false });
    const api = await startTestServer({ DATABASE_URL: own.url });
    expect(api.server.database).toBeNull();
    expect((await api.call(endpoints.listPlans)).plans).toEqual([]);
    await api.end();
    const wrong = new URL(own.url);
    wrong.password = 'wrong';
    for (const url of [wrong.href, 'postgres://nobody@127.0.0.1:1/none']) {
      await expect(startTestServer({ DATABASE_URL: url })).rejects.toThrow(/The database of DATABASE_URL \(127\.0\.0\.1:\d+\) does not let us in/);
    }
    await own.stop();
  });

  it('told to stop by a signal, ends in good order', async () => {
    const dataDir = await folder();
    const child = spawn(process.execPath, [MAIN, 'serve'], { env: { ...process.env, DATA_DIR: dataDir, PORT: '0', HEXALIGN_DEMO: '0' }, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await expect.poll(() => said, { timeout: 30_000 }).toContain('To stop');
    expect(said).toContain(dataDir);
    const [, address] = /ready:\s+(\S+)/.exec(said)!;
    expect((await fetch(new URL('/healthz', address))).status).toBe(200);
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number];
    expect([code, said.trim().endsWith('Stopping ...')]).toEqual([0, true]);
    const again = await startTestServer({}, dataDir);
    expect(again.server.database?.origin).toBe('started');
    await again.server.stop();
  });

  it('killed and started again, has every plan and every acknowledged edit', async () => {
    const dataDir = await folder();
    const child = spawn(process.execPath, [MAIN, 'serve'], { env: { ...process.env, DATA_DIR: dataDir, PORT: '0', HEXALIGN_DEMO: '0' }, stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const [, address] = /ready:\s+(\S+)/.exec(line.toString())!;
    const { origin, hash } = new URL(address);
    const own = await signedInByLink(origin, hash.slice(1));
    const created = await fetch(`${origin}/api/workspace`, { method: 'PATCH', headers: { 'content-type': 'application/json', ...own }, body: '{"name":"Kept"}' });
    expect(created.status).toBe(200);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const again = await startTestServer({}, dataDir);
    expect(['adopted', 'shared']).toContain(again.server.database?.origin);
    expect((await again.call(endpoints.readWorkspace)).name).toBe('Kept');
    const pid = again.server.database!.pid;
    await again.server.stop();
    await stopServer(pid, 'fast');
  });

  it('goes on after its database was restarted under it', async () => {
    const api = await startTestServer();
    const plan = await builtPlan(api, {}, 60);
    const { db } = api.server;
    const { sql } = await import('kysely');
    // Every session is cut off, as a restart of the database does.
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()`.execute(db);
    await expect.poll(async () => (await api.fetch('/readyz')).status).toBe(200);
    const job = await api.call(endpoints.solveScenario, { params: { scenarioId: plan.scenarioId! }, body: { preset: 'fast' } });
    expect((await endOf(api, job.id)).state).toBe('done');
    await api.end();
  });
});
