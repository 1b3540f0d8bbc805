import { spanned } from './spanned.ts';

const CORNERS = 64;

/** Latitude at which a Mercator y lies, in radians. */
const latitude = (y: number): number => Math.atan(Math.sinh(Math.PI * (1 - 2 * y)));
const mercatorOf = (lat: number): number => (1 - Math.asinh(Math.tan(lat)) / Math.PI) / 2;

/** Metres between two Mercator points, along the earth. */
export function metresBetween([ax, ay]: readonly [number, number], [bx, by]: readonly [number, number]): number {
  const [p, q] = [latitude(ay), latitude(by)];
  const h = Math.sin((q - p) / 2) ** 2 + Math.cos(p) * Math.cos(q) * Math.sin(Math.PI * (bx - ax)) ** 2;
  return 2 * 6_371_008.8 * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** The circle on the ground about a Mercator point, as a ring; on the map it is a little taller towards the pole. */
export function circleAround([x, y]: readonly [number, number], metres: number): number[] {
  const angle = metres / 6_371_008.8;
  const lat = latitude(y);
  const ring: number[] = [];
  for (let i = 0; i < CORNERS; i++) {
    const bearing = (2 * Math.PI * i) / CORNERS;
    const to = Math.asin(Math.sin(lat) * Math.cos(angle) + Math.cos(lat) * Math.sin(angle) * Math.cos(bearing));
    const east = Math.atan2(Math.sin(bearing) * Math.sin(angle) * Math.cos(lat), Math.cos(angle) - Math.sin(lat) * Math.sin(to));
    ring.push(x + east / (2 * Math.PI), mercatorOf(to));
  }
  return ring;
}

/** Radius: drag from the centre to the edge. */
export const radius = spanned((centre, edge) => circleAround(centre, metresBetween(centre, edge)));
