import type { UnitGraph } from '../graph/unitGraph.ts';
import { borderMesh } from './borderMesh.ts';
import { meshOutlines, type Outline } from './outline.ts';
import { simplifyMesh } from './simplifyMesh.ts';

/** Mean length of a side of a cell of resolution 0; each finer one is shorter by the square root of 7. */
const COARSEST_SIDE_M = 1_281_256;

/**
 * The shape of every territory for the screen: like `outline`, but traced along cells about as large as the
 * details that go, and with shared arcs simplified together. Never for files or for deciding where a point
 * lies; a territory smaller than the tolerance may vanish.
 *
 * @param slots n slots; unassigned units belong to no shape
 * @param toleranceM size of the details that go; a three-thousandth of the map's extent when left out
 * @returns k shapes; null when the units are not H3 cells
 */
export function screenOutline(graph: Pick<UnitGraph, 'ids' | 'lngLat'>, slots: Uint16Array, k: number, toleranceM?: number): Outline[] | null {
  const details = toleranceM ?? extentM(graph.lngLat) / 3000;
  let resolution = 0;
  for (let side = COARSEST_SIDE_M; side > details && resolution < 15; side /= Math.sqrt(7)) resolution++;
  const mesh = borderMesh(graph, slots, k, resolution);
  return mesh === null ? null : meshOutlines(simplifyMesh(mesh, details));
}

/** North-south or east-west extent of the units, whichever is larger; the map's edge makes it too large at worst. */
function extentM(lngLat: Float64Array): number {
  const least = [Infinity, Infinity];
  const most = [-Infinity, -Infinity];
  for (let i = 0; i < lngLat.length; i++) {
    least[i & 1] = Math.min(least[i & 1], lngLat[i]);
    most[i & 1] = Math.max(most[i & 1], lngLat[i]);
  }
  return lngLat.length === 0 ? 0 : 111_195 * Math.max(most[0] - least[0], most[1] - least[1]);
}
