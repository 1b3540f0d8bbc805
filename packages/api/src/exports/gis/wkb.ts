import type { MultiPolygon, Point, Position } from 'geojson';

const [POINT, POLYGON, MULTI_POLYGON] = [1, 3, 6];

/** Well-known binary of a geometry (ISO, little-endian), as GeoParquet and databases take it. */
export function wkb(geometry: MultiPolygon | Point): Uint8Array {
  const bytes = Buffer.alloc(sizeOf(geometry));
  let at = head(bytes, 0, geometry.type === 'Point' ? POINT : MULTI_POLYGON);
  if (geometry.type === 'Point') {
    position(bytes, at, geometry.coordinates);
    return bytes;
  }
  at = bytes.writeUInt32LE(geometry.coordinates.length, at);
  for (const rings of geometry.coordinates) {
    at = head(bytes, at, POLYGON);
    at = bytes.writeUInt32LE(rings.length, at);
    for (const ring of rings) {
      at = bytes.writeUInt32LE(ring.length, at);
      for (const corner of ring) at = position(bytes, at, corner);
    }
  }
  return bytes;
}

function sizeOf(geometry: MultiPolygon | Point): number {
  if (geometry.type === 'Point') return 21;
  return geometry.coordinates.reduce((sum, rings) => sum + 9 + rings.reduce((all, ring) => all + 4 + 16 * ring.length, 0), 9);
}

function head(bytes: Buffer, at: number, type: number): number {
  bytes[at] = 1;
  return bytes.writeUInt32LE(type, at + 1);
}

function position(bytes: Buffer, at: number, [lng, lat]: Position): number {
  return bytes.writeDoubleLE(lat, bytes.writeDoubleLE(lng, at));
}
