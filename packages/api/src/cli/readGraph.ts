import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError, fromCells, fromEdges, type EdgeSpec, type Measure, type UnitGraph } from '@hexalign/engine';
import { cellArea, cellToLatLng, isValidCell } from 'h3-js';
import { InputError } from '../datasets/inputError.ts';
import { openFault } from './openFault.ts';

/** A unit graph made by others. n = units. */
export interface ReadGraph {
  readonly graph: UnitGraph;
  readonly measures: readonly Measure[];
  /** Today's territory of each unit; null when the file names none. */
  readonly current: readonly (string | null)[] | null;
  /** A text that every unit may have, such as the territory it is held in; null where it has none. @throws InputError when no unit has it */
  readonly texts: (key: string, option: string) => (string | null)[];
  /** Hex SHA-256 of the files' bytes. */
  readonly inputHash: string;
  readonly notes: readonly string[];
}

/** What the two forms have in common before the graph is made; all in the order of the file. */
interface RawGraph {
  readonly spec: EdgeSpec;
  readonly measures: readonly { readonly name: string; readonly values: Float64Array }[];
  readonly current: readonly (string | null)[] | null;
  /** Units as the file has them; none in a folder of arrays. */
  readonly units: readonly Record<string, unknown>[];
  readonly inputHash: string;
}

/**
 * Reads `--graph`: JSON `{ units: [{ id, lng, lat, areaKm2, measures }], borders: [[i, j, metres?]], current? }`, or a
 * folder of compressed sparse rows (`cells.txt xadj.i32 adj.i32 w1.i32 w2.i32`, H3 cells).
 *
 * @throws InputError with the unit or border that is wrong
 */
export async function readGraph(path: string): Promise<ReadGraph> {
  const kind = await stat(path).catch((error: unknown) => {
    throw openFault(error, path, '--graph', 'a JSON file or a folder');
  });
  const raw = kind.isDirectory() ? await readFolder(path) : await readJson(path);
  const { graph, order } = built(path, raw.spec);
  const notes: string[] = [];
  const measures = raw.measures.flatMap(({ name, values }): Measure[] => {
    if (values.some((value) => value > 0)) return [{ key: name, unit: 'count', values: Float64Array.from(order, (from) => values[from]) }];
    notes.push(`Measure ${name} is 0 everywhere and was dropped.`);
    return [];
  });
  if (measures.length === 0) throw fault(path, 'measure.all_zero', 'at least one measure above 0', 'none', 'Give every unit its measures.');
  const current = raw.current && Array.from(order, (from) => raw.current![from]);
  const texts = (key: string, option: string): (string | null)[] => {
    const found = Array.from(order, (from) => {
      const text = raw.units[from]?.[key];
      return text === undefined || text === null || String(text).trim() === '' ? null : String(text).trim();
    });
    if (found.every((text) => text === null)) throw fault(`${option} ${key}`, 'graph.text', 'a text that some unit has beside its id', `no "${key}" in ${path}`, `Give units a "${key}".`);
    return found;
  };
  return { graph, measures, current, texts, inputHash: raw.inputHash, notes };
}

/** Cells with exactly the borders that H3 gives them get their true border lengths and areas. */
function built(path: string, spec: EdgeSpec): { graph: UnitGraph; order: Uint32Array } {
  try {
    const made = fromEdges(spec);
    if (spec.borderM === undefined && spec.ids.every((id) => isValidCell(id))) {
      const cells = fromCells(made.graph.ids);
      if (cells.fingerprint === made.graph.fingerprint) return { graph: cells, order: made.order };
    }
    return made;
  } catch (error) {
    if (error instanceof EngineError) throw fault(path, error.code, 'a graph whose units and borders fit together', error.message.replace(/\.$/, ''), 'Mend the graph and try again.');
    throw error;
  }
}

