import { AppError } from './appError.ts';

const DEEPEST = 64;

/**
 * Refuses texts that no database column can hold as they are, with a NUL or with half of a surrogate pair, and values too deep for any use.
 *
 * @param where names the value in the error
 * @throws AppError `request.invalid`
 */
export function refuseUnstorable(value: unknown, where: string, depth = 0): void {
  if (typeof value === 'string') {
    if (!value.includes('\0') && value.isWellFormed()) return;
    throw new AppError('request.invalid', { where, expected: 'text without the character U+0000 and without half characters', found: JSON.stringify(value.slice(0, 100)) });
  }
  if (typeof value !== 'object' || value === null) return;
  if (depth === DEEPEST) throw new AppError('request.invalid', { where: where.slice(0, 200), expected: `at most ${DEEPEST} levels, one in the other`, found: 'more' });
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) if (typeof value[i] !== 'number') refuseUnstorable(value[i], `${where}.${i}`, depth + 1);
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    refuseUnstorable(name, `${where}, a name in it`);
    if (typeof inner !== 'number') refuseUnstorable(inner, `${where}.${name}`, depth + 1);
  }
}
