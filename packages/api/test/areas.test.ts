import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpackGraph } from '@hexalign/engine';
import { unzipSync } from 'fflate';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, pathOf, type AccountRow, type Edit, type Plan, type Scenario } from '../contract/index.ts';
import { verifyPlan } from '../src/cli/verify.ts';
import { accountsFile, planOf } from './accountsFile.ts';
import { builtPlan, endOf, solved } from './following.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

const [COLUMNS, ROWS, STEP] = [12, 8, 0.5];
const [WEST, SOUTH] = [-108.5, 37];

/** Districts of half a degree, side by side. */
function layer(): object {
  const box = (c: number, r: number): number[][][] => {
    const [w, s] = [WEST + c * STEP, SOUTH + r * STEP];
    return [[[w, s], [w + STEP, s], [w + STEP, s + STEP], [w, s + STEP], [w, s]]];
  };
  const features = [];
  for (let c = 0; c < COLUMNS; c++) for (let r = 0; r < ROWS; r++) features.push({ type: 'Feature', properties: { id: `D${String(c).padStart(2, '0')}${r}`, name: `District ${c}-${r}` }, geometry: { type: 'Polygon', coordinates: box(c, r) } });
  return { type: 'FeatureCollection', features };
}

describe('a plan on a boundary layer', () => {
  let api: TestServer;
  let plan: Plan;
  let main: string;
  let accounts: AccountRow[];
  let datasetId: string;
  const read = (): Promise<Scenario> => api.call(endpoints.readScenario, { params: { scenarioId: main } });
  const inArea = (lng: number, lat: number): boolean => lng >= WEST && lng < WEST + COLUMNS * STEP && lat >= SOUTH && lat < SOUTH + ROWS * STEP;
  const rowsOf = (file: Uint8Array): { id: string; lng: number; lat: number }[] => new TextDecoder().decode(file).split('\n').slice(1, 401).map((line) => {
    const [, id, lat, lng] = /^(\w+),"[^"]*",([-\d.]+),([-\d.]+)/.exec(line)!;
    return { id, lng: Number(lng), lat: Number(lat) };
  });
  const bring = async (name: string, body: Uint8Array, more: object): Promise<void> => {
    const { id } = await api.call(endpoints.uploadDataset, { query: { filename: name }, body });
    const { id: importId } = await api.call(endpoints.startImport, { body: { datasetId: id, ...more } as never });
    await api.call(endpoints.commitImport, { params: { importId } });
  };

  beforeAll(async () => {
    api = await startTestServer();
    await bring('districts.geojson', new TextEncoder().encode(JSON.stringify(layer())), { kind: 'areas', layer: 'districts' });
    ({ id: datasetId } = await api.call(endpoints.uploadDataset, { query: { filename: 'accounts.csv' }, body: accountsFile() }));
  }, 60_000);
  afterAll(() => api.end());

  it('is built of the areas; accounts fall into theirs, and those in none are in the inbox', async () => {
    expect((await api.refused(endpoints.createPlan, { body: planOf(datasetId, { layer: 'nothing' }) })).code).toBe('plan.layer');
    expect(await api.refused(endpoints.createPlan, { body: planOf(datasetId, { layer: 'districts', resolution: [4, 8] }) })).toMatchObject({ code: 'request.invalid', where: 'body.resolution' });
    const { plan: started, job } = await api.call(endpoints.createPlan, { body: planOf(datasetId, { layer: 'districts', tolerance: 0.2 }) });
    expect(await endOf(api, job.id)).toMatchObject({ state: 'done', error: null });
    plan = await api.call(endpoints.readPlan, { params: { planId: started.id } });
    main = plan.scenarioId!;
    const rows = rowsOf(accountsFile());
    const inside = rows.filter(({ lng, lat }) => inArea(lng, lat));
    expect(inside.length).toBeLessThan(rows.length);
    expect(plan.rows).toEqual({ accepted: inside.length, rejected: 404 - inside.length, filtered: 0 });
    const units = await api.call(endpoints.readUnits, { params: { unitsId: plan.unitsId! } });
    expect(units).toMatchObject({ layer: 'districts', units: COLUMNS * ROWS, accounts: inside.length, borders: 2 * COLUMNS * ROWS - COLUMNS - ROWS });
    const graph = unpackGraph(await api.call(endpoints.readGraph, { params: { unitsId: plan.unitsId! } }));
    const [kept, opened] = await Promise.all(['deflate', 'identity'].map((encoding) => api.fetch(pathOf(endpoints.readGraph, { unitsId: plan.unitsId! }), { headers: { 'accept-encoding': encoding } })));
    expect([kept.headers.get('content-encoding'), opened.headers.get('content-encoding')]).toEqual(['deflate', null]);
    expect(new Uint8Array(await kept.arrayBuffer())).toEqual(new Uint8Array(await opened.arrayBuffer()));
    ({ accounts } = await api.call(endpoints.listAccounts, { params: { unitsId: plan.unitsId! }, query: { limit: 1000 } }));
    expect(accounts.map(({ id }) => id)).toEqual(inside.map(({ id }) => id));
    for (const { lng, lat, unit } of accounts) expect(graph.ids[unit]).toBe(`D${String(Math.floor((lng - WEST) / STEP)).padStart(2, '0')}${Math.floor((lat - SOUTH) / STEP)}`);

    const { items } = await api.call(endpoints.readPlanInbox, { params: { planId: plan.id } });
    expect(items).toMatchObject([{ code: 'place.outside', layer: 'districts', count: rows.length - inside.length }]);
    expect(plan.notes.join(' ')).toContain('in no area of districts');
  });

  it('hands out the outlines of its units, which stay as they were when the layer is imported anew', async () => {
    const shapes = async (): Promise<Topology> => JSON.parse(new TextDecoder().decode(await api.call(endpoints.readShapes, { params: { unitsId: plan.unitsId! } }))) as Topology;
    const before = await shapes();
    const { geometries } = before.objects.areas as GeometryCollection;
    expect(geometries.map(({ properties }) => (properties as { id: string }).id)).toEqual(unpackGraph(await api.call(endpoints.readGraph, { params: { unitsId: plan.unitsId! } })).ids);
    const changed = layer() as { features: { geometry: { coordinates: number[][][] } }[] };
    changed.features[0].geometry.coordinates[0] = changed.features[0].geometry.coordinates[0].map(([lng, lat]) => [lng - 0.1, lat]);
    await bring('districts.geojson', new TextEncoder().encode(JSON.stringify(changed)), { kind: 'areas', layer: 'districts' });
    expect(await shapes()).toEqual(before);
    const cells = await builtPlan(api, {}, 60);
    expect((await api.refused(endpoints.readShapes, { params: { unitsId: cells.unitsId! } })).code).toBe('units.cells');
  });

  it('is designed, edited, undone, certified, and asked who owns a point, an account or an area', async () => {
    expect(await solved(api, main)).toMatchObject({ state: 'done', result: { feasible: true } });
    const slots = new Uint16Array(await api.call(endpoints.readSlots, { params: { scenarioId: main } }));
    const certificate = await api.call(endpoints.readCertificate, { params: { scenarioId: main } });
    expect(certificate).toMatchObject({ feasible: true, contiguous: true, unassignedUnits: 0 });
    const sums = Array.from({ length: 5 }, () => 0);
    for (const { unit, values } of accounts) sums[slots[unit]] += values[0];
    certificate.measures[0].sums.forEach((sum, slot) => expect(sum).toBeCloseTo(sums[slot], 6));
    expect((await api.call(endpoints.readBound, { params: { scenarioId: main } })).bound!.lowerBound).toBeGreaterThan(0);

    const account = accounts[0];
    const edit: Edit = { type: 'assign', by: 'brush', patch: { units: [account.unit], from: [slots[account.unit]], to: [(slots[account.unit] + 1) % 5] } };
    await api.call(endpoints.appendEdits, { params: { scenarioId: main }, body: { baseSeq: (await read()).seq, edits: [edit] } });
    await api.call(endpoints.undoEdit, { params: { scenarioId: main }, body: { baseSeq: (await read()).seq, direction: 'undo' } });
    await api.call(endpoints.appendEdits, { params: { scenarioId: main }, body: { baseSeq: (await read()).seq, edits: [{ type: 'named', account: account.id, from: null, to: { slot: (slots[account.unit] + 1) % 5, reason: 'house bank', owner: 'Ann', expires: null } }] } });
    const { id } = await api.call(endpoints.forkScenario, { params: { scenarioId: main }, body: { name: 'In force' } });
    await api.call(endpoints.changeStatus, { params: { scenarioId: id }, body: { action: 'submit' } });
    await api.call(endpoints.approveScenario, { params: { scenarioId: id }, body: { seq: (await api.call(endpoints.readScenario, { params: { scenarioId: id } })).seq } });
    await api.call(endpoints.activateRevision, { params: { planId: plan.id }, body: { scenarioId: id, from: '2026-01-01' } });
    const owner = (query: object) => api.call(endpoints.findOwner, { params: { planId: plan.id }, query });
    expect(await owner({ lng: account.lng, lat: account.lat })).toMatchObject({ unit: { index: account.unit }, territory: { slot: slots[account.unit] } });
    expect(await owner({ account: account.id })).toMatchObject({ territory: { slot: (slots[account.unit] + 1) % 5 }, exception: { owner: 'Ann' } });
    expect(await owner({ postal: 'D053' })).toMatchObject({ unit: { id: 'D053' } });
    expect(await owner({ lng: WEST - 1, lat: SOUTH })).toMatchObject({ unit: null, territory: null });
  });

  it('is exported with its areas, and verify agrees with it and finds a wrong area out', async () => {
    const files = unzipSync(new Uint8Array(await api.call(endpoints.exportPlan, { params: { scenarioId: main } })));
    expect(Object.keys(files).sort()).toEqual(['accounts.csv', 'areas.geojson', 'certificate.json', 'plan.json', 'rejected.csv', 'territories.geojson', 'units.csv']);
    const folder = await mkdtemp(join(tmpdir(), 'hexalign-areas-'));
    for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
    await writeFile(join(folder, 'input.csv'), accountsFile());
    expect((await verifyPlan(folder, join(folder, 'input.csv'))).lines()).toEqual([]);
    const { features } = JSON.parse(new TextDecoder().decode(files['territories.geojson'])) as { features: { geometry: { type: string; coordinates: number[][][][] }; properties: { areaKm2: number } }[] };
    expect(features.every(({ geometry }) => geometry.type === 'MultiPolygon' && geometry.coordinates.length === 1)).toBe(true);
    const text = await readFile(join(folder, 'areas.geojson'), 'utf8');
    await writeFile(join(folder, 'areas.geojson'), text.replace('[-105.5,38]', '[-105.4,38]'));
    expect((await verifyPlan(folder, null)).lines().join('\n')).toMatch(/areas\.geojson: is not the file that plan\.json knows/);
    await rm(folder, { recursive: true });
  });

  it('follows its accounts: a list puts one from outside into an area, and none brings new ground', async () => {
    const outside = rowsOf(accountsFile()).find(({ lng, lat }) => !inArea(lng, lat))!;
    const { items: [before] } = await api.call(endpoints.readPlanInbox, { params: { planId: plan.id } });
    await bring('moved.csv', new TextEncoder().encode(`id,lat,lng\n${outside.id},38.2,-105.2\nNEW,39,-50\n`), { kind: 'accounts', planId: plan.id, gone: 'keep' });
    const after = await api.call(endpoints.readPlan, { params: { planId: plan.id } });
    expect(await api.call(endpoints.readUnits, { params: { unitsId: after.unitsId! } })).toMatchObject({ layer: 'districts', units: COLUMNS * ROWS, accounts: accounts.length + 1 });
    const found = await api.call(endpoints.listAccounts, { params: { unitsId: after.unitsId! }, query: { q: outside.id } });
    expect(found.accounts[0]).toMatchObject({ id: outside.id });
    const { items: [now] } = await api.call(endpoints.readPlanInbox, { params: { planId: plan.id } });
    if (before.code !== 'place.outside' || now.code !== 'place.outside') throw new Error('the inbox names who lies outside');
    expect(now.count).toBe(before.count);
    expect((await api.call(endpoints.readShapes, { params: { unitsId: after.unitsId! } })).byteLength).toBeGreaterThan(100);
    expect((await api.call(endpoints.readCertificate, { params: { scenarioId: main } })).measures[0].total).toBeGreaterThan(0);
    expect(api.trouble).toEqual([]);
  });
});
