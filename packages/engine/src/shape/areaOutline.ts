import { areaMesh } from './areaMesh.ts';
import type { AreaSides } from './areaSides.ts';
import { meshOutlines, type Outline } from './outline.ts';
import { simplifyMesh } from './simplifyMesh.ts';

/**
 * The shape of every territory of a plan on areas (postal areas, counties, and pieces of them): dissolved along the sides
 * they share, with every vertex of the layer. Neighbours share every point of their border.
 *
 * @param sides as `layAreaSides` prepares them, once per layer
 * @param slots n slots; unassigned areas belong to no shape
 * @returns k shapes, empty for an empty territory
 */
export function areaOutline(sides: AreaSides, slots: Uint16Array, k: number): Outline[] {
  return meshOutlines(areaMesh(sides, slots, k));
}

/**
 * The same for the screen: shared arcs simplified together. Never for files or for deciding where a point lies.
 *
 * @param toleranceM size of the details that go; a three-thousandth of the map's extent when left out
 */
export function areaScreenOutline(sides: AreaSides, slots: Uint16Array, k: number, toleranceM?: number): Outline[] {
  return meshOutlines(simplifyMesh(areaMesh(sides, slots, k), toleranceM ?? extentM(sides.lngLat) / 3000));
}

/** North-south or east-west extent of the layer, whichever is larger. */
function extentM(lngLat: Float64Array): number {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < lngLat.length; i += 2) {
    west = Math.min(west, lngLat[i]);
    east = Math.max(east, lngLat[i]);
    south = Math.min(south, lngLat[i + 1]);
    north = Math.max(north, lngLat[i + 1]);
  }
  return lngLat.length === 0 ? 0 : 111_195 * Math.max(east - west, north - south);
}
