import { EngineError } from '../base/errors.ts';
import { assemble, rowsFromPairs } from './assemble.ts';
import { ground } from './cut.ts';
import type { UnitGraph } from './unitGraph.ts';

/**
 * A graph with more borders: ferries, bridges, air routes. A link has a border of 0 metres; pairs that are
 * neighbours already change nothing.
 *
 * @param pairs two units per link
 * @throws EngineError `graph.border` for a unit that is not there or a link from a unit to itself
 */
export function link(graph: UnitGraph, pairs: Uint32Array): UnitGraph {
  const n = graph.ids.length;
  const joined = new Set<number>();
  const all: number[] = [];
  const metres: number[] = [];
  for (let u = 0; u < n; u++) {
    for (let i = graph.offsets[u]; i < graph.offsets[u + 1]; i++) {
      const v = graph.neighbors[i];
      if (v < u) continue;
      all.push(u, v);
      metres.push(graph.borderM[i]);
    }
  }
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    const u = Math.min(pairs[i], pairs[i + 1]);
    const v = Math.max(pairs[i], pairs[i + 1]);
    if (v >= n || u === v) throw new EngineError('graph.border', `Link ${i / 2} joins units ${u} and ${v}, expected two different units below ${n}.`, [u, v]);
    if (joined.has(u * n + v) || areNeighbors(graph, u, v)) continue;
    joined.add(u * n + v);
    all.push(u, v);
    metres.push(0);
  }
  return assemble({ ...ground(graph), ...rowsFromPairs(n, Uint32Array.from(all), Float32Array.from(metres)) });
}

/** True when two units share a border or a link; a search in the ascending row of the first. */
export function areNeighbors(graph: UnitGraph, u: number, v: number): boolean {
  let low = graph.offsets[u];
  let high = graph.offsets[u + 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (graph.neighbors[middle] < v) low = middle + 1;
    else high = middle;
  }
  return low < graph.offsets[u + 1] && graph.neighbors[low] === v;
}
