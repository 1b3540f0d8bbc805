import { areasOfPoints, UNASSIGNED } from '@hexalign/engine';
import { strFromU8, unzipSync } from 'fflate';
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import shp from 'shpjs';
import { describe, expect, it } from 'vitest';
import { gdalReads, ogrinfo } from '../../../test/ogrinfo.ts';
import { smallPlan, unitOfSmallPlan } from '../../../test/smallPlan.ts';
import { writeExport } from '../writeExport.ts';
import { dbfTable } from './dbfTable.ts';
import { fieldNames } from './fieldNames.ts';
import { nearestPoints } from './nearestPoints.ts';
import { postalRows } from './postalRows.ts';

const exported = smallPlan();
const text = async (format: Parameters<typeof writeExport>[0], more = {}): Promise<string> => strFromU8(await writeExport(format, { ...exported, ...more }));
const exactly = (bytes: Uint8Array): ArrayBuffer => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
/** Every account lies in the feature of its territory. */
const holdsAccounts = (collection: FeatureCollection): boolean => {
  const { plan } = exported;
  const found = areasOfPoints(plan.accounts!.lngLat, collection, 'id');
  return found.every((id, a) => id === plan.territories[plan.slots[plan.unitOfAccount![a]]].id);
};

describe('shapefile', () => {
  it('is read by others with ground, holes, names in any script, numbers and short field names that a legend explains', async () => {
    const files = unzipSync(await writeExport('shapefile', exported));
    expect(Object.keys(files)).toEqual(['territories.shp', 'territories.shx', 'territories.dbf', 'territories.prj', 'territories.cpg', 'fields.csv', 'manifest.txt']);
    expect(strFromU8(files['territories.cpg'])).toBe('UTF-8');
    const read = await shp(exactly(await writeExport('shapefile', exported))) as FeatureCollection<Polygon | MultiPolygon>;
    expect(read.features.map(({ properties }) => [properties!.TERRITORY, properties!.NAME])).toEqual(exported.plan.territories.map(({ id, name }) => [id, name]));
    expect(read.features.map(({ properties }) => properties!.REVENUE as number)).toEqual(exported.plan.certificate.measures[0].sums);
    expect(read.features[0].properties).toMatchObject({ PLAN_ID: exported.stamp.planId, HASH: exported.stamp.documentHash, REVISION: 'revision 2: Approved' });
    expect(holdsAccounts({ ...read, features: read.features.map((feature) => ({ ...feature, properties: { id: feature.properties!.TERRITORY } })) })).toBe(true);
    const legend = strFromU8(files['fields.csv']).trim().split('\n').slice(1).map((line) => line.split(','));
    expect(legend.map(([field]) => field)).toEqual(Object.keys(read.features[0].properties!));
    expect(legend.every(([field]) => /^[A-Z][A-Z0-9_]{0,9}$/.test(field))).toBe(true);
    expect(legend.find(([, name]) => name === 'revenue_deviation')![0]).toBe('REVENUE_D');
  });

  it('has fields of at most ten characters, none twice', () => {
    expect(fieldNames(['territory', 'momentCompactness', 'revenue', 'revenue_target', 'revenue_deviation', 'revenueNorth_target', 'revenueNorthern_target', 'Umsatz in €', '7days', '東京', '北京'])).toEqual(['TERRITORY', 'MOMENT_COM', 'REVENUE', 'REVENUE_T', 'REVENUE_D', 'REVENUE__T', 'REVENUE_T2', 'UMSATZ_IN', 'DAYS', 'FIELD', 'FIELD2']);
  });

  it('cuts long texts between characters, and keeps large, small and negative numbers', () => {
    const table = dbfTable([{ name: 'T', kind: 'text', values: ['ü'.repeat(200), 'b'] }, { name: 'N', kind: 'number', values: [-1.5, 123456789012345.67] }, { name: 'M', kind: 'number', values: [1e-7, 1e17] }]);
    const rows = strFromU8(table.subarray(32 * 4 + 1));
    expect(rows.slice(1, 128)).toBe('ü'.repeat(127));
    expect(rows).toContain('-1.5');
    expect(rows).toMatch(/123456789012345\.67/);
    expect(rows).toContain('0.0000001');
    expect(rows).toContain('100000000000000000');
  });

  it.runIf(gdalReads('ESRI Shapefile'))('is opened by GDAL', async () => {
    const said = await ogrinfo('t.zip', await writeExport('shapefile', exported), '/vsizip/');
    expect(said).toContain('Feature Count: 3');
    expect(said).toContain('WGS 84');
    expect(said).toContain('東京 / east');
    expect(said).not.toMatch(/warning|error/i);
  });
});

