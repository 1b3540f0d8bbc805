import KDBush from 'kdbush';
import { EngineError } from '../base/errors.ts';
import { arcKm } from '../graph/distance.ts';
import { project, unitVectors } from '../graph/project.ts';
import { tourReach } from './tourReach.ts';

/** Visits to be made and what they take. a = accounts. */
export interface TourRequest {
  /** 2a degrees, `[lng, lat]`. */
  readonly lngLat: Float64Array;
  /** a visits in the period, >= 0. */
  readonly visits: Float64Array;
  /** a hours at the customer's for each visit, >= 0. */
  readonly serviceHours: Float64Array;
  /** Territories that share the work: without `homes` they decide how far tours reach. */
  readonly k: number;
  /** 2 degrees per place that tours start from; when left out, from the middle of the ground around an account that holds a k-th of the work. */
  readonly homes?: Float64Array;
  /** Speed on the way, and how much longer roads are than straight lines. 60 and 1.3 when left out. */
  readonly speedKmh?: number;
  readonly detour?: number;
  /** Hours of a day in the field; 8 when left out. */
  readonly dayHours?: number;
}

/** Hours with the way there. a = accounts. */
export interface TourHours {
  /** a hours in the period, rounded to millionths. */
  readonly hours: Float64Array;
  /** a kilometres of road from one stop to the next, and from where tours start. */
  readonly legKm: Float64Array;
  readonly homeKm: Float64Array;
}

/** Nearest other stops whose mean distance stands for a leg. */
const NEAREST = 3;
/** Share of the day that the ways out and back take at most: beyond, people stay overnight. */
const MOST_ON_THE_WAY = 0.5;

/**
 * How many hours each account takes with its share of the tours, so that work can be balanced with the travel in it, before
 * anybody knows the territories. From stop to stop it is the mean way to the three nearest other stops (on random places 0.73
 * of the mean spacing, where the shortest tour needs 0.71 a stop: Beardwood, Halton and Hammersley 1959), and the way from home and
 * back is shared by the stops of its day:
 *
 *     hours = visits * (service + leg) * day / (day - 2 * home)
 *
 * O(a log a), and O(a) for each home.
 *
 * @throws EngineError `tour.length`, `tour.value`
 */
export function tourHours(request: TourRequest): TourHours {
  const { lngLat, visits, serviceHours, k, homes, speedKmh = 60, detour = 1.3, dayHours = 8 } = request;
  check(request, { speedKmh, detour, dayHours });
  const vectors = unitVectors(lngLat);
  const metres = project({ lngLat, areaKm2: new Float64Array(visits.length).fill(1) });
  const legKm = legs(metres, vectors, visits).map((km) => detour * km);
  const work = visits.map((many, a) => many * (serviceHours[a] + legKm[a] / speedKmh));
  const homeKm = (homes === undefined ? tourReach(metres, work, k) : nearestHome(vectors, homes)).map((km) => detour * km);
  const hours = work.map((sum, a) => {
    const away = Math.min(MOST_ON_THE_WAY * dayHours, (2 * homeKm[a]) / speedKmh);
    return Math.round(((sum * dayHours) / (dayHours - away)) * 1e6) / 1e6;
  });
  return { hours, legKm, homeKm };
}

function check({ lngLat, visits, serviceHours, k, homes }: TourRequest, rest: Readonly<Record<string, number>>): void {
  const a = visits.length;
  if (lngLat.length !== 2 * a || serviceHours.length !== a || (homes?.length ?? 0) % 2 !== 0) throw new EngineError('tour.length', `There are ${a} numbers of visits, ${serviceHours.length} times and ${lngLat.length / 2} places; give one of each per account.`, a);
  const refuse = (what: string, value: number, expected: string): never => {
    throw new EngineError('tour.value', `${what} is ${value}, expected ${expected}.`, value);
  };
  for (let i = 0; i < a; i++) {
    if (!(visits[i] >= 0 && visits[i] < Infinity)) refuse(`The number of visits to account ${i}`, visits[i], 'at least 0');
    if (!(serviceHours[i] >= 0 && serviceHours[i] < Infinity)) refuse(`The time at account ${i}`, serviceHours[i], 'hours, at least 0');
  }
  for (const [list, whose] of [[lngLat, 'account'], [homes ?? new Float64Array(0), 'home']] as const) for (let i = 0; i < list.length; i++) if (!(Math.abs(list[i]) <= (i % 2 === 0 ? 180 : 90))) refuse(`The ${i % 2 === 0 ? 'longitude' : 'latitude'} of ${whose} ${i >> 1}`, list[i], 'degrees');
  if (homes?.length === 0) throw new EngineError('tour.length', 'There are no homes; leave them out where none is known.', 0);
  if (!(k >= 1 && k < Infinity)) refuse('The number of territories', k, 'at least 1');
  for (const [name, value] of Object.entries(rest)) if (!(value > 0 && value < Infinity)) refuse(name, value, 'a number above 0');
}

/** Kilometres to the nearest other stops, in the mean; 0 for an only one, and for accounts that are not visited. */
function legs(metres: Float64Array, vectors: Float64Array, visits: Float64Array): Float64Array {
  const stops = [...visits.keys()].filter((i) => visits[i] > 0);
  const km = new Float64Array(visits.length);
  if (stops.length < 2) return km;
  const index = new KDBush(stops.length);
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const i of stops) {
    const [x, y] = [metres[2 * i], metres[2 * i + 1]];
    index.add(x, y);
    [west, south, east, north] = [Math.min(west, x), Math.min(south, y), Math.max(east, x), Math.max(north, y)];
  }
  index.finish();
  const wide = Math.max(east - west, north - south, 1);
  const many = Math.min(NEAREST, stops.length - 1);
  for (const i of stops) {
    let near: number[] = [];
    for (let radius = wide / stops.length; near.length <= many; radius *= 2) near = index.within(metres[2 * i], metres[2 * i + 1], radius);
    const away = near.map((j) => chord(vectors, i, stops[j])).sort((a, b) => a - b);
    // The first is the stop itself.
    for (let j = 1; j <= many; j++) km[i] += arcKm(away[j]) / many;
  }
  return km;
}

function nearestHome(vectors: Float64Array, homes: Float64Array): Float64Array {
  const places = unitVectors(homes);
  return Float64Array.from({ length: vectors.length / 3 }, (_, a) => {
    let least = Infinity;
    for (let h = 0; h < places.length; h += 3) {
      let square = 0;
      for (let j = 0; j < 3; j++) square += (vectors[3 * a + j] - places[h + j]) * (vectors[3 * a + j] - places[h + j]);
      least = Math.min(least, square);
    }
    return arcKm(least);
  });
}

function chord(vectors: Float64Array, a: number, b: number): number {
  let square = 0;
  for (let j = 0; j < 3; j++) square += (vectors[3 * a + j] - vectors[3 * b + j]) * (vectors[3 * a + j] - vectors[3 * b + j]);
  return square;
}
