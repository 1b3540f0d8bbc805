import type { Feature, FeatureCollection } from 'geojson';
import { fromMercator } from '../../map/mercator.ts';

/** Seven decimals: about a centimetre. */
const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;

/**
 * Drawn rings as GeoJSON in degrees, the first outer, the others holes of it or parts beside it as the even-odd rule has it:
 * each becomes a polygon of its own. Outer rings run counter-clockwise (RFC 7946).
 *
 * @param rings x and y in turn, Mercator, each closing by itself
 */
export function boundaryGeojson(rings: readonly (readonly number[])[], properties: Readonly<Record<string, string | number>>): FeatureCollection {
  const features = rings.map((ring): Feature => {
    const points: [number, number][] = [];
    for (let i = 0; i < ring.length; i += 2) {
      const [lng, lat] = fromMercator(ring[i], ring[i + 1]);
      points.push([round(lng), round(lat)]);
    }
    if (area(points) < 0) points.reverse();
    return { type: 'Feature', properties: { ...properties }, geometry: { type: 'Polygon', coordinates: [[...points, points[0]]] } };
  });
  return { type: 'FeatureCollection', features };
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