describe('KML', () => {
  it('has a placemark per territory, escaped, with its figures and where it comes from', async () => {
    const kml = await text('kml');
    expect(kml.match(/<Placemark>/g)).toHaveLength(3);
    expect(kml).toContain('<name>Zürich &amp; &quot;Süd&quot; &lt;1&gt;</name>');
    expect(kml).toContain(`<Data name="hash"><value>${'ab'.repeat(32)}</value></Data>`);
    expect(kml.match(/<innerBoundaryIs>/g)).toHaveLength(1);
    expect(new Set(kml.match(/<PolyStyle><color>\w+/g)).size).toBe(3);
  });

  it.runIf(gdalReads('KML'))('is opened by GDAL', async () => {
    const said = await ogrinfo('t.kml', await writeExport('kml', exported));
    expect(said).toMatch(/Feature Count: 3/);
    expect(said).toContain('Zürich & "Süd" <1>');
  });
});

describe('GeoJSON', () => {
  it('carries plan, revision and hash, and holds every account', async () => {
    const collection = JSON.parse(await text('geojson')) as FeatureCollection & { hexalign: object };
    expect(collection.hexalign).toMatchObject({ plan_id: exported.stamp.planId, revision: 'revision 2: Approved', hash: 'ab'.repeat(32), assignment_hash: exported.stamp.assignmentHash });
    expect(holdsAccounts({ ...collection, features: collection.features.map((feature) => ({ ...feature, properties: { id: feature.id } })) })).toBe(true);
  });

  it.runIf(gdalReads('GeoJSON'))('is opened by GDAL', async () => {
    expect(await ogrinfo('t.geojson', await writeExport('geojson', exported))).toContain('Feature Count: 3');
  });
});

describe('GeoParquet', () => {
  it('has typed columns, ground as WKB, and metadata that say so', async () => {
    const file = exactly(await writeExport('geoparquet', exported));
    const metadata = Object.fromEntries(parquetMetadata(file).key_value_metadata!.map(({ key, value }) => [key, value!]));
    const geo = JSON.parse(metadata.geo) as { primary_column: string; columns: { geometry: { encoding: string; geometry_types: string[]; bbox: number[] } } };
    expect(geo).toMatchObject({ version: '1.1.0', primary_column: 'geometry', columns: { geometry: { encoding: 'WKB', geometry_types: ['MultiPolygon'], orientation: 'counterclockwise' } } });
    expect(metadata['hexalign.hash']).toBe('ab'.repeat(32));
    const rows = (await parquetReadObjects({ file, utf8: false })) as { territory: string; name: string; revenue: number; units: number; plan_id: string; geometry: MultiPolygon }[];
    expect(rows.map(({ territory, name, revenue, units, plan_id }) => [territory, name, revenue, units, plan_id])).toEqual(exported.plan.territories.map(({ id, name }, t) => [id, name, exported.plan.certificate.measures[0].sums[t], exported.plan.slots.filter((slot) => slot === t).length, exported.stamp.planId]));
    // The reader turns the column into GeoJSON by what the metadata say.
    expect(rows[0].geometry.type).toBe('MultiPolygon');
    expect(holdsAccounts({ type: 'FeatureCollection', features: rows.map(({ territory, geometry }) => ({ type: 'Feature', properties: { id: territory }, geometry })) })).toBe(true);
    const lngs = rows.flatMap(({ geometry }) => geometry.coordinates.flat(2)).map(([lng]) => lng);
    expect([Math.min(...lngs), Math.max(...lngs)]).toEqual([geo.columns.geometry.bbox[0], geo.columns.geometry.bbox[2]]);
  });

  it.runIf(gdalReads('Parquet'))('is opened by GDAL', async () => {
    expect(await ogrinfo('t.parquet', await writeExport('geoparquet', exported))).toContain('Feature Count: 3');
  });
});

