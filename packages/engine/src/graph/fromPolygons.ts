import type { Feature, FeatureCollection, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { Topology } from 'topojson-specification';
import { EngineError } from '../base/errors.ts';
import { fromEdges } from './fromEdges.ts';
import { polygonBorders } from './polygonBorders.ts';
import { polygonGround } from './polygonGround.ts';
import type { UnitGraph } from './unitGraph.ts';

/** A square metre, for small units that the rounding of a coarse file has squeezed flat: every unit has some ground. */
const LEAST_AREA_KM2 = 1e-6;

export interface PolygonOptions {
  /** Object of a TopoJSON file; its only one when left out. */
  readonly object?: string;
  /** How far apart the outlines of two neighbours may run, metres; 25 when left out. */
  readonly snapM?: number;
}

/**
 * Builds the graph of polygons: postal areas, counties, states, from GeoJSON or TopoJSON. Units are neighbours where
 * they share a length of border; a common corner is not enough. Features with one id are one unit of several parts.
 *
 * @param idKey property that holds the id; the feature's own `id` when it has no such property
 * @throws EngineError `polygon.object`, `polygon.id`, `polygon.geometry`, naming the feature
 */
export function fromPolygons(input: FeatureCollection | Topology, idKey: string, options: PolygonOptions = {}): UnitGraph {
  const polygonsOf = new Map<string, Position[][][]>();
  featuresOf(input, options.object).forEach((each, i) => {
    const id = idOf(each, idKey, i);
    const polygons = polygonsIn(each, id);
    const known = polygonsOf.get(id);
    if (known) known.push(...polygons);
    else polygonsOf.set(id, polygons);
  });
  const ids = [...polygonsOf.keys()].sort();
  const shapes = ids.map((id) => polygonsOf.get(id)!);
  const lngLat = new Float64Array(2 * ids.length);
  const areaKm2 = new Float64Array(ids.length);
  shapes.forEach((polygons, u) => {
    const ground = polygonGround(polygons);
    if (polygons.length === 0) throw new EngineError('polygon.geometry', `Unit ${JSON.stringify(ids[u])} has no outline; leave it out or give one.`, ids[u]);
    lngLat.set(ground.lngLat, 2 * u);
    areaKm2[u] = Math.max(ground.areaKm2, LEAST_AREA_KM2);
  });
  return fromEdges({ ids, lngLat, areaKm2, ...polygonBorders(shapes, options.snapM ?? 25) }).graph;
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
