const EARTH_KM = 6371;

interface Place {
  readonly lng: number;
  readonly lat: number;
}

/** Kilometres between two places as the crow flies. */
export function kmBetween(a: Place, b: Place): number {
  const rad = Math.PI / 180;
  const h = Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lng - a.lng) * rad) / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.sqrt(h));
}
