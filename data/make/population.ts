import { latLngToCell, polygonToCells } from 'h3-js';
import { regionShapes } from '../src/regionShapes.ts';
import { cities } from './cities.ts';
import { nearby } from './nearby.ts';
import type { SourceCity } from './packageSource.ts';
import type { WrittenFile } from './writtenFile.ts';
import { zips } from './zipCentroids.ts';

/** People of the United States at the census of 2020; what the cities do not account for lives in the country. */
const TOTAL_PEOPLE = 331_449_281;
const RESOLUTION = 5;

/** A ZIP code with an estimate of the people in it. */
export interface PeopledZip {
  zip: string;
  lngLat: [number, number];
  people: number;
  /** Kilometres to the nearest other centroid: how far the ZIP's ground reaches, roughly. */
  spacingKm: number;
}

let made: readonly PeopledZip[] | undefined;

/**
 * An estimate of people per ZIP code: each city's population is spread over the centroids around it, the rest of the country
 * evenly over all ZIP codes. Good for telling a metropolis from a prairie, not for statistics.
 */
export function peopledZips(): readonly PeopledZip[] {
  return (made ??= estimate());
}

function estimate(): PeopledZip[] {
  const places = zips().map(({ longitude, latitude }): [number, number] => [longitude, latitude]);
  const around = nearby(places);
  const people = new Float64Array(places.length);
  let housed = 0;
  for (const { loc, population } of cities().filter((city) => city.country === 'US' && city.population > 0 && !isInNewYork(city))) {
    const reachKm = 3 + 0.012 * Math.sqrt(population);
    const close = around.within(loc.coordinates, 1.8 * reachKm);
    const shares = close.length > 0 ? close : around.nearest(loc.coordinates, 1);
    const weights = shares.map(({ km }) => 1 / (1 + (km / reachKm) ** 2) ** 2);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    shares.forEach(({ at }, i) => (people[at] += (population * weights[i]) / total));
    housed += population;
  }
  const rest = Math.max(0, TOTAL_PEOPLE - housed) / places.length;
  return zips().map(({ zipCode }, i) => ({
    zip: zipCode,
    lngLat: places[i],
    people: Math.round(people[i] + rest),
    spacingKm: around.nearest(places[i], 2)[1].km,
  }));
}

/** New York is counted by its five boroughs, not by the city as a whole nor by their quarters. */
function isInNewYork({ name, loc: { coordinates: [lng, lat] } }: SourceCity): boolean {
  const within = lng > -74.26 && lng < -73.7 && lat > 40.49 && lat < 40.905 && !(lng < -74.03 && lat > 40.65);
  return within && !/^(Brooklyn|Queens|Manhattan|The Bronx|Staten Island)$/.test(name);
}

/**
 * `population/us-h3r5.bin`: every H3 cell of resolution 5 whose centre lies in the United States, or that holds a ZIP centroid,
 * with the estimated people in it. Cells ascending; for each the gap to the one before (as 22-bit position, see
 * `usPopulation`) and the people, both as LEB128.
 */
export function makePopulation(): WrittenFile[] {
  const people = new Map<string, number>();
  for (const shape of regionShapes().filter(({ code }) => code.startsWith('us-'))) {
    for (const rings of shape.polygons) for (const cell of polygonToCells(rings as number[][][], RESOLUTION, true)) people.set(cell, 0);
  }
  for (const zip of peopledZips()) {
    const home = latLngToCell(zip.lngLat[1], zip.lngLat[0], RESOLUTION);
    for (const [lng, lat] of spread(zip)) {
      const cell = latLngToCell(lat, lng, RESOLUTION);
      const held = people.has(cell) ? cell : home;
      people.set(held, (people.get(held) ?? 0) + zip.people / 7);
    }
  }
  const bytes: number[] = [];
  let before = 0;
  for (const cell of [...people.keys()].sort()) {
    const position = Number.parseInt(cell.slice(2, 8), 16) >> 2;
    writeLeb128(bytes, position - before);
    writeLeb128(bytes, Math.round(people.get(cell)!));
    before = position;
  }
  return [{ path: 'population/us-h3r5.bin', content: Uint8Array.from(bytes) }];
}

/** The centroid and six points around it. */
function spread({ lngLat: [lng, lat], spacingKm }: PeopledZip): [number, number][] {
  const high = spacingKm / 2 / 111.195;
  const wide = high / Math.cos((lat * Math.PI) / 180);
  const half = 0.8660254;
  const around = [[1, 0], [0.5, half], [-0.5, half], [-1, 0], [-0.5, -half], [0.5, -half]];
  return [[lng, lat], ...around.map(([x, y]): [number, number] => [lng + x * wide, lat + y * high])];
}

function writeLeb128(bytes: number[], value: number): void {
  let left = value;
  while (left > 127) {
    bytes.push((left & 127) | 128);
    left >>>= 7;
  }
  bytes.push(left);
}
