import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Hex SHA-256 of the parts one after another; text counts as UTF-8. Callers separate the parts where that matters. */
export function sha256Hex(...parts: readonly (Uint8Array | string)[]): string {
  const hash = sha256.create();
  for (const part of parts) hash.update(typeof part === 'string' ? utf8ToBytes(part) : part);
  return bytesToHex(hash.digest());
}

/** Hex SHA-256 of a plan: the fingerprint of its graph as text, then one little-endian uint16 per unit. */
export function assignmentHash(fingerprint: string, slots: Uint16Array): string {
  const bytes = new Uint8Array(slots.length * 2);
  for (let u = 0; u < slots.length; u++) {
    bytes[2 * u] = slots[u] & 255;
    bytes[2 * u + 1] = slots[u] >>> 8;
  }
  return sha256Hex(fingerprint, bytes);
}

/** The bytes of 32-bit numbers, little-endian on every machine. */
export function littleEndian(values: Uint32Array): Uint8Array {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  if (new Uint8Array(Uint32Array.of(1).buffer)[0] === 1) return bytes;
  const swapped = new Uint8Array(bytes);
  for (let i = 0; i < swapped.length; i += 4) swapped.subarray(i, i + 4).reverse();
  return swapped;
}
