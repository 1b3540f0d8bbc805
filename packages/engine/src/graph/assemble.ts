import { littleEndian, sha256Hex } from '../base/hash.ts';
import type { UnitGraph } from './unitGraph.ts';

/**
 * Puts the arrays of a graph together. The fingerprint is computed when it is first asked for, since graphs
 * that a solver makes for itself never need one.
 */
export function assemble(parts: Omit<UnitGraph, 'fingerprint'>): UnitGraph {
  let fingerprint = '';
  return {
    ids: parts.ids,
    offsets: parts.offsets,
    neighbors: parts.neighbors,
    borderM: parts.borderM,
    lngLat: parts.lngLat,
    areaKm2: parts.areaKm2,
    get fingerprint() {
      return (fingerprint ||= sha256Hex(idBytes(parts.ids), littleEndian(parts.offsets), littleEndian(parts.neighbors)));
    },
  };
}

/** Ids as UTF-16 code units with a zero after each: no encoder is needed, and no two lists of ids look alike. */
function idBytes(ids: readonly string[]): Uint8Array {
  let length = ids.length;
  for (const id of ids) length += id.length;
  const bytes = new Uint8Array(length * 2);
  let at = 0;
  for (const id of ids) {
    for (let i = 0; i < id.length; i++) {
      const code = id.charCodeAt(i);
      bytes[at++] = code & 255;
      bytes[at++] = code >>> 8;
    }
    at += 2;
  }
  return bytes;
}

/**
 * Rows of neighbours from undirected pairs: each pair stands twice, neighbours ascend.
 *
 * @param n number of units
 * @param pairs 2e units, `[u0, v0, u1, v1, ...]`, each pair once, no unit with itself
 * @param borderM e metres
 */
export function rowsFromPairs(
  n: number,
  pairs: Uint32Array,
  borderM: Float32Array,
): Pick<UnitGraph, 'offsets' | 'neighbors' | 'borderM'> {
  const e = pairs.length / 2;
  const offsets = new Uint32Array(n + 1);
  for (let i = 0; i < 2 * e; i++) offsets[pairs[i] + 1]++;
  for (let u = 0; u < n; u++) offsets[u + 1] += offsets[u];
  const next = offsets.slice(0, n);
  const firstV = new Uint32Array(2 * e);
  const firstM = new Float32Array(2 * e);
  for (let i = 0; i < e; i++) {
    const u = pairs[2 * i];
    const v = pairs[2 * i + 1];
    firstV[next[u]] = v;
    firstM[next[u]++] = borderM[i];
    firstV[next[v]] = u;
    firstM[next[v]++] = borderM[i];
  }
  return transpose(n, offsets, firstV, firstM);
}

/** Turns rows round. A symmetric graph stays the same but for the order in its rows, which then ascends. */
export function transpose(
  n: number,
  offsets: Uint32Array,
  neighbors: Uint32Array,
  borderM: Float32Array,
): Pick<UnitGraph, 'offsets' | 'neighbors' | 'borderM'> {
  const next = offsets.slice(0, n);
  const turned = new Uint32Array(neighbors.length);
  const turnedM = new Float32Array(neighbors.length);
  for (let u = 0; u < n; u++) {
    for (let i = offsets[u]; i < offsets[u + 1]; i++) {
      const at = next[neighbors[i]]++;
      turned[at] = u;
      turnedM[at] = borderM[i];
    }
  }
  return { offsets, neighbors: turned, borderM: turnedM };
}
