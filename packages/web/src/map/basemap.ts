import { endpoints } from '@hexalign/api/contract';
import type { Feature, FeatureCollection } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { GeometryObject, Topology } from 'topojson-specification';
import { call } from '../server/call.ts';

/** The ground under a plan, ready for the map. Every part may be empty: a plan is drawn without it too. */
export interface Basemap {
  readonly land: FeatureCollection;
  /** The seas lie over the fills of territories, so that coasts stay crisp. */
  readonly water: FeatureCollection;
  readonly lakes: FeatureCollection;
  readonly coast: FeatureCollection;
  readonly countryLines: FeatureCollection;
  readonly stateLines: FeatureCollection;
  readonly countyLines: FeatureCollection;
  /** Points with `name`, `kind` (country, state, city), `rank` and `minZoom`. */
  readonly places: FeatureCollection;
}

const none: FeatureCollection = { type: 'FeatureCollection', features: [] };

export const emptyBasemap: Basemap = { land: none, water: none, lakes: none, coast: none, countryLines: none, stateLines: none, countyLines: none, places: none };

/** Reads the basemap of the own server; nothing is ever asked elsewhere. Counties come when the map is close. */
export async function loadBasemap(signal?: AbortSignal): Promise<Basemap> {
  const [world, states, places] = await Promise.all([
    layer<Topology>('world', signal),
    layer<Topology>('states', signal),
    layer<FeatureCollection>('labels', signal),
  ]);
  return {
    land: shapes(world, 'land'),
    water: shapes(world, 'water'),
    lakes: shapes(world, 'lakes'),
    coast: lines(world, 'land', false),
    countryLines: shapes(world, 'borders'),
    stateLines: lines(states, 'regions', true),
    countyLines: none,
    places,
  };
}

/** Lines between counties; a large file, fetched when they can be seen. */
export async function loadCounties(signal?: AbortSignal): Promise<FeatureCollection> {
  return lines(await layer<Topology>('counties', signal), 'counties', true);
}

/** Leaves out the names of countries where the plan has ground: territories are named there. */
export function withoutOwnCountries(basemap: Basemap, cells: { at(lng: number, lat: number): number }): Basemap {
  const features = basemap.places.features.filter(({ properties, geometry }) => {
    if (properties?.kind !== 'country' || geometry.type !== 'Point') return true;
    const [lng, lat] = geometry.coordinates;
    return cells.at(lng, lat) < 0;
  });
  return { ...basemap, places: { type: 'FeatureCollection', features } };
}

async function layer<T>(name: 'world' | 'states' | 'counties' | 'labels', signal?: AbortSignal): Promise<T> {
  const bytes = await call(endpoints.readBasemap, { params: { layer: name }, signal });
  return JSON.parse(new TextDecoder().decode(bytes)) as T;
}

function shapes(topology: Topology, name: string): FeatureCollection {
  const object = topology.objects[name];
  if (!object) return none;
  const shape = feature(topology, object) as Feature | FeatureCollection;
  return shape.type === 'FeatureCollection' ? shape : { type: 'FeatureCollection', features: [shape] };
}

/** Arcs between two shapes (inner), or with one shape only on their side. */
function lines(topology: Topology, name: string, inner: boolean): FeatureCollection {
  const object = topology.objects[name] as GeometryObject | undefined;
  if (!object) return none;
  const geometry = mesh(topology, object, (a, b) => (a === b) !== inner);
  return { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry }] };
}
