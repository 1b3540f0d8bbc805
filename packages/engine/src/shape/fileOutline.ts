import { cosDegrees } from '../base/trig.ts';
import type { UnitGraph } from '../graph/unitGraph.ts';
import { borderMesh, type BorderMesh } from './borderMesh.ts';
import { cellTree, type CellTree, unitAt } from './cellTree.ts';
import { meshOutlines, type Outline } from './outline.ts';
import { PointGrid } from './pointGrid.ts';

const METRES_PER_DEGREE = 111_195;
/** Mean length of a side of a cell of resolution 0; each finer one is shorter by the square root of 7. */
const COARSEST_SIDE_M = 1_281_256;
/** A traced side of a cell strays from the straight one by up to a quarter of its length; a real corner by half of it. */
const STRAY = 0.35;

/**
 * The shape of every territory for files: like `outline`, but the side of a coarse unit is one straight line instead of
 * the hundreds of tiny steps that its finest cells make of it. Nothing changes hands by that: a line is drawn straight
 * only where no place that matters, no unit's centre and no corner of another border lies between it and the traced
 * border, so that every place stays in its territory and borders still meet without gap, overlap or crossing
 * (de Berg, van Kreveld and Schirra 1998, "Topologically correct subdivision simplification").
 *
 * @param slots n slots; unassigned units belong to no shape
 * @param places 2p degrees, `[lng, lat]`: accounts that must stay on their side
 * @returns k shapes; null when the units are not H3 cells
 */
export function fileOutline(graph: Pick<UnitGraph, 'ids' | 'lngLat'>, slots: Uint16Array, k: number, places?: Float64Array): Outline[] | null {
  const mesh = borderMesh(graph, slots, k);
  const tree = cellTree(graph);
  if (mesh === null || tree === null) return null;
  return meshOutlines(straighten(mesh, tree, [graph.lngLat, ...(places ? [places] : [])]));
}

function straighten(mesh: BorderMesh, tree: CellTree, places: readonly Float64Array[]): BorderMesh {
  const { lngLat, arcOffsets, points } = mesh;
  const sideM = new Float64Array(16).fill(COARSEST_SIDE_M);
  for (let r = 1; r < 16; r++) sideM[r] = sideM[r - 1] / Math.sqrt(7);
  const reach = sideM[tree.resolutions.subarray(0, tree.n).reduce((least, r) => Math.min(least, r), 15)];
  const grid = new PointGrid(concatenated([lngLat, ...places]), reach / METRES_PER_DEGREE / 4);
  const unitOf = (key: number): number => (key < 0 ? -1 : unitAt(tree, key, tree.finest));
  const kept: number[] = [];
  const offsets = new Uint32Array(arcOffsets.length);
  const keep = new Uint8Array(points.length);
  for (let arc = 0; arc + 1 < arcOffsets.length; arc++) {
    const end = arcOffsets[arc + 1] - 1;
    let left = -2;
    let right = -2;
    let from = arcOffsets[arc];
    for (let i = from; i <= end; i++) {
      const newLeft = i === end ? -2 : unitOf(mesh.leftCells[i]);
      const newRight = i === end ? -2 : unitOf(mesh.rightCells[i]);
      if (newLeft === left && newRight === right) continue;
      keep[i] = 1;
      if (i > from + 1) run(from, i, STRAY * sideM[Math.max(left < 0 ? 0 : tree.resolutions[left], right < 0 ? 0 : tree.resolutions[right])]);
      left = newLeft;
      right = newRight;
      from = i;
    }
    for (let i = arcOffsets[arc]; i <= end; i++) if (keep[i] === 1) kept.push(i);
    offsets[arc + 1] = kept.length;
  }
  return { ...mesh, arcOffsets: offsets, points: Uint32Array.from(kept, (i) => points[i]), leftCells: Float64Array.from(kept, (i) => mesh.leftCells[i]), rightCells: Float64Array.from(kept, (i) => mesh.rightCells[i]) };

  /** Straightens the points between two kept ones, in halves where they stray too far or something lies between. */
  function run(first: number, last: number, tolerance: number): void {
    const stack = [first, last];
    while (stack.length > 0) {
      const b = stack.pop()!;
      const a = stack.pop()!;
      if (b - a < 2) continue;
      const [farthest, stray] = farthestFromChord(a, b);
      if (stray <= tolerance && !grid.someWithin(points, a, b)) continue;
      keep[farthest] = 1;
      stack.push(a, farthest, farthest, b);
    }
  }

  /** The point between two that is farthest from the line between them, and how many metres; infinite over the map's edge. */
  function farthestFromChord(a: number, b: number): [number, number] {
    const [x0, y0] = [lngLat[2 * points[a]], lngLat[2 * points[a] + 1]];
    const east = cosDegrees(y0);
    const dx = (lngLat[2 * points[b]] - x0) * east;
    const dy = lngLat[2 * points[b] + 1] - y0;
    const length = Math.sqrt(dx * dx + dy * dy);
    let [farthest, most] = [(a + b) >> 1, -1];
    for (let i = a + 1; i < b; i++) {
      const x = (lngLat[2 * points[i]] - x0) * east;
      const y = lngLat[2 * points[i] + 1] - y0;
      if (Math.abs(x) > 90) return [(a + b) >> 1, Infinity];
      const d = length === 0 ? Math.sqrt(x * x + y * y) : Math.abs(dx * y - dy * x) / length;
      if (d > most) [farthest, most] = [i, d];
    }
    return [farthest, Math.abs(dx) > 90 ? Infinity : most * METRES_PER_DEGREE];
  }
}

function concatenated(lists: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(lists.reduce((sum, list) => sum + list.length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  return all;
}
