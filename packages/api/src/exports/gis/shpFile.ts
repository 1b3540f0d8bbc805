import type { MultiPolygon, Point, Position } from 'geojson';

/** Main file and index of a shapefile. */
export interface ShpFile {
  readonly shp: Uint8Array;
  readonly shx: Uint8Array;
}

const HEADER = 100;
const FILE_CODE = 9994;
const VERSION = 1000;
const [NULL_SHAPE, POINT, POLYGON] = [0, 1, 5];

/**
 * Polygons, or points, as ESRI describes them (1998): outlines clockwise, holes the other way, an empty ground as a null shape.
 *
 * @param geometries of one kind, degrees
 */
export function shpFile(geometries: readonly (MultiPolygon | Point)[]): ShpFile {
  const kind = geometries.some(({ type }) => type === 'Point') ? POINT : POLYGON;
  const records = geometries.map((geometry) => (geometry.type === 'Point' ? pointRecord(geometry) : polygonRecord(geometry)));
  const box = boxOf(geometries.flatMap((geometry) => (geometry.type === 'Point' ? [geometry.coordinates] : geometry.coordinates.flat(2))));
  const shp = Buffer.alloc(HEADER + records.reduce((sum, record) => sum + 8 + record.length, 0));
  const shx = Buffer.alloc(HEADER + 8 * records.length);
  for (const file of [shp, shx]) header(file, kind, box);
  let at = HEADER;
  records.forEach((record, i) => {
    shp.writeInt32BE(i + 1, at);
    shp.writeInt32BE(record.length / 2, at + 4);
    shp.set(record, at + 8);
    shx.writeInt32BE(at / 2, HEADER + 8 * i);
    shx.writeInt32BE(record.length / 2, HEADER + 8 * i + 4);
    at += 8 + record.length;
  });
  return { shp, shx };
}

function header(file: Buffer, kind: number, box: readonly number[]): void {
  file.writeInt32BE(FILE_CODE, 0);
  file.writeInt32BE(file.length / 2, 24);
  file.writeInt32LE(VERSION, 28);
  file.writeInt32LE(kind, 32);
  box.forEach((value, i) => file.writeDoubleLE(value, 36 + 8 * i));
}

function pointRecord({ coordinates: [lng, lat] }: Point): Buffer {
  const record = Buffer.alloc(20);
  record.writeInt32LE(POINT, 0);
  record.writeDoubleLE(lng, 4);
  record.writeDoubleLE(lat, 12);
  return record;
}

function polygonRecord({ coordinates }: MultiPolygon): Buffer {
  // GeoJSON turns outlines the other way round.
  const rings = coordinates.flatMap((polygon) => polygon.map((ring, r) => turned(ring, r === 0)));
  const points = rings.flat();
  if (points.length === 0) {
    const none = Buffer.alloc(4);
    none.writeInt32LE(NULL_SHAPE, 0);
    return none;
  }
  const record = Buffer.alloc(44 + 4 * rings.length + 16 * points.length);
  record.writeInt32LE(POLYGON, 0);
  boxOf(points).forEach((value, i) => record.writeDoubleLE(value, 4 + 8 * i));
  record.writeInt32LE(rings.length, 36);
  record.writeInt32LE(points.length, 40);
  let first = 0;
  rings.forEach((ring, i) => {
    record.writeInt32LE(first, 44 + 4 * i);
    first += ring.length;
  });
  points.forEach(([lng, lat], i) => {
    record.writeDoubleLE(lng, 44 + 4 * rings.length + 16 * i);
    record.writeDoubleLE(lat, 52 + 4 * rings.length + 16 * i);
  });
  return record;
}

/** A ring clockwise, or the other way. */
function turned(ring: readonly Position[], clockwise: boolean): readonly Position[] {
  let twice = 0;
  for (let i = 0; i + 1 < ring.length; i++) twice += (ring[i + 1][0] - ring[i][0]) * (ring[i + 1][1] + ring[i][1]);
  return twice > 0 === clockwise ? ring : ring.toReversed();
}

function boxOf(points: readonly Position[]): [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lng, lat] of points) {
    west = Math.min(west, lng);
    south = Math.min(south, lat);
    east = Math.max(east, lng);
    north = Math.max(north, lat);
  }
  return points.length === 0 ? [0, 0, 0, 0] : [west, south, east, north];
}
