import { readFileSync } from 'node:fs';
import { dataPath } from './dataPath.ts';

/** A city or town. */
export interface City {
  /** Plain ASCII. */
  name: string;
  /** Postal code of the state within the United States, otherwise empty. */
  region: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** `[lng, lat]`, degrees. */
  lngLat: [number, number];
  population: number;
}

let table: readonly City[] | undefined;

/** Places to search by name, largest first: the United States from 2,500 people, the world from 50,000. Source: GeoNames. */
export function cities(): readonly City[] {
  return (table ??= readFileSync(dataPath('places/cities.csv'), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((row) => {
      const [name, region, country, lat, lng, population] = row.split(',');
      return { name, region, country, lngLat: [Number(lng), Number(lat)], population: Number(population) };
    }));
}
