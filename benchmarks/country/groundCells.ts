import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { polygonToCells } from 'h3-js';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

/** Alaska, Hawaii and the territories overseas, by FIPS code. */
const ELSEWHERE = new Set(['02', '15', '60', '66', '69', '72', '78']);

/** True for a state or territory, by FIPS code, outside the lower 48 states and DC. */
export function isElsewhere(state: string): boolean {
  return ELSEWHERE.has(state);
}

/** H3 cells of the lower 48 states and DC whose centre lies on land, ascending. A minute of work at resolution 7. */
export function groundCells(resolution: number): string[] {
  const path = createRequire(import.meta.url).resolve('us-atlas/states-10m.json');
  const atlas = JSON.parse(readFileSync(path, 'utf8')) as Topology<{ states: GeometryCollection }>;
  const cells = new Set<string>();
  for (const state of atlas.objects.states.geometries) {
    if (isElsewhere(String(state.id).padStart(2, '0'))) continue;
    const polygons = state.type === 'Polygon' ? [feature(atlas, state).geometry.coordinates] : state.type === 'MultiPolygon' ? feature(atlas, state).geometry.coordinates : [];
    for (const polygon of polygons) for (const cell of polygonToCells(polygon, resolution, true)) cells.add(cell);
  }
  return [...cells].sort();
}
