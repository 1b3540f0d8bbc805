import { borderMesh, meshOutlines, simplifyMesh, type UnitGraph } from '@hexalign/engine';
import type { Projection } from './albers.ts';
import { FILLS, INK, SURFACE } from './look.ts';
import { element, pathData, use } from './svg.ts';

export interface TerritoryStyle {
  /** Name of the border path, which must differ within a picture. */
  readonly id: string;
  /** Resolution along which borders are traced, and size of the details that go. */
  readonly resolution: number;
  readonly detailM: number;
  readonly border: number;
}

/** Fills and borders of territories; to be clipped by the coast, beyond which cells reach. */
export function drawTerritories(graph: UnitGraph, slots: Uint16Array, k: number, colours: Uint8Array, project: Projection, style: TerritoryStyle): string {
  const traced = borderMesh(graph, slots, k, style.resolution);
  if (traced === null) throw new Error('territories are drawn on cells only');
  const mesh = simplifyMesh(traced, style.detailM);
  const shapes = meshOutlines(mesh);
  const fills = FILLS.map((fill, colour) => {
    const rings = shapes.filter((_, t) => colours[t] === colour).flatMap(({ coordinates }) => coordinates.flat());
    const data = pathData(rings.map((ring) => ring.map(([lng, lat]) => project(lng, lat))), true);
    return data === '' ? '' : element('path', { d: data, fill, 'fill-opacity': 0.88 });
  });
  const inner: [number, number][][] = [];
  for (let a = 0; a < mesh.left.length; a++) {
    if (mesh.left[a] < 0 || mesh.right[a] < 0) continue;
    inner.push(Array.from(mesh.points.subarray(mesh.arcOffsets[a], mesh.arcOffsets[a + 1]), (p) => project(mesh.lngLat[2 * p], mesh.lngLat[2 * p + 1])));
  }
  const line = { fill: 'none', 'stroke-linejoin': 'round', 'stroke-linecap': 'round' };
  // A pale casing keeps borders legible on dark fills.
  return [
    ...fills, element('defs', {}, element('path', { id: style.id, d: pathData(inner, false) })),
    use(style.id, { ...line, stroke: SURFACE, 'stroke-opacity': 0.35, 'stroke-width': style.border + 1.6 }), use(style.id, { ...line, stroke: INK, 'stroke-width': style.border }),
  ].join('');
}
