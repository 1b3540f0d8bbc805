import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { AppError } from '../http/appError.ts';
import type { AllowedSources } from './fetchUrl.ts';

/**
 * The file of a folder that was changed last, of those whose name fits.
 *
 * @param pattern `*` stands for any text
 * @throws AppError `source.refused` for folders that are not allowed, also where a link leads out of one; `source.failed` when nothing fits
 */
export async function newestFile(folder: string, pattern: string, { folders }: Pick<AllowedSources, 'folders'>): Promise<{ readonly path: string; readonly name: string }> {
  const roots = await Promise.all(folders.map((root) => realpath(root).catch(() => null)));
  const inside = (path: string): boolean => roots.some((root) => root !== null && (path === root || path.startsWith(root.endsWith(sep) ? root : root + sep)));
  const refused = (found: string): AppError => new AppError('source.refused', { where: 'folder', expected: folders.length === 0 ? 'no folder: none is allowed' : 'a folder that is allowed', found, repair: 'Ask the administrator of the server to allow it: HEXALIGN_IMPORT_FOLDERS.' });
  const real = await realpath(folder).catch(() => null);
  if (real === null || !inside(real)) throw refused(folder);
  const fits = new RegExp(`^${pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`, 's');
  let newest: { path: string; at: number } | null = null;
  for (const name of (await readdir(real)).sort()) {
    if (!fits.test(name)) continue;
    const path = await realpath(join(real, name)).catch(() => null);
    const facts = path === null || !inside(path) ? null : await stat(path).catch(() => null);
    if (path !== null && facts?.isFile() && (newest === null || facts.mtimeMs > newest.at)) newest = { path, at: facts.mtimeMs };
  }
  if (newest === null) throw new AppError('source.failed', { where: folder, expected: `a file called ${pattern}`, found: 'none' });
  return { path: newest.path, name: basename(newest.path) };
}
