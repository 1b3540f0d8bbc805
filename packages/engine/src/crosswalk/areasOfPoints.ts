import type { FeatureCollection } from 'geojson';
import type { Topology } from 'topojson-specification';
import { EngineError } from '../base/errors.ts';
import { areaFinder } from './areaFinder.ts';
import type { OverlapOptions } from './groundOverlap.ts';

/**
 * The code of the area that holds each point, for accounts that do not carry one.
 *
 * @param lngLat 2a degrees
 * @param idKey property that holds the area's id, the feature's own `id` when it has no such property
 * @returns a ids, an empty text for a point in no area, the first id where areas overlap
 * @throws EngineError `polygon.object`, `polygon.id`, `polygon.geometry`, `polygon.input`, `crosswalk.length`
 */
export function areasOfPoints(lngLat: Float64Array, areas: FeatureCollection | Topology, idKey: string, options: OverlapOptions = {}): string[] {
  if (lngLat.length % 2 !== 0) throw new EngineError('crosswalk.length', `${lngLat.length} numbers are no pairs of longitude and latitude.`, lngLat.length);
  const find = areaFinder(areas, idKey, options.object);
  return Array.from({ length: lngLat.length / 2 }, (_, i) => find(lngLat[2 * i], lngLat[2 * i + 1]));
}
