import type { FeatureCollection } from 'geojson';
import type { Topology } from 'topojson-specification';
import { EngineError } from '../base/errors.ts';
import { fromEdges } from './fromEdges.ts';
import { polygonBorders } from './polygonBorders.ts';
import { polygonGround } from './polygonGround.ts';
import { readPolygons } from './readPolygons.ts';
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
 * @throws EngineError `polygon.input`, `polygon.object`, `polygon.id`, `polygon.geometry`, naming the feature
 */
export function fromPolygons(input: FeatureCollection | Topology, idKey: string, options: PolygonOptions = {}): UnitGraph {
  const { ids, shapes } = readPolygons(input, idKey, options.object);
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
