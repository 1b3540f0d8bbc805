import { cosDegrees } from '../base/trig.ts';
import type { Outline } from './outline.ts';

/** A square of the search: its middle, half its side, and the distance of the middle from the nearest border (negative outside). */
interface Square {
  readonly x: number;
  readonly y: number;
  readonly half: number;
  readonly distance: number;
}

/**
 * Where a territory's name sits best: the point of its largest polygon that is farthest from any border (the
 * pole of inaccessibility), within 1 % of that polygon's size. Squares that might hold a better point than the
 * best so far are quartered, the most promising first (Garcia-Castellanos and Lombardo 2007 search likewise).
 *
 * @returns `[lng, lat]`, or null for an empty shape
 */
export function labelPoint(shape: Outline): [number, number] | null {
  let rings: Float64Array[] = [];
  let most = 0;
  let east = 1;
  for (const polygon of shape.coordinates) {
    const scale = Math.max(cosDegrees(polygon[0][0][1]), 0.01);
    const flat = polygon.map((ring) => Float64Array.from(ring.flatMap(([lng, lat]) => [lng * scale, lat])));
    const area = Math.abs(flat.reduce((sum, ring) => sum + signedArea(ring), 0));
    if (area <= most) continue;
    most = area;
    rings = flat;
    east = scale;
  }
  if (rings.length === 0) return null;
  const xs = rings[0].filter((_, i) => i % 2 === 0);
  const ys = rings[0].filter((_, i) => i % 2 === 1);
  const west = xs.reduce((a, b) => Math.min(a, b));
  const south = ys.reduce((a, b) => Math.min(a, b));
  const width = xs.reduce((a, b) => Math.max(a, b)) - west;
  const height = ys.reduce((a, b) => Math.max(a, b)) - south;
  // A sliver is searched in squares wider than itself.
  const side = Math.max(Math.min(width, height), Math.max(width, height) / 50);
  const precision = Math.max(width, height) / 100;

  const square = (x: number, y: number, half: number): Square => ({ x, y, half, distance: distanceInside(rings, x, y) });
  const open: Square[] = [];
  for (let x = west + side / 2; x < west + width + side / 2; x += side) for (let y = south + side / 2; y < south + height + side / 2; y += side) open.push(square(x, y, side / 2));
  let best = open.reduce((a, b) => (b.distance > a.distance ? b : a));
  while (open.length > 0) {
    // A few hundred squares at most: looking for the largest is cheaper than keeping order.
    let at = 0;
    for (let i = 1; i < open.length; i++) if (reach(open[i]) > reach(open[at])) at = i;
    const next = open[at];
    open[at] = open[open.length - 1];
    open.pop();
    if (reach(next) <= best.distance + precision) break;
    const half = next.half / 2;
    for (const [dx, dy] of [[-half, -half], [half, -half], [-half, half], [half, half]]) {
      const part = square(next.x + dx, next.y + dy, half);
      if (part.distance > best.distance) best = part;
      open.push(part);
    }
  }
  return [best.x / east, best.y];
}

/** No point of a square is farther inside than this. */
function reach({ distance, half }: Square): number {
  return distance + half * Math.SQRT2;
}

function signedArea(ring: Float64Array): number {
  let twice = 0;
  for (let i = 2; i < ring.length; i += 2) twice += ring[i - 2] * ring[i + 1] - ring[i] * ring[i - 1];
  return twice / 2;
}

/** Distance to the nearest side of any ring, negative outside the outer ring or in a hole. */
function distanceInside(rings: readonly Float64Array[], x: number, y: number): number {
  let inside = false;
  let least = Infinity;
  for (const ring of rings) {
    for (let i = 2; i < ring.length; i += 2) {
      const ax = ring[i - 2] - x;
      const ay = ring[i - 1] - y;
      const bx = ring[i] - x;
      const by = ring[i + 1] - y;
      if (ay > 0 !== by > 0 && ax + (ay / (ay - by)) * (bx - ax) > 0) inside = !inside;
      const dx = bx - ax;
      const dy = by - ay;
      const length = dx * dx + dy * dy;
      const t = length > 0 ? Math.min(Math.max(-(ax * dx + ay * dy) / length, 0), 1) : 0;
      const px = ax + t * dx;
      const py = ay + t * dy;
      least = Math.min(least, px * px + py * py);
    }
  }
  return inside ? Math.sqrt(least) : -Math.sqrt(least);
}
