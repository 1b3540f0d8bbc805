import { readFileSync } from 'node:fs';
import { dataPath } from './dataPath.ts';

let known: ReadonlySet<string> | undefined;

/** Passwords that are tried first, in small letters: those of 12 characters and more, and the stems from which longer ones are made. */
export function commonPasswords(): ReadonlySet<string> {
  return (known ??= new Set(readFileSync(dataPath('passwords/common.txt'), 'utf8').trimEnd().split('\n')));
}
