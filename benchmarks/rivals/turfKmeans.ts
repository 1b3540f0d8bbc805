import type { UnitGraph } from '@hexalign/engine';
import { clustersKmeans, featureCollection, point } from '@turf/turf';

/** k-means of Turf over unit centres: the usual way in the browser. Unweighted. */
export function turfKmeans(graph: UnitGraph, k: number): Uint16Array {
  const points = featureCollection(graph.ids.map((_, u) => point([graph.lngLat[2 * u], graph.lngLat[2 * u + 1]])));
  return Uint16Array.from(clustersKmeans(points, { numberOfClusters: k }).features, (one) => one.properties.cluster ?? 0);
}
