import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, extname, join, resolve } from 'node:path';
import { exportFormats, type ExportFormat } from '../../contract/exports.ts';
import { safeNames } from '../exports/safeNames.ts';
import { exportFolder } from './exportFolder.ts';
import { exportOptions, type ExportOptions } from './exportOptions.ts';
import { exportRemote } from './exportRemote.ts';
import { openFault } from './openFault.ts';
import { withPlanFolder } from './planPath.ts';

/**
 * `hexalign export`: a plan in the formats of others, from its folder or from a server.
 *
 * @returns exit code
 * @throws InputError
 */
export async function exportPlan(args: readonly string[]): Promise<number> {
  const options = exportOptions(args, process.env);
  if (options.server !== null) {
    await write(exportRemote(options), options);
    return 0;
  }
  await withPlanFolder(options.plan, (dir, name) => write(exportFolder(dir, name, options), options, name));
  return 0;
}

type Files = AsyncIterable<{ readonly format: ExportFormat; readonly bytes: Uint8Array; readonly filename?: string }>;

async function write(files: Files, { out, formats }: ExportOptions, name = 'plan'): Promise<void> {
  const folder = formats.length > 1 || extname(out) === '' || (await stat(out).then((found) => found.isDirectory(), () => false));
  for await (const { format, bytes, filename } of files) {
    const path = folder ? join(out, safeNames([filename ?? `${name}-${exportFormats[format].ending}`])[0]) : out;
    await put(path, bytes);
    process.stdout.write(`${path}\n`);
  }
}

/** Whoever looks finds the old file or the new one, never half of one. */
async function put(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = join(dirname(resolve(path)), `.hexalign-${process.pid}.part`);
  try {
    await mkdir(dirname(resolve(path)), { recursive: true });
    await writeFile(temporary, bytes);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw openFault(error, path, '--out', 'a file that can be written');
  }
}
