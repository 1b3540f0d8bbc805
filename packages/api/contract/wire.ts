/**
 * The only encoders and decoders of packed numbers, used by server and web. Everything is little-endian, every block
 * starts at a multiple of 8 bytes, and a decoder copies nothing: what it returns are views of the buffer.
 */

const MEASURES = 0x534d5848; // "HXMS"
const ACCOUNTS = 0x43415848; // "HXAC"
const HEADER = 16;

/** A buffer that is not what its reader expects: cut short, of another kind or of another version. */
export class WireError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WireError';
  }
}

/** Slots: n unsigned 16-bit numbers, 65,535 = unassigned. */
export function packSlots(slots: Uint16Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(slots.length * 2);
  bytes.set(new Uint8Array(slots.buffer, slots.byteOffset, slots.byteLength));
  return bytes;
}

/** @param units expected number of units */
export function unpackSlots(buffer: ArrayBuffer, units: number): Uint16Array<ArrayBuffer> {
  if (buffer.byteLength !== units * 2) throw new WireError(`slots: ${buffer.byteLength} bytes found, ${units * 2} expected for ${units} units`);
  return new Uint16Array(buffer);
}

/** Accounts of each unit: n unsigned 32-bit numbers. */
export function packCounts(unit: Uint32Array, units: number): Uint8Array<ArrayBuffer> {
  const counts = new Uint32Array(units);
  for (const u of unit) counts[u]++;
  return new Uint8Array(counts.buffer);
}

/** @param units expected number of units */
export function unpackCounts(buffer: ArrayBuffer, units: number): Uint32Array<ArrayBuffer> {
  if (buffer.byteLength !== units * 4) throw new WireError(`account counts: ${buffer.byteLength} bytes found, ${units * 4} expected for ${units} units`);
  return new Uint32Array(buffer);
}

/** Measures: header (magic, units n, measures q, 0), then q rows of n 64-bit floats. */
export function packMeasures(measures: readonly Float64Array[], units: number): Uint8Array<ArrayBuffer> {
  const buffer = new ArrayBuffer(HEADER + measures.length * units * 8);
  new Uint32Array(buffer, 0, 4).set([MEASURES, units, measures.length, 0]);
  const numbers = new Float64Array(buffer, HEADER);
  measures.forEach((values, row) => numbers.set(values, row * units));
  return new Uint8Array(buffer);
}

/** q rows of n values, in the order of the units' measures. */
export function unpackMeasures(buffer: ArrayBuffer): Float64Array[] {
  const [units, count] = header(buffer, MEASURES, 'measures', (n, q) => n * q * 8);
  return Array.from({ length: count }, (_, row) => new Float64Array(buffer, HEADER + row * units * 8, units));
}

/** Accounts as columns; a = accounts, q = measures. Names and ids come by `/accounts/list`. */
export interface PackedAccounts {
  /** 2a, `[lng, lat]` in degrees. */
  readonly lngLat: Float64Array;
  /** a indexes into the graph. */
  readonly unit: Uint32Array;
  /** q rows of a values. */
  readonly values: readonly Float64Array[];
}

/** Accounts: header (magic, accounts a, measures q, 0), 2a degrees, q rows of a values (all 64-bit floats), a 32-bit unit indexes. */
export function packAccounts(accounts: PackedAccounts): Uint8Array<ArrayBuffer> {
  const count = accounts.unit.length;
  const buffer = new ArrayBuffer(HEADER + accountBytes(count, accounts.values.length));
  new Uint32Array(buffer, 0, 4).set([ACCOUNTS, count, accounts.values.length, 0]);
  const numbers = new Float64Array(buffer, HEADER, count * (2 + accounts.values.length));
  numbers.set(accounts.lngLat, 0);
  accounts.values.forEach((row, i) => numbers.set(row, count * (2 + i)));
  new Uint32Array(buffer, HEADER + numbers.byteLength, count).set(accounts.unit);
  return new Uint8Array(buffer);
}

export function unpackAccounts(buffer: ArrayBuffer): PackedAccounts {
  const [count, rows] = header(buffer, ACCOUNTS, 'accounts', accountBytes);
  const lngLat = new Float64Array(buffer, HEADER, count * 2);
  const values = Array.from({ length: rows }, (_, i) => new Float64Array(buffer, HEADER + count * (2 + i) * 8, count));
  return { lngLat, values, unit: new Uint32Array(buffer, HEADER + count * (2 + rows) * 8, count) };
}

function accountBytes(count: number, rows: number): number {
  return count * (2 + rows) * 8 + count * 4;
}

function header(buffer: ArrayBuffer, magic: number, what: string, bytes: (a: number, b: number) => number): [number, number] {
  if (buffer.byteLength < HEADER) throw new WireError(`${what}: the buffer is cut short`);
  const [found, a, b] = new Uint32Array(buffer, 0, 4);
  if (found !== magic) throw new WireError(`${what}: the buffer holds something else`);
  if (buffer.byteLength !== HEADER + bytes(a, b)) throw new WireError(`${what}: ${buffer.byteLength} bytes found, ${HEADER + bytes(a, b)} expected`);
  return [a, b];
}
