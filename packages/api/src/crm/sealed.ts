import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { AppError } from '../http/appError.ts';

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** Seals texts so that only this server, with its key, can open them, and only for what they were sealed for. */
export interface Sealer {
  seal(text: string, what: string): Buffer;
  /** @throws AppError `crm.secret` when the key is another one */
  open(sealed: Buffer, what: string): string;
}

/** @param secret of the administrator, at least 32 characters; null = nothing can be sealed */
export function sealer(secret: string | null): Sealer | null {
  if (secret === null) return null;
  const key = Buffer.from(hkdfSync('sha256', secret, 'hexalign', 'credentials', 32));
  return {
    seal(text, what) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(what));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open(sealed, what) {
      try {
        const opener = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE)).setAAD(Buffer.from(what)).setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
        return Buffer.concat([opener.update(sealed.subarray(NONCE + TAG)), opener.final()]).toString('utf8');
      } catch {
        throw new AppError('crm.secret', { where: 'HEXALIGN_SECRET_KEY', expected: 'the key that the credentials were sealed with', found: 'another one', repair: 'Start the server with the key as it was, or make the connection anew.' });
      }
    },
  };
}
