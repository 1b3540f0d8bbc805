import KDBush from 'kdbush';

const KM_PER_DEGREE = 111.195;

/** Finds places by distance among many. */
export interface Nearby {
  /** Positions within `km` of a point with their distances, ascending by distance, ties by position. */
  within(lngLat: readonly [number, number], km: number): { at: number; km: number }[];
  /** The `count` nearest positions, however far. */
  nearest(lngLat: readonly [number, number], count: number): { at: number; km: number }[];
}

export function nearby(places: readonly (readonly [number, number])[]): Nearby {
  const index = new KDBush(places.length);
  for (const [lng, lat] of places) index.add(lng, lat);
  index.finish();
  const within: Nearby['within'] = ([lng, lat], km) => {
    const reach = km / KM_PER_DEGREE;
    const wide = reach / Math.max(0.05, Math.cos((lat * Math.PI) / 180));
    return index
      .range(lng - wide, lat - reach, lng + wide, lat + reach)
      .map((at) => ({ at, km: distanceKm([lng, lat], places[at]) }))
      .filter((each) => each.km <= km)
      .sort((a, b) => a.km - b.km || a.at - b.at);
  };
  return {
    within,
    nearest: (lngLat, count) => {
      for (let km = 20; ; km *= 2) {
        const found = within(lngLat, km);
        if (found.length >= count || km > 40_000) return found.slice(0, count);
      }
    },
  };
}

/** Kilometres between two places as the plane sees it; good to 1 % below 300 km away from the poles. */
export function distanceKm(a: readonly [number, number], b: readonly [number, number]): number {
  const x = (b[0] - a[0]) * Math.cos(((a[1] + b[1]) * Math.PI) / 360);
  return Math.sqrt(x * x + (b[1] - a[1]) ** 2) * KM_PER_DEGREE;
}