describe('cells', () => {
  it('are the same as a table and as Parquet, with where they come from', async () => {
    const [header, ...lines] = (await text('cells-csv')).trim().split('\n');
    expect(header).toBe('h3,territory,name,area_km2,revenue,Besuche pro Jahr,plan_id,revision,hash');
    expect(lines).toHaveLength(exported.plan.graph.ids.length);
    const rows = (await parquetReadObjects({ file: exactly(await writeExport('cells-parquet', exported)) })) as { h3: string; territory: string; revenue: number }[];
    expect(rows.map(({ h3, territory }) => `${h3},${territory}`)).toEqual(lines.map((line) => line.split(',').slice(0, 2).join(',')));
    expect(rows.reduce((sum, { revenue }) => sum + revenue, 0)).toBeCloseTo(exported.plan.certificate.measures[0].total, 6);
  });

  it('that nobody has are named so', async () => {
    const slots = Uint16Array.from(exported.plan.slots);
    slots[0] = UNASSIGNED;
    const plan = { ...exported.plan, slots };
    expect((await text('cells-csv', { plan })).split('\n')[1].split(',').slice(1, 3)).toEqual(['', '']);
    const [first] = (await parquetReadObjects({ file: exactly(await writeExport('cells-parquet', { ...exported, plan })) })) as { territory: string | null }[];
    expect(first.territory).toBeNull();
  });
});

describe('spreadsheet tables', () => {
  it('hold no formulas, and leave ids, zeros and negative numbers as they are', async () => {
    const lines = (await text('accounts-csv')).split('\n');
    expect(lines.slice(1, 5).map((line) => line.split(',')[0])).toEqual(['007', '-12', "'=1+1", "'+49 30 1"]);
    expect(await text('cells-csv')).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(await text('cells-csv')).not.toMatch(/(^|,|\n)"?[=@]/);
  });
});

describe('postal codes', () => {
  const { plan } = exported;
  const at = (u: number): [number, number] => [plan.graph.lngLat[2 * u], plan.graph.lngLat[2 * u + 1]];
  const hole = plan.slots.indexOf(2);

  it('take the territory of the accounts nearest to them; one without accounts that of its place', () => {
    const empty = { ...plan, accounts: { ...plan.accounts!, ids: ['a', 'b', 'c'], lngLat: Float64Array.from([...at(hole), ...at(plan.graph.neighbors[plan.graph.offsets[hole]]), ...at(plan.graph.neighbors[plan.graph.offsets[hole] + 1])]), values: [], current: null }, unitOfAccount: Uint32Array.from([hole, plan.graph.neighbors[plan.graph.offsets[hole]], plan.graph.neighbors[plan.graph.offsets[hole] + 1]]) };
    const west = plan.slots.indexOf(0);
    const rows = postalRows(empty, { kind: 'points', codes: ['80002', '80001', '99999'], countries: ['US', 'US', 'US'], lngLat: Float64Array.from([...at(hole), ...at(west), 10, 50]) }, unitOfSmallPlan(exported));
    expect(rows.map(({ postal, slot, share, majority, split, accounts, basis }) => ({ postal, slot, share: Math.round(share * 1000) / 1000, majority, split, accounts, basis }))).toEqual([
      { postal: '80001', slot: 0, share: 1, majority: true, split: false, accounts: 0, basis: 'place' },
      { postal: '80002', slot: 1, share: 0.667, majority: true, split: true, accounts: 2, basis: 'accounts' },
      { postal: '80002', slot: 2, share: 0.333, majority: false, split: true, accounts: 1, basis: 'accounts' },
    ]);
  });

  it('that are areas are shared by their ground', () => {
    const box = (id: string, west: number, east: number): FeatureCollection['features'][number] => ({ type: 'Feature', properties: { id }, geometry: { type: 'Polygon', coordinates: [[[west, 39.4], [east, 39.4], [east, 39.6], [west, 39.6], [west, 39.4]]] } });
    const rows = postalRows(plan, { kind: 'areas', areas: { type: 'FeatureCollection', features: [box('W', -106, -105.9), box('M', -105.9, -105.5)] } }, unitOfSmallPlan(exported));
    expect(rows.filter(({ postal }) => postal === 'W').map(({ slot, split }) => [slot, split])).toEqual([[0, false]]);
    const shared = rows.filter(({ postal }) => postal === 'M');
    expect(shared.map(({ slot, majority, split, basis }) => [slot, majority, split, basis])).toEqual([[1, true, true, 'ground'], [0, false, true, 'ground']]);
    expect(shared.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
  });

  it('find the nearest of many points, also far away', () => {
    const points = Float64Array.from([0, 0, 10, 60, 10.3, 60, 100, -40]);
    expect([...nearestPoints(points, Float64Array.from([10.2, 60, 10, 60.12, 99, -80, -1, 1]))]).toEqual([2, 1, 3, 0]);
    expect([...nearestPoints(new Float64Array(0), Float64Array.from([1, 1]))]).toEqual([-1]);
  });
});
