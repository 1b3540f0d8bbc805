import type { FeatureCollection } from 'geojson';
import type { Topology } from 'topojson-specification';
import { polygonGround } from '../graph/polygonGround.ts';
import { readPolygons } from '../graph/readPolygons.ts';
import { AreaGround } from './areaGround.ts';

/**
 * Prepares areas for the question which of them holds a point, to be asked many times.
 *
 * @param idKey property that holds the area's id, the feature's own `id` when it has no such property
 * @returns the id of the area that holds a point, the first where areas overlap; an empty text for a point in none
 * @throws EngineError `polygon.object`, `polygon.id`, `polygon.geometry`, `polygon.input`
 */
export function areaFinder(areas: FeatureCollection | Topology, idKey: string, object?: string): (lng: number, lat: number) => string {
  const { ids, shapes } = readPolygons(areas, idKey, object);
  const ground = new AreaGround(shapes, Float64Array.from(shapes, (polygons) => polygonGround(polygons).areaKm2));
  return (lng, lat) => ids[ground.areaAt(lng, lat)] ?? '';
}
