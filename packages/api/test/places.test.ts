import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Topology } from 'topojson-specification';
import { endpoints, type Plan } from '../contract/index.ts';
import { signedInByLink } from './client.ts';
import { builtPlan, solved } from './following.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

describe('places by what somebody types', () => {
  let api: TestServer;
  let plan: Plan;
  const find = (q: string, limit?: number) => api.call(endpoints.searchPlaces, { params: { planId: plan.id }, query: { q, limit } });
  const take = async (text: string, filename: string, more: { kind: 'people' | 'postal' | 'areas'; layer?: string }): Promise<void> => {
    const { id } = await api.call(endpoints.uploadDataset, { query: { filename }, body: new TextEncoder().encode(text) });
    const { id: importId } = await api.call(endpoints.startImport, { body: { datasetId: id, ...more } });
    await api.call(endpoints.commitImport, { params: { importId } });
  };

  beforeAll(async () => {
    api = await startTestServer();
    plan = await builtPlan(api);
    await solved(api, plan.scenarioId!);
    await take('id,name,lat,lng\np1,Zoë Ångström,39.7,-105\np2,Ben Zorn,37.3,-107.9\n', 'people.csv', { kind: 'people' });
    await take('country,postal,lat,lng\nCH,8020,47.4,8.5\nUS,80202,39.9,-104.9\n', 'postal.csv', { kind: 'postal' });
  });
  afterAll(() => api.end());

  it('finds postal codes by how they begin, those that the organisation brought first', async () => {
    const { postal } = await find('8020');
    expect(postal.slice(0, 2)).toEqual([{ code: '8020', country: 'CH', lng: 8.5, lat: 47.4 }, { code: '80202', country: 'US', lng: -104.9, lat: 39.9 }]);
    expect(postal.filter(({ code }) => code === '80202')).toHaveLength(1);
    expect(postal.every(({ code }) => code.startsWith('8020'))).toBe(true);
    expect((await find('8', 5)).postal).toHaveLength(5);
    expect((await find('Denver')).postal).toEqual([]);
  });

  it('finds cities and people whatever the accents, people with what they cover', async () => {
    expect((await find('colórado spr')).cities[0].label).toBe('Colorado Springs, CO');
    const [territory] = (await api.call(endpoints.readScenario, { params: { scenarioId: plan.scenarioId! } })).territories;
    await api.call(endpoints.setCovers, { params: { planId: plan.id }, body: { covers: [{ territory: territory!.id, person: 'p1', from: '2020-01-01' }] } });
    expect((await find('zoe')).people).toEqual([{ key: 'p1', name: 'Zoë Ångström', territories: [territory!.id] }]);
    expect((await find('zo')).people.map(({ key }) => key)).toEqual(['p1', 'p2']);
    expect((await find('angstrom')).people).toHaveLength(1);
    expect((await api.refused(endpoints.searchPlaces, { params: { planId: plan.id }, query: { q: '  ' } })).code).toBe('request.invalid');
  });

  it('hands out a boundary layer for the screen, also to those who may not read lists', async () => {
    const square = (x: number) => ({ type: 'Polygon', coordinates: [[[x, 50], [x + 1, 50], [x + 1, 51], [x, 51], [x, 50]]] });
    await take(JSON.stringify({ type: 'FeatureCollection', features: [8, 9].map((x) => ({ type: 'Feature', properties: { code: `a${x}`, name: `Area ${x}` }, geometry: square(x) })) }), 'areas.geojson', { kind: 'areas', layer: 'Districts' });
    const { link } = await api.call(endpoints.invite, { body: { email: 'viewer@example.com', scope: { role: 'viewer' } } });
    const viewer = api.as(await signedInByLink(api.server.address, new URL(link.address).hash.slice(1), { name: 'Viewer', password: 'quiet meadow fourteen' }));
    expect(await viewer.call(endpoints.listLayers)).toEqual({ layers: [{ layer: 'Districts', areas: 2, overlaps: { overlaps: 0, slivers: 0, sliversKm2: 0 } }] });
    const shapes = JSON.parse(new TextDecoder().decode(await viewer.call(endpoints.readLayer, { query: { layer: 'Districts' } }))) as Topology;
    expect((shapes.objects.areas as { geometries: { properties: unknown }[] } & Topology['objects'][string]).geometries.map(({ properties }) => properties)).toEqual([{ id: 'a8', name: 'Area 8' }, { id: 'a9', name: 'Area 9' }]);
    expect((await viewer.refused(endpoints.listRecords, { params: { kind: 'areas' }, query: { scope: 'Districts' } })).code).toBe('access.refused');
    expect(JSON.parse(new TextDecoder().decode(await api.call(endpoints.readLayer, { query: { layer: 'Nothing' } })))).toMatchObject({ objects: { areas: {} } });
    expect(api.trouble).toEqual([]);
  });
});
