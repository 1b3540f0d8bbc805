import { readFile, stat } from 'node:fs/promises';
import { basemapFiles, type BasemapFiles } from '@hexalign/data';

/** Bytes of a shipped file of the basemap, and a mark that changes with it. */
export async function basemapLayer(layer: keyof BasemapFiles): Promise<{ bytes: Uint8Array; etag: string }> {
  const path = basemapFiles()[layer];
  const { size, mtimeMs } = await stat(path);
  return { bytes: await readFile(path), etag: `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"` };
}
