import { readFileSync } from 'node:fs';
import type { MultiPolygon as GeoMultiPolygon, Position } from 'geojson';
import { feature, merge } from 'topojson-client';
import type { GeometryCollection, MultiPolygon, Polygon, Topology } from 'topojson-specification';
import { dataPath } from './dataPath.ts';

type Named = { name: string; alpha3?: string };
type RegionTopology = Topology<{ regions: GeometryCollection<Named> }>;

/** A state of the United States or another country, as shipped. */
export interface RegionShape {
  /** `us-ca` for a state or territory of the United States, `de` for a country (ISO 3166-1 alpha-2, lower case). */
  code: string;
  name: string;
  /** ISO 3166-1 alpha-3 of a country, lower case. */
  alpha3?: string;
  /** Rings of `[lng, lat]` in degrees, cut (never wrapped) at 180 degrees. */
  polygons: Position[][][];
}

/** The two shape files in one list: states first, so that a place in both is found in the state first. */
export const regionShapes: () => readonly RegionShape[] = once(() => [
  ...shapesOf(usStates()).map((shape) => ({ ...shape, code: `us-${shape.code.toLowerCase()}` })),
  ...shapesOf(countries()).map((shape) => ({ ...shape, code: shape.code.toLowerCase() })),
]);

/** Joins states into one geometry, without the borders between them. */
export function mergedStates(keep: (postalCode: string) => boolean): GeoMultiPolygon {
  const topology = usStates();
  return merge(topology, areas(topology).filter((shape) => keep(String(shape.id))));
}

/** Whether a shape is a state or territory of the United States. */
export function isState(shape: RegionShape): boolean {
  return shape.code.startsWith('us-');
}

/** States in one piece, without the borders between them; other countries beside them. */
export function joinedGround(shapes: readonly RegionShape[]): GeoMultiPolygon {
  const states = new Set(shapes.filter(isState).map((shape) => shape.code.slice(3).toUpperCase()));
  const ground = states.size > 0 ? mergedStates((state) => states.has(state)).coordinates : [];
  return { type: 'MultiPolygon', coordinates: [...ground, ...shapes.filter((shape) => !isState(shape)).flatMap((shape) => shape.polygons)] };
}

const usStates = once(() => readTopology('regions/us-states.json'));
const countries = once(() => readTopology('regions/countries.json'));

function readTopology(path: string): RegionTopology {
  return JSON.parse(readFileSync(dataPath(path), 'utf8')) as RegionTopology;
}

function areas(topology: RegionTopology): (Polygon<Named> | MultiPolygon<Named>)[] {
  return topology.objects.regions.geometries.filter((shape) => shape.type === 'Polygon' || shape.type === 'MultiPolygon');
}

function shapesOf(topology: RegionTopology): RegionShape[] {
  return areas(topology).map((shape) => {
    const polygons =
      shape.type === 'Polygon' ? [feature<Named>(topology, shape).geometry.coordinates] : feature<Named>(topology, shape).geometry.coordinates;
    return { code: String(shape.id), name: shape.properties?.name ?? String(shape.id), alpha3: shape.properties?.alpha3, polygons };
  });
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
