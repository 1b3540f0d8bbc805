import type { FeatureCollection, Position } from 'geojson';
import { fromMercator } from '../../map/mercator.ts';
import { RingEdges } from '../../map/ringEdges.ts';

/** Seven decimals: about a centimetre. */
const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;

/**
 * One boundary as GeoJSON in degrees: a polygon with its holes, or several. Which ring is a hole is told by how many others go
 * round it, as on the map. Outer rings run counter-clockwise, holes clockwise (RFC 7946).
 *
 * @param rings x and y in turn, Mercator, each closing by itself
 */
export function boundaryGeojson(rings: readonly (readonly number[])[], properties: Readonly<Record<string, string | number>>): FeatureCollection {
  const whole = rings.filter((ring) => ring.length >= 6);
  const edges = whole.map((ring) => new RingEdges([ring]));
  const around = whole.map(([x, y], i) => whole.flatMap((_, j) => (j !== i && within(edges[j].box, x, y) && edges[j].contains(x, y) ? [j] : [])));
  const polygons = new Map<number, Position[][]>();
  whole.forEach((ring, i) => { if (around[i].length % 2 === 0) polygons.set(i, [pointsOf(ring, true)]); });
  whole.forEach((ring, i) => {
    if (around[i].length % 2 === 0) return;
    // The ring next outside is the one that has all others but itself around it, too.
    const outer = around[i].find((j) => around[j].length === around[i].length - 1);
    polygons.get(outer ?? -1)?.push(pointsOf(ring, false));
  });
  const coordinates = [...polygons.values()];
  return { type: 'FeatureCollection', features: [{ type: 'Feature', properties: { ...properties }, geometry: coordinates.length === 1 ? { type: 'Polygon', coordinates: coordinates[0] } : { type: 'MultiPolygon', coordinates } }] };
}

function within([minX, minY, maxX, maxY]: RingEdges['box'], x: number, y: number): boolean {
  return x >= minX && x <= maxX && y >= minY && y <= maxY;
}

function pointsOf(ring: readonly number[], outer: boolean): Position[] {
  const points: [number, number][] = [];
  for (let i = 0; i < ring.length; i += 2) {
    const [lng, lat] = fromMercator(ring[i], ring[i + 1]);
    points.push([round(lng), round(lat)]);
  }
  if (area(points) < 0 === outer) points.reverse();
  return [...points, points[0]];
}

/** Twice the signed area: above 0 when the ring runs counter-clockwise. */
function area(points: readonly [number, number][]): number {
  let sum = 0;
  points.forEach(([x, y], i) => {
    const [u, v] = points[(i + 1) % points.length];
    sum += x * v - u * y;
  });
  return sum;
}
