import type { UnitGraph } from '../graph/unitGraph.ts';
import { type BorderSides, borderSides } from './borderSides.ts';
import { cellTree, nodeOwners, ownersAtCentres } from './cellTree.ts';
import { GrowingArray } from '../base/growingArray.ts';
import { groupRings } from './groupRings.ts';

/**
 * The borders of all territories as shared arcs, in the manner of TopoJSON: an arc is stored once and used by
 * the territory on its left as it stands, by the one on its right backwards. Neighbours therefore tile
 * without gap or overlap, and stay so when arcs are simplified.
 */
export interface BorderMesh {
  /** Per point 2 degrees, `[lng, lat]`. */
  readonly lngLat: Float64Array;
  /** a + 1 starts of arcs in `points`. */
  readonly arcOffsets: Uint32Array;
  /** Points of every arc, both ends included; a closed arc ends where it starts. */
  readonly points: Uint32Array;
  /** Per point the side that leads on from it: the cells left and right of it as keys; -1 for ground outside, and at the end of an arc. */
  readonly leftCells: Float64Array;
  readonly rightCells: Float64Array;
  /** a territories left of each arc, and right of it; -1 where there is none. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Per territory its polygons, each an outer ring and its holes; a ring lists arcs, `~arc` for one taken backwards. */
  readonly polygons: readonly (readonly (readonly (readonly number[])[])[])[];
}

/**
 * Traces the borders of an H3 graph, of one or of mixed resolution, along the cells of its finest resolution.
 * A unit stands for all cells it holds logically (H3 parents do not cover their children exactly).
 *
 * @param slots n slots; units whose slot is k or more (unassigned) belong to no territory
 * @param resolution traces along coarser cells than the finest, each with the owner of its centre: for the screen
 * @returns null when the units are not H3 cells: a graph made by others has no outline
 */
export function borderMesh(graph: Pick<UnitGraph, 'ids'>, slots: Uint16Array, k: number, resolution = 15): BorderMesh | null {
  const tree = cellTree(graph);
  if (tree === null) return null;
  const owners = nodeOwners(tree, slots, k);
  if (resolution >= tree.finest) return joinSides(borderSides(tree, owners), k);
  ownersAtCentres(tree, owners, resolution);
  return joinSides(borderSides(tree, owners, resolution), k);
}

