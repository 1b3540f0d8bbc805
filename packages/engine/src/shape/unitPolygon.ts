import { cellToBoundary } from 'h3-js';
import { cutAntimeridian } from './cutAntimeridian.ts';
import { type Outline, ringPositions } from './outline.ts';

/**
 * The hexagon of an H3 cell as GeoJSON, cut at the antimeridian. Cells of mixed resolution drawn this way
 * overlap a little where sizes meet; territory outlines follow the finest cells instead and do not.
 */
export function unitPolygon(id: string): Outline {
  const ring = Float64Array.from((cellToBoundary(id, true) as [number, number][]).flat());
  return { type: 'MultiPolygon', coordinates: cutAntimeridian([[ring]]).map((polygon) => polygon.map(ringPositions)) };
}
