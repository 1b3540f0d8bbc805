import { promisify } from 'node:util';
import { deflate, inflate, inflateRaw } from 'node:zlib';

const squeeze = promisify(deflate);
const open = promisify(inflate);
const openRaw = promisify(inflateRaw);

/** Bytes that are opened at once: the usual 16 kB are many pieces of a graph of a hundred megabytes. */
const CHUNK = 1 << 20;

/** Compresses the bytes of a typed array for a `bytea` column (zlib, RFC 1950); neighbouring units share slots, so little is left. */
export async function pack(array: ArrayBufferView): Promise<Buffer> {
  return squeeze(new Uint8Array(array.buffer as ArrayBuffer, array.byteOffset, array.byteLength), { level: 1 });
}

/** Whether a column has the head and the sum of zlib, which HTTP calls `deflate`; those of earlier versions lack them. */
export function isZlib(column: Buffer): boolean {
  return column.length > 6 && column[0] === 0x78 && column.readUInt16BE(0) % 31 === 0;
}

/** Bytes of a `bytea` column in a buffer of their own, ready for views of any width. */
export async function unpack(column: Buffer): Promise<ArrayBuffer> {
  const bytes = await (isZlib(column) ? open : openRaw)(column, { chunkSize: CHUNK });
  const own = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(own).set(bytes);
  return own;
}

export async function unpackSlots(column: Buffer): Promise<Uint16Array<ArrayBuffer>> {
  return new Uint16Array(await unpack(column));
}
