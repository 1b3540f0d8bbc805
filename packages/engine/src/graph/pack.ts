import { EngineError } from '../base/errors.ts';
import type { UnitGraph } from './unitGraph.ts';

/**
 * One buffer for a whole graph, to be stored, sent or shared between threads.
 *
 * Layout, little-endian: 16 uint32 of header (magic `HXG1`, version, n, m, code units of all ids, bytes per code unit,
 * the fingerprint as 8 words, two unused), then lngLat, areaKm2 (float64), offsets, neighbors (uint32), borderM
 * (float32), ends of the ids (uint32) and their code units, one byte each where that is enough, else two. Every
 * section starts at a multiple of its item size.
 */
const MAGIC = 0x31475848;
const VERSION = 1;
const HEADER_BYTES = 64;

interface Counts {
  readonly n: number;
  readonly m: number;
  readonly codes: number;
  readonly width: number;
}

/** Where the sections lie, by counts alone. */
function layout({ n, m, codes, width }: Counts): { lngLat: number; areaKm2: number; offsets: number; neighbors: number; borderM: number; idEnds: number; ids: number; total: number } {
  const lngLat = HEADER_BYTES;
  const areaKm2 = lngLat + 16 * n;
  const offsets = areaKm2 + 8 * n;
  const neighbors = offsets + 4 * (n + 1);
  const borderM = neighbors + 4 * m;
  const idEnds = borderM + 4 * m;
  const ids = idEnds + 4 * n;
  return { lngLat, areaKm2, offsets, neighbors, borderM, idEnds, ids, total: ids + codes * width };
}

/**
 * Packs a graph into one buffer.
 *
 * @param shared true for memory that several threads may read at once
 */
export function packGraph(graph: UnitGraph, shared: true): SharedArrayBuffer;
export function packGraph(graph: UnitGraph, shared?: false): ArrayBuffer;
export function packGraph(graph: UnitGraph, shared = false): ArrayBuffer | SharedArrayBuffer {
  const n = graph.ids.length;
  const m = graph.neighbors.length;
  const { codes, width } = measureIds(graph.ids);
  const at = layout({ n, m, codes, width });
  const buffer = shared ? new SharedArrayBuffer(at.total) : new ArrayBuffer(at.total);
  const header = new Uint32Array(buffer, 0, 16);
  header.set([MAGIC, VERSION, n, m, codes, width]);
  for (let i = 0; i < 8; i++) header[6 + i] = parseInt(graph.fingerprint.slice(8 * i, 8 * i + 8), 16);
  new Float64Array(buffer, at.lngLat, 2 * n).set(graph.lngLat);
  new Float64Array(buffer, at.areaKm2, n).set(graph.areaKm2);
  new Uint32Array(buffer, at.offsets, n + 1).set(graph.offsets);
  new Uint32Array(buffer, at.neighbors, m).set(graph.neighbors);
  new Float32Array(buffer, at.borderM, m).set(graph.borderM);
  const ends = new Uint32Array(buffer, at.idEnds, n);
  const text = codeUnits(buffer, at.ids, codes, width);
  let end = 0;
  for (let u = 0; u < n; u++) {
    const id = graph.ids[u];
    for (let i = 0; i < id.length; i++) text[end++] = id.charCodeAt(i);
    ends[u] = end;
  }
  return buffer;
}

/**
 * Reads a packed graph. The numbers are views on the buffer, not copies: whoever changes the buffer changes the graph.
 *
 * @throws EngineError `graph.packed` when the buffer holds no packed graph of this version
 */
export function unpackGraph(buffer: ArrayBufferLike): UnitGraph {
  const header = buffer.byteLength >= HEADER_BYTES ? new Uint32Array(buffer, 0, 16) : new Uint32Array(16);
  const [magic, version, n, m, codes, width] = header;
  const at = layout({ n, m, codes, width });
  if (magic !== MAGIC || version !== VERSION || buffer.byteLength !== at.total) {
    throw new EngineError('graph.packed', `The buffer of ${buffer.byteLength} bytes holds no unit graph of version ${VERSION}; build the graph again.`, version);
  }
  const ends = new Uint32Array(buffer, at.idEnds, n);
  const text = textOf(codeUnits(buffer, at.ids, codes, width));
  const ids = new Array<string>(n);
  for (let u = 0, start = 0; u < n; start = ends[u++]) ids[u] = text.slice(start, ends[u]);
  return {
    ids,
    offsets: new Uint32Array(buffer, at.offsets, n + 1),
    neighbors: new Uint32Array(buffer, at.neighbors, m),
    borderM: new Float32Array(buffer, at.borderM, m),
    lngLat: new Float64Array(buffer, at.lngLat, 2 * n),
    areaKm2: new Float64Array(buffer, at.areaKm2, n),
    fingerprint: Array.from(header.subarray(6, 14), (word) => word.toString(16).padStart(8, '0')).join(''),
  };
}

function measureIds(ids: readonly string[]): { codes: number; width: number } {
  let codes = 0;
  let highest = 0;
  for (const id of ids) {
    codes += id.length;
    for (let i = 0; i < id.length; i++) highest |= id.charCodeAt(i);
  }
  return { codes, width: highest > 255 ? 2 : 1 };
}

function codeUnits(buffer: ArrayBufferLike, at: number, codes: number, width: number): Uint8Array | Uint16Array {
  return width === 1 ? new Uint8Array(buffer, at, codes) : new Uint16Array(buffer, at, codes);
}

function textOf(codes: Uint8Array | Uint16Array): string {
  const parts: string[] = [];
  // Few enough at a time to be the arguments of one call; `apply` takes any list, whatever its type says.
  for (let i = 0; i < codes.length; i += 8192) parts.push(String.fromCharCode.apply(null, codes.subarray(i, i + 8192) as unknown as number[]));
  return parts.join('');
}