async function readJson(path: string): Promise<RawGraph> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw openFault(error, path, '--graph', 'a JSON file or a folder');
  });
  let root: unknown;
  try {
    root = JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, ''));
  } catch (error) {
    throw fault(path, 'graph.not_json', 'JSON', (error as Error).message, 'See docs/formats.md for the graph format.');
  }
  const { units, borders, current } = (typeof root === 'object' && root !== null ? root : {}) as Record<string, unknown>;
  if (!Array.isArray(units) || units.length === 0) throw fault(path, 'graph.units', 'a list "units" with at least one unit', kindOf(units), 'See docs/formats.md for the graph format.');
  if (!Array.isArray(borders)) throw fault(path, 'graph.borders', 'a list "borders" of [i, j] or [i, j, metres]', kindOf(borders), 'See docs/formats.md for the graph format.');
  const n = units.length;
  const ids: string[] = [];
  const lngLat = new Float64Array(2 * n);
  const areaKm2 = new Float64Array(n);
  const names = Object.keys(((units[0] as Record<string, unknown> | null)?.measures ?? {}) as object);
  if (names.length === 0 || names.length > 8) throw fault(`${path}, unit 0`, 'graph.measures', '"measures" with 1 to 8 names', String(names.length), 'Give every unit the same measures.');
  const values = names.map(() => new Float64Array(n));
  units.forEach((unit: unknown, u) => {
    const { id, lng, lat, areaKm2: area, measures } = (typeof unit === 'object' && unit !== null ? unit : {}) as Record<string, unknown>;
    const bad = (code: string, expected: string, found: unknown) => fault(`${path}, unit ${u}${typeof id === 'string' ? ` (${id})` : ''}`, code, expected, JSON.stringify(found)?.slice(0, 80) ?? 'nothing', 'Mend the graph and try again.');
    if (typeof id !== 'string' && typeof id !== 'number') throw bad('graph.id', 'an "id"', id);
    if (String(id).trim() === '') throw bad('graph.id', 'an "id" that is not empty', id);
    if (typeof lng !== 'number' || typeof lat !== 'number') throw bad('graph.coordinate', 'numbers "lng" and "lat" in degrees', [lng, lat]);
    if (typeof area !== 'number') throw bad('graph.area', 'a number "areaKm2" above 0', area);
    ids.push(String(id));
    lngLat[2 * u] = lng;
    lngLat[2 * u + 1] = lat;
    areaKm2[u] = area;
    names.forEach((name, m) => {
      const value = (measures as Record<string, unknown> | null | undefined)?.[name];
      if (typeof value !== 'number' || !(value >= 0) || !(value <= 1e15)) throw bad('graph.measures', `a number >= 0 for "${name}"`, value);
      values[m][u] = value;
    });
  });
  const pairs = new Uint32Array(2 * borders.length);
  const borderM = new Float32Array(borders.length).fill(1);
  let metres = false;
  borders.forEach((border: unknown, e) => {
    if (!Array.isArray(border) || !isPosition(border[0], n) || !isPosition(border[1], n) || (border[2] !== undefined && border[2] !== null && !(typeof border[2] === 'number' && border[2] >= 0))) {
      throw fault(`${path}, border ${e}`, 'graph.border', `[i, j] or [i, j, metres] with positions from 0 to ${n - 1}`, JSON.stringify(border)?.slice(0, 80) ?? 'nothing', 'Mend the graph and try again.');
    }
    pairs.set([border[0], border[1]], 2 * e);
    if (typeof border[2] === 'number') {
      borderM[e] = border[2];
      metres = true;
    }
  });
  return { spec: { ids, lngLat, areaKm2, pairs, ...(metres ? { borderM } : {}) }, measures: names.map((name, m) => ({ name, values: values[m] })), current: currentOf(path, current, n), units: units as Record<string, unknown>[], inputHash: createHash('sha256').update(bytes).digest('hex') };
}

