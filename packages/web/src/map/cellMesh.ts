import { cellToBoundary, cellToLatLng, getResolution } from 'h3-js';
import KDBush from 'kdbush';
import { cellTable, type CellTable } from './cellIndex.ts';
import { mercatorX, mercatorY } from './mercator.ts';

/** Floats per drawn hexagon: centre, then six corners as offsets from it. */
export const FLOATS_PER_HEXAGON = 14;

/** Hexagons ready for the graphics card, `drawn` of them, in the order in which they are drawn. */
export interface CellMesh {
  readonly drawn: number;
  /** drawn * 14: centre x, y from the origin, then six corner offsets, in Mercator units. */
  readonly shapes: Float32Array;
  /** Which unit each hexagon belongs to. */
  readonly owners: Uint32Array;
  /** Mercator x, y of the origin, in double precision. */
  readonly origin: readonly [number, number];
  /** Mercator x, y of every unit's centre (2n), for brush and lasso. */
  readonly centres: Float64Array;
  /** An index of those centres, packed (kdbush, single precision: 2.4 m at most beside the centre). */
  readonly near: ArrayBuffer;
  /** Where each cell stands. */
  readonly table: CellTable;
  /** west, south, east, north in degrees. */
  readonly bounds: readonly [number, number, number, number];
}

/** Units beside others of another size are drawn this much larger underneath. The children of a cell reach 13 % beyond it. */
const UNDERLAY = 1.2;

/**
 * Builds the hexagons of a set of H3 cells of one or several resolutions.
 *
 * A hexagon does not cover its children exactly, so cells of different size would leave slivers of bare ground between
 * them and overlap elsewhere. Units at such seams are drawn twice: enlarged and underneath, so that the slivers have
 * the colour of a neighbour, and as they are, coarse ones first, so that the finer shape wins where two overlap.
 *
 * @param ids n H3 indexes
 * @param neighbours calls back with every neighbour of a unit
 */
export function cellMesh(ids: readonly string[], neighbours: (u: number, visit: (v: number) => void) => void): CellMesh {
  const n = ids.length;
  const resolution = Uint8Array.from(ids, (id) => getResolution(id));
  const centres = new Float64Array(2 * n);
  const bounds: [number, number, number, number] = [180, 90, -180, -90];
  for (let u = 0; u < n; u++) {
    const [lat, lng] = cellToLatLng(ids[u]);
    centres[2 * u] = mercatorX(lng);
    centres[2 * u + 1] = mercatorY(lat);
    bounds[0] = Math.min(bounds[0], lng);
    bounds[1] = Math.min(bounds[1], lat);
    bounds[2] = Math.max(bounds[2], lng);
    bounds[3] = Math.max(bounds[3], lat);
  }
  const seams: number[] = [];
  for (let u = 0; u < n; u++) {
    let seam = false;
    neighbours(u, (v) => { if (resolution[v] !== resolution[u]) seam = true; });
    if (seam) seams.push(u);
  }
  // Fine ones lie lowest of the underlay: a sliver belongs to the coarse unit more often than not.
  seams.sort((a, b) => resolution[b] - resolution[a] || a - b);
  const plain = Uint32Array.from(ids.keys()).sort((a, b) => resolution[a] - resolution[b] || a - b);
  const origin: [number, number] = n === 0 ? [0.5, 0.5] : [mercatorX((bounds[0] + bounds[2]) / 2), mercatorY((bounds[1] + bounds[3]) / 2)];
  const shapes = new Float64Array(FLOATS_PER_HEXAGON);
  const owners = new Uint32Array(seams.length + n);
  const all = new Float32Array(owners.length * FLOATS_PER_HEXAGON);
  let drawn = 0;
  const put = (u: number, scale: number): void => {
    shapes[0] = centres[2 * u] - origin[0];
    shapes[1] = centres[2 * u + 1] - origin[1];
    const corners = hexagonCorners(ids[u]);
    for (let c = 0; c < 6; c++) {
      const [lat, lng] = corners[c];
      let dx = mercatorX(lng) - centres[2 * u];
      if (dx > 0.5) dx -= 1;
      else if (dx < -0.5) dx += 1;
      shapes[2 + 2 * c] = scale * dx;
      shapes[3 + 2 * c] = scale * (mercatorY(lat) - centres[2 * u + 1]);
    }
    all.set(shapes, drawn * FLOATS_PER_HEXAGON);
    owners[drawn++] = u;
  };
  for (const u of seams) put(u, UNDERLAY);
  for (const u of plain) put(u, 1);
  const near = new KDBush(n, 64, Float32Array);
  for (let u = 0; u < n; u++) near.add(centres[2 * u], centres[2 * u + 1]);
  near.finish();
  return { drawn, shapes: all, owners, origin, centres, near: near.data as ArrayBuffer, table: cellTable(ids), bounds };
}

/**
 * Six corners [lat, lng]. A pentagon repeats its last one; a cell over an edge of the icosahedron has extra vertices
 * that hardly turn, and loses them.
 */
function hexagonCorners(cell: string): [number, number][] {
  const corners = cellToBoundary(cell) as [number, number][];
  while (corners.length < 6) corners.push(corners[corners.length - 1]);
  while (corners.length > 6) {
    let straightest = 0;
    let least = Infinity;
    for (let i = 0; i < corners.length; i++) {
      const turn = turnAt(corners[(i + corners.length - 1) % corners.length], corners[i], corners[(i + 1) % corners.length]);
      if (turn < least) [straightest, least] = [i, turn];
    }
    corners.splice(straightest, 1);
  }
  return corners;
}

/** How sharply a path turns at b: 0 straight on, 1 a right angle or more. Longitudes are shortened by latitude. */
function turnAt(a: [number, number], b: [number, number], c: [number, number]): number {
  const east = Math.cos((b[0] * Math.PI) / 180);
  const [ux, uy, vx, vy] = [(b[1] - a[1]) * east, b[0] - a[0], (c[1] - b[1]) * east, c[0] - b[0]];
  const length = Math.hypot(ux, uy) * Math.hypot(vx, vy);
  return length === 0 ? 0 : 1 - Math.max(0, (ux * vx + uy * vy) / length);
}
