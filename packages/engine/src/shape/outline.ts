import type { UnitGraph } from '../graph/unitGraph.ts';
import { type BorderMesh, borderMesh, ringLngLat } from './borderMesh.ts';
import { cutAntimeridian } from './cutAntimeridian.ts';

/** A GeoJSON MultiPolygon (RFC 7946): outer rings counter-clockwise, holes clockwise, closed, cut at the antimeridian. */
export interface Outline {
  readonly type: 'MultiPolygon';
  readonly coordinates: [number, number][][][];
}

/**
 * The exact shape of every territory of an H3 graph, one or mixed resolution: dissolved along the sides of
 * the finest cells, so that every point of ground lies in the territory of the unit that logically holds it.
 * Neighbours share every point of their border. Coordinates are degrees rounded to 1e-7 (a centimetre). Sides are
 * straight in degrees, as GeoJSON has it: they follow the ground to within 10 m from resolution 5 on, except next to a pole.
 *
 * @param slots n slots; unassigned units belong to no shape
 * @returns k shapes, empty for an empty territory; null when the units are not H3 cells (no outline exists)
 */
export function outline(graph: Pick<UnitGraph, 'ids'>, slots: Uint16Array, k: number): Outline[] | null {
  const mesh = borderMesh(graph, slots, k);
  return mesh === null ? null : meshOutlines(mesh);
}

/** The shape of every territory of a mesh, exact or simplified. */
export function meshOutlines(mesh: BorderMesh): Outline[] {
  return mesh.polygons.map((polygons) => {
    const rings = polygons.map((polygon) => polygon.map((ring) => ringLngLat(mesh, ring)));
    return { type: 'MultiPolygon', coordinates: cutAntimeridian(rings).map((polygon) => polygon.map(ringPositions)) };
  });
}

/** A ring as GeoJSON writes it. */
export function ringPositions(ring: Float64Array): [number, number][] {
  const points: [number, number][] = new Array<[number, number]>(ring.length / 2);
  for (let i = 0; i < points.length; i++) points[i] = [ring[2 * i], ring[2 * i + 1]];
  return points;
}
