import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Exported } from '../exported.ts';
import { stampFields } from '../stamp.ts';
import { territoryFigures } from '../territoryFigures.ts';
import { territoryGeometry } from '../territoriesGeojson.ts';
import { stampMetadata } from './stampMetadata.ts';
import { wkb } from './wkb.ts';

/** `territories.parquet` (GeoParquet 1.1): a row per territory with its figures and its ground as WKB, WGS 84. */
export function territoriesParquet({ plan, shapes, stamp }: Pick<Exported, 'plan' | 'shapes' | 'stamp'>): Uint8Array {
  const geometries = plan.territories.map((_, slot) => territoryGeometry(plan, shapes, slot));
  const corners = geometries.flatMap((geometry) => (geometry.type === 'Point' ? [geometry.coordinates] : geometry.coordinates.flat(2)));
  const bbox = corners.reduce(([west, south, east, north], [lng, lat]) => [Math.min(west, lng), Math.min(south, lat), Math.max(east, lng), Math.max(north, lat)], [Infinity, Infinity, -Infinity, -Infinity]);
  const { plan_id, revision, hash } = stampFields(stamp);
  const figures = territoryFigures(plan).map(({ name, kind, values }) => ({ name, data: [...values], type: kind === 'text' ? ('STRING' as const) : kind === 'count' ? ('INT32' as const) : ('DOUBLE' as const) }));
  const taken = new Set(figures.map(({ name }) => name));
  const own = Object.entries({ plan_id, revision, hash }).filter(([name]) => !taken.has(name)).map(([name, value]) => ({ name, data: plan.territories.map(() => value), type: 'STRING' as const }));
  // A measure may be called so, too.
  const ground = taken.has('geometry') ? 'geometry_' : 'geometry';
  const geo = {
    version: '1.1.0',
    primary_column: ground,
    // Without a "crs" the coordinates are longitude and latitude on WGS 84 (OGC:CRS84).
    columns: { [ground]: { encoding: 'WKB', geometry_types: [...new Set(geometries.map(({ type }) => type))], orientation: 'counterclockwise', edges: 'planar', ...(corners.length === 0 ? {} : { bbox }) } },
  };
  const buffer = parquetWriteBuffer({
    columnData: [...figures, ...own, { name: ground, data: geometries.map(wkb), type: 'BYTE_ARRAY' as const }],
    kvMetadata: [{ key: 'geo', value: JSON.stringify(geo) }, ...stampMetadata(stamp)],
    createdBy: `hexalign ${plan.engineVersion}`,
  });
  return new Uint8Array(buffer);
}
