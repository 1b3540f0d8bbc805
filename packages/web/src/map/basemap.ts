import { endpoints } from '@hexalign/api/contract';
import type { Feature, FeatureCollection, MultiPolygon, Position } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, GeometryObject, Topology } from 'topojson-specification';
import { call } from '../server/call.ts';

type Shapes = FeatureCollection;

/** The ground under a plan, ready for the map. Every part may be empty: a plan is drawn without it too. */
export interface Basemap {
  readonly land: Shapes;
  /** All that is water, as one shape with the land cut out: it lies over the fills, so that coasts stay crisp. */
  readonly water: Shapes;
  readonly lakes: Shapes;
  readonly coast: Shapes;
  readonly countryLines: Shapes;
  readonly stateLines: Shapes;
  readonly countyLines: Shapes;
  readonly places: Shapes;
}

const none: Shapes = { type: 'FeatureCollection', features: [] };

export const emptyBasemap: Basemap = { land: none, water: none, lakes: none, coast: none, countryLines: none, stateLines: none, countyLines: none, places: none };

/** Reads the basemap of the own server; nothing is ever asked elsewhere. */
export async function loadBasemap(signal?: AbortSignal): Promise<Basemap> {
  const bytes = await call(endpoints.readBasemap, { signal });
  return readBasemap(JSON.parse(new TextDecoder().decode(bytes)) as Topology);
}

/** Takes a topology with any of the objects `countries`, `land`, `lakes`, `states`, `counties`, `places` apart. */
export function readBasemap(topology: Topology): Basemap {
  const objects = topology.objects as Record<string, GeometryObject>;
  const collection = (name: string): Shapes => {
    const object = objects[name];
    if (!object) return none;
    const shape = feature(topology, object as GeometryCollection) as Feature | Shapes;
    return shape.type === 'FeatureCollection' ? shape : { type: 'FeatureCollection', features: [shape] };
  };
  const lines = (name: string, inner: boolean): Shapes => {
    const object = objects[name];
    if (!object) return none;
    const geometry = mesh(topology, object as GeometryObject, (a, b) => (a === b) !== inner);
    return { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry }] };
  };
  const ground = objects.land ? 'land' : 'countries';
  const land = collection(ground);
  return {
    land,
    water: land.features.length === 0 ? none : { type: 'FeatureCollection', features: [outside(land)] },
    lakes: collection('lakes'),
    coast: lines(ground, false),
    countryLines: lines('countries', true),
    stateLines: lines('states', true),
    countyLines: lines('counties', true),
    places: objects.places ? collection('places') : countryLabels(collection('countries')),
  };
}

/** The world without the land: one polygon, every coast a hole of it; lakes inside the land come back as polygons of their own. */
function outside(land: Shapes): Feature<MultiPolygon> {
  const holes: Position[][] = [];
  const ponds: Position[][][] = [];
  for (const { geometry } of land.features) {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
    for (const [shore, ...inner] of polygons) {
      holes.push(shore);
      for (const ring of inner) ponds.push([ring]);
    }
  }
  const world: Position[] = [[-180, -86], [180, -86], [180, 86], [-180, 86], [-180, -86]];
  return { type: 'Feature', properties: {}, geometry: { type: 'MultiPolygon', coordinates: [[world, ...holes], ...ponds] } };
}

/** A label per country at the middle of its largest piece. */
function countryLabels(countries: Shapes): Shapes {
  const features = countries.features.flatMap(({ geometry, properties }): Feature[] => {
    const name: unknown = properties?.name;
    if (typeof name !== 'string') return [];
    const pieces = geometry.type === 'MultiPolygon' ? geometry.coordinates : geometry.type === 'Polygon' ? [geometry.coordinates] : [];
    let best: Position | null = null;
    let most = 0;
    for (const [ring] of pieces) {
      const [area, middle] = centreOf(ring);
      if (area > most) [most, best] = [area, middle];
    }
    return best ? [{ type: 'Feature', properties: { name, rank: most > 40 ? 1 : most > 4 ? 2 : 3 }, geometry: { type: 'Point', coordinates: best } }] : [];
  });
  return { type: 'FeatureCollection', features };
}

/** Area in square degrees and centroid of a ring. */
function centreOf(ring: Position[]): [number, Position] {
  let area = 0;
  let x = 0;
  let y = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const cross = ring[j][0] * ring[i][1] - ring[i][0] * ring[j][1];
    area += cross;
    x += (ring[j][0] + ring[i][0]) * cross;
    y += (ring[j][1] + ring[i][1]) * cross;
  }
  return [Math.abs(area / 2), area === 0 ? ring[0] : [x / (3 * area), y / (3 * area)]];
}

