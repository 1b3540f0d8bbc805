import { project, random, type Measure, type UnitGraph } from '@hexalign/engine';

/** Rounds, fewer where units times territories are so many that they would take minutes. */
const ROUNDS = 50;
const WORK = 12e9;

/** Plain Lloyd: k-means over unit centres weighted by the first measure. What one gets without any idea of balance or contiguity. */
export function lloyd(graph: UnitGraph, measures: readonly Measure[], k: number): Uint16Array {
  const points = project(graph);
  const weight = measures[0]?.values ?? graph.areaKm2;
  const n = graph.ids.length;
  const stream = random(1);
  const centres = Float64Array.from({ length: k }, () => stream.below(n)).reduce((into, u, t) => {
    into[2 * t] = points[2 * u];
    into[2 * t + 1] = points[2 * u + 1];
    return into;
  }, new Float64Array(2 * k));
  const slots = new Uint16Array(n);
  const rounds = Math.min(ROUNDS, Math.ceil(WORK / (n * k)));
  for (let round = 0; round < rounds && assignNearest(points, centres, slots); round++) moveCentres(points, weight, slots, centres);
  return slots;
}

function assignNearest(points: Float64Array, centres: Float64Array, slots: Uint16Array): boolean {
  let changed = false;
  for (let u = 0; u < slots.length; u++) {
    let nearest = 0;
    let least = Infinity;
    for (let t = 0; 2 * t < centres.length; t++) {
      const dx = points[2 * u] - centres[2 * t];
      const dy = points[2 * u + 1] - centres[2 * t + 1];
      const d = dx * dx + dy * dy;
      if (d < least) [least, nearest] = [d, t];
    }
    changed ||= slots[u] !== nearest;
    slots[u] = nearest;
  }
  return changed;
}

function moveCentres(points: Float64Array, weight: Float64Array, slots: Uint16Array, centres: Float64Array): void {
  const sums = new Float64Array((centres.length / 2) * 3);
  for (let u = 0; u < slots.length; u++) {
    // Empty ground weighs a little, so that a centre without accounts still has a place.
    const w = weight[u] + 1;
    sums[3 * slots[u]] += w;
    sums[3 * slots[u] + 1] += w * points[2 * u];
    sums[3 * slots[u] + 2] += w * points[2 * u + 1];
  }
  for (let t = 0; 3 * t < sums.length; t++) {
    if (sums[3 * t] === 0) continue;
    centres[2 * t] = sums[3 * t + 1] / sums[3 * t];
    centres[2 * t + 1] = sums[3 * t + 2] / sums[3 * t];
  }
}
