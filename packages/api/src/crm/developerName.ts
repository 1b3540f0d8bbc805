import { createHash } from 'node:crypto';

/** Letters without a decomposition of their own. */
const PLAIN: Readonly<Record<string, string>> = { ß: 'ss', ẞ: 'SS', æ: 'ae', Æ: 'AE', œ: 'oe', Œ: 'OE', ø: 'o', Ø: 'O', ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ð: 'd', Ð: 'D', þ: 'th', Þ: 'Th', ı: 'i' };

/** Longest name that is taken. */
export const LONGEST_NAME = 80;

/**
 * A name as Salesforce takes it: letters, digits and single underscores, beginning with a letter and ending without an
 * underscore. A text without any letter or digit that it knows gets a name made of its hash.
 *
 * @param most characters
 */
export function developerName(text: string, most: number = LONGEST_NAME): string {
  const plain = text.replace(/[^\x20-\x7e]/g, (letter) => PLAIN[letter] ?? letter).normalize('NFKD').replace(/\p{M}+/gu, '');
  const name = plain.replace(/[^A-Za-z0-9]+/g, '_').replace(/^_+|_+$/g, '');
  const begun = name === '' ? `T_${shortHash(text)}` : /^[A-Za-z]/.test(name) ? name : `T_${name}`;
  return begun.slice(0, most).replace(/_+$/, '');
}

/**
 * A name for each text, no two the same whatever their case. Where texts come to one name, each gets its hash behind it,
 * so that a name does not depend on which comes first.
 *
 * @param taken names that are given away already
 */
export function developerNames(texts: readonly string[], prefix: string, taken: Iterable<string> = []): string[] {
  const names = texts.map((text) => developerName(prefix === '' ? text : `${prefix} ${developerName(text)}`));
  const given = new Set([...taken].map((name) => name.toLowerCase()));
  const times = new Map<string, number>();
  for (const name of names) times.set(name.toLowerCase(), (times.get(name.toLowerCase()) ?? 0) + 1);
  return names.map((name, i) => (times.get(name.toLowerCase()) === 1 && !given.has(name.toLowerCase()) ? name : `${developerName(name, LONGEST_NAME - 9)}_${shortHash(texts[i])}`));
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
