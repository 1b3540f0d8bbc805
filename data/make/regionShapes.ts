import type { FeatureCollection, MultiPolygon as GeoMultiPolygon } from 'geojson';
import { feature, quantize } from 'topojson-client';
import { topology } from 'topojson-server';
import { filter, presimplify, simplify, sphericalRingArea, sphericalTriangleArea } from 'topojson-simplify';
import type { GeometryCollection, MultiPolygon, Polygon, Topology } from 'topojson-specification';
import { countryProperties, countryOfShape, PARTS_APART } from './countryCodes.ts';
import { cutAntimeridian } from './cutAntimeridian.ts';
import { topologySource } from './packageSource.ts';
import { OUTSIDE_LOWER_48, STATE_OF_FIPS } from './usStates.ts';
import type { WrittenFile } from './writtenFile.ts';

type Named = { name: string; alpha3?: string };
export type Shape = Polygon<Named> | MultiPolygon<Named>;
/** A polygon as TopoJSON has it: rings of arc numbers. */
type ArcRings = number[][];
export type RegionTopology = Topology<{ regions: GeometryCollection<Named> }>;

/** Census shapes serve the United States; Antarctica holds no accounts and goes round a pole. */
const NOT_HERE: ReadonlySet<string> = new Set(['US', 'UM', 'AQ', ...OUTSIDE_LOWER_48]);

const EARTH_KM2 = 6371.0088 ** 2;
/** Corners of a country's outline that stand out by less than this triangle are left out. */
const CORNER_KM2 = 8;
/** Islets below this are left out, unless they are the largest piece of a country. */
const ISLET_KM2 = 30;
/** Below this the corner limit shrinks with the piece, so that a small island keeps its form. */
const SMALL_KM2 = 400;
/** Likewise for a whole country below this. */
const SMALL_COUNTRY_KM2 = 20_000;

/** `regions/`: US states at 1:10 million (Census), the other countries from 1:10 million, thinned (Natural Earth). */
export function makeRegionShapes(): WrittenFile[] {
  return [
    { path: 'regions/us-states.json', content: JSON.stringify(usStates()) },
    { path: 'regions/countries.json', content: JSON.stringify(countries()) },
  ];
}

export function usStates(): RegionTopology {
  const source = topologySource('us-atlas/states-10m.json');
  const geometries = shapesOf(source, 'states').map((shape) => {
    const code = STATE_OF_FIPS[String(shape.id)];
    if (!code) throw new Error(`a state without a postal code: ${String(shape.id)}`);
    return { ...shape, id: code };
  });
  return { ...source, objects: { regions: { type: 'GeometryCollection', geometries } } };
}

/** Countries other than the United States and its territories, keyed by alpha-2; shapes without a code are left out. */
function countries(): RegionTopology {
  const source = topologySource('world-atlas/countries-10m.json');
  const pieces = piecesByCountry(source);
  const geometries = [...pieces.keys()].sort().map(
    (code): Shape => ({ type: 'MultiPolygon', id: code, properties: countryProperties(code), arcs: pieces.get(code)! }),
  );
  const whole: RegionTopology = { ...source, objects: { regions: { type: 'GeometryCollection', geometries } } };
  const weighed = presimplify(whole, sphericalTriangleArea);
  for (const own of pieces.values()) {
    const areas = own.map((piece) => areaKm2(whole, piece));
    const total = areas.reduce((sum, km2) => sum + km2, 0);
    own.forEach((piece, i) => keepForm(weighed, piece, Math.max(1, SMALL_KM2 / areas[i], SMALL_COUNTRY_KM2 / total)));
  }
  const thinned = quantize(filter(simplify(weighed, CORNER_KM2 / EARTH_KM2), () => true) as RegionTopology, 1e5);
  const { features } = feature(thinned, thinned.objects.regions) as FeatureCollection<GeoMultiPolygon, Named>;
  for (const { geometry } of features) geometry.coordinates = cutAntimeridian(geometry.coordinates);
  const cut: FeatureCollection<GeoMultiPolygon, Named> = { type: 'FeatureCollection', features };
  return topology({ regions: cut }, 1e5) as RegionTopology;
}

/** Polygons by country code, without islets. */
function piecesByCountry(source: Topology): Map<string, ArcRings[]> {
  const all = new Map<string, { rings: ArcRings; km2: number }[]>();
  for (const shape of shapesOf(source, 'countries')) {
    const country = countryOfShape(shape.id === undefined ? undefined : String(shape.id), shape.properties?.name ?? '');
    if (!country || NOT_HERE.has(country)) continue;
    for (const rings of shape.type === 'Polygon' ? [shape.arcs] : shape.arcs) {
      const code = partApart(country, source, rings) ?? country;
      all.set(code, [...(all.get(code) ?? []), { rings, km2: areaKm2(source, rings) }]);
    }
  }
  return new Map(
    [...all].map(([code, parts]) => {
      const largest = Math.max(...parts.map((part) => part.km2));
      return [code, parts.filter((part) => part.km2 >= Math.min(largest, ISLET_KM2)).map((part) => part.rings)];
    }),
  );
}

function partApart(country: string, source: Topology, rings: ArcRings): string | undefined {
  const boxes = PARTS_APART[country] ?? [];
  const [lng, lat] = outerRing(source, rings)[0];
  return boxes.find(([, west, south, east, north]) => lng > west && lng < east && lat > south && lat < north)?.[0];
}

/** Makes the corners of a piece weigh `times` as much (weights are the third numbers). */
function keepForm(weighed: RegionTopology, rings: ArcRings, times: number): void {
  if (times === 1) return;
  for (const arc of rings.flat()) {
    for (const position of weighed.arcs[arc < 0 ? ~arc : arc]) position[2] *= times;
  }
}

function outerRing(source: Topology, rings: ArcRings): [number, number][] {
  const polygon = feature(source, { type: 'Polygon', arcs: [rings[0]] });
  return polygon.geometry.coordinates[0] as [number, number][];
}

function areaKm2(source: Topology, rings: ArcRings): number {
  return sphericalRingArea(outerRing(source, rings), false) * EARTH_KM2;
}

export function shapesOf(source: Topology, name: string): Shape[] {
  const object = source.objects[name];
  if (object?.type !== 'GeometryCollection') throw new Error(`no collection named ${name} in the source`);
  return object.geometries as Shape[];
}
