import * as crypto from 'node:crypto';
import { promisify } from 'node:util';
import { argon2idAsync } from '@noble/hashes/argon2.js';

/** Cost of one hash: what OWASP names for argon2id. */
export interface Argon2Cost {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
}

const BYTES = 32;

/**
 * Argon2id (RFC 9106), by Node where it brings it (24.7 and later), else by the same function in JavaScript, which
 * gives the same bytes and takes some ten times as long.
 */
export async function argon2id(password: string, salt: Uint8Array, { memoryKiB, passes, lanes }: Argon2Cost): Promise<Buffer> {
  const message = Buffer.from(password.normalize('NFKC'));
  if (typeof crypto.argon2 === 'function') {
    return promisify(crypto.argon2)('argon2id', { message, nonce: salt, memory: memoryKiB, passes, parallelism: lanes, tagLength: BYTES });
  }
  return inJavaScript(message, salt, { memoryKiB, passes, lanes });
}

/** The slow way, which yields to others while it works. */
export async function inJavaScript(message: Uint8Array, salt: Uint8Array, { memoryKiB, passes, lanes }: Argon2Cost): Promise<Buffer> {
  return Buffer.from(await argon2idAsync(message, salt, { m: memoryKiB, t: passes, p: lanes, dkLen: BYTES }));
}
