import { zipSync, type Zippable } from 'fflate';
import { safeNames } from './safeNames.ts';

/** No clock time in any file: the same plan gives the same archive. */
const EPOCH = new Date(1980, 0, 1);

/** Small files as one archive, under names that every system takes. */
export function zipBytes(files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Uint8Array {
  const names = safeNames(files.map(({ name }) => name));
  const entries: Zippable = Object.fromEntries(files.map(({ bytes }, i) => [names[i], [bytes, { level: 6, mtime: EPOCH }]]));
  return zipSync(entries);
}
