import { EngineError } from '../base/errors.ts';
import { assemble } from './assemble.ts';
import type { UnitGraph } from './unitGraph.ts';

/**
 * A graph without some of its borders: barriers such as rivers and frontiers. Pairs that are no neighbours change nothing.
 *
 * @param pairs two units per barrier
 * @throws EngineError `graph.border` for a unit that is not there
 */
export function cut(graph: UnitGraph, pairs: Uint32Array): UnitGraph {
  const n = graph.ids.length;
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    const [u, v] = [pairs[i], pairs[i + 1]];
    if (u >= n || v >= n) throw new EngineError('graph.border', `Barrier ${i / 2} lies between units ${u} and ${v}, expected units below ${n}.`, [u, v]);
  }
  return assemble({ ...ground(graph), ...rowsWithout(graph, pairs) });
}

/** The borders of a graph without those between the units of each pair. O(borders). */
export function rowsWithout(graph: UnitGraph, pairs: Uint32Array): Pick<UnitGraph, 'offsets' | 'neighbors' | 'borderM'> {
  const n = graph.ids.length;
  const barred = new Set<number>();
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    barred.add(pairs[i] * n + pairs[i + 1]);
    barred.add(pairs[i + 1] * n + pairs[i]);
  }
  const offsets = new Uint32Array(n + 1);
  const neighbors = new Uint32Array(graph.neighbors.length);
  const borderM = new Float32Array(graph.neighbors.length);
  let m = 0;
  for (let u = 0; u < n; u++) {
    for (let i = graph.offsets[u]; i < graph.offsets[u + 1]; i++) {
      if (barred.has(u * n + graph.neighbors[i])) continue;
      neighbors[m] = graph.neighbors[i];
      borderM[m++] = graph.borderM[i];
    }
    offsets[u + 1] = m;
  }
  return { offsets, neighbors: neighbors.slice(0, m), borderM: borderM.slice(0, m) };
}

/** What a graph keeps when only its borders change. */
export function ground(graph: UnitGraph): Pick<UnitGraph, 'ids' | 'lngLat' | 'areaKm2'> {
  return { ids: graph.ids, lngLat: graph.lngLat, areaKm2: graph.areaKm2 };
}
