import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { topology } from 'topojson-server';
import { presimplify, quantile, simplify } from 'topojson-simplify';
import type { Topology } from 'topojson-specification';

/** An area of a boundary layer as the register keeps it. */
export interface LayerArea {
  readonly id: string;
  readonly name: string | null;
  readonly geometry: Polygon | MultiPolygon;
}

/** Corners that a picture of a layer has at most; what a screen of any zoom can show of one. */
const CORNERS = 400_000;

/**
 * A boundary layer for the screen: borders that areas share are held once and simplified together, so that no slivers open between
 * neighbours. Never for deciding where a point lies.
 *
 * @param most corners of all borders together
 * @returns TopoJSON text with the object `areas`; id and name of each are properties
 */
export function layerTopology({ areas, most = CORNERS }: { readonly areas: readonly LayerArea[]; readonly most?: number }): string {
  const features = areas.map(({ id, name, geometry }): Feature => ({ type: 'Feature', properties: { id, name: name ?? id }, geometry }));
  const collection: FeatureCollection = { type: 'FeatureCollection', features };
  const made = topology({ areas: collection }, 1e6) as Topology;
  const corners = made.arcs.reduce((sum, arc) => sum + arc.length, 0);
  if (corners <= most) return JSON.stringify(made);
  const weighed = presimplify(made as never);
  return JSON.stringify(simplify(weighed, quantile(weighed, most / corners)));
}
