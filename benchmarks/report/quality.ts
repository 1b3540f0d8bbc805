/** Judges any assignment the same way, whoever made it: by sums, a plain search for pieces and moments; nothing of the solver. */
import { compactness, project, type Measure, type UnitGraph } from '@hexalign/engine';

export interface Quality {
  /** Largest |deviation| of any territory, per measure, 0-1. */
  readonly worst: readonly number[];
  /** Territories that no measure puts further off than 1, 2 and 5 %. */
  readonly within: readonly [one: number, two: number, five: number];
  /** Territories in more than one piece. */
  readonly broken: number;
  readonly empty: number;
  /** Mean and least A^2 / (2 pi I) of the territories that are not empty; 1 is a disc. */
  readonly momentCompactness: number;
  readonly leastCompactness: number;
  /** Mean 4 pi A / P^2; along hexagon edges a round territory has about 0.68. */
  readonly polsbyPopper: number;
  /** Root mean square distance from the centre of a territory, weighted by the first measure. */
  readonly rmsKm: number;
}

export function judge(graph: UnitGraph, measures: readonly Measure[], slots: Uint16Array, k: number): Quality {
  const pieces = countPieces(graph, slots, k);
  const shapes = compactness(graph, slots, k).filter((_, slot) => pieces[slot] > 0);
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    worst: measures.map(({ values }) => deviations(values, slots, k).reduce((worst, one) => Math.max(worst, one), 0)),
    within: [0.01, 0.02, 0.05].map((tolerance) => k - countOutside(measures, slots, k, tolerance)) as [number, number, number],
    broken: pieces.filter((count) => count > 1).length,
    empty: pieces.filter((count) => count === 0).length,
    momentCompactness: mean(shapes.map((shape) => shape.momentCompactness)),
    leastCompactness: Math.min(...shapes.map((shape) => shape.momentCompactness)),
    polsbyPopper: mean(shapes.map((shape) => shape.polsbyPopper)),
    rmsKm: rmsDistance(graph, measures[0]?.values ?? graph.areaKm2, slots, k),
  };
}

/** Territories further than `tolerance` from an even share of any measure. */
export function countOutside(measures: readonly Measure[], slots: Uint16Array, k: number, tolerance: number): number {
  const all = measures.map(({ values }) => deviations(values, slots, k));
  return Array.from({ length: k }, (_, slot) => slot).filter((slot) => all.some((one) => one[slot] > tolerance + 1e-9)).length;
}

/** |deviation| of each territory from an even share. */
function deviations(values: Float64Array, slots: Uint16Array, k: number): Float64Array {
  const sums = new Float64Array(k);
  for (let u = 0; u < slots.length; u++) if (slots[u] < k) sums[slots[u]] += values[u];
  const target = values.reduce((a, b) => a + b, 0) / k;
  return sums.map((sum) => Math.abs(sum - target) / target);
}

function countPieces({ offsets, neighbors }: UnitGraph, slots: Uint16Array, k: number): number[] {
  const pieces = new Array<number>(k).fill(0);
  const seen = new Uint8Array(slots.length);
  const open: number[] = [];
  for (let start = 0; start < slots.length; start++) {
    if (seen[start] || slots[start] >= k) continue;
    pieces[slots[start]]++;
    seen[start] = 1;
    open.push(start);
    for (let u = open.pop(); u !== undefined; u = open.pop()) {
      for (let e = offsets[u]; e < offsets[u + 1]; e++) {
        const v = neighbors[e];
        if (seen[v] || slots[v] !== slots[u]) continue;
        seen[v] = 1;
        open.push(v);
      }
    }
  }
  return pieces;
}

function rmsDistance(graph: UnitGraph, weight: Float64Array, slots: Uint16Array, k: number): number {
  const metres = project(graph);
  const sums = new Float64Array(4 * k);
  let total = 0;
  for (let u = 0; u < slots.length; u++) {
    if (slots[u] >= k) continue;
    const [w, x, y] = [weight[u], metres[2 * u] / 1000, metres[2 * u + 1] / 1000];
    const row = 4 * slots[u];
    sums[row] += w;
    sums[row + 1] += w * x;
    sums[row + 2] += w * y;
    sums[row + 3] += w * (x * x + y * y);
    total += w;
  }
  let inertia = 0;
  for (let row = 0; row < 4 * k; row += 4) {
    const [w, x, y, second] = sums.subarray(row, row + 4);
    if (w > 0) inertia += second - (x * x + y * y) / w;
  }
  return Math.sqrt(Math.max(0, inertia) / total);
}
