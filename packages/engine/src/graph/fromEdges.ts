import { EngineError } from '../base/errors.ts';
import { assemble, rowsFromPairs } from './assemble.ts';
import type { UnitGraph } from './unitGraph.ts';

/** A unit graph made by others: n units in any order and e borders between them. */
export interface EdgeSpec {
  /** n distinct ids. */
  readonly ids: readonly string[];
  /** 2n degrees, `[lng, lat]`. */
  readonly lngLat: Float64Array;
  /** n square kilometres, > 0. */
  readonly areaKm2: Float64Array;
  /** 2e positions in `ids`, each pair once. */
  readonly pairs: Uint32Array;
  /** e metres, >= 0; 1 each when left out. */
  readonly borderM?: Float32Array;
}

/**
 * Builds a graph from a list of borders.
 *
 * @returns the graph, units sorted by id, and `order[i]`: the input position of unit `i`
 * @throws EngineError `graph.length`, `graph.id_repeated`, `graph.coordinate`, `graph.area`, `graph.border`, `graph.pair_repeated`
 */
export function fromEdges(spec: EdgeSpec): { graph: UnitGraph; order: Uint32Array } {
  const n = spec.ids.length;
  const borderM = spec.borderM ?? new Float32Array(spec.pairs.length / 2).fill(1);
  checkEdges(spec, borderM);

  const order = Uint32Array.from(spec.ids.keys());
  if (!isAscending(spec.ids)) order.sort((a, b) => (spec.ids[a] < spec.ids[b] ? -1 : spec.ids[a] > spec.ids[b] ? 1 : 0));
  const unitAt = new Uint32Array(n);
  const ids: string[] = new Array<string>(n);
  const lngLat = new Float64Array(2 * n);
  const areaKm2 = new Float64Array(n);
  for (let u = 0; u < n; u++) {
    const from = order[u];
    unitAt[from] = u;
    ids[u] = spec.ids[from];
    if (u > 0 && ids[u] === ids[u - 1]) {
      throw new EngineError('graph.id_repeated', `Unit id ${JSON.stringify(ids[u])} stands at positions ${order[u - 1]} and ${from}; give every unit an id of its own.`, ids[u]);
    }
    lngLat[2 * u] = spec.lngLat[2 * from];
    lngLat[2 * u + 1] = spec.lngLat[2 * from + 1];
    areaKm2[u] = spec.areaKm2[from];
  }
  const rows = rowsFromPairs(n, spec.pairs.map((position) => unitAt[position]), borderM);
  for (let u = 0; u < n; u++) {
    for (let i = rows.offsets[u] + 1; i < rows.offsets[u + 1]; i++) {
      if (rows.neighbors[i] === rows.neighbors[i - 1]) {
        const pair = [ids[u], ids[rows.neighbors[i]]];
        throw new EngineError('graph.pair_repeated', `The border between ${pair[0]} and ${pair[1]} is given more than once; list each pair once, in either direction.`, pair);
      }
    }
  }
  return { graph: assemble({ ids, ...rows, lngLat, areaKm2 }), order };
}

function isAscending(ids: readonly string[]): boolean {
  for (let i = 1; i < ids.length; i++) if (ids[i - 1] >= ids[i]) return false;
  return true;
}

function checkEdges(spec: EdgeSpec, borderM: Float32Array): void {
  const n = spec.ids.length;
  if (spec.pairs.length % 2 !== 0) throw new EngineError('graph.length', `pairs has ${spec.pairs.length} values, expected two per border.`, spec.pairs.length);
  const lengths: readonly [string, number, number][] = [
    ['lngLat', spec.lngLat.length, 2 * n],
    ['areaKm2', spec.areaKm2.length, n],
    ['borderM', borderM.length, spec.pairs.length / 2],
  ];
  for (const [name, found, expected] of lengths) {
    if (found !== expected) throw new EngineError('graph.length', `${name} has ${found} values, expected ${expected} for ${n} units and ${spec.pairs.length / 2} borders.`, found);
  }
  for (let u = 0; u < n; u++) {
    const lng = spec.lngLat[2 * u];
    const lat = spec.lngLat[2 * u + 1];
    if (!(lng >= -180 && lng <= 180 && lat >= -90 && lat <= 90)) {
      throw new EngineError('graph.coordinate', `Unit ${JSON.stringify(spec.ids[u])} lies at [${lng}, ${lat}], expected [longitude, latitude] in degrees.`, [lng, lat]);
    }
    const area = spec.areaKm2[u];
    if (!(area > 0 && area < Infinity)) throw new EngineError('graph.area', `Unit ${JSON.stringify(spec.ids[u])} has an area of ${area} square kilometres, expected a number above 0.`, area);
  }
  for (let e = 0; e < borderM.length; e++) {
    const u = spec.pairs[2 * e];
    const v = spec.pairs[2 * e + 1];
    if (u >= n || v >= n || u === v) throw new EngineError('graph.border', `Border ${e} joins positions ${u} and ${v}, expected two different positions below ${n}.`, [u, v]);
    if (!(borderM[e] >= 0 && borderM[e] < Infinity)) throw new EngineError('graph.border', `Border ${e} is ${borderM[e]} metres long, expected a number of at least 0.`, borderM[e]);
  }
}
