import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether GDAL is on this machine, and reads some format. */
export function gdalReads(driver: string): boolean {
  const { status, stdout } = spawnSync('ogrinfo', ['--formats'], { encoding: 'utf8' });
  return status === 0 && new RegExp(`\\s${driver} -vector-`, 'i').test(stdout);
}

/** What GDAL says of a file, all of it. @param inner what to open of an archive, e.g. `/vsizip/` before its path */
export async function ogrinfo(name: string, bytes: Uint8Array, inner = ''): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hexalign-gdal-'));
  try {
    const path = join(folder, name);
    await writeFile(path, bytes);
    const { status, stdout, stderr } = spawnSync('ogrinfo', ['-ro', '-al', '-geom=SUMMARY', `${inner}${path}`], { encoding: 'utf8', maxBuffer: 1 << 26 });
    return `${stdout}${stderr}${status === 0 ? '' : `\nexit ${status}`}`;
  } finally {
    await rm(folder, { recursive: true });
  }
}
