import type { UnitGraph } from '@hexalign/engine';
import earcut, { flatten } from 'earcut';
import KDBush from 'kdbush';
import type { AreaShapes } from './areaShapes.ts';
import { polygonsOf } from './areaShapes.ts';
import { cellTable } from './cellIndex.ts';
import { CORNERS, FULL, type CellMesh } from './cellMesh.ts';
import { mercatorX, mercatorY } from './mercator.ts';

/**
 * Areas of a boundary layer in the form in which cells are drawn: each polygon in triangles, each triangle as a hexagon whose other corners
 * fall together. What lies between two areas is drawn as a line over them, see `UnitLayer`.
 *
 * @param shapes an area per unit of the graph; null where there is none to draw
 */
export function areaMesh({ ids, lngLat }: Pick<UnitGraph, 'ids' | 'lngLat'>, shapes: AreaShapes): CellMesh {
  const n = ids.length;
  const centres = new Float64Array(2 * n);
  const bounds: [number, number, number, number] = [180, 90, -180, -90];
  const near = new KDBush(n, 64, Float32Array);
  const triangles: number[] = [];
  const owners: number[] = [];
  for (let u = 0; u < n; u++) {
    centres[2 * u] = mercatorX(lngLat[2 * u]);
    centres[2 * u + 1] = mercatorY(lngLat[2 * u + 1]);
    near.add(centres[2 * u], centres[2 * u + 1]);
    const shape = shapes[u];
    if (shape === null) continue;
    for (const rings of polygonsOf(shape)) {
      for (const [lng, lat] of rings[0]) {
        bounds[0] = Math.min(bounds[0], lng);
        bounds[1] = Math.min(bounds[1], lat);
        bounds[2] = Math.max(bounds[2], lng);
        bounds[3] = Math.max(bounds[3], lat);
      }
      const { vertices, holes } = flatten(rings.map((ring) => ring.map(([lng, lat]) => [mercatorX(lng), mercatorY(lat)])));
      const corners = earcut(vertices, holes, 2);
      for (let i = 0; i < corners.length; i += 3) {
        for (let c = 0; c < 3; c++) triangles.push(vertices[2 * corners[i + c]], vertices[2 * corners[i + c] + 1]);
        owners.push(u);
      }
    }
  }
  near.finish();
  const origin: [number, number] = owners.length === 0 ? [0.5, 0.5] : [mercatorX((bounds[0] + bounds[2]) / 2), mercatorY((bounds[1] + bounds[3]) / 2)];
  const places = new Float32Array(3 * owners.length);
  const corners = new Int16Array(CORNERS * owners.length);
  for (let t = 0; t < owners.length; t++) {
    const [ax, ay, bx, by, cx, cy] = triangles.slice(6 * t, 6 * t + 6);
    const [x, y] = [(ax + bx + cx) / 3, (ay + by + cy) / 3];
    const reach = Math.max(...[ax - x, bx - x, cx - x, ay - y, by - y, cy - y].map(Math.abs), Number.MIN_VALUE);
    places.set([x - origin[0], y - origin[1], reach], 3 * t);
    const offsets = [ax, ay, bx, by, cx, cy, cx, cy, cx, cy, cx, cy];
    for (let i = 0; i < CORNERS; i++) corners[CORNERS * t + i] = Math.round(((offsets[i] - (i % 2 === 0 ? x : y)) / reach) * FULL);
  }
  return { drawn: owners.length, places, corners, owners: Uint32Array.from(owners), origin, centres, near: near.data as ArrayBuffer, table: cellTable([]), bounds, areas: true };
}
