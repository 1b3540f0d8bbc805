import { unitVectors } from '../graph/project.ts';
import type { UnitGraph } from '../graph/unitGraph.ts';

/** Where territories are, for measuring the way there. k = territories. */
export interface TerritoryCentres {
  /** k units, -1 for a territory without ground. */
  readonly unit: Int32Array;
  /** 2k degrees, `[lng, lat]` of those units; NaN without ground. */
  readonly lngLat: Float64Array;
}

/**
 * The centre of every territory: its own unit nearest to the mean of its places on the globe, so that a centre never lies in
 * a lake or with the neighbour. Ties go to the lower unit.
 *
 * @param slots n slots; those of k or above (`UNASSIGNED`) are nobody's
 * @param weight n weights >= 0, such as accounts or hours; area when left out, and for a territory without any weight
 */
export function territoryCentres(graph: Pick<UnitGraph, 'lngLat' | 'areaKm2'>, slots: Uint16Array, k: number, weight?: Float64Array): TerritoryCentres {
  const vectors = unitVectors(graph.lngLat);
  const n = slots.length;
  const sums = new Float64Array(k);
  if (weight) for (let u = 0; u < n; u++) if (slots[u] < k) sums[slots[u]] += weight[u];
  const mean = new Float64Array(3 * k);
  for (let u = 0; u < n; u++) {
    const slot = slots[u];
    if (slot >= k) continue;
    const heft = weight && sums[slot] > 0 ? weight[u] : graph.areaKm2[u];
    for (let i = 0; i < 3; i++) mean[3 * slot + i] += heft * vectors[3 * u + i];
  }
  // On the sphere the nearest direction is the one with the largest product; the length of the mean does not matter.
  const unit = new Int32Array(k).fill(-1);
  const best = new Float64Array(k).fill(-Infinity);
  for (let u = 0; u < n; u++) {
    const slot = slots[u];
    if (slot >= k) continue;
    const along = mean[3 * slot] * vectors[3 * u] + mean[3 * slot + 1] * vectors[3 * u + 1] + mean[3 * slot + 2] * vectors[3 * u + 2];
    if (unit[slot] >= 0 && along <= best[slot]) continue;
    unit[slot] = u;
    best[slot] = along;
  }
  const lngLat = new Float64Array(2 * k).fill(NaN);
  unit.forEach((u, slot) => {
    if (u >= 0) lngLat.set(graph.lngLat.subarray(2 * u, 2 * u + 2), 2 * slot);
  });
  return { unit, lngLat };
}
