import type { UnitGraph } from '../graph/unitGraph.ts';
import { type BorderMesh, borderMesh } from './borderMesh.ts';
import { meshOutlines, type Outline } from './outline.ts';
import { simplifyMesh } from './simplifyMesh.ts';

/**
 * The shape of every territory for the screen: like `outline`, with shared arcs simplified together. Never
 * for files or for deciding where a point lies.
 *
 * @param slots n slots; unassigned units belong to no shape
 * @param toleranceM size of the details that go; a three-thousandth of the map's extent when left out
 * @returns k shapes; null when the units are not H3 cells
 */
export function screenOutline(graph: Pick<UnitGraph, 'ids'>, slots: Uint16Array, k: number, toleranceM?: number): Outline[] | null {
  const mesh = borderMesh(graph, slots, k);
  return mesh === null ? null : meshOutlines(simplifyMesh(mesh, toleranceM ?? extentM(mesh) / 3000));
}

/** North-south or east-west extent of a mesh, whichever is larger; the map's edge makes it too large at worst. */
function extentM({ lngLat }: BorderMesh): number {
  const least = [Infinity, Infinity];
  const most = [-Infinity, -Infinity];
  for (let i = 0; i < lngLat.length; i++) {
    least[i & 1] = Math.min(least[i & 1], lngLat[i]);
    most[i & 1] = Math.max(most[i & 1], lngLat[i]);
  }
  return lngLat.length === 0 ? 0 : 111_195 * Math.max(most[0] - least[0], most[1] - least[1]);
}
