import { cosDegrees, sinDegrees } from '../base/trig.ts';

const EARTH_RADIUS_M = 6371007.180918475;

/** Metres along the great circle between two near points of a list `[lng, lat, ...]`. */
export function sideLengthM(lngLat: Float64Array, a: number, b: number): number {
  const cosA = cosDegrees(lngLat[2 * a + 1]);
  const cosB = cosDegrees(lngLat[2 * b + 1]);
  const turn = sinDegrees((lngLat[2 * b] - lngLat[2 * a]) / 2);
  const rise = sinDegrees((lngLat[2 * b + 1] - lngLat[2 * a + 1]) / 2);
  // Haversine; the arc from half the chord h as h + h^3 / 6, exact to a millimetre up to 100 km.
  const half = Math.sqrt(rise * rise + cosA * cosB * turn * turn);
  return 2 * EARTH_RADIUS_M * half * (1 + (half * half) / 6);
}
