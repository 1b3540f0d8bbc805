import type { Feature, FeatureCollection, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { Topology } from 'topojson-specification';
import { EngineError } from '../base/errors.ts';

/**
 * Reads units of polygons from GeoJSON or TopoJSON. Features with one id are one unit of several parts; collections of
 * polygons are taken apart; a feature without geometry adds nothing to its unit.
 *
 * @param idKey property that holds the id; the feature's own `id` when it has no such property
 * @param object object of a TopoJSON file; its only one when left out
 * @returns ids ascending, and per id its polygons, each of rings of `[lng, lat]`: perhaps none
 * @throws EngineError `polygon.input` when it is neither form; `polygon.object`, `polygon.id`, `polygon.geometry`, naming the feature
 */
export function readPolygons(input: FeatureCollection | Topology, idKey: string, object?: string): { ids: string[]; shapes: Position[][][][] } {
  const polygonsOf = new Map<string, Position[][][]>();
  featuresOf(input, object).forEach((each, i) => {
    const id = idOf(each, idKey, i);
    const polygons = polygonsIn(each.geometry, id);
    const known = polygonsOf.get(id);
    if (known) for (const polygon of polygons) known.push(polygon);
    else polygonsOf.set(id, polygons);
  });
  const ids = [...polygonsOf.keys()].sort();
  const shapes = ids.map((id) => polygonsOf.get(id)!);
  return { ids, shapes };
}

/** Files are what people hand in: nothing about them is taken for granted. */
function featuresOf(input: unknown, object: string | undefined): Feature[] {
  const { type, features, objects } = asRecord(input);
  if (type === 'FeatureCollection' && Array.isArray(features)) return features as Feature[];
  if (type === 'Feature') return [input as Feature];
  const names = Object.keys(asRecord(objects));
  if (type !== 'Topology' || typeof objects !== 'object') {
    throw new EngineError('polygon.input', `The layer is ${typeof type === 'string' ? `a ${type}` : 'no GeoJSON'}, expected a FeatureCollection or a TopoJSON Topology; export the areas with their ids as one of the two.`, type);
  }
  const name = object ?? (names.length === 1 ? names[0] : undefined);
  const topology = input as Topology;
  if (name === undefined || !names.includes(name)) throw new EngineError('polygon.object', `The TopoJSON holds ${names.join(', ') || 'nothing'}; say which of them is meant.`, names);
  try {
    const made = feature(topology, topology.objects[name]);
    return made.type === 'FeatureCollection' ? made.features : [made];
  } catch {
    throw new EngineError('polygon.input', `The object ${JSON.stringify(name)} of the TopoJSON uses arcs that are not there; export it again.`, name);
  }
}

function idOf(each: Feature | null, idKey: string, i: number): string {
  const properties = asRecord(each?.properties);
  const id: unknown = properties[idKey] ?? each?.id;
  if ((typeof id !== 'string' && !Number.isFinite(id)) || String(id).trim() === '') {
    throw new EngineError('polygon.id', `Feature ${i} has no ${JSON.stringify(idKey)}; its properties are ${Object.keys(properties).join(', ') || 'none'}. Name the property that holds the id.`, i);
  }
  return String(id);
}

function polygonsIn(geometry: unknown, id: string): Position[][][] {
  if (geometry === null || geometry === undefined) return [];
  const { type, coordinates, geometries } = asRecord(geometry);
  if (type === 'GeometryCollection' && Array.isArray(geometries)) return geometries.flatMap((part) => polygonsIn(part, id));
  if (type !== 'Polygon' && type !== 'MultiPolygon') {
    throw new EngineError('polygon.geometry', `Unit ${JSON.stringify(id)} is a ${typeof type === 'string' ? type : 'geometry without a type'}, expected a Polygon or MultiPolygon; leave it out or give its outline.`, id);
  }
  const polygons = listOf(type === 'Polygon' ? [coordinates] : coordinates, id);
  // Rings too short to enclose anything are left over by some writers; without its outer ring a polygon is nothing.
  return polygons
    .map((rings) => listOf(rings, id).map((ring) => positionsOf(ring, id)))
    .filter((rings) => rings.length > 0 && rings[0].length >= 3)
    .map((rings) => rings.filter((ring) => ring.length >= 3));
}

function positionsOf(ring: unknown, id: string): Position[] {
  const positions = listOf(ring, id);
  for (const position of positions) {
    const [lng, lat] = Array.isArray(position) ? (position as unknown[]) : [];
    if (typeof lng !== 'number' || typeof lat !== 'number' || !(Math.abs(lng) <= 540 && Math.abs(lat) <= 90)) {
      throw new EngineError('polygon.geometry', `Unit ${JSON.stringify(id)} has a vertex at [${String(lng)}, ${String(lat)}], expected [longitude, latitude] in degrees; reproject the layer to WGS 84 (EPSG:4326).`, id);
    }
  }
  return positions as Position[];
}

function listOf(value: unknown, id: string): unknown[] {
  if (!Array.isArray(value)) throw new EngineError('polygon.geometry', `Unit ${JSON.stringify(id)} has an outline that is no list of rings of positions; export it again.`, id);
  return value as unknown[];
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
