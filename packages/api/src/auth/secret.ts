import { createHash, randomBytes } from 'node:crypto';

/** A secret as it is handed out once, and what is kept of it. */
export interface Secret {
  readonly secret: string;
  readonly hash: Buffer;
}

/**
 * Makes a secret of 256 random bits. Nothing has to be done to slow down who guesses at it, so a plain hash is enough.
 *
 * @param prefix tells a person, or a scanner of leaked files, what it is
 */
export function newSecret(prefix = ''): Secret {
  const secret = `${prefix}${randomBytes(32).toString('base64url')}`;
  return { secret, hash: hashOf(secret) };
}

/** What is kept of a secret. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
