import { fileURLToPath } from 'node:url';

/** Absolute path of a file of this package, for `node:fs`. */
export function dataPath(relative: string): string {
  return fileURLToPath(new URL(`../${relative}`, import.meta.url));
}
