import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

/** Compresses the bytes of a typed array for a `bytea` column; neighbouring units share slots, so little is left. */
export async function pack(array: ArrayBufferView): Promise<Buffer> {
  return deflate(new Uint8Array(array.buffer as ArrayBuffer, array.byteOffset, array.byteLength), { level: 1 });
}

/** Bytes of a `bytea` column in a buffer of their own, ready for views of any width. */
export async function unpack(column: Buffer): Promise<ArrayBuffer> {
  const bytes = await inflate(column);
  const own = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(own).set(bytes);
  return own;
}

export async function unpackSlots(column: Buffer): Promise<Uint16Array<ArrayBuffer>> {
  return new Uint16Array(await unpack(column));
}