function currentOf(path: string, current: unknown, n: number): (string | null)[] | null {
  if (current === undefined || current === null) return null;
  if (!Array.isArray(current) || current.length !== n) throw fault(path, 'graph.current', `a list "current" of ${n} slots`, Array.isArray(current) ? `${current.length}` : kindOf(current), 'Give one slot (from 0) or null per unit.');
  return current.map((slot: unknown, u) => {
    if (slot === null || slot === -1) return null;
    if (!isPosition(slot, 65534)) throw fault(`${path}, current ${u}`, 'graph.current', 'a slot from 0 to 65,533, or null', JSON.stringify(slot)?.slice(0, 40) ?? 'nothing', 'Mend the graph and try again.');
    return `T${String(slot + 1).padStart(2, '0')}`;
  });
}

async function readFolder(path: string): Promise<RawGraph> {
  const hash = createHash('sha256');
  const bytesOf = async (name: string) => {
    const bytes = await readFile(join(path, name)).catch((error: unknown) => {
      throw openFault(error, join(path, name), '--graph', 'a folder with cells.txt, xadj.i32, adj.i32 and w1.i32');
    });
    hash.update(`${name}\n`).update(bytes);
    return bytes;
  };
  const numbers = async (name: string) => {
    const bytes = await bytesOf(name);
    if (bytes.length % 4 !== 0) throw fault(join(path, name), 'graph.length', 'whole 32-bit numbers', `${bytes.length} bytes`, 'Write the graph again.');
    return new Int32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  };
  const ids = (await bytesOf('cells.txt')).toString('utf8').split(/\r?\n/).filter((id) => id !== '');
  const n = ids.length;
  const xadj = await numbers('xadj.i32');
  const adj = await numbers('adj.i32');
  const w1 = await numbers('w1.i32');
  const two = await stat(join(path, 'w2.i32')).then(() => true, () => false);
  const weights = two ? [w1, await numbers('w2.i32')] : [w1];
  if (xadj.length !== n + 1 || xadj[n] !== adj.length || weights.some((values) => values.length !== n)) throw fault(path, 'graph.length', `files for ${n} units that fit together`, `xadj ${xadj.length}, adj ${adj.length}, weights ${weights.map((values) => values.length).join(' and ')}`, 'Write the graph again.');
  const lngLat = new Float64Array(2 * n);
  const areaKm2 = new Float64Array(n);
  for (let u = 0; u < n; u++) {
    if (!isValidCell(ids[u])) throw fault(join(path, 'cells.txt'), 'graph.id', 'H3 cells, one a line', `"${ids[u]}" in line ${u + 1}`, 'Give a graph of other units as JSON.');
    const [lat, lng] = cellToLatLng(ids[u]);
    lngLat[2 * u] = lng;
    lngLat[2 * u + 1] = lat;
    areaKm2[u] = cellArea(ids[u], 'km2');
  }
  const pairs: number[] = [];
  for (let u = 0; u < n; u++) for (let e = xadj[u]; e < xadj[u + 1]; e++) if (adj[e] > u) pairs.push(u, adj[e]);
  for (const [m, values] of weights.entries()) {
    const bad = values.findIndex((value) => value < 0);
    if (bad >= 0) throw fault(join(path, `w${m + 1}.i32`), 'graph.measures', 'numbers >= 0', `${values[bad]} at position ${bad}`, 'Write the graph again.');
  }
  return { spec: { ids, lngLat, areaKm2, pairs: Uint32Array.from(pairs) }, measures: weights.map((values, m) => ({ name: `w${m + 1}`, values: Float64Array.from(values) })), current: null, units: [], inputHash: hash.digest('hex') };
}

function isPosition(value: unknown, n: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < n;
}

function kindOf(value: unknown): string {
  return value === undefined || value === null ? 'none' : Array.isArray(value) ? `a list of ${value.length}` : `a ${typeof value}`;
}

function fault(where: string, code: string, expected: string, found: string, repair: string): InputError {
  return new InputError({ code, where, expected, found, repair });
}
