import type { UnitGraph } from '../graph/unitGraph.ts';
import { project } from '../graph/project.ts';
import { HEXAGON_RIM } from '../solve/level.ts';

/** Places and border lengths the solver measures shape with. */
export interface Geometry {
  /** 2n metres. Land pieces joined by links are drawn up to each other, so that a ferry does not make a shape long. */
  readonly metres: Float64Array;
  /** m lengths of shared border in metres. */
  readonly border: Float64Array;
  /** n metres of border with no unit. */
  readonly rim: Float64Array;
  /** n square kilometres, the graph's own unless they cannot be meant (`plausibleAreas`). */
  readonly areaKm2: Float64Array;
}

/**
 * Measures the ground. Graphs made by others often carry no border lengths (all equal); these are then estimated from
 * areas as if units were hexagons.
 */
export function measureGround(graph: UnitGraph): Geometry {
  const { offsets, neighbors, borderM } = graph;
  const n = graph.ids.length;
  const metres = project(graph);
  const areaKm2 = plausibleAreas(graph, metres);
  let least = Infinity;
  let most = 0;
  for (let e = 0; e < borderM.length; e++) {
    if (borderM[e] > 0 && borderM[e] < least) least = borderM[e];
    if (borderM[e] > most) most = borderM[e];
  }
  const unknown = !(most > least * 1.000001);
  const border = new Float64Array(neighbors.length);
  const rim = new Float64Array(n);
  const edge = (HEXAGON_RIM / 6) * 1000;
  for (let u = 0; u < n; u++) {
    let shared = 0;
    for (let e = offsets[u]; e < offsets[u + 1]; e++) {
      const v = neighbors[e];
      border[e] = unknown ? (borderM[e] > 0 || most === 0 ? edge * Math.sqrt(Math.min(areaKm2[u], areaKm2[v])) : 0) : borderM[e];
      shared += border[e];
    }
    const around = 6 * edge * Math.sqrt(areaKm2[u]);
    // Real hexagons are a little irregular: less than half an edge missing is no coast.
    rim[u] = around - shared > around / 12 ? around - shared : 0;
  }
  drawUpIslands({ ...graph, areaKm2 }, border, metres);
  return { metres, border, rim, areaKm2 };
}

/** Below this part of the squared distance between neighbours, areas are in another unit or made up. */
const MADE_UP = 0.01;

/**
 * Areas of units, all made larger alike when they are tiny beside the distances between neighbours: shapes would be all
 * spread and no ground, and cost more than any sum outside its band. How areas compare with each other stays as it is.
 */
function plausibleAreas({ offsets, neighbors, borderM, areaKm2 }: UnitGraph, metres: Float64Array): Float64Array {
  let areas = 0;
  let squares = 0;
  for (let u = 0; u < areaKm2.length; u++) {
    let sum = 0;
    let many = 0;
    for (let e = offsets[u]; e < offsets[u + 1]; e++) {
      if (borderM[e] === 0) continue;
      const dx = metres[2 * neighbors[e]] - metres[2 * u];
      const dy = metres[2 * neighbors[e] + 1] - metres[2 * u + 1];
      sum += (dx * dx + dy * dy) / 1e6;
      many++;
    }
    if (many === 0) continue;
    areas += areaKm2[u];
    squares += sum / many;
  }
  return areas > 0 && areas < MADE_UP * squares ? areaKm2.map((area) => (area / areas) * squares) : areaKm2;
}

/** Shifts land pieces (connected by borders longer than 0) until links are short, starting from the piece with most units. */
function drawUpIslands(graph: UnitGraph, border: Float64Array, metres: Float64Array): void {
  const { offsets, neighbors, areaKm2 } = graph;
  const n = graph.ids.length;
  const piece = new Int32Array(n).fill(-1);
  const queue = new Int32Array(n);
  const starts: number[] = [];
  const sizes: number[] = [];
  for (let s = 0; s < n; s++) {
    if (piece[s] >= 0) continue;
    let head = 0;
    let tail = 0;
    piece[s] = starts.length;
    queue[tail++] = s;
    while (head < tail) {
      const u = queue[head++];
      for (let e = offsets[u]; e < offsets[u + 1]; e++) {
        const v = neighbors[e];
        if (border[e] > 0 && piece[v] < 0) {
          piece[v] = piece[s];
          queue[tail++] = v;
        }
      }
    }
    starts.push(s);
    sizes.push(tail);
  }
  if (starts.length === 1) return;
  const shift = new Float64Array(2 * starts.length);
  const placed = new Uint8Array(starts.length);
  const order = [...sizes.keys()].sort((a, b) => sizes[b] - sizes[a] || a - b);
  // Links seen from both sides; each piece is placed by the first link that reaches it.
  const links: number[] = [];
  for (let u = 0; u < n; u++) {
    for (let e = offsets[u]; e < offsets[u + 1]; e++) if (piece[neighbors[e]] !== piece[u]) links.push(u, neighbors[e]);
  }
  for (const root of order) {
    if (placed[root]) continue;
    placed[root] = 1;
    for (let again = true; again; ) {
      again = false;
      for (let l = 0; l < links.length; l += 2) {
        const u = links[l];
        const v = links[l + 1];
        const a = piece[u];
        const b = piece[v];
        if (!placed[a] || placed[b]) continue;
        const dx = metres[2 * v] - metres[2 * u];
        const dy = metres[2 * v + 1] - metres[2 * u + 1];
        const far = Math.sqrt(dx * dx + dy * dy);
        const near = 500 * (Math.sqrt(areaKm2[u]) + Math.sqrt(areaKm2[v]));
        const by = far > near ? near / far - 1 : 0;
        shift[2 * b] = shift[2 * a] + by * dx;
        shift[2 * b + 1] = shift[2 * a + 1] + by * dy;
        placed[b] = 1;
        again = true;
      }
    }
  }
  for (let u = 0; u < n; u++) {
    metres[2 * u] += shift[2 * piece[u]];
    metres[2 * u + 1] += shift[2 * piece[u] + 1];
  }
}
