import { unpackGraph, type UnitGraph } from '@hexalign/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type OverlapItem, type Plan } from '../contract/index.ts';
import { accountsFile, planOf } from './accountsFile.ts';
import { builtPlan, endOf } from './following.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

type Corners = readonly [number, number, number, number];

/** East and West share a degree, Town lies in West, Twin is East once more, and South was drawn over West by a hair. */
const AREAS: Readonly<Record<string, Corners>> = { East: [-106, 38, -103, 40], South: [-108, 37, -106, 38.002], Town: [-107.8, 39, -107, 39.6], Twin: [-106, 38, -103, 40], West: [-108, 38, -105, 40] };

const fileOf = (areas: Readonly<Record<string, Corners>>): Uint8Array => new TextEncoder().encode(JSON.stringify({
  type: 'FeatureCollection',
  features: Object.entries(areas).map(([id, [w, s, e, n]]) => ({ type: 'Feature', properties: { id, name: `The ${id}` }, geometry: { type: 'Polygon', coordinates: [[[w, s], [e, s], [e, n], [w, n], [w, s]]] } })),
}));

describe('areas of a layer that cover the same ground', () => {
  let api: TestServer;
  let plan: Plan;
  let graph: UnitGraph;
  const bring = async (layer: string, areas: Readonly<Record<string, Corners>>): Promise<string> => {
    const { id } = await api.call(endpoints.uploadDataset, { query: { filename: `${layer}.geojson` }, body: fileOf(areas) });
    const { id: importId } = await api.call(endpoints.startImport, { body: { datasetId: id, kind: 'areas', layer, gone: 'remove' } as never });
    await api.call(endpoints.commitImport, { params: { importId } });
    return importId;
  };
  const found = async (of: Plan = plan): Promise<OverlapItem[]> => (await api.call(endpoints.readPlanInbox, { params: { planId: of.id } })).items.flatMap((item) => (item.code === 'area.overlap' ? [item] : []));
  const centresIn = (...boxes: readonly Corners[]): number[] => graph.ids.flatMap((_, u) => (boxes.every(([w, s, e, n]) => graph.lngLat[2 * u] > w && graph.lngLat[2 * u] < e && graph.lngLat[2 * u + 1] > s && graph.lngLat[2 * u + 1] < n) ? [u] : []));
  const pairs = (items: readonly OverlapItem[]): string[] => items.map(({ kind, a, b }) => `${a.id} ${kind} ${b.id}`).sort();

  beforeAll(async () => {
    api = await startTestServer();
    plan = await builtPlan(api);
    graph = unpackGraph(await api.call(endpoints.readGraph, { params: { unitsId: plan.unitsId! } }));
  }, 60_000);
  afterAll(() => api.end());

  it('are found when the layer is imported, and counted with the layer', async () => {
    await bring('zones', AREAS);
    await bring('far', { One: [8, 50, 9, 51], Two: [8.5, 50, 9.5, 51] });
    expect(await api.server.db.selectFrom('layer_overlaps').select(['layer', 'found']).orderBy('layer').execute()).toEqual([{ layer: 'far', found: 1 }, { layer: 'zones', found: 4 }]);
    expect((await api.call(endpoints.listLayers)).layers).toEqual([
      { layer: 'far', areas: 2, overlaps: { overlaps: 1, slivers: 0, sliversKm2: 0 } },
      { layer: 'zones', areas: 5, overlaps: { overlaps: 4, slivers: 1, sliversKm2: expect.closeTo(38.9, 0) } },
    ]);
  });

  it('are in the inbox of a plan whose ground they are on, with their units and outline', async () => {
    const items = await found();
    expect(pairs(items)).toEqual(['East part West', 'East same Twin', 'Twin part West', 'West inside Town']);
    const both = items.find(({ a, b }) => a.id === 'East' && b.id === 'West')!;
    expect(both).toMatchObject({ layer: 'zones', own: false, a: { id: 'East', name: 'The East' }, b: { id: 'West', name: 'The West' }, more: 0, share: expect.closeTo(1 / 3, 3), box: [-106, 38, -105, 40], ignoredUntil: null });
    expect(both.km2).toBeCloseTo(19_259, -2);
    const detail = await api.call(endpoints.readOverlap, { params: { planId: plan.id }, query: { item: both.item } });
    expect(detail.units).toEqual(centresIn(AREAS.East, AREAS.West));
    expect(both.count).toBe(detail.units.length);
    expect(both.count).toBeGreaterThan(0);
    expect(detail.onlyA).toEqual(centresIn(AREAS.East).filter((u) => !detail.units.includes(u)));
    expect(detail.onlyB).toEqual(centresIn(AREAS.West).filter((u) => !detail.units.includes(u)));
    expect(detail).toMatchObject({ fingerprint: graph.fingerprint, outline: { type: 'MultiPolygon', coordinates: [[expect.arrayContaining([[-106, 38], [-105, 40]])]] } });
    expect((await api.refused(endpoints.readOverlap, { params: { planId: plan.id }, query: { item: 'area.overlap nowhere' } })).code).toBe('overlap.unknown');
  });

  it('are left with a reason, as other entries are, whatever else changes', async () => {
    const [{ item }] = await found();
    await api.call(endpoints.putAside, { body: { item, until: '2999-12-31', reason: 'Both sell there' } });
    expect((await found()).map((one) => one.item)).not.toContain(item);
    const { items } = await api.call(endpoints.readPlanInbox, { params: { planId: plan.id }, query: { show: 'all' } });
    expect(items.find((one) => one.item === item)).toMatchObject({ ignoredUntil: '2999-12-31', reason: 'Both sell there' });
    await api.call(endpoints.putAside, { body: { item, until: null } });
  });

  it('of a layer of an earlier version are found at the first look, and kept', async () => {
    const before = await found();
    await api.server.db.deleteFrom('ground_overlaps').execute();
    await api.server.db.deleteFrom('layer_overlaps').execute();
    expect((await api.call(endpoints.listLayers)).layers[1].overlaps).toBeNull();
    const [one, two] = await Promise.all([found(), found()]);
    expect([one, two]).toEqual([before, before]);
    expect((await api.call(endpoints.listLayers)).layers[1].overlaps).toMatchObject({ overlaps: 4 });
    await api.server.db.updateTable('ground_overlaps').set({ facts: '[]' }).where('layer', '=', 'zones').execute();
    expect(await found()).toEqual([]);
    await api.server.db.deleteFrom('ground_overlaps').execute();
  });

  it('go when the layer is mended, and come back when that is undone', async () => {
    const mended = await bring('zones', { East: [-105, 38, -103, 40], West: AREAS.West });
    expect(await found()).toEqual([]);
    await api.call(endpoints.undoImport, { params: { importId: mended } });
    expect(pairs(await found())).toEqual(['East part West', 'East same Twin', 'Twin part West', 'West inside Town']);
  });

  it('are told of a plan that is made of them, as they were when it was built, slivers without a centre left out', async () => {
    const { id: datasetId } = await api.call(endpoints.uploadDataset, { query: { filename: 'accounts.csv' }, body: accountsFile() });
    const { plan: started, job } = await api.call(endpoints.createPlan, { body: planOf(datasetId, { layer: 'zones', territories: 2, tolerance: 0.4 }) });
    expect(await endOf(api, job.id)).toMatchObject({ state: 'done' });
    const areas = await api.call(endpoints.readPlan, { params: { planId: started.id } });
    await bring('zones', { East: [-105, 38, -103, 40], West: AREAS.West });
    expect(await api.server.db.selectFrom('ground_overlaps').select(['layer', 'own']).where('unit_set_id', '=', areas.unitsId!).execute()).toEqual([{ layer: 'zones', own: true }]);
    const items = await found(areas);
    expect(pairs(items)).toEqual(['East part West', 'East same Twin', 'Twin part West', 'West inside Town']);
    expect(items.every(({ own, a }) => own && a.name !== undefined)).toBe(true);
    expect(items.find(({ kind }) => kind === 'inside')).toMatchObject({ a: { id: 'West' }, b: { id: 'Town' }, count: 1 });
    expect(api.trouble).toEqual([]);
  });
});
