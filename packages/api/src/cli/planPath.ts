import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { InputError } from '../datasets/inputError.ts';
import { openFault } from './openFault.ts';
import { PLAN_FILES } from './planFolder.ts';

/** What of an archive is a plan; nothing else of it is written anywhere. */
const KNOWN: ReadonlySet<string> = new Set([...PLAN_FILES, 'areas.geojson']);

/**
 * Opens a plan: its folder, or the archive that a server exports, which is laid out in a temporary folder meanwhile.
 *
 * @param use given the folder, and what the plan is called without knowing better
 * @throws InputError when there is no plan at the path
 */
export async function withPlanFolder<T>(path: string, use: (dir: string, name: string) => Promise<T>): Promise<T> {
  const found = await stat(path).catch((error: unknown) => {
    throw openFault(error, path, 'the plan', 'a plan folder or plan.zip');
  });
  const name = basename(resolve(path)).replace(/\.zip$/i, '');
  if (found.isDirectory()) return use(path, name);
  const dir = await mkdtemp(join(tmpdir(), 'hexalign-plan-'));
  try {
    for (const [file, bytes] of Object.entries(unzipped(path, await readFile(path)))) await writeFile(join(dir, file), bytes);
    return await use(dir, name);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

function unzipped(path: string, bytes: Uint8Array): Record<string, Uint8Array> {
  const files = ((): Record<string, Uint8Array> => {
    try {
      return unzipSync(bytes, { filter: ({ name }) => KNOWN.has(name) });
    } catch {
      return {};
    }
  })();
  if (!('plan.json' in files)) throw new InputError({ code: 'plan.unreadable', where: path, expected: 'a plan folder, or the plan.zip that a server exports', found: 'another file', repair: 'Give the folder that hexalign design wrote, or export the plan folder of a scenario.' });
  return files;
}
