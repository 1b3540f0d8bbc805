import { packageSource } from './packageSource.ts';
import type { WrittenFile } from './writtenFile.ts';

/** The shortest password that anybody may choose: shorter ones need no list. */
const LENGTH = 12;
/** The most common of the shorter ones, which people make longer by writing them twice or adding digits. */
const STEMS = 3000;

/** `passwords/common.txt`: the passwords that are tried first. Those of at least 12 characters, and the 3,000 most common shorter ones; ascending. */
export function makeCommonPasswords(): WrittenFile[] {
  const { dictionary } = packageSource<{ dictionary: Record<string, readonly string[]> }>('@zxcvbn-ts/language-common');
  const ranked = dictionary['passwords-common'];
  const stems = ranked.filter((password) => password.length < LENGTH && password.length >= 4).slice(0, STEMS);
  const chosen = new Set([...ranked.filter((password) => password.length >= LENGTH), ...stems]);
  return [{ path: 'passwords/common.txt', content: `${[...chosen].sort((a, b) => (a < b ? -1 : 1)).join('\n')}\n` }];
}
