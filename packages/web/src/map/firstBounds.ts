import { fromMercator } from './mercator.ts';

/** West, south, east, north in degrees. */
export type Bounds = readonly [number, number, number, number];

/** Degrees: wider ground either goes round the date line, or is that of a world. */
const SPANS_THE_WORLD = 270;

/**
 * What a map shows first of units that lie in `bounds`. Ground on both sides of the date line, as of a country with far islands, spans the
 * whole world though it is small: then the side that holds more units is shown, and the rest is a step of the mouse away.
 *
 * @param centres Web Mercator on the unit square, x and y in turn
 */
export function firstBounds(centres: ArrayLike<number>, bounds: Bounds): Bounds {
  if (bounds[2] - bounds[0] <= SPANS_THE_WORLD) return bounds;
  const sides = [[180, 90, -180, -90, 0], [180, 90, -180, -90, 0]];
  for (let u = 0; u < centres.length; u += 2) {
    const [lng, lat] = fromMercator(centres[u], centres[u + 1]);
    const side = sides[lng < 0 ? 0 : 1];
    side[0] = Math.min(side[0], lng);
    side[1] = Math.min(side[1], lat);
    side[2] = Math.max(side[2], lng);
    side[3] = Math.max(side[3], lat);
    side[4]++;
  }
  const [west, east] = sides;
  // Round the other way it must be narrower: else the ground does span the world, and all of it is shown.
  if (west[4] === 0 || east[4] === 0 || west[2] + 360 - east[0] >= bounds[2] - bounds[0]) return bounds;
  const [w, s, e, n] = west[4] >= east[4] ? west : east;
  return [w, s, e, n];
}
