import { mainGround } from './mainGround.ts';
import { fromMercator } from './mercator.ts';

/** West, south, east, north in degrees. */
export type Bounds = readonly [number, number, number, number];

/** Degrees: wider ground either goes round the date line, or is that of a world. */
const SPANS_THE_WORLD = 270;

/** Degrees: what is narrower is seen whole. */
const WIDE = 40;

/**
 * What a map shows first of units that lie in `bounds`. Ground on both sides of the date line, as of a country with far islands, spans the
 * whole world though it is small: then the side that holds more units is shown, and the rest is a step of the mouse away. So is ground that
 * lies far off and holds little of what the plan is about.
 *
 * @param centres Web Mercator on the unit square, x and y in turn
 * @param units what each counts for, and its size; without them nothing is left out but what lies beyond the date line
 */
export function firstBounds(centres: ArrayLike<number>, bounds: Bounds, units?: { readonly weights: ArrayLike<number>; readonly areaKm2: ArrayLike<number> }): Bounds {
  const main = units === undefined || bounds[2] - bounds[0] < WIDE ? null : mainGround(centres, units.weights, units.areaKm2);
  if (main !== null) {
    const [[west, north], [east, south]] = [fromMercator(main[0], main[1]), fromMercator(main[2], main[3])];
    return [west, south, east, north];
  }
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