/** Joins sides into arcs, and arcs into rings. */
function joinSides(sides: BorderSides, k: number): BorderMesh {
  const { starts, ends, left, right, nodes } = sides;
  const count = starts.length;
  const corners = nodes.length;
  // A corner is where at most three territories start a side each.
  const leaving = new Int32Array(3 * corners).fill(-1);
  for (let s = 0; s < count; s++) {
    let at = 3 * starts[s];
    while (leaving[at] >= 0) at++;
    leaving[at] = s;
  }
  const sideAt = (corner: number, slot: number): number => {
    const at = 3 * corner;
    return left[leaving[at]] === slot ? leaving[at] : left[leaving[at + 1]] === slot ? leaving[at + 1] : leaving[at + 2];
  };

  const lngLat: number[] = [];
  const points = new GrowingArray();
  /** Per point the side that leads on from it, and the same side seen from the other territory; -1 for none. */
  const onward = new GrowingArray();
  const twins = new GrowingArray();
  const offsets = new GrowingArray();
  const arcLeft = new GrowingArray();
  const arcRight = new GrowingArray();
  /** Of the first side of an arc, seen from either side: the arc, or `~arc` when it runs the other way. */
  const arcFrom = new Int32Array(count).fill(0x7fffffff);
  const done = new Uint8Array(count);

  const walk = (first: number): void => {
    const arc = arcLeft.length;
    const slot = left[first];
    offsets.push(points.length);
    arcLeft.push(slot);
    arcRight.push(right[first]);
    arcFrom[first] = arc;
    let side = first;
    points.push(starts[first]);
    for (;;) {
      done[side] = 1;
      const bend = sides.bends.size > 0 ? sides.bends.get(starts[side] * corners + ends[side]) : undefined;
      const twin = right[side] >= 0 ? sideAt(ends[side], right[side]) : -1;
      for (let piece = bend === undefined ? 1 : 0; piece < 2; piece++) {
        onward.push(side);
        twins.push(twin);
      }
      if (bend !== undefined) {
        points.push(corners + lngLat.length / 2);
        lngLat.push(bend[0], bend[1]);
      }
      points.push(ends[side]);
      if (nodes[ends[side]] === 1 || ends[side] === starts[first]) break;
      side = sideAt(ends[side], slot);
    }
    onward.push(-1);
    twins.push(-1);
    if (right[first] >= 0) {
      // The other territory starts at the arc's end, and so does a closed arc, which ends where it starts.
      const twin = sideAt(ends[side], right[first]);
      arcFrom[twin] = ~arc;
    }
  };
  // Each arc once, from its lower territory; first those between nodes, then the closed ones.
  const lower = (s: number): boolean => right[s] < 0 || left[s] < right[s];
  for (let s = 0; s < count; s++) if (nodes[starts[s]] === 1 && lower(s)) walk(s);
  for (let s = 0; s < count; s++) if (done[s] === 0 && lower(s)) walk(s);
  offsets.push(points.length);

  const allLngLat = new Float64Array(sides.lngLat.length + lngLat.length);
  allLngLat.set(sides.lngLat);
  allLngLat.set(lngLat, sides.lngLat.length);
  const mesh = {
    lngLat: allLngLat,
    arcOffsets: Uint32Array.from(offsets.view()),
    points: Uint32Array.from(points.view()),
    leftCells: Float64Array.from(onward.view(), (side) => (side < 0 ? -1 : sides.cells[side])),
    rightCells: Float64Array.from(twins.view(), (side) => (side < 0 ? -1 : sides.cells[side])),
    left: arcLeft.view().slice(),
    right: arcRight.view().slice(),
  };

  const rings: number[][][] = Array.from({ length: k }, () => []);
  const used = new Uint8Array(count);
  for (let s = 0; s < count; s++) {
    if (arcFrom[s] === 0x7fffffff || used[s] === 1) continue;
    const ring: number[] = [];
    let at = s;
    do {
      used[at] = 1;
      const arc = arcFrom[at];
      ring.push(arc);
      const end = arc >= 0 ? mesh.points[mesh.arcOffsets[arc + 1] - 1] : mesh.points[mesh.arcOffsets[~arc]];
      at = sideAt(end, left[s]);
    } while (used[at] === 0);
    rings[left[s]].push(ring);
  }
  return { ...mesh, polygons: rings.map((own) => groupRings(own.map((ring) => ringLngLat(mesh, ring))).map((group) => group.map((i) => own[i]))) };
}

/** The points of a ring, `[lng, lat, lng, lat, ...]`, closed. */
export function ringLngLat(mesh: Pick<BorderMesh, 'lngLat' | 'arcOffsets' | 'points'>, ring: readonly number[]): Float64Array {
  const { arcOffsets, points } = mesh;
  let length = 1;
  for (const arc of ring) length += arcOffsets[(arc < 0 ? ~arc : arc) + 1] - arcOffsets[arc < 0 ? ~arc : arc] - 1;
  const out = new Float64Array(2 * length);
  let at = 0;
  const put = (point: number): void => {
    out[at++] = mesh.lngLat[2 * point];
    out[at++] = mesh.lngLat[2 * point + 1];
  };
  for (const arc of ring) {
    // Each arc without its last point, which is the next one's first.
    if (arc >= 0) for (let i = arcOffsets[arc]; i < arcOffsets[arc + 1] - 1; i++) put(points[i]);
    else for (let i = arcOffsets[~arc + 1] - 1; i > arcOffsets[~arc]; i--) put(points[i]);
  }
  out[at++] = out[0];
  out[at] = out[1];
  return out;
}
