import { area, booleanPointInPolygon, polygon } from '@turf/turf';
import type { Feature, FeatureCollection, Point, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { Topology } from 'topojson-specification';
import { cities } from './cities.ts';
import { countryOfShape } from './countryCodes.ts';
import { cutAntimeridian } from './cutAntimeridian.ts';
import { topologySource, type SourceCity } from './packageSource.ts';
import { plainName } from './plainName.ts';
import { shapesOf, usStates, type Shape } from './regionShapes.ts';
import type { WrittenFile } from './writtenFile.ts';

/** One label point. `rank`: 0 first; of two that collide the lower one is drawn. */
interface Label {
  name: string;
  kind: 'country' | 'state' | 'city';
  rank: number;
  /** The zoom from which the label has room, with 512 px tiles. */
  minZoom: number;
  /** Country or state code, for countries and states. */
  code?: string;
  population?: number;
}

const GRID = 20;
const MAX_ZOOM = 9;
/** Pixels that a city's label keeps free of lesser ones. */
const ROOM_PX = 74;
const MAX_CITIES = { us: 900, elsewhere: 600 };

/** `basemap/labels.json`: GeoJSON points for the names of countries, US states and 1,500 cities. */
export function makeMapLabels(): WrittenFile[] {
  const labels: FeatureCollection<Point, Label> = {
    type: 'FeatureCollection',
    features: [...countryLabels(), ...stateLabels(), ...cityLabels()],
  };
  return [{ path: 'basemap/labels.json', content: JSON.stringify(labels).replaceAll('{"type":"Feature"', '\n{"type":"Feature"') }];
}

function countryLabels(): Feature<Point, Label>[] {
  const source = topologySource('world-atlas/countries-50m.json');
  return shapesOf(source, 'countries')
    .flatMap((shape) => {
      const code = countryOfShape(shape.id === undefined ? undefined : String(shape.id), shape.properties!.name);
      const name = code === 'US' ? 'United States' : plainName(shape.properties!.name);
      return code ? [{ code, name, ...largestPiece(source, shape) }] : [];
    })
    .sort((a, b) => b.size - a.size)
    .map(({ code, name, rings, size }, rank) =>
      label(middleOf(rings), { name, kind: 'country', rank, minZoom: size > 1e12 ? 1 : size > 2e11 ? 3 : size > 3e10 ? 4 : 5, code }),
    );
}

function stateLabels(): Feature<Point, Label>[] {
  const source = usStates();
  return shapesOf(source, 'regions')
    .map((shape) => ({ code: String(shape.id), name: shape.properties!.name, ...largestPiece(source, shape) }))
    .sort((a, b) => b.size - a.size)
    .map(({ code, name, rings, size }, rank) =>
      label(middleOf(rings), { name, kind: 'state', rank, minZoom: size > 1e11 ? 4 : size > 2e10 ? 5 : 6, code }),
    );
}

/** Cities by size, each from the zoom on where no larger one is within `ROOM_PX`. */
function cityLabels(): Feature<Point, Label>[] {
  const taken: { x: number; y: number; minZoom: number }[] = [];
  const left = { ...MAX_CITIES };
  const labels: Feature<Point, Label>[] = [];
  for (const city of cities()) {
    const group = city.country === 'US' ? 'us' : 'elsewhere';
    const name = plainName(city.name);
    if (left[group] === 0 || !name || isBorough(city)) continue;
    const [x, y] = mercator(city.loc.coordinates);
    const minZoom = Math.max(leastZoom(city), roomFrom(taken, x, y));
    if (minZoom > MAX_ZOOM) continue;
    taken.push({ x, y, minZoom });
    left[group]--;
    labels.push(label(city.loc.coordinates, { name, kind: 'city', rank: labels.length, minZoom, population: city.population }));
    if (left.us === 0 && left.elsewhere === 0) break;
  }
  return labels;
}

function leastZoom({ population }: SourceCity): number {
  return population > 3e6 ? 3 : population > 5e5 ? 4 : population > 1.2e5 ? 5 : population > 4e4 ? 6 : 7;
}

function roomFrom(taken: readonly { x: number; y: number; minZoom: number }[], x: number, y: number): number {
  let zoom = 0;
  for (const other of taken) {
    const apart = Math.max(Math.abs(other.x - x), 2.5 * Math.abs(other.y - y)) * 512;
    if (apart * 2 ** MAX_ZOOM < ROOM_PX) return MAX_ZOOM + 1;
    zoom = Math.max(zoom, Math.ceil(Math.log2(ROOM_PX / apart)));
  }
  return zoom;
}

/** GeoNames lists the boroughs of New York beside the city. */
function isBorough(city: SourceCity): boolean {
  return city.country === 'US' && city.adminCode === 'NY' && /^(Brooklyn|Queens|Manhattan|The Bronx|Staten Island)$/.test(city.name);
}

/** World Mercator in 0..1. */
function mercator([lng, lat]: [number, number]): [number, number] {
  const sine = Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180);
  return [lng / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

/** The largest of a shape's polygons and its size in square metres. */
function largestPiece(source: Topology, shape: Shape): { rings: Position[][]; size: number } {
  const { geometry } = feature(source, shape as Parameters<typeof feature>[1]) as Feature;
  const pieces = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
  return cutAntimeridian(pieces).map((rings) => ({ rings, size: area(polygon(rings)) })).sort((a, b) => b.size - a.size)[0];
}

/** Of a grid of points inside a shape the one furthest from its outline. */
function middleOf(rings: Position[][]): [number, number] {
  const lngs = rings[0].map((position) => position[0]);
  const lats = rings[0].map((position) => position[1]);
  const [west, east, south, north] = [Math.min(...lngs), Math.max(...lngs), Math.min(...lats), Math.max(...lats)];
  let best = rings[0][0] as [number, number];
  let room = -1;
  for (let i = 1; i < GRID; i++) {
    for (let j = 1; j < GRID; j++) {
      const point: [number, number] = [west + ((east - west) * i) / GRID, south + ((north - south) * j) / GRID];
      const free = booleanPointInPolygon(point, polygon(rings)) ? roomAt(point, rings) : -1;
      if (free > room) [best, room] = [point, free];
    }
  }
  return best;
}

/** Distance to the nearest corner, degrees of latitude; names are wide, so room to the sides counts half. */
function roomAt([lng, lat]: [number, number], rings: Position[][]): number {
  const scale = Math.cos((lat * Math.PI) / 180) / 2;
  let least = Infinity;
  for (const ring of rings) for (const [x, y] of ring) least = Math.min(least, ((x - lng) * scale) ** 2 + (y - lat) ** 2);
  return least;
}

function label([lng, lat]: [number, number], properties: Label): Feature<Point, Label> {
  return { type: 'Feature', properties, geometry: { type: 'Point', coordinates: [Number(lng.toFixed(3)), Number(lat.toFixed(3))] } };
}
