import type { UnitGraph } from '../graph/unitGraph.ts';
import type { Violation } from './problem.ts';

/**
 * Graphs of this engine's own builders are sound; those put together by hand may not be: rows that do not fit, units that
 * border themselves or nothing, borders seen from one side only, places and areas that are none. O(n + m).
 */
export function brokenGraph(graph: UnitGraph, say: (code: string, message: string, more?: Partial<Violation>) => void): void {
  const { ids, offsets, neighbors, borderM, lngLat, areaKm2 } = graph;
  const n = ids.length;
  const lengths: readonly [string, number, number][] = [['offsets', offsets?.length, n + 1], ['lngLat', lngLat?.length, 2 * n], ['areaKm2', areaKm2?.length, n], ['borderM', borderM?.length, neighbors?.length]];
  for (const [name, found, expected] of lengths) {
    if (found === expected) continue;
    say('graph.length', `The graph's ${name} has ${found ?? 'no'} numbers, expected ${expected} for ${n} units.`, { value: found, limit: expected });
    return;
  }
  for (let u = 0; u < n; u++) {
    if (!Number.isFinite(lngLat[2 * u]) || !Number.isFinite(lngLat[2 * u + 1])) say('graph.place', `Unit ${ids[u]} has no place: its longitude and latitude are ${lngLat[2 * u]}, ${lngLat[2 * u + 1]}.`, { unit: u });
    if (!(areaKm2[u] > 0 && areaKm2[u] < Infinity)) say('graph.area', `Unit ${ids[u]} must have an area above 0, not ${areaKm2[u]}.`, { unit: u, value: areaKm2[u] });
  }
  if (offsets[0] !== 0 || offsets[n] !== neighbors.length) {
    say('graph.border', `The graph's rows end at ${offsets[n]}, but there are ${neighbors.length} neighbours.`, { value: offsets[n], limit: neighbors.length });
    return;
  }
  // A border and its reverse cancel out in this sum, whatever their order.
  let oneSided = 0;
  for (let u = 0; u < n; u++) {
    for (let e = offsets[u]; e < offsets[u + 1]; e++) {
      const v = neighbors[e];
      if (!(v < n) || v === u || !(borderM[e] >= 0 && borderM[e] < Infinity)) {
        say('graph.border', `Unit ${ids[u]} has a border of ${borderM[e]} m with ${v === u ? 'itself' : v < n ? ids[v] : `unit ${v}, which is not there`}; give each pair of different units a length of at least 0.`, { unit: u });
        return;
      }
      oneSided = (oneSided + mix(u, v) - mix(v, u)) | 0;
    }
  }
  if (oneSided === 0) return;
  for (let u = 0; u < n; u++) {
    for (let e = offsets[u]; e < offsets[u + 1]; e++) {
      const v = neighbors[e];
      if (!neighbors.subarray(offsets[v], offsets[v + 1]).includes(u)) {
        say('graph.border', `Unit ${ids[u]} borders ${ids[v]}, but ${ids[v]} does not border ${ids[u]}; give every border from both sides.`, { unit: u });
        return;
      }
    }
  }
}

/** A number of 32 bits that tells a pair from its reverse. */
function mix(u: number, v: number): number {
  const a = Math.imul(u + 0x9e37, 0x85ebca6b);
  const b = Math.imul(v + 0x79b9, 0xc2b2ae35);
  return Math.imul(a ^ (b >>> 13) ^ (b << 7), 0x27d4eb2f);
}
