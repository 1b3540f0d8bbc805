import writeXlsx from 'write-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '../contract/index.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

const PLACES = [['0001', 'Žofín', 39.1, -94.6, '66002', 3], ['0002', 'B', 39.3, -94.8, '66002', 4.5], ['0003', 'C', 38.9, -95.2, '02139', 5]] as const;

describe('files of other formats', () => {
  let api: TestServer;

  beforeAll(async () => {
    api = await startTestServer();
  });
  afterAll(() => api.end());

  it('takes a workbook like any list: guessed, checked, the reasons for its rows downloadable', async () => {
    const header = ['ID', 'Name', 'Latitude', 'Longitude', 'ZIP', 'Hours'];
    const rows = [header, ...PLACES, ['0004', 'broken', 'north', -95, '66002', 1]].map((row) => row.map((value) => ({ value, type: typeof value === 'number' ? Number : String })));
    const body = new Uint8Array(await writeXlsx(rows as never).toBuffer());
    const dataset = await api.call(endpoints.uploadDataset, { query: { filename: 'list.xlsx' }, body });
    expect(dataset).toMatchObject({ format: 'xlsx', rows: 4, header, sample: expect.arrayContaining([['0001', 'Žofín', '39.1', '-94.6', '66002', '3']]) as string[][] });
    const check = await api.call(endpoints.checkDataset, { params: { datasetId: dataset.id }, body: { mapping: { ...dataset.guess.mapping!, place: { kind: 'lngLat', lat: 'Latitude', lng: 'Longitude' }, measures: [{ name: 'Hours', column: 'Hours', unit: 'hours' }] } } });
    expect(check).toMatchObject({ rows: 4, accepted: 3, rejected: 1, measures: [{ total: 12.5 }], problems: [{ row: 5, column: 'Latitude', code: 'place.not_a_number', found: 'north' }] });
    const csv = new TextDecoder().decode(await api.call(endpoints.readRejected, { params: { datasetId: dataset.id, checkId: check.id } }));
    expect(csv.split('\n')[1]).toBe('5,Latitude,place.not_a_number,north,a latitude in decimal degrees');
  });

  it('takes points as GeoJSON', async () => {
    const features = PLACES.map(([id, name, lat, lng]) => ({ type: 'Feature', id, properties: { name }, geometry: { type: 'Point', coordinates: [lng, lat] } }));
    const dataset = await api.call(endpoints.uploadDataset, { query: { filename: 'list.geojson' }, body: new TextEncoder().encode(JSON.stringify({ type: 'FeatureCollection', features }, null, 2)) });
    expect(dataset).toMatchObject({ format: 'geojson', rows: 3, guess: { mapping: { id: 'id', name: 'name', place: { kind: 'lngLat', lat: 'latitude', lng: 'longitude' } } } });
  });

  it('keeps nothing of a file that cannot be read', async () => {
    const count = () => api.server.db.selectFrom('dataset_chunks').select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
    const before = await count();
    const refused = await api.refused(endpoints.uploadDataset, { query: { filename: 'a.geojson' }, body: new TextEncoder().encode('{"type":"FeatureCollection","features":[{"ty') });
    expect(refused).toMatchObject({ status: 422, code: 'dataset.not_a_table', expected: 'GeoJSON in UTF-8' });
    expect(await count()).toEqual(before);
    expect(api.trouble).toEqual([]);
  });
});
