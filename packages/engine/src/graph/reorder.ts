import { EngineError } from '../base/errors.ts';
import { assemble, rowsFromPairs } from './assemble.ts';
import type { UnitGraph } from './unitGraph.ts';

/**
 * The same ground with its units in another order, for a scenario whose units must keep their positions.
 *
 * @param order n units of `graph`, each once: the one at position `u` becomes unit `u`
 * @throws EngineError `graph.order`
 */
export function reorder(graph: UnitGraph, order: Uint32Array): UnitGraph {
  const n = graph.ids.length;
  const position = new Int32Array(n).fill(-1);
  order.forEach((unit, u) => {
    if (unit < n) position[unit] = u;
  });
  if (order.length !== n || position.includes(-1)) throw new EngineError('graph.order', `The order must name each of the ${n} units once.`, order.length);
  const pairs: number[] = [];
  const borderM: number[] = [];
  for (let u = 0; u < n; u++) {
    for (let i = graph.offsets[u]; i < graph.offsets[u + 1]; i++) {
      const v = graph.neighbors[i];
      if (v < u) continue;
      pairs.push(position[u], position[v]);
      borderM.push(graph.borderM[i]);
    }
  }
  const lngLat = new Float64Array(2 * n);
  const areaKm2 = new Float64Array(n);
  order.forEach((unit, u) => {
    lngLat.set(graph.lngLat.subarray(2 * unit, 2 * unit + 2), 2 * u);
    areaKm2[u] = graph.areaKm2[unit];
  });
  return assemble({ ids: Array.from(order, (unit) => graph.ids[unit]), ...rowsFromPairs(n, Uint32Array.from(pairs), Float32Array.from(borderM)), lngLat, areaKm2 });
}
