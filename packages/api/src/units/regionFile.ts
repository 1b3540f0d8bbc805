import type { MultiPolygon, Position } from 'geojson';
import { InputError } from '../datasets/inputError.ts';

/**
 * Reads a region from the text of a GeoJSON file: a Polygon, a MultiPolygon, a Feature or a FeatureCollection of such.
 *
 * @param where the name of the file, for the message
 * @throws InputError `region.not_geojson`, `region.no_polygon`, `region.not_degrees`, `region.open_ring`
 */
export function regionFile(text: string, where: string): MultiPolygon {
  let root: unknown;
  try {
    root = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new InputError({ code: 'region.not_geojson', where, expected: 'GeoJSON', found: `text that is no JSON (${(error as Error).message})`, repair: 'Save the region as GeoJSON (RFC 7946).' });
  }
  const polygons: Position[][][] = [];
  collect(root, polygons, where);
  if (polygons.length === 0) throw new InputError({ code: 'region.no_polygon', where, expected: 'a Polygon or MultiPolygon', found: describe(root), repair: 'Export the area itself, not its border line or its centre.' });
  return { type: 'MultiPolygon', coordinates: polygons };
}

function collect(node: unknown, into: Position[][][], where: string): void {
  if (typeof node !== 'object' || node === null) return;
  const { type, features, geometry, geometries, coordinates } = node as Record<string, unknown>;
  if (type === 'FeatureCollection' && Array.isArray(features)) for (const feature of features) collect(feature, into, where);
  else if (type === 'Feature') collect(geometry, into, where);
  else if (type === 'GeometryCollection' && Array.isArray(geometries)) for (const part of geometries) collect(part, into, where);
  else if (type === 'Polygon') into.push(checked(coordinates, where));
  else if (type === 'MultiPolygon' && Array.isArray(coordinates)) for (const polygon of coordinates) into.push(checked(polygon, where));
}

function checked(polygon: unknown, where: string): Position[][] {
  if (!Array.isArray(polygon) || polygon.length === 0) throw shape(where, 'a polygon without rings');
  return polygon.map((ring: unknown) => {
    if (!Array.isArray(ring) || ring.length < 4) throw shape(where, 'a ring of fewer than four positions');
    const positions = ring.map((position: unknown) => {
      if (!Array.isArray(position) || typeof position[0] !== 'number' || typeof position[1] !== 'number') throw shape(where, `${JSON.stringify(position)?.slice(0, 60)} for a position`);
      const [lng, lat] = position as number[];
      if (!(Math.abs(lng) <= 180.0001 && Math.abs(lat) <= 90.0001)) throw new InputError({ code: 'region.not_degrees', where, expected: 'longitudes from -180 to 180 and latitudes from -90 to 90', found: `${lng}, ${lat}`, repair: 'Reproject it to WGS 84 (EPSG:4326), longitude first.' });
      return [lng, lat];
    });
    const last = positions[positions.length - 1];
    if (positions[0][0] !== last[0] || positions[0][1] !== last[1]) throw shape(where, 'a ring that does not end where it begins');
    return positions;
  });
}

function shape(where: string, found: string): InputError {
  return new InputError({ code: 'region.open_ring', where, expected: 'closed rings of at least four positions', found, repair: 'Export the region again as GeoJSON (RFC 7946).' });
}

function describe(root: unknown): string {
  if (typeof root !== 'object' || root === null) return 'no object';
  const { type, features } = root as { type?: unknown; features?: unknown };
  if (type === 'FeatureCollection' && Array.isArray(features)) {
    const kinds = new Set(features.map((feature: { geometry?: { type?: unknown } } | null) => String(feature?.geometry?.type ?? 'no geometry')));
    return features.length === 0 ? 'a FeatureCollection without features' : `features of ${[...kinds].join(', ')}`;
  }
  return typeof type === 'string' ? `a ${type}` : 'an object without a type';
}
