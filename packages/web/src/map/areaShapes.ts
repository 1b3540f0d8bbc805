import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, GeometryObject, Topology } from 'topojson-specification';

/** The areas that the units of a plan on a boundary layer are, in the order of the units. */
export type AreaShapes = readonly (Polygon | MultiPolygon | null)[];

/** By the ids of the units, which live as long as their graph. */
const known = new WeakMap<readonly string[], { readonly shapes: AreaShapes; readonly lines: FeatureCollection }>();

/** Keeps the shapes of units that are areas, as the server tells them: TopoJSON with the object `areas`. */
export function keepAreaShapes(ids: readonly string[], packed: ArrayBuffer): void {
  const topology = JSON.parse(new TextDecoder().decode(packed)) as Topology;
  const { features } = feature(topology, topology.objects.areas as GeometryCollection<{ id: string }>) as FeatureCollection<Polygon | MultiPolygon, { id: string }>;
  const byId = new Map(features.map(({ properties, geometry }) => [properties.id, geometry]));
  const lines = mesh(topology, topology.objects.areas as GeometryObject);
  known.set(ids, { shapes: ids.map((id) => byId.get(id) ?? null), lines: { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry: lines }] } });
}

/** The shapes of units that are areas; null where the units are cells. */
export function areaShapesOf(ids: readonly string[]): AreaShapes | null {
  return known.get(ids)?.shapes ?? null;
}

/** The borders between units that are areas, each once; null where the units are cells. */
export function areaLinesOf(ids: readonly string[]): FeatureCollection | null {
  return known.get(ids)?.lines ?? null;
}

/** The shapes as a collection, for what finds areas by their ids. */
export function areaFeatures(ids: readonly string[], shapes: AreaShapes): FeatureCollection<Polygon | MultiPolygon> {
  return { type: 'FeatureCollection', features: ids.flatMap((id, u): Feature<Polygon | MultiPolygon>[] => (shapes[u] === null ? [] : [{ type: 'Feature', properties: { id }, geometry: shapes[u] }])) };
}

/** The polygons of a shape, each with its rings. */
export function polygonsOf(shape: Polygon | MultiPolygon): Position[][][] {
  return shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
}

/** The longest outer ring of a shape: what a ring round the unit follows. */
export function outerRing(shape: Polygon | MultiPolygon): Position[] {
  return polygonsOf(shape).map(([ring]) => ring).reduce((longest, ring) => (ring.length > longest.length ? ring : longest));
}
