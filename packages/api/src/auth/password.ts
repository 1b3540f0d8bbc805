import { randomBytes, timingSafeEqual } from 'node:crypto';
import { commonPasswords } from '@hexalign/data';
import { AppError } from '../http/appError.ts';
import { argon2id, type Argon2Cost } from './argon2id.ts';

const COST: Argon2Cost = { memoryKiB: 19_456, passes: 2, lanes: 1 };
const SALT_BYTES = 16;
const SHORTEST = 12;
const LONGEST = 256;

/** Hash of a password in the PHC string form, e.g. `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await argon2id(password, salt, COST);
  return `$argon2id$v=19$m=${COST.memoryKiB},t=${COST.passes},p=${COST.lanes}$${plain(salt)}$${plain(hash)}`;
}

/** Somebody without a password costs as much time as somebody with a wrong one. */
const NOBODY = `$argon2id$v=19$m=${COST.memoryKiB},t=${COST.passes},p=${COST.lanes}$${plain(Buffer.alloc(SALT_BYTES))}$${plain(Buffer.alloc(32))}`;

/**
 * Whether a password is the one that a hash was made of.
 *
 * @param kept what `hashPassword` returned; null = there is none, which takes as long and is never right
 */
export async function isPassword(kept: string | null, password: string): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(kept ?? NOBODY);
  if (parts === null) return false;
  const [, memoryKiB, passes, lanes] = parts.map(Number);
  const hash = await argon2id(password.slice(0, LONGEST * 4), Buffer.from(parts[4], 'base64'), { memoryKiB, passes, lanes });
  const expected = Buffer.from(parts[5], 'base64');
  return kept !== null && hash.length === expected.length && timingSafeEqual(hash, expected);
}

/**
 * Refuses a password that is too easy to guess: by its length, because it is among those tried first, or because it is
 * the e-mail address or the name of the product over again. Nothing is demanded of its characters.
 *
 * @throws AppError `password.weak`
 */
export function judgePassword(password: string, email: string | null): void {
  const length = [...password].length;
  if (length < SHORTEST) throw weak(`${length} characters`, `at least ${SHORTEST} characters`);
  if (length > LONGEST) throw weak(`${length} characters`, `at most ${LONGEST} characters`);
  const small = password.normalize('NFKC').toLowerCase();
  const known = commonPasswords();
  const stem = small.replace(/^[\W\d_]+|[\W\d_]+$/g, '');
  if (known.has(small) || known.has(stem) || /^(.{1,11}?)\1+$/u.test(small)) throw weak('a common password, or one made of it', 'something nobody else would think of, such as four random words');
  const own = ['hexalign', email ?? '', (email ?? '').split('@')[0]].filter((word) => word.length >= 4);
  const left = own.reduce((rest, word) => rest.replaceAll(word, ''), small).replace(/[\W\d_]+/g, '');
  if (left.length < SHORTEST / 2 && own.some((word) => small.includes(word))) throw weak('mostly the e-mail address or the product\'s name', 'something that nobody can read off the sign-in page');
}

function weak(found: string, expected: string): AppError {
  return new AppError('password.weak', { where: 'body.password', found, expected, repair: `Choose a password of at least ${SHORTEST} characters; a sentence of your own is fine.` });
}

function plain(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
}
