import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, exportFormats, type Plan } from '../contract/index.ts';
import { accountsFile } from './accountsFile.ts';
import { builtPlan, solved } from './following.ts';
import { runCommand } from './process.ts';
import { startTestServer, temporaryFolder, type TestServer } from './startTestServer.ts';

let folder: string;
let api: TestServer;
let plan: Plan;
let key: string;
const here = (...args: string[]) => runCommand(args, {});
const there = (...args: string[]) => runCommand(args, { HEXALIGN_SERVER: api.server.address, HEXALIGN_API_KEY: key });
const design = (name: string, ...more: string[]) => here('design', join(folder, 'accounts.csv'), '--territories', '4', '--preset', 'fast', '--region', 'us-co', '--measure', 'Revenue=revenue:currency', '--out', join(folder, name), ...more);

beforeAll(async () => {
  folder = await temporaryFolder();
  await writeFile(join(folder, 'accounts.csv'), accountsFile({ accounts: 120, bad: false }));
  for (const { code, said } of [await design('a', '--tolerance', '0.1'), await design('b', '--tolerance', '0.08', '--seed', '2')]) if (code !== 0 && code !== 2) throw new Error(said);
  api = await startTestServer();
  plan = await builtPlan(api, {}, 120);
  await solved(api, plan.scenarioId!);
  key = (await api.call(endpoints.createKey, { body: { name: 'warehouse', scope: { role: 'viewer', regions: null, moneyHidden: false, branch: null } } })).secret;
});
afterAll(async () => {
  await api.end();
  await rm(folder, { recursive: true, force: true });
});

describe('hexalign export', () => {
  it('writes every format of a plan folder, the same bytes again', async () => {
    const [first, second] = [join(folder, 'one'), join(folder, 'two')];
    const out = await here('export', join(folder, 'a'), '--format', 'all', '--out', first, '--date', '2026-12-01');
    expect([out.said, out.code]).toEqual([out.said, 0]);
    expect((await readdir(first)).sort()).toEqual(Object.values(exportFormats).map(({ ending }) => `a-${ending}`).sort());
    const exact = ['geojson', 'kml', 'shapefile', 'geoparquet', 'cells-csv', 'cells-parquet', 'postal-csv', 'map-png'] as const;
    expect((await here('export', join(folder, 'a'), '--format', exact.join(','), '--out', second, '--date', '2026-12-01')).code).toBe(0);
    for (const name of await readdir(second)) expect([name, (await readFile(join(second, name))).equals(await readFile(join(first, name)))]).toEqual([name, true]);
    const { hexalign } = JSON.parse(await readFile(join(first, 'a-territories.geojson'), 'utf8')) as { hexalign: { hash: string; plan: string; date: string } };
    const { assignmentHash } = JSON.parse(await readFile(join(folder, 'a', 'plan.json'), 'utf8')) as { assignmentHash: string };
    expect(hexalign).toMatchObject({ hash: assignmentHash, plan: 'a', date: '2026-12-01' });
  });

  it('takes the archive of a server, and one file by its name', async () => {
    const zip = join(folder, 'colorado.zip');
    await writeFile(zip, new Uint8Array(await api.call(endpoints.exportPlan, { params: { scenarioId: plan.scenarioId! } })));
    const kml = join(folder, 'colorado.kml');
    expect(await here('export', zip, '--format', 'kml', '--out', kml)).toMatchObject({ code: 0 });
    expect((await readFile(kml, 'utf8')).match(/<Placemark>/g)).toHaveLength(5);
  });

  it('calls every territory by its position where people are not to be told of', async () => {
    const named = join(folder, 'reps');
    await here('design', join(folder, 'accounts.csv'), '--preset', 'fast', '--region', 'us-co', '--measure', 'Revenue=revenue:currency', '--current', 'rep', '--tolerance', '0.3', '--out', named);
    const out = join(folder, 'blind.csv');
    const names = /\b(West|South|North)\b/;
    await here('export', named, '--format', 'accounts-csv', '--out', out);
    expect(await readFile(out, 'utf8')).toMatch(names);
    expect(await here('export', named, '--format', 'accounts-csv', '--people-blind', '--out', out)).toMatchObject({ code: 0 });
    expect(await readFile(out, 'utf8')).not.toMatch(names);
    expect(await readFile(out, 'utf8')).toContain('Position 3');
    const scenario = join(folder, 'remote.geojson');
    expect(await there('export', plan.name, '--server', api.server.address, '--format', 'geojson', '--people-blind', '--out', scenario)).toMatchObject({ code: 0 });
    expect(await readFile(scenario, 'utf8')).toContain('"T01"');
  });

  it('refuses a plan that does not agree with itself, formats it does not know, and what is no plan', async () => {
    const broken = join(folder, 'broken');
    await here('design', join(folder, 'accounts.csv'), '--territories', '3', '--preset', 'fast', '--region', 'us-co', '--out', broken);
    const units = await readFile(join(broken, 'units.csv'), 'utf8');
    await writeFile(join(broken, 'units.csv'), units.replace(/,T01,/, ',T02,'));
    for (const [args, said] of [[[broken, '--format', 'kml'], /disagreements/], [[join(folder, 'a'), '--format', 'dwg'], /one of geojson, kml/], [[join(folder, 'a')], /--format/], [[join(folder, 'accounts.csv'), '--format', 'kml'], /plan\.zip/], [[join(folder, 'a'), '--format', 'kml', '--revision', '1'], /with --server/]] as const) {
      const out = await here('export', ...args, ...(args.length > 1 ? ['--out', join(folder, 'nowhere')] : []));
      expect([args, out.code, out.said]).toEqual([args, 1, expect.stringMatching(said)]);
    }
    expect((await readdir(folder)).includes('nowhere')).toBe(false);
  });

  it('pulls a scenario, a revision or what is in force from a server with a key', async () => {
    const out = join(folder, 'pulled');
    const first = await there('export', 'Colorado', '--server', api.server.address, '--format', 'cells-csv,postal-csv', '--out', out);
    expect([first.said, first.code]).toEqual([first.said, 0]);
    const { hash, seq } = await api.call(endpoints.readHash, { params: { scenarioId: plan.scenarioId! } });
    expect((await readdir(out)).sort()).toEqual(['cells.csv', 'postal.csv'].map((ending) => `Colorado-${hash.slice(0, 8)}-${ending}`));
    const nothing = await there('export', plan.id, '--in-force', '--format', 'cells-csv', '--out', out);
    expect([nothing.code, nothing.said]).toEqual([1, expect.stringContaining('an approved revision is in force')]);
    await api.call(endpoints.changeStatus, { params: { scenarioId: plan.scenarioId! }, body: { action: 'submit' } });
    await api.call(endpoints.approveScenario, { params: { scenarioId: plan.scenarioId! }, body: { seq } });
    await api.call(endpoints.activateRevision, { params: { planId: plan.id }, body: { scenarioId: plan.scenarioId!, from: '2026-03-01' } });
    for (const which of [['--in-force'], ['--server', api.server.address, '--date', '2026-04-01'], ['--scenario', plan.scenarios[0].name, '--revision', '1']]) {
      const file = join(folder, 'force.csv');
      expect(await there('export', plan.id, ...which, '--format', 'cells-csv', '--out', file)).toMatchObject({ code: 0 });
      expect((await readFile(file, 'utf8')).split('\n')[1].split(',').slice(-2)).toEqual(['revision 1: Submitted', hash]);
      await rm(file);
    }
    expect(await there('export', 'Nobody', '--in-force', '--format', 'kml')).toMatchObject({ code: 1, said: expect.stringContaining('Colorado') as string });
  });
});

