import { cosDegrees, sinDegrees } from '../base/trig.ts';
import type { UnitGraph } from './unitGraph.ts';

/** Radius of the sphere with the area of the Earth, the one H3 uses. */
const EARTH_RADIUS_M = 6371007.180918475;

/**
 * Lays the units flat: Lambert's azimuthal equal-area projection about the centre of their ground (Snyder,
 * Map Projections, 1987, section 24), in whole metres. It works with unit vectors throughout, so the
 * antimeridian and the poles are places like any other, and with + - * / sqrt alone, so that the result is
 * the same on every machine.
 *
 * @returns 2n metres, `[east, north]`
 */
export function project(graph: Pick<UnitGraph, 'lngLat' | 'areaKm2'>): Float64Array {
  const n = graph.areaKm2.length;
  const vectors = unitVectors(graph.lngLat);
  let cx = 0;
  let cy = 0;
  let cz = 0;
  for (let u = 0; u < n; u++) {
    const weight = graph.areaKm2[u];
    cx += weight * vectors[3 * u];
    cy += weight * vectors[3 * u + 1];
    cz += weight * vectors[3 * u + 2];
  }
  const length = Math.sqrt(cx * cx + cy * cy + cz * cz);
  // Units spread evenly over the globe have no centre; any will do.
  if (length > 0) {
    cx /= length;
    cy /= length;
    cz /= length;
  } else {
    cx = 1;
  }
  // East is the pole's axis cross the centre; at the pole itself every direction is south.
  const flat = Math.sqrt(cx * cx + cy * cy);
  const ex = flat > 1e-12 ? -cy / flat : 0;
  const ey = flat > 1e-12 ? cx / flat : 1;
  const nx = -cz * ey;
  const ny = cz * ex;
  const nz = cx * ey - cy * ex;
  const metres = new Float64Array(2 * n);
  for (let u = 0; u < n; u++) {
    const x = vectors[3 * u];
    const y = vectors[3 * u + 1];
    const z = vectors[3 * u + 2];
    // The far point of the globe would fly off to a circle; it is kept on it.
    const scale = EARTH_RADIUS_M * Math.sqrt(2 / Math.max(1 + cx * x + cy * y + cz * z, 1e-12));
    metres[2 * u] = Math.round(scale * (ex * x + ey * y));
    metres[2 * u + 1] = Math.round(scale * (nx * x + ny * y + nz * z));
  }
  return metres;
}

/**
 * Points of the unit sphere.
 *
 * @param lngLat 2n degrees
 * @returns 3n coordinates: to [0, 0], to [90, 0], to the north pole
 */
export function unitVectors(lngLat: Float64Array): Float64Array {
  const n = lngLat.length / 2;
  const vectors = new Float64Array(3 * n);
  for (let u = 0; u < n; u++) {
    const lng = lngLat[2 * u];
    const lat = lngLat[2 * u + 1];
    const cosLat = cosDegrees(lat);
    vectors[3 * u] = cosLat * cosDegrees(lng);
    vectors[3 * u + 1] = cosLat * sinDegrees(lng);
    vectors[3 * u + 2] = sinDegrees(lat);
  }
  return vectors;
}
