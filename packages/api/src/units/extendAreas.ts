import { packGraph, unpackGraph } from '@hexalign/engine';
import type { FeatureCollection } from 'geojson';
import { areaSums, insideAreas, unitsOfPoints } from './areaUnits.ts';
import { boundsOf } from './boundsOf.ts';
import type { ExtendArgs, Extended } from './extendUnits.ts';

/** Sums accounts into the areas of a plan anew; what lies in none belongs to no unit, and no ground is added. */
export function extendAreas({ graph: packed, links, lngLat, measures }: ExtendArgs, areas: FeatureCollection): Extended {
  const graph = unpackGraph(packed);
  const { inside, unitOf } = insideAreas(unitsOfPoints(areas, graph.ids, lngLat));
  const sums = measures.map(({ values }) => areaSums(graph.ids.length, unitOf, Float64Array.from(inside, (i) => values[i])));
  return {
    graph: packGraph(graph) as ArrayBuffer, fingerprint: graph.fingerprint, units: graph.ids.length, borders: graph.neighbors.length / 2, bounds: boundsOf(graph.lngLat)!,
    unitOfAccount: unitOf, inside, sums, links, fresh: [],
  };
}
