/** Judges any assignment the same way, whoever made it: by sums, by a plain search for pieces, and by moments of area. */
import { project, type Measure, type UnitGraph } from '@hexalign/engine';

export interface Quality {
  /** Largest |deviation| of any territory, per measure, 0-1. */
  readonly worst: readonly number[];
  /** Territories in more than one piece. */
  readonly broken: number;
  readonly empty: number;
  /** Mean of A^2 / (2 pi I) over the territories; 1 is a disc. */
  readonly momentCompactness: number;
}

export function judge(graph: UnitGraph, measures: readonly Measure[], slots: Uint16Array, k: number): Quality {
  const pieces = countPieces(graph, slots, k);
  return {
    worst: measures.map(({ values }) => worstDeviation(values, slots, k)),
    broken: pieces.filter((count) => count > 1).length,
    empty: pieces.filter((count) => count === 0).length,
    momentCompactness: meanCompactness(graph, slots, k),
  };
}

/** As columns of the report. */
export function columnsOf({ worst, broken, empty, momentCompactness }: Quality): Record<string, string | number> {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  return {
    'worst revenue': percent(worst[0] ?? 0),
    'worst hours': percent(worst[1] ?? 0),
    'in pieces': broken,
    empty,
    compactness: momentCompactness.toFixed(3),
  };
}

/** Territories further than `tolerance` from an even share of any measure. */
export function countOutside(measures: readonly Measure[], slots: Uint16Array, k: number, tolerance: number): number {
  const all = measures.map(({ values }) => deviations(values, slots, k));
  return Array.from({ length: k }, (_, slot) => slot).filter((slot) => all.some((one) => one[slot] > tolerance + 1e-9)).length;
}

function worstDeviation(values: Float64Array, slots: Uint16Array, k: number): number {
  return deviations(values, slots, k).reduce((worst, one) => Math.max(worst, one), 0);
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

function meanCompactness(graph: UnitGraph, slots: Uint16Array, k: number): number {
  const metres = project(graph);
  const sums = Array.from({ length: k }, () => ({ a: 0, x: 0, y: 0, r: 0 }));
  for (let u = 0; u < slots.length; u++) {
    const one = sums[slots[u]];
    if (!one) continue;
    const a = graph.areaKm2[u];
    const [x, y] = [metres[2 * u] / 1000, metres[2 * u + 1] / 1000];
    one.a += a;
    one.x += a * x;
    one.y += a * y;
    // A unit is no point: its own second moment is that of a disc of its area.
    one.r += a * (x * x + y * y) + (a * a) / (2 * Math.PI);
  }
  const full = sums.filter(({ a }) => a > 0);
  return full.reduce((mean, { a, x, y, r }) => mean + (a * a) / (2 * Math.PI * (r - (x * x + y * y) / a)) / full.length, 0);
}
