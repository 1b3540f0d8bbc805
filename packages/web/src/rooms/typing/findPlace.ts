import { endpoints } from '@hexalign/api/contract';
import { call } from '../../server/call.ts';
import { coordinates } from '../search/coordinates.ts';

/** A place that somebody typed. */
export interface Place {
  readonly label: string;
  readonly lngLat: readonly [number, number];
}

/** Places that are asked for, of which those near the plan come first. */
const MANY = 24;

/**
 * A pair of degrees, a postal code or a city; where several are called so, the one nearest to the plan.
 *
 * @param away how far a place lies from the plan, in any unit
 * @returns null where no place is called so
 * @throws ApiError when the server cannot be asked
 */
export async function findPlace(planId: string, typed: string, away: (lngLat: readonly [number, number]) => number): Promise<Place | null> {
  const words = typed.trim();
  const point = coordinates(words);
  if (point) return { label: words, lngLat: point };
  if (words === '') return null;
  const { postal, cities } = await call(endpoints.searchPlaces, { params: { planId }, query: { q: words.slice(0, 120), limit: MANY } });
  const found: Place[] = [
    ...postal.map(({ code, country, lng, lat }): Place => ({ label: `${code} ${country}`, lngLat: [lng, lat] })),
    ...cities.map(({ label, lng, lat }): Place => ({ label, lngLat: [lng, lat] })),
  ];
  return found.map((place) => ({ place, far: away(place.lngLat) })).sort((a, b) => a.far - b.far)[0]?.place ?? null;
}
