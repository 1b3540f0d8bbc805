import { cellPlanes, keyOf, type CellPlanes, type UnitGraph } from '@hexalign/engine';
import { cellToBoundary } from 'h3-js';
import KDBush from 'kdbush';
import { cellTable, resolutionOf, type CellTable } from './cellIndex.ts';
import { mercatorX, mercatorXTowards, mercatorY, mercatorYTowards } from './mercator.ts';

/** Numbers per drawn hexagon: six corners, x and y. */
export const CORNERS = 12;
/** The largest corner offset of a hexagon, as it is stored. */
export const FULL = 32_767;

/** Hexagons ready for the graphics card, `drawn` of them, in the order in which they are drawn. */
export interface CellMesh {
  readonly drawn: number;
  /** drawn * 3: centre x, y from the origin and the reach of the corners, in Mercator units. */
  readonly places: Float32Array;
  /** drawn * 12: offsets of six corners from the centre, in parts of the reach; 32,767 is all of it. */
  readonly corners: Int16Array;
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
  /** Areas of a boundary layer in triangles: their borders are drawn by others. */
  readonly areas: boolean;
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
 * @param graph n H3 cells with their centres and neighbours
 */
export function cellMesh({ ids, lngLat, offsets, neighbors }: Pick<UnitGraph, 'ids' | 'lngLat' | 'offsets' | 'neighbors'>): CellMesh {
  const n = ids.length;
  const resolution = Uint8Array.from(ids, resolutionOf);
  const centres = new Float64Array(2 * n);
  const bounds: [number, number, number, number] = [180, 90, -180, -90];
  for (let u = 0; u < n; u++) {
    const [lng, lat] = [lngLat[2 * u], lngLat[2 * u + 1]];
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
    for (let i = offsets[u]; i < offsets[u + 1]; i++) if (resolution[neighbors[i]] !== resolution[u]) seam = true;
    if (seam) seams.push(u);
  }
  // Fine ones lie lowest of the underlay: a sliver belongs to the coarse unit more often than not.
  seams.sort((a, b) => resolution[b] - resolution[a] || a - b);
  const origin: [number, number] = n === 0 ? [0.5, 0.5] : [mercatorX((bounds[0] + bounds[2]) / 2), mercatorY((bounds[1] + bounds[3]) / 2)];
  const owners = new Uint32Array(seams.length + n);
  const places = new Float32Array(owners.length * 3);
  const corners = new Int16Array(owners.length * CORNERS);
  const shape = new Float64Array(CORNERS);
  const towards = new Float64Array(18);
  /** By resolution, of those that there are. */
  const planes: CellPlanes[] = [];
  let drawn = 0;
  const put = (u: number, scale: number): void => {
    if (!(planes[resolution[u]] ??= cellPlanes(resolution[u])).cornersInto(keyOf(ids[u]), towards)) towardsCorners(ids[u], towards);
    let reach = 0;
    for (let c = 0; c < 6; c++) {
      const [x, y, z] = [towards[3 * c], towards[3 * c + 1], towards[3 * c + 2]];
      let dx = mercatorXTowards(x, y) - centres[2 * u];
      if (dx > 0.5) dx -= 1;
      else if (dx < -0.5) dx += 1;
      shape[2 * c] = scale * dx;
      shape[2 * c + 1] = scale * (mercatorYTowards(x, y, z) - centres[2 * u + 1]);
      reach = Math.max(reach, Math.abs(shape[2 * c]), Math.abs(shape[2 * c + 1]));
    }
    places.set([centres[2 * u] - origin[0], centres[2 * u + 1] - origin[1], reach], 3 * drawn);
    for (let i = 0; i < CORNERS; i++) corners[CORNERS * drawn + i] = Math.round((shape[i] / reach) * FULL);
    owners[drawn++] = u;
  };
  for (const u of seams) put(u, UNDERLAY);
  for (const size of [...new Set(resolution)].sort((a, b) => a - b)) for (let u = 0; u < n; u++) if (resolution[u] === size) put(u, 1);
  const near = new KDBush(n, 64, Float32Array);
  for (let u = 0; u < n; u++) near.add(centres[2 * u], centres[2 * u + 1]);
  near.finish();
  return { drawn, places, corners, owners, origin, centres, near: near.data as ArrayBuffer, table: cellTable(ids), bounds, areas: false };
}

/**
 * Writes six corners as directions from the centre of the earth. A pentagon repeats its last one; a cell over an edge of the
 * icosahedron has extra vertices that hardly turn, and loses them.
 */
function towardsCorners(cell: string, out: Float64Array): void {
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
  corners.forEach(([lat, lng], c) => {
    const [phi, lambda] = [(lat * Math.PI) / 180, (lng * Math.PI) / 180];
    out.set([Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)], 3 * c);
  });
}

/** How sharply a path turns at b: 0 straight on, 1 a right angle or more. Longitudes are shortened by latitude. */
function turnAt(a: [number, number], b: [number, number], c: [number, number]): number {
  const east = Math.cos((b[0] * Math.PI) / 180);
  const [ux, uy, vx, vy] = [(b[1] - a[1]) * east, b[0] - a[0], (c[1] - b[1]) * east, c[0] - b[0]];
  const length = Math.hypot(ux, uy) * Math.hypot(vx, vy);
  return length === 0 ? 0 : 1 - Math.max(0, (ux * vx + uy * vy) / length);
}
