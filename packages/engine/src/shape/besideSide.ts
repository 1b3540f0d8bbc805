import { cosDegrees } from '../base/trig.ts';
import type { AreaSides } from './areaSides.ts';
import { shortTurn } from './groupRings.ts';

const METRES_PER_DEGREE = 111_195;
/** Sides run against each other within about 20 degrees, as for `closeSegments`. */
const PARALLEL = 0.94;

/** Where a vertex lies beside a side. */
export interface Beside {
  /** Share of the side that lies before it, 0-1. */
  readonly along: number;
  readonly offM: number;
}

/**
 * Whether a vertex lies beside a side: between its ends, and no farther off than `metres`.
 *
 * @param against a side of the vertex's own unit there, which has to run against the other: what is ahead is then told along
 * the mean of the two, so that of two ends that face each other exactly one lies beside the other's side; -1 for none
 * @returns null when it does not
 */
export function besideSide({ lngLat, from, to }: Pick<AreaSides, 'lngLat' | 'from' | 'to'>, side: number, vertex: number, against: number, metres: number): Beside | null {
  const offM = lineM(lngLat, from[side], to[side], vertex);
  if (!(offM <= metres)) return null;
  const ahead = (a: number, b: number): number => {
    // Two vertices, or two sides, that change places only change the sign.
    const lat = (lngLat[2 * a + 1] + lngLat[2 * b + 1]) / 2;
    const [x, y] = way(lngLat, a, b, lat);
    const [dx, dy] = direction(lngLat, from[side], to[side], lat);
    const [ox, oy] = against < 0 ? [0, 0] : direction(lngLat, from[against], to[against], lat);
    return x * (dx - ox) + y * (dy - oy);
  };
  if (against >= 0) {
    const lat = lngLat[2 * vertex + 1];
    const [dx, dy] = direction(lngLat, from[side], to[side], lat);
    const [ox, oy] = direction(lngLat, from[against], to[against], lat);
    if (dx * ox + dy * oy > -PARALLEL) return null;
  }
  const before = ahead(from[side], vertex);
  const after = ahead(vertex, to[side]);
  const isBetween = (before > 0 || (before === 0 && from[side] < vertex)) && (after > 0 || (after === 0 && to[side] < vertex));
  return isBetween ? { along: before / (before + after), offM } : null;
}

/** How far a vertex lies off the line through a and b, metres; no number when they are one point. */
function lineM(lngLat: Float64Array, a: number, b: number, vertex: number): number {
  const east = cosDegrees(lngLat[2 * vertex + 1]);
  const dx = shortTurn(lngLat[2 * b] - lngLat[2 * a]) * east;
  const dy = lngLat[2 * b + 1] - lngLat[2 * a + 1];
  const across = shortTurn(lngLat[2 * vertex] - lngLat[2 * a]) * east * dy - (lngLat[2 * vertex + 1] - lngLat[2 * a + 1]) * dx;
  return (Math.abs(across) / Math.sqrt(dx * dx + dy * dy)) * METRES_PER_DEGREE;
}

/** From a to b in degrees of latitude, on a plane that is true at one latitude. */
function way(lngLat: Float64Array, a: number, b: number, lat: number): [number, number] {
  return [shortTurn(lngLat[2 * b] - lngLat[2 * a]) * cosDegrees(lat), lngLat[2 * b + 1] - lngLat[2 * a + 1]];
}

function direction(lngLat: Float64Array, a: number, b: number, lat: number): [number, number] {
  const [x, y] = way(lngLat, a, b, lat);
  const length = Math.sqrt(x * x + y * y);
  return [x / length, y / length];
}