describe('hexalign diff', () => {
  it('tells with its exit code whether plans differ', async () => {
    expect(await here('diff', join(folder, 'a'), join(folder, 'a'))).toMatchObject({ code: 0, said: expect.stringContaining('The plans are the same.') as string });
    expect((await here('diff', join(folder, 'a'), join(folder, 'b'))).code).toBe(2);
    expect(await here('diff', join(folder, 'a'), join(folder, 'none'))).toMatchObject({ code: 1, said: expect.stringContaining('found nothing there') as string });
    expect((await here('diff', join(folder, 'a'))).code).toBe(1);
  });

  it('says what moves, as JSON, as a table and as Markdown', async () => {
    const ownersOf = async (name: string): Promise<Map<string, string>> => new Map((await readFile(join(folder, name, 'accounts.csv'), 'utf8')).trim().split('\n').slice(1).map((line) => line.split(',').slice(0, 2) as [string, string]));
    const [a, b] = [await ownersOf('a'), await ownersOf('b')];
    const moved = [...b].filter(([id, territory]) => a.get(id) !== territory).map(([id, to]) => ({ id, from: a.get(id), to }));
    const json = JSON.parse((await here('diff', join(folder, 'a'), join(folder, 'b'), '--json')).said) as { accountsMoved: unknown[]; accounts: { of: number }; settings: { name: string; before: string; after: string }[]; flows: { amounts: { accounts: number } }[] };
    expect(json.accountsMoved).toEqual(moved);
    expect(moved.length).toBeGreaterThan(0);
    expect(json.flows.reduce((sum, { amounts }) => sum + amounts.accounts, 0)).toBe(moved.length);
    expect(json.settings).toEqual(expect.arrayContaining([{ name: 'seed', before: '1', after: '2' }, { name: 'tolerance', before: '0.1', after: '0.08' }]));
    const table = (await here('diff', join(folder, 'a'), join(folder, 'b'))).said;
    expect(table).toContain(`${moved.length} of 120 accounts move`);
    expect(table).toMatch(/tolerance +0\.1 +0\.08/);
    const markdown = (await here('diff', join(folder, 'a'), join(folder, 'b'), '--markdown')).said;
    expect(markdown).toContain(`**${moved.length} of 120 accounts move`);
    expect(markdown).toContain('| from | to | accounts | Revenue |');
  });

  it('compares an archive with a folder', async () => {
    const zip = join(folder, 'same.zip');
    await writeFile(zip, new Uint8Array(await api.call(endpoints.exportPlan, { params: { scenarioId: plan.scenarioId! } })));
    expect((await here('diff', zip, zip)).code).toBe(0);
    expect((await here('diff', join(folder, 'a'), zip)).code).toBe(2);
    expect(Object.keys(unzipSync(await readFile(zip)))).toContain('plan.json');
  });
});
