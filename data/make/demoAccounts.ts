import { cities } from './cities.ts';
import { CUSTOMER_ENDINGS, CUSTOMER_STEMS, SEGMENTS, type Segment } from './demoWords.ts';
import { dice, weightedDraw, type Dice } from './dice.ts';
import { nearby, type Nearby } from './nearby.ts';
import { plainName } from './plainName.ts';
import { peopledZips, type PeopledZip } from './population.ts';
import { regionShapes } from '../src/regionShapes.ts';
import { shapeIndex } from '../src/shapeIndex.ts';

/** An invented customer. */
export interface DemoAccount {
  id: string;
  name: string;
  city: string;
  /** Postal code of the state. */
  state: string;
  zip: string;
  lngLat: [number, number];
  segment: string;
  /** US dollars a year. */
  revenue: number;
  visits: number;
  minutes: number;
}

/** The largest customer: one that outweighs this could not be balanced against anything. */
const MAX_REVENUE = 650_000;

const places = regionShapes().filter(({ code }) => code.startsWith('us-'));
const index = shapeIndex(places);

/** The state that holds a point, or null at sea. */
export function stateAt([lng, lat]: readonly [number, number]): string | null {
  const held = index.holding(lng, lat);
  return held.length > 0 ? places[held[0]].code.slice(3).toUpperCase() : null;
}

/**
 * `count` customers placed by population in the states that `keep` allows. Every stream of chance starts from `seed`, so that
 * another seed gives another world and the same seed the same one.
 */
export function demoAccounts(count: number, seed: number, prefix: string, keep: (state: string) => boolean): DemoAccount[] {
  const stream = dice(seed);
  const zips = peopledZips().filter((zip) => keep(stateAt(zip.lngLat) ?? ''));
  const around = nearby(zips.map((zip) => zip.lngLat));
  const nameOfCity = cityNamer();
  const drawZip = weightedDraw(zips.map((zip) => zip.people ** 0.92), stream);
  const drawSegment = weightedDraw(SEGMENTS.map((segment) => segment.share), stream);
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, i) => {
    const lngLat = placeNear(zips[drawZip()], stream);
    const zip = zips[around.nearest(lngLat, 1)[0].at];
    const state = stateAt(lngLat)!;
    const city = nameOfCity(lngLat, state);
    const segment = SEGMENTS[drawSegment()];
    const revenue = revenueOf(segment, state, stream);
    return {
      id: `${prefix}${String(10_001 + i)}`,
      name: freshName(segment, city, taken, stream),
      city,
      state,
      zip: zip.zip,
      lngLat,
      segment: segment.name,
      revenue,
      visits: visitsFor(revenue, stream),
      minutes: stream.pick(segment.minutes),
    };
  });
}

/** A point round a ZIP's centroid, on land and in the same state; the centroid itself when five tries fail. */
function placeNear({ lngLat: [lng, lat], spacingKm }: PeopledZip, stream: Dice): [number, number] {
  const state = stateAt([lng, lat]);
  const sigma = Math.min(9, 0.45 * spacingKm) / 111.195;
  for (let attempt = 0; attempt < 5; attempt++) {
    const x = lng + (stream.normal() * sigma) / Math.cos((lat * Math.PI) / 180);
    const y = lat + stream.normal() * sigma;
    const place: [number, number] = [Number(x.toFixed(5)), Number(y.toFixed(5))];
    if (stateAt(place) === state) return place;
  }
  return [Number(lng.toFixed(5)), Number(lat.toFixed(5))];
}

/** The town whose pull on a point is strongest: near ones before far ones, large ones from a little further. */
function cityNamer(): (lngLat: readonly [number, number], state: string) => string {
  const byState = new Map<string, { names: string[]; sizes: number[]; around: Nearby }>();
  const towns = cities().filter((city) => city.country === 'US' && city.name !== 'New York City' && !city.name.includes(','));
  for (const state of new Set(towns.map((town) => town.adminCode))) {
    const own = towns.filter((town) => town.adminCode === state);
    byState.set(state, {
      names: own.map((town) => plainName(town.name)),
      sizes: own.map((town) => Math.max(500, town.population) ** 0.3),
      around: nearby(own.map((town) => town.loc.coordinates)),
    });
  }
  return (lngLat, state) => {
    const own = byState.get(state);
    if (!own) return 'Washington';
    const close = own.around.nearest(lngLat, 8);
    const pull = close.map(({ at, km }) => own.sizes[at] / (km + 1));
    return own.names[close[pull.indexOf(Math.max(...pull))].at];
  };
}

/** Heavy-tailed: log-normal with the segment's middle and spread, up to 15 % higher or lower from state to state. */
function revenueOf(segment: Segment, state: string, stream: Dice): number {
  const level = 0.88 + 0.24 * (((state.charCodeAt(0) * 31 + state.charCodeAt(1) * 17) % 97) / 96);
  const value = segment.medianRevenue * level * Math.exp(segment.spread * stream.normal());
  return Math.min(MAX_REVENUE, Math.max(400, Math.round(value / 10) * 10));
}

/** Visits a year: large customers are seen every other week, small ones once a quarter, with exceptions both ways. */
function visitsFor(revenue: number, stream: Dice): number {
  const steps = [3, 4, 6, 12, 24];
  const level = revenue > 150_000 ? 4 : revenue > 40_000 ? 3 : revenue > 10_000 ? 2 : revenue > 4_000 ? 1 : 0;
  const chance = stream.uniform();
  return steps[Math.max(0, Math.min(4, level + (chance < 0.14 ? -1 : chance > 0.88 ? 1 : 0)))];
}

function freshName(segment: Segment, city: string, taken: Set<string>, stream: Dice): string {
  for (;;) {
    const own = `${stream.pick(CUSTOMER_STEMS)}${stream.pick(CUSTOMER_ENDINGS)} ${stream.pick(segment.kinds)}`;
    const name = stream.uniform() < 0.2 ? `${own} of ${city}` : own;
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}
