import type { Feature, FeatureCollection, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { Topology } from 'topojson-specification';
import { EngineError } from '../base/errors.ts';

/**
 * Reads units of polygons from GeoJSON or TopoJSON. Features with one id are one unit of several parts.
 *
 * @param idKey property that holds the id; the feature's own `id` when it has no such property
 * @param object object of a TopoJSON file; its only one when left out
 * @returns ids ascending, and per id its polygons, each of rings of `[lng, lat]`
 * @throws EngineError `polygon.object`, `polygon.id`, `polygon.geometry`, naming the feature
 */
export function readPolygons(input: FeatureCollection | Topology, idKey: string, object?: string): { ids: string[]; shapes: Position[][][][] } {
  const polygonsOf = new Map<string, Position[][][]>();
  featuresOf(input, object).forEach((each, i) => {
    const id = idOf(each, idKey, i);
    const polygons = polygonsIn(each, id);
    const known = polygonsOf.get(id);
    if (known) known.push(...polygons);
    else polygonsOf.set(id, polygons);
  });
  const ids = [...polygonsOf.keys()].sort();
  const shapes = ids.map((id) => polygonsOf.get(id)!);
  return { ids, shapes };
}

function featuresOf(input: FeatureCollection | Topology, object: string | undefined): Feature[] {
  if (input.type === 'FeatureCollection') return input.features;
  const names = Object.keys(input.objects);
  const name = object ?? (names.length === 1 ? names[0] : undefined);
  const found = name === undefined ? undefined : input.objects[name];
  if (!found) throw new EngineError('polygon.object', `The TopoJSON holds ${names.join(', ') || 'nothing'}; say which of them is meant.`, names);
  const made = feature(input, found);
  return made.type === 'FeatureCollection' ? made.features : [made];
}

function idOf(each: Feature, idKey: string, i: number): string {
  const id: unknown = each.properties?.[idKey] ?? each.id;
  if ((typeof id !== 'string' && typeof id !== 'number') || id === '') {
    throw new EngineError('polygon.id', `Feature ${i} has no ${JSON.stringify(idKey)}; its properties are ${Object.keys(each.properties ?? {}).join(', ') || 'none'}.`, i);
  }
  return String(id);
}

function polygonsIn({ geometry }: Feature, id: string): Position[][][] {
  const polygons = geometry?.type === 'Polygon' ? [geometry.coordinates] : geometry?.type === 'MultiPolygon' ? geometry.coordinates : null;
  if (!polygons) throw new EngineError('polygon.geometry', `Unit ${JSON.stringify(id)} is a ${geometry?.type ?? 'feature without geometry'}, expected a Polygon or MultiPolygon.`, id);
  for (const [lng, lat] of polygons.flat(2)) {
    if (!(Math.abs(lng) <= 540 && Math.abs(lat) <= 90)) throw new EngineError('polygon.geometry', `Unit ${JSON.stringify(id)} has a vertex at [${lng}, ${lat}], expected [longitude, latitude] in degrees.`, id);
  }
  // Rings too short to enclose anything are left over by some writers.
  return polygons.map((rings) => rings.filter((ring) => ring.length >= 3)).filter((rings) => rings.length > 0);
}
